package gex

import (
	"math"
	"slices"
	"testing"

	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// flatFit are the options with which fitted fits chains that are not on futures.
var flatFit = vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(0.04), Yield: 0.013}

// TestCombinedSensitivity: a member that follows from the axis by the ratio of prices doubles GEX in every run and moves no
// level; the base run has the bits of gex levels; and a book of one part is the book of its chain.
func TestCombinedSensitivity(t *testing.T) {
	axis := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
	for i := range axis.Chain.Volume {
		axis.Chain.Volume[i] = float64(10 * (i%7 + 1))
	}
	v := Variations{Vol: flatFit, Wrong: 0.2}
	alone, err := NewBook(axis.Chain, axis.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := BuildSensitivity(alone, v)
	one, err := Combine("SPX", []Part{axis}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := BuildSensitivity(one, v); jsonOf(t, got.Sensitivity) != jsonOf(t, want.Sensitivity) {
		t.Errorf("one part: %s\nits chain: %s", jsonOf(t, got.Sensitivity), jsonOf(t, want.Sensitivity))
	}

	const ratio = 1 / 10.02214
	member := fitted(t, namedChain("SPY", 6700*ratio, spxLegs(ratio)), 0.04, 0.013)
	copy(member.Chain.Volume, axis.Chain.Volume)
	for i := range member.Chain.Multiplier {
		member.Chain.Multiplier[i] /= ratio
	}
	b, err := Combine("SPX", []Part{member, axis}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, levels := BuildSensitivity(b, v), BuildLevels(b)
	base := got.Sensitivity.Runs[0]
	if base.GEX != levels.Levels.GEX || base.ZeroGamma != levels.Levels.ZeroGamma || base.CallWall != levels.Levels.CallWall || base.PutWall != levels.Levels.PutWall || base.Regime != levels.Regime {
		t.Errorf("base %+v, levels %+v", base, levels.Levels)
	}
	if len(got.Sensitivity.Runs) != len(want.Sensitivity.Runs) || len(got.Sensitivity.Runs) < 15 {
		t.Fatalf("%d runs, want %d", len(got.Sensitivity.Runs), len(want.Sensitivity.Runs))
	}
	same := func(what string, a, b report.Number) {
		t.Helper()
		if a.OK() != b.OK() || a.OK() && !(math.Abs(float64(a-b)) <= 1e-8*math.Abs(float64(b))+1e-6) {
			t.Errorf("%s %v, want %v", what, a, b)
		}
	}
	for i, w := range want.Sensitivity.Runs {
		g := got.Sensitivity.Runs[i]
		if g.Group != w.Group || g.Run != w.Run || g.Failed != w.Failed {
			t.Fatalf("run %+v, want %+v", g, w)
		}
		name := w.Group + " " + w.Run
		same(name+" gex", g.GEX, 2*w.GEX)
		same(name+" flip", g.ZeroGamma, w.ZeroGamma)
		same(name+" call wall", g.CallWall, w.CallWall)
		same(name+" put wall", g.PutWall, w.PutWall)
	}
	for i, w := range want.Sensitivity.Bands {
		g, scale := got.Sensitivity.Bands[i], report.Number(1)
		if w.Quantity == report.QuantityGEX {
			scale = 2
		}
		same(w.Quantity+" "+w.Group+" low", g.Low, scale*w.Low)
		same(w.Quantity+" "+w.Group+" high", g.High, scale*w.High)
	}
	g, w := got.Sensitivity.Derivatives, want.Sensitivity.Derivatives
	same("per vol point", g.PerVolPoint, w.PerVolPoint)
	same("per rate point", g.PerRatePoint, w.PerRatePoint)
	same("per hour", g.PerHour, w.PerHour)
	same("breakeven", got.Sensitivity.Breakeven, want.Sensitivity.Breakeven)
	same("mean of wrong signs", got.Sensitivity.Wrong.Mean, 2*want.Sensitivity.Wrong.Mean)
}

// TestCombinedRunsAreBooks: each run is the combined book of members under that assumption, each with its own fit.
func TestCombinedRunsAreBooks(t *testing.T) {
	spx, spy := namedChain("SPX", 6700, spxLegs(1)), namedChain("SPY", 671, spxLegs(0.1)[:40])
	es := namedChain("ES", 6719.75, spxLegs(1)[:20])
	book := func(o Options, fit func(vol.Options) vol.Options) *Book {
		var parts []Part
		for _, c := range []Part{{Chain: spx}, {Chain: spy}, {Chain: es}} {
			s, err := vol.Fit(c.Chain, fit(flatFit).OffFutures(c.Chain))
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, Part{Chain: c.Chain, Surface: s, Files: []string{c.Chain.Underlying}})
		}
		b, err := Combine("SPX", parts, o)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	as := func(o vol.Options) vol.Options { return o }
	d := BuildSensitivity(book(Options{Sign: "SPY=short,naive"}, as), Variations{Vol: flatFit, Wrong: math.NaN()})
	for _, c := range []struct {
		group, run string
		sign       string
		fit        func(vol.Options) vol.Options
	}{
		{report.GroupSign, "naive", "naive", as},
		{report.GroupSign, "1,-0.5", "1,-0.5", as},
		{report.GroupCarry, "flat 0,0", "SPY=short,naive", func(o vol.Options) vol.Options { o = o.AtRate(0); o.Yield = 0; return o }},
		{report.GroupCarry, "rate +1", "SPY=short,naive", func(o vol.Options) vol.Options { return o.AtRate(0.05) }},
	} {
		r, want := runNamed(d, c.group, c.run), BuildKeys(book(Options{Sign: c.sign}, c.fit)).Levels
		if r == nil || r.Failed != "" {
			t.Errorf("%s %s: %+v", c.group, c.run, r)
			continue
		}
		if r.GEX != want.GEX || r.CallWall != want.CallWall || r.PutWall != want.PutWall || r.Regime != want.Regime {
			t.Errorf("%s %s: %+v, and the book has %+v", c.group, c.run, r, want)
		}
	}
	if column := runNamed(d, report.GroupSign, "column"); column == nil || column.Failed != "" {
		t.Errorf("sign column: %+v", column)
	}
}

// TestCombinedAmerican: American greeks are those of each member's own dividends: a member that follows from the axis by the ratio
// of prices doubles everything, and its contracts are those of its own chain.
func TestCombinedAmerican(t *testing.T) {
	world, _, _ := worldOf(t, "ex7", "american")
	axis := Part{Chain: world.chain, Surface: world.surface, Files: []string{"a"}}
	axis.Chain.Underlying = "SPY"
	const ratio = 0.92
	c, s := *axis.Chain, *axis.Surface
	c.Underlying, s.Spot = "VOO", s.Spot*ratio
	c.Strike, c.Multiplier = slices.Clone(c.Strike), slices.Clone(c.Multiplier)
	for i := range c.Strike {
		c.Strike[i] *= ratio
		c.Multiplier[i] /= ratio
	}
	s.Expiries = slices.Clone(s.Expiries)
	for x := range s.Expiries {
		for _, price := range []*float64{&s.Expiries[x].Forward, &s.Expiries[x].Dividends} {
			*price *= ratio
		}
	}
	voo := Part{Chain: &c, Surface: &s, Files: []string{"b"}}
	alone, err := NewBook(axis.Chain, axis.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(alone.batch.early) == 0 {
		t.Fatal("no contract has American greeks")
	}
	both, err := Combine("SPY", []Part{axis, voo}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(both.batch.early) != 2*len(alone.batch.early) {
		t.Errorf("%d contracts have American greeks, want %d", len(both.batch.early), 2*len(alone.batch.early))
	}
	got, want := BuildKeys(both), BuildKeys(alone)
	near(t, "gex", float64(got.Totals.GEX), 2*float64(want.Totals.GEX), 1e-9, float64(want.Totals.GrossGEX))
	near(t, "zero gamma", float64(got.Levels.ZeroGamma), float64(want.Levels.ZeroGamma), 1e-8, 0)

	// SPX is European and its book comes first; SPY's dividends are its own.
	spx := fitted(t, namedChain("SPX", 10*axis.Surface.Spot, spxLegs(10*axis.Surface.Spot/6700)), 0.04, 0)
	spx.Chain.AsOf = axis.Chain.AsOf
	for x := range spx.Chain.Expiries {
		e := &spx.Chain.Expiries[x]
		e.Settlement = e.Settlement.Add(axis.Chain.AsOf.Sub(testAsOf))
	}
	mixed, err := Combine("SPX", []Part{spx, axis}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "spy in the book", float64(BuildKeys(mixed).Members[1].GEX), float64(want.Totals.GEX), 1e-9, float64(want.Totals.GrossGEX))
}
