package gex

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/report"
)

// evening is a chain hours later: another spot, other volatilities and positions, the first contract gone and others new.
func evening(t *testing.T, name string, spot, scale float64) Part {
	t.Helper()
	legs := spxLegs(scale)[1:]
	for i := range legs {
		legs[i].sigma += 0.01
		if i%3 == 0 {
			legs[i].oi += 200
		}
	}
	legs = append(legs, leg{true, 6475 * scale, 0.08, 0.18, 700, 1}, leg{false, 6925 * scale, 0.08, 0.12, 600, 1})
	c := namedChain(name, spot, legs)
	c.AsOf = c.AsOf.Add(3 * time.Hour)
	return fitted(t, c, 0.041, 0.013)
}

// TestCombinedDiff: the effects on a combined book are the sums of those on its members' own books, each in its own prices, even
// though the ratio of prices is another one; they add up to the change, and so do the strikes.
func TestCombinedDiff(t *testing.T) {
	before := []Part{
		fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013), fitted(t, namedChain("SPY", 668.52, spxLegs(0.1)), 0.04, 0.013),
		fitted(t, namedChain("ES", 6719.75, spxLegs(1)), 0.04, 0),
	}
	after := []Part{evening(t, "ES", 6755, 1), evening(t, "SPX", 6731, 1), evening(t, "SPY", 671.9, 0.1)}
	combined := func(axis string, parts []Part) *Book {
		b, err := Combine(axis, parts, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	diff := func(a, b *Book) *report.Diff {
		d, err := Diff(a, b, BuildKeys(a), BuildKeys(b))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var gex [nEffects]float64
	var contracts [nEffects]int
	for _, a := range before {
		i := slices.IndexFunc(after, func(b Part) bool { return b.Chain.Underlying == a.Chain.Underlying })
		was, err := NewBook(a.Chain, a.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		is, err := NewBook(after[i].Chain, after[i].Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for e, effect := range diff(was, is).Effects {
			gex[e] += float64(effect.GEX)
			contracts[e] += effect.Contracts
		}
	}
	for _, axis := range []string{"SPX", "SPY", "ES"} {
		d := diff(combined(axis, before), combined(axis, after))
		sum, strikes := 0.0, 0.0
		for e, effect := range d.Effects {
			near(t, axis+" "+effect.Effect, float64(effect.GEX), gex[e], 1e-9, 1e6)
			if effect.Contracts != contracts[e] || e != bySettled && effect.Contracts == 0 {
				t.Errorf("%s %s: %d contracts, want %d", axis, effect.Effect, effect.Contracts, contracts[e])
			}
			sum += float64(effect.GEX)
		}
		near(t, axis+" change", sum, float64(d.Change), 1e-9, 1e6)
		bin := 25.0
		if axis == "SPY" {
			bin = 2.5
		}
		for _, s := range d.Strikes {
			strikes += float64(s.Change)
			if line := float64(s.Strike) / bin; math.Abs(line-math.Round(line)) > 1e-9 {
				t.Fatalf("%s: strike %v", axis, s.Strike)
			}
			parts := 0.0
			for _, x := range s.ByEffect() {
				parts += float64(*x)
			}
			near(t, axis+" effects of a strike", parts, float64(s.Change), 1e-7, 1e6)
		}
		near(t, axis+" strikes", strikes, float64(d.Change), 1e-9, 1e6)
		if len(d.MembersBefore) != 3 || d.MembersBefore[0].Underlying != axis {
			t.Errorf("members before %+v", d.MembersBefore)
		}
	}

	// Nothing happened: nothing changed, to the bit.
	for _, s := range diff(combined("SPX", before), combined("SPX", before)).Effects {
		if s.GEX != 0 || s.Contracts != 0 && s.Effect == "open_interest" {
			t.Errorf("of the same book: %+v", s)
		}
	}
	// Positions that did not change have no effect, though the ratio did.
	moved := fitted(t, namedChain("SPY", 671.9, spxLegs(0.1)), 0.04, 0.013)
	same := diff(combined("SPX", before[:2]), combined("SPX", []Part{before[0], moved}))
	if e := same.Effects[byInterest]; e.GEX != 0 || e.Contracts != 0 {
		t.Errorf("the same positions: %+v", e)
	}
	_, err := Diff(combined("SPX", before), combined("SPX", before[:2]), BuildKeys(combined("SPX", before)), BuildKeys(combined("SPX", before[:2])))
	if err == nil || !strings.Contains(err.Error(), "the second book has no file of ES: it is of SPX, SPY") {
		t.Errorf("other members: %v", err)
	}
}
