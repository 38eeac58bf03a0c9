package gex

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/fault"
	"gex/internal/report"
)

// drawCascade draws impact, funds and triggers for a book around 100.
func drawCascade(t *rapid.T, gross float64) CascadeOptions {
	o := CascadeOptions{
		Impact:      Impact{Kind: report.ImpactLinear, USDPerPct: gross * math.Exp(rapid.Float64Range(-3, 3).Draw(t, "impact"))},
		FundsPerPct: gross * rapid.SampledFrom([]float64{0, 0.1}).Draw(t, "funds"),
		Shocks:      []float64{-7, -3, -1, -0.4, -0.05, 0.05, 0.4, 1, 3, 7},
	}
	if rapid.Bool().Draw(t, "sqrt") {
		o.Impact = Impact{Kind: report.ImpactSqrt, SigmaD: 0.01}
	}
	for range rapid.IntRange(0, 4).Draw(t, "triggers") {
		o.Triggers = append(o.Triggers, Trigger{
			Level: 100 + rapid.SampledFrom([]float64{-9, -3, -2, -1.05, -0.3, 0.3, 1.05, 3}).Draw(t, "level"),
			USD:   gross * rapid.Float64Range(-3, 3).Draw(t, "usd"),
		})
	}
	return o
}

func TestCascadeCheck(t *testing.T) {
	for _, o := range []CascadeOptions{
		{Shocks: []float64{-100}}, {StopWithin: 1}, {Triggers: []Trigger{{Level: 0, USD: 1}}}, {Triggers: []Trigger{{Level: 1, USD: math.NaN()}}},
		{Impact: Impact{Kind: report.ImpactLinear}}, {Impact: Impact{Kind: report.ImpactSqrt}},
	} {
		if err := o.Check(0); fault.Of(err).Code != fault.Usage {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// randomCascade draws a book and its cascade options.
func randomCascade(t *rapid.T, o Options) (*Book, CascadeOptions) {
	o.Sign, o.Range = "column", 0.2
	b := bookOf(t, randomLegs(t), 100, o)
	if b.whole.gross == 0 {
		t.Skip("no exposure")
	}
	c := drawCascade(t, b.whole.gross)
	if c.Impact.Kind == report.ImpactSqrt {
		c.Impact = Impact{Kind: report.ImpactLinear, USDPerPct: b.whole.gross}
	}
	return b, c
}

// TestCascadeTradesAsFlows: what dealers trade at a rest is what gex flows says for that move, under every volatility rule, and
// impact and trades add up to the move.
func TestCascadeTradesAsFlows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, o := randomCascade(t, Options{
			VolRule: rapid.SampledFrom([]string{"", "sticky-moneyness", "ssr=1.5"}).Draw(t, "rule"),
			Beta:    rapid.SampledFrom([]float64{0, -1}).Draw(t, "beta"),
		})
		c := BuildCascade(b, o).Cascade
		held := 0.0
		for _, w := range b.weight {
			held += 1e-13 * math.Abs(w) * 100
		}
		for _, s := range c.Shocks {
			if !s.Spot.OK() {
				if s.MovePct.OK() || s.Amplification.OK() || s.DealerUSD.OK() || s.FundsUSD.OK() || s.TriggersUSD.OK() || s.Fired != nil {
					t.Fatalf("no rest, but %+v", s)
				}
				continue
			}
			flow := b.desk().flowsAfter([]float64{float64(s.MovePct)}, false)[0]
			if d := math.Abs(float64(flow.USD - s.DealerUSD)); d > held+1e-9*math.Abs(float64(flow.USD)) {
				t.Fatalf("%v at the rest of %v%%, and flows says %v", s.DealerUSD, s.ShockPct, flow.USD)
			}
			total := float64(s.DealerUSD + s.FundsUSD + s.TriggersUSD)
			back := float64(s.MovePct) - total/o.Impact.USDPerPct
			jumped := slices.ContainsFunc(o.Triggers, func(tr Trigger) bool { return tr.Level == float64(s.Spot) })
			if !jumped && math.Abs(back-float64(s.ShockPct)) > 1e-8+100*held/o.Impact.USDPerPct {
				t.Fatalf("the move less the impact is %v%%, not %v%%", back, s.ShockPct)
			}
			if math.Abs(float64(s.Amplification-s.MovePct/s.ShockPct)) > 1e-12*math.Abs(float64(s.Amplification)) {
				t.Fatalf("amplification %v of %+v", s.Amplification, s)
			}
		}
		for i, spot := range c.Curve.Spot {
			if float64(spot) == b.Spot && c.Curve.ShockPct[i] != 0 {
				t.Fatalf("e is %v at spot", c.Curve.ShockPct[i])
			}
		}
	})
}

// TestCascadeScales: doubling the book, funds and triggers with the impact changes nothing but amounts.
func TestCascadeScales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, o := randomCascade(t, Options{})
		once := BuildCascade(b, o).Cascade
		for i := range b.chain.DealerQty {
			b.chain.DealerQty[i] *= 2
			b.chain.OpenInterest[i] *= 2
		}
		again, err := NewBook(b.chain, b.surface, b.opt)
		if err != nil {
			t.Fatal(err)
		}
		o.FundsPerPct, o.Impact.USDPerPct = 2*o.FundsPerPct, 2*o.Impact.USDPerPct
		o.Triggers = slices.Clone(o.Triggers)
		for i := range o.Triggers {
			o.Triggers[i].USD *= 2
		}
		twice := BuildCascade(again, o).Cascade
		for i, s := range once.Shocks {
			d := twice.Shocks[i]
			if s.Spot.String() != d.Spot.String() || (2*s.DealerUSD).String() != d.DealerUSD.String() || (2*s.Absorb).String() != d.Absorb.String() {
				t.Fatalf("%+v, and doubled %+v", s, d)
			}
		}
		if len(once.Pockets) != len(twice.Pockets) {
			t.Fatalf("%v, and doubled %v", once.Pockets, twice.Pockets)
		}
	})
}

// TestCascadeMonotone: a larger shock never rests nearer, and what does not rest keeps larger ones from resting.
func TestCascadeMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, o := randomCascade(t, Options{})
		for _, sign := range []float64{-1, 1} {
			o.Shocks = nil
			for i := range 40 {
				o.Shocks = append(o.Shocks, sign*0.05*math.Pow(1.13, float64(i)))
			}
			last, ended := 0.0, false
			for _, s := range BuildCascade(b, o).Cascade.Shocks {
				if !s.Spot.OK() {
					ended = true
					continue
				}
				move := sign * float64(s.MovePct)
				if ended || move < last-1e-9 {
					t.Fatalf("%v%% rests at %v%%, a smaller shock at %v%% or not at all", s.ShockPct, s.MovePct, sign*last)
				}
				last = move
			}
		}
	})
}

// TestCascadeLongGamma: where dealers are long gamma everywhere, every shock rests nearer than itself, and nothing has to be
// absorbed.
func TestCascadeLongGamma(t *testing.T) {
	var legs []leg
	for k := 60.0; k <= 150; k += 5 {
		legs = append(legs, leg{false, k, 0.05, 0.25, 1000, 1}, leg{true, k, 0.02, 0.3, 800, 1})
	}
	b := makeBook(t, 100, 0.03, 0, legs, Options{})
	for _, impact := range []float64{1e3, 1e5, 1e7} {
		c := BuildCascade(b, CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: impact}}).Cascade
		if len(c.Pockets) != 0 || c.PocketFree.Down != 0 || c.PocketFree.Up != 0 || !(c.Local < 1) {
			t.Errorf("$%g: pockets %v, pocket-free above %v, local %v", impact, c.Pockets, c.PocketFree, c.Local)
		}
		for _, s := range c.Shocks {
			if !(s.Amplification > 0 && s.Amplification < 1) || s.Absorb != 0 {
				t.Errorf("$%g: %v%% is amplified by %v and needs %v", impact, s.ShockPct, s.Amplification, s.Absorb)
			}
		}
	}
}

// TestCascadeTriggers: triggers at one level go off together and do not fall with each other, one that the jump of another
// reaches falls with it, one at spot has gone off, one beyond the range is not reached, and one of 0 dollars only asks.
func TestCascadeTriggers(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 1, 1}}, Options{Range: 0.1})
	o := CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: 1e9}, Triggers: []Trigger{
		{98.2, -1e9, "b"}, {99, -5e8, "a"}, {99, -5e8, "a too"}, {97.5, -1e9, "c"}, {100, -1e9, "now"}, {101, 2e9, "squeeze"}, {102, 0, "asked"}, {80, -1, "far"},
		{96.9, 1e9, "bids"},
	}, Shocks: []float64{-0.9, -1.1, -2.2, 0.9, 1.2, -4.0}}
	d := BuildCascade(b, o)
	want := []struct {
		level, shock, with float64
	}{{99, -1, 0}, {99, -1, 0}, {98.2, -1, 99}, {97.5, -1, 99}, {96.9, -1, 99}, {80, math.NaN(), 0}, {101, 1, 0}, {102, 1, 101}}
	for i, w := range want {
		got := d.Cascade.Triggers[i]
		if float64(got.Level) != w.level || got.FallsWith.OK() != (w.with > 0) || w.with > 0 && float64(got.FallsWith) != w.with {
			t.Errorf("trigger %d is %+v, want %+v", i, got, w)
		}
		if math.IsNaN(w.shock) != !got.ShockPct.OK() || got.ShockPct.OK() && math.Abs(float64(got.ShockPct)-w.shock) > 1e-5 {
			t.Errorf("trigger %d is reached by %v%%, want %v%%", i, got.ShockPct, w.shock)
		}
	}
	fired := [][]float64{{}, {99, 98.2, 97.5, 96.9}, nil, {}, {101, 102}, nil}
	for i, w := range fired {
		if w == nil {
			continue
		}
		got := d.Cascade.Shocks[i].Fired
		if len(got) != len(w) {
			t.Errorf("%v%% sets off %v, want %v", o.Shocks[i], got, w)
		}
	}
	if w := d.Warnings[len(d.Warnings)-1]; w.Code != "trigger-fired" {
		t.Errorf("the trigger at spot goes unmentioned: %+v", d.Warnings)
	}
	// What just reaches a level sets it off.
	reached := BuildCascade(b, CascadeOptions{Impact: o.Impact, Triggers: o.Triggers, Shocks: []float64{float64(d.Cascade.Triggers[0].ShockPct)}}).Cascade.Shocks[0]
	if len(reached.Fired) != 4 || reached.TriggersUSD != -2e9 {
		t.Errorf("what reaches 99 leaves it: %+v", reached)
	}
	// A buyer below spot stops the fall at his level.
	stop := BuildCascade(b, CascadeOptions{Impact: o.Impact, Triggers: []Trigger{{99, 1e10, ""}}, Shocks: []float64{-3}}).Cascade.Shocks[0]
	if stop.Spot != 99 || !slices.Equal(stop.Fired, report.Prices{99}) || stop.TriggersUSD != 1e10 {
		t.Errorf("the fall goes on: %+v", stop)
	}
}
