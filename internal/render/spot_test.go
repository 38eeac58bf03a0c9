package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestAtSpot: a cent away, or 0.00% as printed, is at spot; below a dollar a printed price has four decimals.
func TestAtSpot(t *testing.T) {
	for _, c := range []struct {
		at, spot float64
		want     bool
	}{
		{600, 600, true}, {600, 600.01, true}, {600.01, 600, true}, {600, 600.0299, true}, {600, 600.0301, false},
		{30, 30.01, true}, {30, 30.0101, false}, {30, 29.99, true}, {30, 29.9899, false}, // 0.03%, but a cent
		{6700, 6700.33, true}, {6700, 6700.34, false}, {6700, 6699.67, true}, {6700, 6699.66, false},
		{90000, 90004.49, true}, {90000, 90004.51, false},
		{0.5, 0.5001, true}, {0.5, 0.5002, false}, {0.5, 0.51, false},
	} {
		if got := atSpot(report.Number(c.at), report.Number(c.spot)); got != c.want {
			t.Errorf("%g is at spot %g: %v", c.at, c.spot, got)
		}
	}
	if atSpot(report.None(), 600) || atSpot(600, report.None()) {
		t.Error("what is absent is at spot")
	}
}

// TestLevelsAtSpot: a level at spot is neither above nor below it, in text, in markdown and on the page; one that is further
// away is.
func TestLevelsAtSpot(t *testing.T) {
	page := func(call, put, zero, spot report.Number) string {
		r := spx()
		r.Spot = spot
		for _, l := range []*report.Levels{&r.Levels, r.Levels0DTE} {
			l.CallWall, l.PutWall, l.ZeroGamma = call, put, zero
			l.Flips = []report.Flip{{Spot: zero, Direction: report.NegToPos}}
		}
		var all strings.Builder
		for _, f := range []Format{Table, Markdown} {
			all.Write(written(t, func(w *bytes.Buffer) error { return Levels(w, levelsOf(r), f, Options{Width: 300}) }))
		}
		all.Write(written(t, func(w *bytes.Buffer) error { return Page(w, &report.Pictures{Report: *r}, 0) }))
		return all.String()
	}
	at := page(600, 600, 600, 600.01)
	for _, wrong := range []string{"wall is", "% below spot", "% above spot", "below 600.00 (", "above 600.00 ("} {
		if strings.Contains(at, wrong) {
			t.Errorf("a cent from spot: %q", wrong)
		}
	}
	if says := "zero gamma 600.00 is at spot: short below, long above"; strings.Count(at, says) < 2 {
		t.Errorf("no %q", says)
	}
	off := page(599, 601, 599.9, 600)
	for _, want := range []string{"the call wall is below the put wall", "0.17% below spot", "0.17% above spot", "below 599.90 (-0.02%) dealers are short gamma and amplify moves"} {
		if !strings.Contains(off, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, c := range []struct {
		call, put report.Number
		want      string
	}{{599.96, 590, "the call wall is below spot"}, {610, 600.04, "the put wall is above spot"}} {
		if got := page(c.call, c.put, 599, 600); !strings.Contains(got, c.want) {
			t.Errorf("no %q", c.want)
		}
	}
	toShort := spx()
	toShort.Levels.ZeroGamma = toShort.Spot
	toShort.Levels.Flips = []report.Flip{{Spot: toShort.Spot, Direction: report.PosToNeg}}
	if got, want := beyondZero(toShort.LevelsDocument()), "zero gamma 6,712.35 is at spot: long below, short above"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestDistancesArePercent: a level at a tenth of spot is 90% below it and one at ten times spot 900% above, in every text.
func TestDistancesArePercent(t *testing.T) {
	r := spx()
	r.Levels.PutWall, r.Levels.CallWall = r.Spot/10, r.Spot*10
	r.FileSpot, r.Carry.QuoteSpot, r.Carry.GapSource = r.Spot, r.Spot*10, "parity"
	for _, c := range []struct {
		name  string
		write func(*bytes.Buffer) error
		want  []string
	}{
		{"text", func(w *bytes.Buffer) error { return Report(w, r, Table, Options{Width: 200}) }, []string{"-90.00", "+900.00"}},
		{"markdown", func(w *bytes.Buffer) error { return Report(w, r, Markdown, Options{}) }, []string{"-90.00", "+900.00"}},
		{"page", func(w *bytes.Buffer) error { return Page(w, &report.Pictures{Report: *r}, 0) }, []string{"90.00% below spot", "900.00% above spot"}},
		{"check", func(w *bytes.Buffer) error { return Check(w, checkOf(r), Table, Options{Width: 200}) }, []string{"900.00% above the file's spot"}},
	} {
		text := string(written(t, c.write))
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q", c.name, want)
			}
		}
		if strings.Contains(text, "230.2") {
			t.Errorf("%s: a logarithm is printed as percent", c.name)
		}
	}
}
