package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/render/svg"
	"gex/internal/report"
)

// TestTextToReader: what a document says of flags and commands, for a reader who has neither.
func TestTextToReader(t *testing.T) {
	for text, want := range map[string]string{
		"cannot infer an interest rate; using 0%. Set --rate":          "cannot infer an interest rate; using 0%. Set the interest rate",
		"spot grows at 0 less yield 0. Set --rate and --yield":         "spot grows at 0 less yield 0. Set the interest rate and the yield",
		"is taken from the file name (set --symbol if it is another)":  "is taken from the file name (set the underlying if it is another)",
		"--dte 0-7 · --root SPXW":                                      "days to expiry 0-7 · root SPXW",
		"so there is no exposure, regime or level; gex check says why": "so there is no exposure, regime or level",
		"far above typical desk estimates: trust levels, not size":     "far above typical desk estimates: trust levels, not size",
	} {
		if got := textToReader(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// TestPageSpeaksToReaders: no sentence of a page names a flag or a command, whatever the report warns of and was asked for.
func TestPageSpeaksToReaders(t *testing.T) {
	r := spx()
	r.Conventions.Filters = "--dte 0-7"
	r.Warnings = []report.Warning{{Code: "no-rate", Message: "cannot infer an interest rate; using 0%. Set --rate"}}
	for _, e := range elements(t, page0(t, r)) {
		if e.name == "p" || e.name == "li" || e.name == "dd" || e.name == "td" || e.name == "th" {
			if strings.Contains(e.text, "--") || strings.Contains(e.text, "gex flows") || strings.Contains(e.text, "gex check") {
				t.Errorf("<%s> says %q", e.name, e.text)
			}
		}
	}
}

// TestPageHasVolatility: with smiles, a term structure, the other exposures and what moves the flip, the page has each once a size,
// those of volatility in a section of their own, and a table of what moves the flip.
func TestPageHasVolatility(t *testing.T) {
	p := &report.Pictures{Report: *spx()}
	p.Smiles = []report.Smile{{Root: "SPXW", Expiry: "2025-11-28", Years: 0.02, Forward: p.Spot, ATMVol: 0.12, Strikes: []report.SmileStrike{
		{Strike: p.Spot, Vol: 0.12, Bid: 0.119, Ask: 0.121, Source: "quote"}, {Strike: 1.01 * p.Spot, Vol: 0.11, Bid: 0.109, Ask: 0.111, Source: "quote"},
	}}}
	none := report.None()
	p.Term = []report.TermPoint{{Root: "SPXW", Expiry: "2025-11-28", Years: 0.02, Forward: p.Spot, ATMVol: 0.12, Move: 100, ForwardVol: none, ForwardYears: none}}
	p.Curves = &report.Curves{Profile: report.Profile{Spot: []report.Number{0.99 * p.Spot, p.Spot, 1.01 * p.Spot}}}
	p.Curves.DEX, p.Curves.VEX, p.Curves.CEX = []report.Number{1, 2, 3}, []report.Number{3, 2, 1}, []report.Number{-1, -2, -3}
	p.Sensitivity = &report.Sensitivity{
		Derivatives: report.Derivatives{PerVolPoint: 1.4, PerRatePoint: -3.43, PerPutPct: none, PerCallPct: none, PerHour: none},
		QuoteSE:     report.QuoteSE{ZeroGamma: 0.0629, GEX: none},
	}
	page := string(written(t, func(w *bytes.Buffer) error { return Page(w, p, 0) }))
	all := elements(t, page)
	figures := map[string]int{}
	for _, e := range named(all, "figure") {
		figures[e.attr["class"]]++
	}
	for _, kind := range []string{svg.Smile, svg.Term, svg.Exposures} {
		if figures[kind] != 1 {
			t.Errorf("%d figures of %s", figures[kind], kind)
		}
	}
	idsAreKnown(t, all)
	for _, want := range []string{`<section id="volatility"`, `<a href="#sensitivity">`, "how far a change moves zero gamma", "±0.06<", "1.40<", "-3.43<"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "1% more puts") {
		t.Error("has a row of what is not known")
	}
}
