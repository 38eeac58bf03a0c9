package render

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestCurrency: every output of a report in rupees has rupees and no dollars, and leaves the name of its file alone.
func TestCurrency(t *testing.T) {
	r := flowing()
	r.Underlying, r.Input.File, r.Conventions.GEXUnit = "NIFTY", "a$b.csv", "inr_per_1pct"
	chart := &report.Chart{Symbol: "NIFTY", Lines: []report.Line{{Kind: report.LineSpot, At: r.Spot}}}
	row := report.Summary{Header: r.Header, GammaLevels: r.Levels.GammaLevels, GrossGEX: r.Totals.GrossGEX}
	market := Market{Rows: []*report.Summary{&row, &row}}
	for name, write := range map[string]func(io.Writer, Options) error{
		"report":      func(w io.Writer, o Options) error { return Report(w, r, Table, o) },
		"markdown":    func(w io.Writer, o Options) error { return Report(w, r, Markdown, o) },
		"flows":       func(w io.Writer, o Options) error { return views["flows"](w, r, Table, o) },
		"levels":      func(w io.Writer, o Options) error { return views["levels"](w, r, Table, o) },
		"market":      func(w io.Writer, o Options) error { return market.Write(w, Table, o) },
		"page":        func(w io.Writer, _ Options) error { return Page(w, &report.Pictures{Report: *r}, 0) },
		"pine":        func(w io.Writer, _ Options) error { return Chart(w, r.LevelsDocument(), chart, Pine) },
		"thinkscript": func(w io.Writer, _ Options) error { return Chart(w, r.LevelsDocument(), chart, ThinkScript) },
	} {
		text := string(written(t, func(w *bytes.Buffer) error { return write(w, Options{Width: 200}) }))
		if !strings.Contains(text, "₹ of dealer delta") && !strings.Contains(text, "Rs of dealer delta") && name != "flows" || !strings.Contains(text, "a$b.csv") {
			t.Errorf("%s: no rupees or no file in\n%.900s", name, text)
		}
		if rest := strings.ReplaceAll(text, "a$b.csv", ""); strings.ContainsAny(rest, "$") && name != "page" || strings.Contains(rest, "dollar") {
			i := strings.IndexAny(rest, "$")
			t.Errorf("%s: dollars in %q", name, rest[max(0, i-80):max(0, i)+20])
		}
		if name == "report" {
			ascii := string(written(t, func(w *bytes.Buffer) error { return write(w, Options{ASCII: true}) }))
			if !strings.Contains(ascii, "sell Rs 421 crore into a 1% rally") || strings.Contains(ascii, "₹") {
				t.Errorf("no rupees in ASCII:\n%.900s", ascii)
			}
		}
	}
}

// TestSettingsInFootnotes: a footnote that names a setting has it as the caller spells it.
func TestSettingsInFootnotes(t *testing.T) {
	r := spx()
	spell := func(name string) string { return "<" + name + ">" }
	text := string(written(t, func(w *bytes.Buffer) error { return Report(w, r, Table, Options{Spell: spell}) }))
	if !strings.Contains(text, "; <width> ") {
		t.Errorf("no <width> in\n%s", text)
	}
	rows := make([]*report.Summary, 3)
	for i := range rows {
		rows[i] = &report.Summary{Header: r.Header}
	}
	market := string(written(t, func(w *bytes.Buffer) error { return Market{Rows: rows, Top: 1}.Write(w, Table, Options{Spell: spell}) }))
	if !strings.Contains(market, "hidden: <top> 0 shows all") {
		t.Errorf("no <top> in\n%s", market)
	}
}

// TestMarketOfTwoCurrencies: each currency has a table of its own in its own unit, ranked by its own amounts.
func TestMarketOfTwoCurrencies(t *testing.T) {
	dollars, rupees := report.Summary{Header: spx().Header}, report.Summary{Header: spx().Header}
	rupees.Underlying, rupees.Conventions.GEXUnit = "NIFTY", "inr_per_1pct"
	dollars.GrossGEX, rupees.GrossGEX = 4e6, 4e9
	small, large := rupees, dollars
	small.Underlying, small.GrossGEX = "BANKNIFTY", 3e9
	large.Underlying, large.GrossGEX = "NDX", 5e6
	rows := []*report.Summary{&dollars, &small, &large, &rupees}
	text := func(m Market, o Options) string {
		o.Width = 120
		return string(written(t, func(w *bytes.Buffer) error { return m.Write(w, Table, o) }))
	}
	for _, c := range []struct {
		name, in     string
		holds, lacks []string
	}{
		{"all", text(Market{Rows: rows}, Options{}), []string{
			"MARKET (USD)  in input order; GEX in $M per 1%", " SPX     USD  6,712.35", " NDX     USD  6,712.35",
			"MARKET (INR)  in input order; GEX in ₹ crore per 1%", " BANKNIFTY  INR  6,712.35", " NIFTY      INR  6,712.35", "GEX in the currency of each",
		}, []string{"hidden"}},
		{"the largest of each", text(Market{Rows: rows, Top: 1}, Options{}), []string{
			"MARKET (USD)  top 1 of 2 by gross GEX", " NDX ", "MARKET (INR)  top 1 of 2 by gross GEX", " NIFTY ",
			"2 underlyings with smaller gross GEX in their currency are hidden",
		}, []string{" SPX ", "BANKNIFTY"}},
		{"one of three", text(Market{Rows: rows[1:], Top: 1}, Options{}), []string{
			"MARKET (INR)  top 1 of 2 by gross GEX", "MARKET (USD)  in input order", "1 underlying with smaller gross GEX in its currency is hidden",
		}, []string{"BANKNIFTY"}},
		{"rows alone", text(Market{Rows: rows}, Options{NoHeader: true}), []string{" NDX  USD ", " NIFTY      INR "}, []string{"MARKET"}},
		{"one currency", text(Market{Rows: []*report.Summary{&small, &rupees}, Top: 1}, Options{}), []string{
			"MARKET  top 1 of 2 by gross GEX; GEX in ₹ crore per 1%", "1 underlying with smaller gross GEX is hidden",
		}, []string{" INR  "}},
	} {
		for _, want := range c.holds {
			if !strings.Contains(c.in, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, c.in)
			}
		}
		for _, not := range c.lacks {
			if strings.Contains(c.in, not) {
				t.Errorf("%s: %q in\n%s", c.name, not, c.in)
			}
		}
	}
}
