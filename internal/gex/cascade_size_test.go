package gex

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// sized returns the warning about the size of a book, "" without one.
func sized(b *Book) string {
	for _, w := range BuildCascade(b, CascadeOptions{}).Warnings {
		if w.Code == "cascade-size" {
			return fault.Spell(w.Message, fault.AsFlag)
		}
	}
	return ""
}

// TestCascadeSize: an S&P 500 book of a naive sign that grows beyond what desks estimate warns, with weights under which it does
// not; dealers' own positions, other underlyings and small books do not warn.
func TestCascadeSize(t *testing.T) {
	legs := []leg{{true, 6500, 0.05, 0.18, 300_000, -1}, {false, 6800, 0.05, 0.15, 200_000, 1}}
	book := func(underlying string, o Options) *Book {
		c := makeChain(6700, legs)
		c.Underlying = underlying
		return bookFrom(t, c, flat(0.04, 0.013), o)
	}
	message := sized(book("SPX", Options{Sign: "naive"}))
	weights := regexp.MustCompile(`set --sign (\S+),`).FindStringSubmatch(message)
	if weights == nil || !strings.Contains(message, "becomes -$") {
		t.Fatalf("the warning is %q", message)
	}
	if w := sized(book("SPX", Options{Sign: weights[1]})); w != "" {
		t.Errorf("under the weights that the warning names: %s", w)
	}
	for name, b := range map[string]*Book{
		"dealers' own positions": book("SPX", Options{Sign: "column"}), "a stock": book("TEST", Options{Sign: "naive"}),
		"a small book": book("SPX", Options{Sign: "0.01,-0.01"}),
	} {
		if w := sized(b); w != "" {
			t.Errorf("%s warns: %s", name, w)
		}
	}
}

// TestCascadeUnknown: where no position is known, nothing is said of shocks.
func TestCascadeUnknown(t *testing.T) {
	c := makeChain(100, []leg{{true, 95, 0.1, 0.2, math.NaN(), 1}, {false, 105, 0.1, 0.2, math.NaN(), 1}})
	d := BuildCascade(bookFrom(t, c, flat(0.04, 0), Options{Anyway: true}), CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: 1e9}})
	x := d.Cascade
	if x.PocketFree.Down.OK() || x.PocketFree.Up.OK() || x.Local.OK() || x.Curve != nil || x.Pockets != nil {
		t.Errorf("without positions: %+v", x)
	}
	for _, s := range x.Shocks {
		if s.Absorb.OK() || s.Spot.OK() {
			t.Errorf("without positions: %+v", s)
		}
	}
}

// TestCascadeEarly: contracts with American greeks trade at a rest as flows says, and at spot nothing does.
func TestCascadeEarly(t *testing.T) {
	v := flat(0.05, 0.03)
	v.Exercise = "american"
	b := bookFrom(t, makeChain(100, []leg{{true, 110, 0.2, 0.25, 5000, -1}, {false, 100, 0.1, 0.2, 3000, 1}}), v, Options{Sign: "column"})
	if len(b.batch.early) != 2 {
		t.Fatalf("%d contracts are priced as American, want 2", len(b.batch.early))
	}
	c := BuildCascade(b, CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: 3e6}, Shocks: []float64{-2, 2, 0}}).Cascade
	for _, s := range c.Shocks {
		flow := b.desk().flowsAfter([]float64{float64(s.MovePct)}, false)[0]
		if math.Abs(float64(flow.USD-s.DealerUSD)) > 1e-9*math.Abs(float64(flow.USD))+1e-6 {
			t.Errorf("after %v%% dealers trade %v, and flows says %v", s.ShockPct, s.DealerUSD, flow.USD)
		}
	}
	if last := c.Shocks[2]; last.Spot != 100 || last.DealerUSD != 0 || last.Amplification.OK() || last.Absorb != 0 {
		t.Errorf("no shock moves: %+v", last)
	}
}

// TestCascadeCombined: a member that follows from the axis makes twice the book, which under twice the impact rests where the axis
// alone does.
func TestCascadeCombined(t *testing.T) {
	axis := fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
	alone, err := NewBook(axis.Chain, axis.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	member := fitted(t, namedChain("SPY", 670, spxLegs(0.1)), 0.04, 0.013)
	for i := range member.Chain.Multiplier {
		member.Chain.Multiplier[i] *= 10
	}
	both, err := Combine("SPX", []Part{member, axis}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: 2e8}, Triggers: []Trigger{{Level: 6640, USD: -1e8}}}
	one := BuildCascade(alone, o).Cascade
	o.Impact.USDPerPct, o.Triggers[0].USD = 4e8, -2e8
	two := BuildCascade(both, o).Cascade
	for i, s := range one.Shocks {
		near(t, "rest", float64(two.Shocks[i].Spot), float64(s.Spot), 1e-9, 0)
		near(t, "dealers", float64(two.Shocks[i].DealerUSD), 2*float64(s.DealerUSD), 1e-7, 1)
		near(t, "absorb", float64(two.Shocks[i].Absorb), 2*float64(s.Absorb), 1e-7, 1)
	}
	near(t, "reach", float64(two.Triggers[0].ShockPct), float64(one.Triggers[0].ShockPct), 1e-9, 0)
}
