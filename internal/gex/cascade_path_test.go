package gex

import (
	"math"
	"slices"
	"testing"

	"gex/internal/report"
)

// TestFiredAt: a trigger below spot goes off at its level and below, one above at its level and above.
func TestFiredAt(t *testing.T) {
	for _, c := range []struct {
		level, price float64
		want         bool
	}{{95, 96, false}, {95, 95, true}, {95, 94, true}, {95, 105, false}, {105, 104, false}, {105, 105, true}, {105, 106, true}, {105, 95, false}, {100, 100, true}, {100, 99, false}, {100, 101, true}} {
		if got := (Trigger{Level: c.level}).firedAt(c.price, 100); got != c.want {
			t.Errorf("%g at %g: %v", c.level, c.price, got)
		}
	}
}

// TestPathByHand: where e is a cubic that turns at a and b, a pocket begins at a and ends where the cubic takes the value of its
// maximum again: a is a double root of e − e(a), so the third is (3b − a)/2. Rests are before and beyond the pocket.
func TestPathByHand(t *testing.T) {
	both(t, func(t *testing.T, exact bool) {
		for _, sign := range []float64{-1, 1} {
			a, b := sign*0.0212345, sign*0.0334567
			e := func(x float64) float64 { return (x*x*x/3 - (a+b)*x*x/2 + a*b*x) / (a * b) }
			f := turning(a, b).feedback(CascadeOptions{Shocks: []float64{1, -1}}, exact)
			impact := impactRule{linear(1), 0}
			sides := [2]*path{f.path(-1, impact), f.path(1, impact)}
			p := sides[sideOf(sign)]
			far := (3*b - a) / 2
			list := p.pockets()
			if len(list) != 1 {
				t.Fatalf("pockets %+v", list)
			}
			got := list[0]
			near(t, "edge", float64(got.From), 100*(1+a), 1e-8, 0)
			near(t, "far side", float64(got.To), 100*(1+far), 1e-8, 0)
			near(t, "shock", float64(got.ShockPct), 100*e(a), 1e-9, 0)
			if got.Side != map[float64]string{-1: "down", 1: "up"}[sign] {
				t.Errorf("a pocket on the side %s", got.Side)
			}
			// Rests before the pocket, beyond it, and of a shock of the edge itself.
			for _, x := range []float64{a / 3, a * 0.999, far * 1.001, far * 1.5} {
				s := f.shock(100*e(x), 2, sides)
				near(t, "rest", float64(s.Spot), 100*(1+x), 1e-7, 0)
				near(t, "move", float64(s.MovePct), 100*x, 1e-5, 0)
				near(t, "amplification", float64(s.Amplification), x/e(x), 1e-5, 0)
				near(t, "dealers", float64(s.DealerUSD), 100*(x-e(x)), 1e-4, 0.1)
				level := 100 * (1 + x)
				if pct, with := p.reach(level); pct.OK() || with.OK() {
					t.Errorf("a level that is no trigger is reached by %v", pct)
				}
			}
			if at, ok := p.rest(math.Abs(e(a)) * (1 - 1e-9)); !ok || math.Abs(at.x-a) > 1e-5 {
				t.Errorf("the shock of the edge rests at %v, %v", at.x, ok)
			}
			if at, ok := p.rest(math.Abs(e(sign*0.2)) * (1 - 1e-12)); !ok || math.Abs(at.x-sign*0.2) > 1e-9 {
				t.Errorf("the shock of the end rests at %v, %v", at.x, ok)
			}
			if at, ok := p.rest(math.Abs(e(sign*0.2)) * 1.0001); ok {
				t.Errorf("a shock beyond the range rests at %v", at.x)
			}
			if at, ok := p.rest(0); !ok || at.spot != 100 {
				t.Errorf("no shock rests at %v", at.spot)
			}
		}
	})
}

// TestReachByHand: where e goes straight, at half the move, a trigger at a level takes half of its distance, and the dollars of
// those before it: $1 moves spot 1%.
func TestReachByHand(t *testing.T) {
	both(t, func(t *testing.T, exact bool) {
		o := CascadeOptions{Triggers: []Trigger{
			{96, -0.5, "second"}, {98, -0.25, "first"}, {95.8, -0.1, "third"}, {95.8, -0.2, "third too"}, {95.7, -1, "fourth"}, {75, -1, "beyond"},
			{101, 0.5, "up"}, {102, 1, "up too"},
		}}
		f := straightLine(0.5).feedback(o, exact)
		impact := impactRule{linear(1), 0}
		sides := [2]*path{f.path(-1, impact), f.path(1, impact)}
		// e at −2% is −1%. Beyond it is (x/2 + 0.25)%, at −4% −1.75%; beyond (x/2 + 0.75)%: at −4.2% only −1.35%, so 95.8 falls with 96.
		// So does 95.7. The seller at 75 is beyond the range.
		want := []report.Trigger{
			{Level: 98, USD: -0.25, Label: "first", AwayPct: -2, ShockPct: -1, FallsWith: report.None()},
			{Level: 96, USD: -0.5, Label: "second", AwayPct: -4, ShockPct: -1.75, FallsWith: report.None()},
			{Level: 95.8, USD: -0.1, Label: "third", AwayPct: -4.2, ShockPct: -1.75, FallsWith: 96},
			{Level: 95.8, USD: -0.2, Label: "third too", AwayPct: -4.2, ShockPct: -1.75, FallsWith: 96},
			{Level: 95.7, USD: -1, Label: "fourth", AwayPct: -4.3, ShockPct: -1.75, FallsWith: 96},
			{Level: 75, USD: -1, Label: "beyond", AwayPct: -25, ShockPct: report.None(), FallsWith: report.None()},
			{Level: 101, USD: 0.5, Label: "up", AwayPct: 1, ShockPct: 0.5, FallsWith: report.None()},
			{Level: 102, USD: 1, Label: "up too", AwayPct: 2, ShockPct: 0.5, FallsWith: report.None()},
		}
		// Up at 2%, e is 1% less 0.5%, what reaches 101 as well, but for rounding: whether they fall together is left open.
		got := f.reached(sides)
		if len(got) != len(want) {
			t.Fatalf("%+v", got)
		}
		for i, w := range want {
			g := got[i]
			if g.Level != w.Level || g.USD != w.USD || g.Label != w.Label || g.ShockPct.OK() != w.ShockPct.OK() {
				t.Errorf("%+v, want %+v", g, w)
			}
			near(t, "away", float64(g.AwayPct), float64(w.AwayPct), 1e-12, 0)
			near(t, "dealers", float64(g.DealerUSD), 0.5*float64(w.AwayPct), 1e-12, 0)
			if w.ShockPct.OK() {
				near(t, "shock", float64(g.ShockPct), float64(w.ShockPct), 1e-9, 0)
			}
			if w.Level < 100 && (g.FallsWith.OK() != w.FallsWith.OK() || w.FallsWith.OK() && g.FallsWith != w.FallsWith) {
				t.Errorf("%g falls with %v, want %v", w.Level, g.FallsWith, w.FallsWith)
			}
		}
		// Rests: of −1.5% at −3.5%, beyond the first. What passes −1.75% has all below in range go off, and the end of the range is
		// −20% at −10% + 2.05% = −7.95%.
		for _, c := range []struct {
			pct, x, fired float64
			levels        report.Prices
		}{
			{-0.5, -0.01, 0, report.Prices{}}, {-1.5, -0.035, -0.25, report.Prices{98}}, {-2, -0.0810, -2.05, report.Prices{98, 96, 95.8, 95.7}},
			{-7.9, -0.199, -2.05, report.Prices{98, 96, 95.8, 95.7}}, {0.25, 0.005, 0, report.Prices{}},
		} {
			s := f.shock(c.pct, 2, sides)
			near(t, "move", float64(s.MovePct), 100*c.x, 1e-9, 0)
			near(t, "fired", float64(s.TriggersUSD), c.fired, 1e-12, 1)
			if !slices.Equal(s.Fired, c.levels) {
				t.Errorf("%g%% sets off %v, want %v", c.pct, s.Fired, c.levels)
			}
		}
		if s := f.shock(-7.96, 2, sides); s.Spot.OK() || s.Fired != nil || s.TriggersUSD.OK() {
			t.Errorf("a shock beyond the range: %+v", s)
		}
		// The curve has all that has gone off by then, on the rungs of the range.
		curve := f.curve(impact)
		if len(curve.Spot) != 182+223+1 {
			t.Fatalf("%d points of the curve", len(curve.Spot))
		}
		for i, spot := range curve.Spot {
			x := float64(spot) - 100
			all := 0.5 * x
			for _, tr := range o.Triggers {
				if tr.Level < 100 && float64(spot) <= tr.Level || tr.Level > 100 && float64(spot) >= tr.Level {
					all += tr.USD
				}
			}
			near(t, "curve", float64(curve.ShockPct[i]), x-all, 1e-9, 1)
		}
	})
}

// TestStretchesOfASide: the parts of a side between the levels of its triggers, as far as the end, that itself included; what goes off
// adds up.
func TestStretchesOfASide(t *testing.T) {
	f := &feedback{spot: 100}
	f.triggers = outward([]Trigger{{90, 1, ""}, {95, 2, ""}, {95, 4, ""}, {80, 8, ""}, {79, 16, ""}, {103, 32, ""}, {110, 64, ""}}, 100)
	for _, c := range []struct {
		sign, end float64
		want      []stretch
	}{
		{-1, 80, []stretch{{0, 100, 95}, {6, 95, 90}, {7, 90, 80}, {15, 80, 80}}},
		{-1, 92, []stretch{{0, 100, 95}, {6, 95, 92}}},
		{-1, 97, []stretch{{0, 100, 97}}},
		{1, 105, []stretch{{0, 100, 103}, {32, 103, 105}}},
		{1, 102.9, []stretch{{0, 100, 102.9}}},
		{1, 110, []stretch{{0, 100, 103}, {32, 103, 110}, {96, 110, 110}}},
	} {
		if got := f.stretches(c.sign, c.end); !slices.Equal(got, c.want) {
			t.Errorf("%g to %g: %v, want %v", c.sign, c.end, got, c.want)
		}
	}
}

// TestCascadeDocument: the parts of the document are those of its feedback: both sides of spot within 5%, funds where there are
// any, and no warning without a reason.
func TestCascadeDocument(t *testing.T) {
	legs := []leg{{true, 98.5, 0.02, 0.2, 900, -1}, {false, 107, 0.02, 0.2, 2500, -1}, {false, 93, 0.03, 0.2, 3000, -1}}
	b := makeBook(t, 100, 0.03, 0.01, legs, Options{})
	o := CascadeOptions{Shocks: []float64{-1, 0, 1}}
	d := BuildCascade(b, o)
	o.StopWithin = 2
	f := newFeedback(b, o, nil)
	near(t, "pocket-free below", float64(d.Cascade.PocketFree.Down), f.pocketFree(-1), 1e-12, 0)
	near(t, "pocket-free above", float64(d.Cascade.PocketFree.Up), f.pocketFree(1), 1e-12, 0)
	if d.Cascade.PocketFree.Up == d.Cascade.PocketFree.Down || d.Cascade.StopWithin != 2 {
		t.Errorf("%+v", d.Cascade)
	}
	for _, w := range d.Warnings {
		if w.Code == "trigger-fired" || w.Code == "no-impact" {
			t.Errorf("%+v", w)
		}
	}
	if d.Cascade.FundsPct != nil || d.Cascade.Funds != nil {
		t.Errorf("funds %v", d.Cascade.FundsPct)
	}
	with := BuildCascade(alongsideBook(t, "", "ticker,leverage,aum,underlying\nX,3,40bn,SPX\n", ""), CascadeOptions{Shocks: o.Shocks}).Cascade
	if with.FundsPct == nil || *with.FundsPct != 2.4e9 {
		t.Errorf("funds %v", with.FundsPct)
	}
	none := BuildCascade(b, CascadeOptions{Shocks: o.Shocks, Triggers: []Trigger{{100, 5, ""}, {101, 5, ""}, {100, -1, ""}}})
	if w := none.Warnings[len(none.Warnings)-1]; w.Code != "trigger-fired" || w.Message != "2 triggers at spot: gone off already, and left out" || len(none.Cascade.Triggers) != 1 {
		t.Errorf("%+v", none.Warnings)
	}
}

// TestOutward: triggers below spot first, each side from spot outward, those of one level in the order given.
func TestOutward(t *testing.T) {
	list := []Trigger{{103, 1, ""}, {90, 2, ""}, {99, 3, ""}, {101, 4, ""}, {99, 5, ""}}
	var got []float64
	for _, x := range outward(list, 100) {
		got = append(got, x.USD)
	}
	if !slices.Equal(got, []float64{3, 5, 2, 4, 1}) || list[0].USD != 1 {
		t.Errorf("%v", got)
	}
}

// TestPathThatRunsAway: where trades outweigh the move from spot on, no shock rests: the pocket begins at spot and has no far side,
// and what reaches one trigger, at once, reaches all.
func TestPathThatRunsAway(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		o := CascadeOptions{Triggers: []Trigger{{99, -0.5, ""}, {98, -0.25, ""}, {101, 0.5, ""}}}
		f := straightLine(2).feedback(o, stay)
		impact := impactRule{linear(1), 0}
		for _, sign := range []float64{-1, 1} {
			p := f.path(sign, impact)
			list := p.pockets()
			if len(list) != 1 || list[0].From != 100 || list[0].To.OK() || math.Abs(float64(list[0].ShockPct)) > 1e-9 {
				t.Fatalf("pockets %+v", list)
			}
			if at, ok := p.rest(0.001); ok {
				t.Errorf("a shock rests at %g", at.spot)
			}
		}
		got := f.reached([2]*path{f.path(-1, impact), f.path(1, impact)})
		for i, with := range []float64{0, 99, 0} {
			if math.Abs(float64(got[i].ShockPct)) > 1e-9 || got[i].FallsWith.OK() != (with > 0) || with > 0 && float64(got[i].FallsWith) != with {
				t.Errorf("%+v, want it to fall with %g", got[i], with)
			}
		}
	})
}

// TestRestAtAnEdge: a shock that e reaches just where it turns rests there, and not beyond the pocket.
func TestRestAtAnEdge(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, sign := range []float64{-1, 1} {
			p := turning(sign*0.0212345, sign*0.0334567).feedback(CascadeOptions{}, stay).path(sign, impactRule{linear(1), 0})
			edge := p.stops[0]
			for _, s := range p.stops {
				if sign*s.x < 0.03 && s.out > edge.out {
					edge = s
				}
			}
			if at, ok := p.rest(edge.out); !ok || at.spot != edge.spot {
				t.Errorf("the shock of %g rests at %g", edge.spot, at.spot)
			}
		}
	})
}
