package render

import (
	"slices"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestAxisLine: letters are in the cells of their prices, side by side if two share a cell, and behind an arrow beyond an end.
func TestAxisLine(t *testing.T) {
	a := axis{low: 0, high: 100, cells: 20}
	for want, signs := range map[string][]levelSign{
		"──────────S─────────": {{"S", 52}},
		"─────P────S────C────": {{"S", 50}, {"C", 75}, {"P", 25}},
		"─────────ZSCA───────": {{"S", 50}, {"Z", 49.9}, {"C", 50}, {"A", 50.1}},
		"◂PF───────S───────C▸": {{"S", 50}, {"P", -3}, {"F", -900}, {"C", 101}},
		"────────────────────": nil,
	} {
		if got := a.line(signs); got != want {
			t.Errorf("%v: %q, want %q", signs, got, want)
		}
	}
	a.ASCII = true
	if got := a.line([]levelSign{{"S", 50}, {"C", 500}}); got != "----------S-------C>" {
		t.Error(got)
	}
}

// TestAxisValues: the ends come first, then what fits on one of two lines.
func TestAxisValues(t *testing.T) {
	a := axis{low: 0, high: 100, cells: 40}
	got := a.values([]levelSign{{"S", 50}, {"Z", 48}, {"C", 50}, {"P", 46}, {"F", 400}})
	want := []string{"0.00              50.00           100.00", "                 48.00"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestPlot: a line through zero rises from the lower left to the upper right and crosses the axis of zero at the flip.
func TestPlot(t *testing.T) {
	r := spx()
	for i, x := range r.Profile.Spot {
		r.Profile.GEX[i] = 1e6 * (x - r.Spot)
	}
	r.Levels.ZeroGamma, r.Levels.Flips = r.Spot, nil
	p := newPlot(r.ProfileDocument(), style{Options: Options{ASCII: true, Width: 80}}, 6612.35, 6812.35)
	lines := p.lines([]levelSign{{"S", r.Spot}})
	if len(lines) != curveRows+2 {
		t.Fatalf("%d lines:\n%s", len(lines), strings.Join(lines, "\n"))
	}
	last := 0
	for i := curveRows - 1; i >= 0; i-- {
		at := strings.IndexByte(lines[i], '*')
		if at <= last {
			t.Errorf("line %d does not rise:\n%s", i, strings.Join(lines, "\n"))
		}
		last = at
	}
	if zero := lines[p.zeroRow()]; !strings.HasPrefix(strings.TrimLeft(zero, " "), "0 ----") || !strings.HasSuffix(zero, "----") {
		t.Errorf("no axis of zero: %q", zero)
	}
	if spot := strings.IndexByte(lines[curveRows], 'S'); spot < 42 || spot > 45 {
		t.Errorf("spot is at %d: %q", spot, lines[curveRows])
	}
}

// TestPlotOfNothing: no profile, no spot, only absent values.
func TestPlotOfNothing(t *testing.T) {
	for name, change := range map[string]func(*report.Report){
		"no profile": func(r *report.Report) { r.Profile = report.Profile{} },
		"no spot":    func(r *report.Report) { r.Spot = report.None() },
		"one point":  func(r *report.Report) { r.Profile.Spot, r.Profile.GEX = r.Profile.Spot[:1], r.Profile.GEX[:1] },
	} {
		r := spx()
		change(r)
		if got := curveSections(r.ProfileDocument(), style{}); got != nil {
			t.Errorf("%s is drawn", name)
		}
	}
}

func TestBreakLine(t *testing.T) {
	for _, c := range []struct {
		text        string
		width, rest int
		want        []string
	}{
		{"a 1% move of $3.2B per 1%", 12, 12, []string{"a 1% move of", "$3.2B per 1%"}},
		{"one two", 20, 20, []string{"one two"}},
		{"", 20, 20, []string{""}},
		{blue + "blue" + reset + " words", 10, 10, []string{blue + "blue" + reset + " words"}},
		{"日本 x", 6, 6, []string{"日本 x"}},
		{"日本語 x", 6, 6, []string{"日本語", "x"}},
		{"an_endless_name.csv end", 12, 12, []string{"an_en....csv", "end"}},
	} {
		if got := breakLine(c.text, c.width, c.rest); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNarrowGrid: spare columns are hidden first, then the table is split and the names of its rows are repeated.
func TestNarrowGrid(t *testing.T) {
	g := newGrid(word("root"), word("expiry"), num("a long heading"), spare(2, num("first to go")), spare(1, num("second")), num("last"))
	g.add("SPX", "2025-11-20", "1", "2", "3", "4")
	fit, gone := g.fit(50)
	if fit.width() > 50 || !slices.Equal(gone, []string{"first to go"}) {
		t.Errorf("%v gone, %d wide", gone, fit.width())
	}
	if fit, gone := g.fit(10); len(gone) != 2 || len(fit.columns) != 4 {
		t.Errorf("%v gone", gone)
	}
	got, err := fit.text(style{Options: Options{Width: 38}})
	want := " root  expiry      a long heading\n─────────────────────────────────\n SPX   2025-11-20               1\n\n" +
		" root  expiry      last\n───────────────────────\n SPX   2025-11-20     4\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}
