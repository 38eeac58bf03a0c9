package gex

import (
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// diffOf compares two books as the verb does, and holds the effects to the whole change, in total and by strike.
func diffOf(t *testing.T, before, after *Book) *report.Diff {
	t.Helper()
	was, is := BuildKeys(before), BuildKeys(after)
	d, err := Diff(before, after, was, is)
	if err != nil {
		t.Fatal(err)
	}
	gross := before.whole.gross + after.whole.gross
	within := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-12*gross {
			t.Errorf("%s: %.17g, want %.17g", what, got, want)
		}
	}
	sum := 0.0
	for _, e := range d.Effects {
		sum += float64(e.GEX)
	}
	within("effects", sum, float64(is.Totals.GEX-was.Totals.GEX))
	within("change", float64(d.Change), sum)
	byEffect := make([]float64, len(report.EffectNames))
	for _, s := range d.Strikes {
		sum := 0.0
		for e, n := range s.ByEffect() {
			sum += float64(*n)
			byEffect[e] += float64(*n)
		}
		within("strike", sum, float64(s.GEX-s.GEXBefore))
	}
	for e, sum := range byEffect {
		within(report.EffectNames[e], sum, float64(d.Effects[e].GEX))
	}
	if !slices.IsSortedFunc(d.Strikes, func(a, b report.StrikeChange) int {
		return int(math.Copysign(1, math.Abs(float64(b.Change))-math.Abs(float64(a.Change))))
	}) {
		t.Error("strikes are not sorted by their change")
	}
	return d
}

// bundled reads the chain that every test can read.
func bundled(t *testing.T, o chain.Options) *chain.Chain {
	t.Helper()
	o.Name = "../../testdata/chains/spx.csv"
	f, err := os.Open(o.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	file, err := chain.Read(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return file.Chains[0]
}

// TestDiffEffects: what changes alone is the whole change, and everything else is nothing.
func TestDiffEffects(t *testing.T) {
	still := flat(0.04, 0.013)
	still.Clock = market.Calendar
	at := func(spot float64) vol.Options { v := still; v.Spot, v.SpotAt = "value", spot; return v }
	later := chain.Options{AsOf: market.When{Time: time.Date(2025, 11, 20, 13, 0, 0, 0, market.NewYork)}}
	close := chain.Options{AsOf: market.When{Time: time.Date(2025, 11, 20, 16, 0, 0, 0, market.NewYork)}}
	first := func(c *chain.Chain) int {
		return slices.IndexFunc(c.OpenInterest, func(n float64) bool { return n > 0 })
	}
	for _, c := range []struct {
		name   string
		before func(*chain.Chain)
		after  func(*chain.Chain)
		read   chain.Options
		vol    vol.Options
		want   []string
	}{
		{name: "nothing", vol: still},
		{name: "spot", vol: at(6710), want: []string{"spot"}},
		{name: "time", read: later, vol: still, want: []string{"time"}},
		{name: "settlement", read: close, vol: still, want: []string{"time", "settled"}},
		{name: "carry", vol: flatOn(0.05, 0.013), want: []string{"carry"}},
		{name: "volatility", vol: still, after: func(c *chain.Chain) { scale(c.IV, 1.1) }, want: []string{"volatility"}},
		{name: "open interest", vol: still, after: func(c *chain.Chain) { scale(c.OpenInterest, 2) }, want: []string{"open_interest"}},
		{name: "size", vol: still, after: func(c *chain.Chain) { scale(c.Multiplier, 0.1) }, want: []string{"open_interest"}},
		{name: "gone", vol: still, after: func(c *chain.Chain) { c.OpenInterest[first(c)] = math.NaN() }, want: []string{"gone"}},
		{name: "new", vol: still, before: func(c *chain.Chain) { c.OpenInterest[first(c)] = math.NaN() }, want: []string{"new"}},
	} {
		one, two := bundled(t, chain.Options{}), bundled(t, c.read)
		if c.before != nil {
			c.before(one)
		}
		if c.after != nil {
			c.after(two)
		}
		d := diffOf(t, bookFrom(t, one, still, Options{}), bookFrom(t, two, c.vol, Options{}))
		var moved []string
		for _, e := range d.Effects {
			if math.Abs(float64(e.GEX)) > 1e-3 { // a clock of even pace still rounds
				moved = append(moved, e.Effect)
			}
		}
		if !slices.Equal(moved, c.want) {
			t.Errorf("%s: effects %v, want %v", c.name, d.Effects, c.want)
		}
	}
}

// flatOn is flat on the calendar's clock.
func flatOn(r, q float64) vol.Options {
	v := flat(r, q)
	v.Clock = market.Calendar
	return v
}

func scale(column []float64, by float64) {
	for i := range column {
		column[i] *= by
	}
}

// TestDiffOptions: the effects add up under every unit, weight and sign.
func TestDiffOptions(t *testing.T) {
	later := chain.Options{AsOf: market.When{Time: time.Date(2025, 11, 21, 9, 45, 0, 0, market.NewYork)}}
	for _, o := range []Options{{Unit: "point"}, {Unit: "shares", Sign: "long"}, {Weight: "volume"}, {DTE: &[2]int{0, 7}}} {
		v := vol.Options{Spot: "value", SpotAt: 6650}
		d := diffOf(t, bookFrom(t, bundled(t, chain.Options{}), vol.Options{}, o), bookFrom(t, bundled(t, later), v, o))
		if d.Change == 0 || d.Contracts == 0 {
			t.Errorf("%+v: %+v", o, d)
		}
	}
}

// TestDiffRefused: another underlying, or the newer chain first.
func TestDiffRefused(t *testing.T) {
	one := bookFrom(t, bundled(t, chain.Options{}), vol.Options{}, Options{})
	later := chain.Options{AsOf: market.When{Time: time.Date(2025, 11, 20, 13, 0, 0, 0, market.NewYork)}}
	two := bookFrom(t, bundled(t, later), vol.Options{}, Options{})
	was, is := BuildKeys(one), BuildKeys(two)
	if _, err := Diff(two, one, is, was); err == nil {
		t.Error("the newer chain comes first")
	}
	is.Underlying = "NDX"
	if _, err := Diff(one, two, was, is); err == nil {
		t.Error("two underlyings are compared")
	}
}

// TestRealDiff: a day of SPY is explained to the cent.
func TestRealDiff(t *testing.T) {
	before := bookReal(t, spy2025May, vol.Options{}, Options{})
	after := bookReal(t, "SPY_2025-05-01_1649ET_0DTE.csv", vol.Options{}, Options{})
	d := diffOf(t, before, after)
	sum := 0.0
	for _, e := range d.Effects {
		sum += float64(e.GEX.Round())
	}
	if change := float64((d.GEX - d.GEXBefore).Round()); math.Abs(sum-change) > 0.05 || change > -2e9 {
		t.Errorf("effects %.2f, change %.2f", sum, change)
	}
	if exact := after.whole.net() - before.whole.net(); math.Abs(exact-allEffects(d)) > 0.005 {
		t.Errorf("effects %.4f, change %.4f", allEffects(d), exact)
	}
	if d.Contracts == 0 || d.Effects[bySettled].Contracts == 0 || d.Effects[byInterest].GEX != 0 || d.Effects[byGone].Contracts != 0 {
		t.Errorf("%+v", d.Effects) // open interest is of the evening before in both
	}
}

func allEffects(d *report.Diff) float64 {
	sum := 0.0
	for _, e := range d.Effects {
		sum += float64(e.GEX)
	}
	return sum
}
