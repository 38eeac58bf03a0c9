package gex

import (
	"math"
	"slices"
	"testing"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
	"gex/internal/report"
)

// smooth are dealers whose trades are a function of the move x of spot that is written down, with its derivative; spot is 100.
type smooth struct {
	usd, rise func(x float64) float64
}

func (d smooth) trades(spots []float64) []float64 {
	out := make([]float64, len(spots))
	for i, s := range spots {
		out[i] = d.usd(s/100 - 1)
	}
	return out
}

func (d smooth) at(spots []float64) tradesAt {
	t := tradesAt{usd: d.trades(spots), gamma: make([]float64, len(spots))}
	for i, s := range spots { // dQ/dx = (Q/P − Γ P) S
		t.gamma[i] = (t.usd[i]/s - d.rise(s/100-1)/100) / s
	}
	return t
}

func (d smooth) rungs(spots []float64) tradesAt { return d.at(spots) }

// feedback is that of such dealers with the ladder of a range of 20%: that of volatilities that stay, or that follow spot.
func (d smooth) feedback(o CascadeOptions, stay bool) *feedback {
	f := &feedback{spot: 100, half: 0.2, dealers: d, kappa: o.FundsPerPct, smooth: stay}
	if o.StopWithin == 0 {
		o.StopWithin = 2
	}
	f.lay(o, o.Triggers, ladder{-223, 182, kernel.RungsTo(nil, 100, step, -223, 182)})
	return f
}

// both runs a test as where volatilities stay, and as where they follow spot.
func both(t *testing.T, test func(t *testing.T, stay bool)) {
	t.Run("stay", func(t *testing.T) { test(t, true) })
	t.Run("follow", func(t *testing.T) { test(t, false) })
}

// straightLine are dealers who trade usd dollars with each percent.
func straightLine(usd float64) smooth {
	return smooth{func(x float64) float64 { return 100 * usd * x }, func(float64) float64 { return 100 * usd }}
}

// TestAbsorbByHand: of trades in proportion to the move, within w times the shock the move ends at w x₀, and D₁ is w/(w − 1)
// of what trades for a percent; funds add theirs, and a trigger its dollars over the way from the shock to the end.
func TestAbsorbByHand(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, c := range []struct {
			name     string
			usd      float64
			funds    float64
			shock    float64 // fraction
			within   float64
			triggers []Trigger
			want     float64
		}{
			{"twice", 7, 0, -0.02, 2, nil, 14},
			{"twice, up", 7, 0, 0.02, 2, nil, 14},
			{"half as far again", 7, 0, -0.02, 1.5, nil, 21},
			{"with funds", 7, 3, 0.02, 2, nil, 20},
			{"a small shock", 7, 0, -0.001, 2, nil, 14},
			{"long gamma", -7, 0, -0.02, 2, nil, 0},
			{"long gamma, and funds that outweigh it", -7, 9, -0.02, 2, nil, 4},
			{"no shock", 7, 0, 0, 2, nil, 0},
			// At −3%, before it fires: 7·3/1 = 21. At −4%: (7·4 + 14)/2 = 21, less with a smaller one.
			{"a seller on the way", 7, 0, -0.02, 2, []Trigger{{97, -4, ""}}, 16},
			{"a large seller on the way", 7, 0, -0.02, 2, []Trigger{{97, -40, ""}}, 21},
			{"a buyer on the way", 7, 0, -0.02, 2, []Trigger{{97, 20, ""}}, 1},
			{"a large buyer on the way", 7, 0, -0.02, 2, []Trigger{{97, 30, ""}}, 0},
			{"a buyer on the way up", 7, 0, 0.02, 2, []Trigger{{103, 4, ""}}, 16},
			{"a seller before the shock", 7, 0, -0.02, 2, []Trigger{{99, -4, ""}}, 16},
			{"a buyer before the shock", 7, 0, -0.02, 2, []Trigger{{99, 4, ""}}, 12},
			{"a buyer before the shock who takes all", 7, 0, -0.02, 2, []Trigger{{99, 15, ""}}, 0}, // 14 at the shock
			{"a seller at the shock", 7, 0, -0.02, 2, []Trigger{{98, -4, ""}}, 16},
			{"a seller at the end", 7, 0, -0.02, 2, []Trigger{{96, -4, ""}}, 14},
			{"a buyer at the end", 7, 0, -0.02, 2, []Trigger{{96, 4, ""}}, 12}, // (28 − 4)/2
			{"a seller beyond the end", 7, 0, -0.02, 2, []Trigger{{95.9, -4, ""}}, 14},
			{"a seller above spot", 7, 0, -0.02, 2, []Trigger{{103, -4, ""}}, 14},
			{"two before the shock", 7, 0, -0.02, 2, []Trigger{{99, -4, ""}, {98.5, -6, ""}}, 19},
		} {
			o := CascadeOptions{Shocks: []float64{100 * c.shock}, StopWithin: c.within, FundsPerPct: c.funds, Triggers: c.triggers}
			near(t, c.name, straightLine(c.usd).feedback(o, stay).absorb(c.shock, c.within), c.want, 1e-9, 1e-3)
		}
	})
}

// TestAbsorbInside: the least need may lie anywhere between the shock and the end. With v = x/x₀ − 1, trades of c x₀ (1 + a v²)
// percent need c (1 + a v²)/v, least at v = 1/√a, where it is 2 c √a.
func TestAbsorbInside(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, shock := range []float64{-0.03, -0.0004, 0.011} {
			for _, a := range []float64{1.03, 1.7, 4, 30, 900} {
				d := smooth{
					func(x float64) float64 { v := x/shock - 1; return 100 * 5 * shock * (1 + a*v*v) },
					func(x float64) float64 { return 100 * 5 * 2 * a * (x/shock - 1) },
				}
				f := d.feedback(CascadeOptions{Shocks: []float64{100 * shock}}, stay)
				near(t, "least need", f.absorb(shock, 2), 2*5*math.Sqrt(a), 1e-7, 0)
			}
		}
	})
}

// TestPocketFreeByHand: the largest rise within 5% on one side, inside a step of the ladder, at spot, or at the end, and no less
// than nothing; what lies farther out does not count. Funds add what they trade.
func TestPocketFreeByHand(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, c := range []struct {
			peak, at, funds float64 // of the rise per percent, and where
			down, up        float64
		}{
			{8, -0.0312345, 0, 8, 8 - 1000*0.0312345*0.0312345},
			{8, 0.0312345, 2, 10 - 1000*0.0312345*0.0312345, 10},
			{8, -0.06, 0, 8 - 1000*0.01*0.01, 8 - 1000*0.06*0.06},
			{8, 0.0500004, 0, 8 - 1000*0.0500004*0.0500004, 8},
			{-1, 0.01, 0, 0, 0},
			{-1, 0.01, 1.5, 0.4, 0.5},
			{3, 0, 0, 3, 3},
		} {
			rise := func(x float64) float64 { return 100 * (c.peak - 1000*(x-c.at)*(x-c.at)) }
			usd := func(x float64) float64 { return 100 * (c.peak*x - 1000*(math.Pow(x-c.at, 3)+math.Pow(c.at, 3))/3) }
			f := smooth{usd, rise}.feedback(CascadeOptions{FundsPerPct: c.funds}, stay)
			near(t, "down", f.pocketFree(-1), c.down, 1e-6, 1)
			near(t, "up", f.pocketFree(1), c.up, 1e-6, 1)
		}
	})
}

// TestRise: trades of a x + b x² rise by a + 2 b x, to which funds add 100 κ, by the slope of the delta that the dealers know.
func TestRise(t *testing.T) {
	const a, b, kappa = 30., 700., 2.
	d := smooth{func(x float64) float64 { return a*x + b*x*x }, func(x float64) float64 { return a + 2*b*x }}
	f := &feedback{spot: 100, dealers: d, kappa: kappa}
	spots := []float64{90, 93, 98, 98.5, 100, 107}
	for i, n := range f.nodesOf(spots, d.at(spots)) {
		near(t, "node", n.rise, a+2*b*(spots[i]/100-1)+100*kappa, 1e-12, 0)
		near(t, "at a spot", f.risingAt(spots[i]).rise, n.rise, 0, 0)
	}
	n := f.at(93)
	near(t, "total", f.total(n), a*-0.07+b*0.0049+100*kappa*-0.07, 1e-12, 0)
}

// TestLocalByHand: 1/(1 − (g + κ)/D₁) where dealers trade g dollars for a percent; absent from g + κ = D₁ on.
func TestLocalByHand(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		f := straightLine(6).feedback(CascadeOptions{FundsPerPct: 2}, stay)
		near(t, "half", float64(f.local(impactRule{linear(16), 0})), 2, 1e-9, 0)
		near(t, "a fifth", float64(f.local(impactRule{linear(40), 0})), 1.25, 1e-9, 0)
		if got := f.local(impactRule{linear(7), 0}); got.OK() {
			t.Errorf("what runs away is amplified %v times", got)
		}
	})
	// Of the square root, I′(0) = Y σ_d/(2 V √q₀): 0.8·0.01/(2·1e4·√0.002), times a rise of 600.
	root := impactRule{Impact{Kind: report.ImpactSqrt, Prefactor: 0.8, SigmaD: 0.01}, 1e4}
	near(t, "square root", float64(straightLine(6).feedback(CascadeOptions{}, true).local(root)), 1/(1-600*0.008/(2e4*math.Sqrt(0.002))), 1e-12, 0)
	if got := straightLine(5).feedback(CascadeOptions{}, true).local(impactRule{linear(5), 0}); got.OK() {
		t.Errorf("trades of all that moves spot amplify %v times", got)
	}
}

// TestBeyondShock: the shock, the end, and where the ladder has fewer than eight steps between them, seven points evenly spaced.
func TestBeyondShock(t *testing.T) {
	for _, c := range []struct{ shock, within, eighth float64 }{{0.004, 2, 0.0005}, {-0.004, 2, -0.0005}, {0.0079, 2, 0.0009875}, {-0.02, 1.25, -0.000625}} {
		want := []float64{c.shock, c.shock * c.within}
		for i := 1.0; i <= 7; i++ {
			want = append(want, c.shock+i*c.eighth)
		}
		got := beyondShock(c.shock, c.within)
		if len(got) != len(want) {
			t.Fatalf("%g: %v, want %v", c.shock, got, want)
		}
		for i := range want {
			near(t, "mark", got[i], want[i], 1e-12, 0)
		}
	}
	for _, shock := range []float64{0.008, -0.008, 0.03} { // eight steps or more
		if got := beyondShock(shock, 2); !slices.Equal(got, []float64{shock, 2 * shock}) {
			t.Errorf("%g: %v", shock, got)
		}
	}
}

// TestLay: nodes reach from the lowest to the highest place that a question is about, no farther, with every such place and the
// triggers between them, both ends included; those of the ladder of the range are marked. Nothing is priced below a hundredth.
func TestLay(t *testing.T) {
	laid := func(o CascadeOptions) (spots []float64, rungs int) {
		for _, n := range straightLine(1).feedback(o, true).nodes {
			near(t, "x", n.x, n.spot/100-1, 1e-15, 1)
			spots = append(spots, n.spot)
			if n.rung {
				rungs++
			}
		}
		return spots, rungs
	}
	has := func(spots []float64, x float64) bool {
		return slices.ContainsFunc(spots, func(s float64) bool { return math.Abs(s-x) < 1e-9 })
	}
	for _, c := range []struct {
		name      string
		o         CascadeOptions
		low, high float64
		places    []float64
		none      []float64
	}{
		{"range", CascadeOptions{}, 80, 120, []float64{80, 120, 95, 105, 100}, nil},
		{"shocks", CascadeOptions{Shocks: []float64{-30, 13}}, 40, 126, []float64{70, 40, 113, 126, 80, 120}, nil},
		{"half as far", CascadeOptions{Shocks: []float64{-30}, StopWithin: 1.5}, 55, 120, []float64{70, 55}, nil},
		{"triggers", CascadeOptions{Triggers: []Trigger{{80, 1, ""}, {93.03, 1, ""}, {120, 1, ""}, {79.9, 1, ""}, {120.1, 1, ""}}}, 80, 120, []float64{80, 93.03, 120}, []float64{79.9, 120.1}},
		{"no spot", CascadeOptions{Shocks: []float64{-70}}, 1, 120, []float64{30, 1}, []float64{0.5}},
	} {
		spots, rungs := laid(c.o)
		if !slices.IsSorted(spots) || len(slices.Compact(slices.Clone(spots))) != len(spots) {
			t.Errorf("%s: not ascending: %v", c.name, spots)
		}
		near(t, c.name+": lowest", spots[0], c.low, 1e-9, 0)
		near(t, c.name+": highest", spots[len(spots)-1], c.high, 1e-9, 0)
		for _, x := range c.places {
			if !has(spots, x) {
				t.Errorf("%s: no node at %g", c.name, x)
			}
		}
		for _, x := range c.none {
			if has(spots, x) {
				t.Errorf("%s: a node at %g", c.name, x)
			}
		}
		for i := 1; i < len(spots); i++ {
			if spots[i]/spots[i-1] > math.Exp(step)*(1+1e-12) {
				t.Errorf("%s: nothing between %g and %g", c.name, spots[i-1], spots[i])
			}
		}
		if rungs != 182+223+1 {
			t.Errorf("%s: %d rungs of the range", c.name, rungs)
		}
	}
}

// TestShockOfSpot: e = x − I(Q_d + Q_f + Q_t), and its slope is its derivative.
func TestShockOfSpot(t *testing.T) {
	d := smooth{func(x float64) float64 { return 40*x + 900*x*x }, func(x float64) float64 { return 40 + 1800*x }}
	f := d.feedback(CascadeOptions{FundsPerPct: 0.3}, true)
	for _, fired := range []float64{0, -3, 0.7} {
		for _, impact := range []impactRule{{linear(2), 0}, {Impact{Kind: report.ImpactSqrt, Prefactor: 0.8, SigmaD: 0.02}, 50}} {
			c := curve{feedback: f, impact: impact, fired: fired}
			for _, spot := range []float64{85, 97, 99.9, 102, 118} {
				x := spot/100 - 1
				q := 40*x + 900*x*x + 30*x + fired
				want := q / 200
				if impact.Kind == report.ImpactSqrt {
					want = math.Copysign(0.016*(math.Sqrt(math.Abs(q)/50+0.002)-math.Sqrt(0.002)), q)
				}
				near(t, "e", c.shock(f.at(spot)), x-want, 1e-12, 1)
				const h = 1e-4
				slope := (c.shock(f.at(spot+h)) - c.shock(f.at(spot-h))) / (2 * h / 100)
				near(t, "slope", c.slope(f.risingAt(spot)), slope, 1e-5, 1)
			}
		}
	}
}

// withCurve are dealers under whom e is a function of x that is written down, with its derivative, when $1 moves spot 1%.
func withCurve(e, slope func(x float64) float64) smooth {
	return smooth{func(x float64) float64 { return 100 * (x - e(x)) }, func(x float64) float64 { return 100 * (1 - slope(x)) }}
}

// turning returns dealers with a curve whose slope is 1 but between a and b, where it turns: a cubic through spot,
// e′ = (x − a)(x − b)/(a b), which is 1 at spot.
func turning(a, b float64) smooth {
	return withCurve(func(x float64) float64 { return (x*x*x/3 - (a+b)*x*x/2 + a*b*x) / (a * b) }, func(x float64) float64 { return (x - a) * (x - b) / (a * b) })
}

// TestFolds: both turns of e between two spots are found, wherever between nodes they lie: steps apart, in neighboring steps,
// in one step, and in the first or last step of the part that is looked at.
func TestFolds(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, turns := range [][2]float64{{0.0212345, 0.0534567}, {0.0212345, 0.0222345}, {-0.0534567, -0.0212345}, {0.0001234, 0.0345678}, {0.0212345, 0.1993456}, {0.0123456, 0.0123956}, {0.0212345, 0.1998456}, {-0.0212345, -0.1999456}} {
			f := turning(turns[0], turns[1]).feedback(CascadeOptions{}, stay)
			c := curve{feedback: f, impact: impactRule{linear(1), 0}}
			end := math.Copysign(0.2, turns[0])
			nodes := c.withFolds(100, f.spotAt(end))
			lo, hi := min(100, f.spotAt(end)), max(100, f.spotAt(end))
			if nodes[0].spot != lo || nodes[len(nodes)-1].spot != hi {
				t.Errorf("from %g to %g", nodes[0].spot, nodes[len(nodes)-1].spot)
			}
			for _, x := range turns {
				if !slices.ContainsFunc(nodes, func(n node) bool { return math.Abs(n.x-x) < 1e-7 }) {
					t.Errorf("%g: no fold at %g", turns, x)
				}
			}
			// From node to node e goes one way, as its derivative in the middle says.
			for i := 1; i < len(nodes); i++ {
				mid := (nodes[i-1].x + nodes[i].x) / 2
				up := (mid-turns[0])*(mid-turns[1])/(turns[0]*turns[1]) > 0
				if d := c.shock(nodes[i]) - c.shock(nodes[i-1]); math.Abs(nodes[i].x-nodes[i-1].x) > 1e-6 && d > 0 != up {
					t.Errorf("%g: e goes by %g from %g to %g", turns, d, nodes[i-1].x, nodes[i].x)
				}
			}
		}
	})
}

// TestFoldsInPart: folds are those between two spots; one a step beyond either end is not, whatever helps to see it.
func TestFoldsInPart(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		f := turning(0.0312345, 0.0354567).feedback(CascadeOptions{}, stay)
		c := curve{feedback: f, impact: impactRule{linear(1), 0}}
		spots := kernel.RungsTo(nil, 100, step, 0, 60)
		for _, part := range []struct {
			from, to int
			first    bool
			second   bool
		}{{30, 31, true, false}, {31, 34, false, false}, {34, 35, false, true}, {35, 40, false, false}, {25, 30, false, false}, {30, 35, true, true}} {
			nodes := c.withFolds(spots[part.to], spots[part.from]) // in either order
			at := func(x float64) bool {
				return slices.ContainsFunc(nodes, func(n node) bool { return math.Abs(n.x-x) < 1e-7 })
			}
			if at(0.0312345) != part.first || at(0.0354567) != part.second {
				t.Errorf("folds from %d to %d: %v and %v", part.from, part.to, at(0.0312345), at(0.0354567))
			}
			if nodes[0].spot != spots[part.from] || nodes[len(nodes)-1].spot != spots[part.to] {
				t.Errorf("nodes from %g to %g", nodes[0].spot, nodes[len(nodes)-1].spot)
			}
		}
	})
}

// TestWhereTradesTurn: on a straight line between two nodes, the places where all trades are 0, q₀ V, and a fourth and four times
// that of either sign; a value at a node itself is one of the step before it, once.
func TestWhereTradesTurn(t *testing.T) {
	f := &feedback{spot: 100, kappa: 0.25, dealers: straightLine(0)}
	c := curve{feedback: f, impact: impactRule{Impact{Kind: report.ImpactSqrt, Prefactor: 1, SigmaD: 0.01}, 500}, fired: 2} // q₀ V = 1
	// Q = dealers + 25 x + 2: dealers are such that all of them are as listed.
	nodeOf := func(spot, all float64) node {
		x := spot/100 - 1
		return node{spot: spot, x: x, dealer: all - 25*x - 2}
	}
	for _, n := range []struct {
		nodes []node
		want  []float64
	}{
		{[]node{nodeOf(90, -5), nodeOf(100, 5)}, []float64{91, 94, 94.75, 95, 95.25, 96, 99}},
		{[]node{nodeOf(90, 5), nodeOf(100, -5)}, []float64{99, 96, 95.25, 95, 94.75, 94, 91}},
		{[]node{nodeOf(90, 0.5), nodeOf(98, 8.5)}, []float64{90.5, 93.5}},
		{[]node{nodeOf(90, 5), nodeOf(98, 8)}, nil},
		{[]node{nodeOf(90, -2), nodeOf(94, 2), nodeOf(98, 6)}, []float64{91, 91.75, 92, 92.25, 93, 96}},
		{[]node{nodeOf(90, 0.75), nodeOf(92, 1.75), nodeOf(94, 0.75)}, []float64{90.5, 93.5}},
	} {
		got := c.whereTradesTurn(n.nodes)
		if len(got) != len(n.want) {
			t.Errorf("%v, want %v", got, n.want)
			continue
		}
		for i := range got {
			near(t, "place", got[i], n.want[i], 1e-12, 0)
		}
	}
	// Dealers who trade as much as funds and triggers against them, to 0 at both ends of one step, and to 1 a step on.
	flat := []node{{spot: 99, x: -0.01, dealer: 0.25 - 2}, {spot: 100, dealer: -2}, {spot: 101, x: 0.01, dealer: -2 + 0.75}}
	for _, x := range c.whereTradesTurn(flat) {
		if !(x > 100 && x <= 101) {
			t.Errorf("a place at %v, between trades of 0", x)
		}
	}
	linear := curve{feedback: f, impact: impactRule{linear(1), 0}}
	if got := linear.whereTradesTurn([]node{nodeOf(90, -5), nodeOf(100, 5)}); got != nil {
		t.Errorf("a straight line turns at %v", got)
	}
}

// TestLowestByHand: the least of (x − a)² + floor from one spot to another, at a node, between nodes and at the ends; an open end
// leaves out the place itself and not what is beside it.
func TestLowestByHand(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, a := range []float64{-0.0777777, -0.05, -0.0200123, -0.0199, -0.0000321, 0, 0.0345678, 0.0499999, 0.08} {
			f := smooth{func(x float64) float64 { return 1e4*(x-a)*(x-a) + 3 }, func(x float64) float64 { return 2e4 * (x - a) }}.feedback(CascadeOptions{}, stay)
			q := quantity{of: func(n node) float64 { return n.dealer }, peak: func(narrow) float64 { return 0 }, per: func(_, _ node) float64 { return 1 }}
			for _, ends := range [][2]float64{{-0.05, 0.05}, {0.05, -0.05}, {-0.05, 0}, {0, 0.05}, {-0.0003, 0}} {
				lo, hi := min(ends[0], ends[1]), max(ends[0], ends[1])
				at := max(lo, min(hi, a))
				if a < lo && lo == -0.0003 || a > hi && lo == -0.0003 {
					continue // an end that is not a node
				}
				want := 1e4*(at-a)*(at-a) + 3
				near(t, "least", f.lowest(q, f.spotAt(ends[0]), f.spotAt(ends[1]), false), want, 1e-9, 0)
				if at != ends[0] {
					near(t, "least of the open part", f.lowest(q, f.spotAt(ends[0]), f.spotAt(ends[1]), true), want, 1e-9, 0)
				}
				// Of a quantity that needs the rise, at names it.
				r := q
				r.of = func(n node) float64 { return n.dealer + float64(n.rise*0) }
				r.at = func(spot float64) float64 { return r.of(f.risingAt(spot)) }
				near(t, "least with rises", f.lowest(r, f.spotAt(ends[0]), f.spotAt(ends[1]), false), want, 1e-9, 0)
			}
		}
	})
}

// TestLowestOfSeveral: of two lows the one that is lower between its nodes counts, though the other has the lower node.
func TestLowestOfSeveral(t *testing.T) {
	// Around 0.01 a flat low of 1 at a node, around −0.0205 a sharp one of 0.9 between nodes.
	flat, sharp := kernel.Rung(1, step, 10)-1, (kernel.Rung(1, step, -20)+kernel.Rung(1, step, -21))/2-1
	usd := func(x float64) float64 {
		return min(1+1e4*(x-flat)*(x-flat), 0.9+1e6*(x-sharp)*(x-sharp))
	}
	f := smooth{usd, func(float64) float64 { return 0 }}.feedback(CascadeOptions{}, true)
	q := quantity{of: func(n node) float64 { return n.dealer }, peak: func(narrow) float64 { return 0 }, per: func(_, _ node) float64 { return 1 }}
	near(t, "sharp", f.lowest(q, 95, 105, false), 0.9, 1e-9, 0)
	near(t, "flat", f.lowest(q, 99, 105, false), 1, 1e-9, 0)
}

// TestCascadeChecks: which shocks, ends and triggers make sense.
func TestCascadeChecks(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		o  CascadeOptions
		ok bool
	}{
		{CascadeOptions{}, true},
		{CascadeOptions{Shocks: []float64{-99.9, 0, 150}}, true}, {CascadeOptions{Shocks: []float64{1, -100}}, false}, {CascadeOptions{Shocks: []float64{inf}}, false}, {CascadeOptions{Shocks: []float64{nan}}, false},
		{CascadeOptions{StopWithin: 1.01}, true}, {CascadeOptions{StopWithin: 1}, false}, {CascadeOptions{StopWithin: -2}, false}, {CascadeOptions{StopWithin: inf}, false}, {CascadeOptions{StopWithin: nan}, false},
		{CascadeOptions{Triggers: []Trigger{{0.5, -3, ""}}}, true}, {CascadeOptions{Triggers: []Trigger{{0, 1, ""}}}, false}, {CascadeOptions{Triggers: []Trigger{{inf, 1, ""}}}, false},
		{CascadeOptions{Triggers: []Trigger{{nan, 1, ""}}}, false}, {CascadeOptions{Triggers: []Trigger{{1, inf, ""}}}, false}, {CascadeOptions{Triggers: []Trigger{{1, -inf, ""}}}, false}, {CascadeOptions{Triggers: []Trigger{{1, nan, ""}}}, false},
		{CascadeOptions{Impact: linear(-1)}, false},
	} {
		if err := c.o.Check(1); (err == nil) != c.ok || err != nil && fault.Of(err).Code != fault.Usage {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	if !slices.Equal(DefaultShocks, []float64{-5, -3, -2, -1, -0.5, 0.5, 1, 2, 3, 5}) {
		t.Errorf("shocks %v", DefaultShocks)
	}
}

// TestNarrow: a contract near its end has the gamma |ω|/(x s √(2π)) at its forward strike, the same in every unit of GEX, and a
// weight of ω.
func TestNarrow(t *testing.T) {
	const years = 1e-5
	for _, unit := range Units {
		b := makeBook(t, 100, 0, 0, []leg{{true, 60, 0.1, 0.2, 1, 1}, {true, 103.04, years, 0.1, 7, -1}}, Options{Unit: unit})
		spikes := b.spikes(b.expiries)
		if len(spikes) != 1 {
			t.Fatalf("spikes %v", spikes)
		}
		n := b.narrow(spikes[0])
		near(t, "place", n.spot, 103.04, 1e-12, 0)
		near(t, "weight", n.weight, 700, 1e-12, 0)
		near(t, "gamma", n.gamma, 700/(103.04*0.1*math.Sqrt(b.surface.Expiries[0].Years)*math.Sqrt(2*math.Pi)), 1e-9, 0)
		near(t, "gamma as priced", n.gamma, -b.batch.GammaTo(nil, []float64{103.04})[0], 1e-3, 0)
	}
}
