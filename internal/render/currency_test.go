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
	market := Market{Rows: []report.Summary{row, row}}
	for name, write := range map[string]func(io.Writer, Options) error{
		"report":      func(w io.Writer, o Options) error { return Report(w, r, Table, o) },
		"markdown":    func(w io.Writer, o Options) error { return Report(w, r, Markdown, o) },
		"flows":       func(w io.Writer, o Options) error { return views["flows"](w, r, Table, o) },
		"levels":      func(w io.Writer, o Options) error { return views["levels"](w, r, Table, o) },
		"market":      func(w io.Writer, o Options) error { return market.Write(w, Table, o) },
		"page":        func(w io.Writer, o Options) error { return Page(w, &report.Pictures{Report: *r}, 0, o) },
		"pine":        func(w io.Writer, _ Options) error { return Chart(w, r.LevelsDocument(), chart, Pine) },
		"thinkscript": func(w io.Writer, _ Options) error { return Chart(w, r.LevelsDocument(), chart, ThinkScript) },
	} {
		text := string(written(t, func(w *bytes.Buffer) error { return write(w, Options{Width: 200}) }))
		if !strings.Contains(text, "INR of dealer delta") && name != "flows" || !strings.Contains(text, "a$b.csv") {
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
	rows := make([]report.Summary, 3)
	for i := range rows {
		rows[i] = report.Summary{Header: r.Header}
	}
	market := string(written(t, func(w *bytes.Buffer) error { return Market{Rows: rows, Top: 1}.Write(w, Table, Options{Spell: spell}) }))
	if !strings.Contains(market, "hidden: <top> 0 shows all") {
		t.Errorf("no <top> in\n%s", market)
	}
}

// TestMarketOfTwoCurrencies: amounts in a column of two currencies have theirs beside them.
func TestMarketOfTwoCurrencies(t *testing.T) {
	dollars, rupees := report.Summary{Header: spx().Header}, report.Summary{Header: spx().Header}
	rupees.Underlying, rupees.Conventions.GEXUnit = "NIFTY", "inr_per_1pct"
	dollars.GrossGEX, rupees.GrossGEX = 4e9, 4e9
	text := string(written(t, func(w *bytes.Buffer) error {
		return Market{Rows: []report.Summary{dollars, rupees}}.Write(w, Table, Options{Width: 120})
	}))
	for _, want := range []string{" SPX     USD  6,712.35", " NIFTY   INR  6,712.35", "GEX in B per 1%", "GEX in the currency of each"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
