package gex

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/series"
)

// evenNodes are nodes at 100, 100.1 … with nothing to trade.
func evenNodes(n int) []node {
	out := make([]node, n)
	for i := range out {
		out[i].spot = 100 + 0.1*float64(i)
		out[i].x = out[i].spot/100 - 1
	}
	return out
}

// spikesAt are narrow contracts, each a hundred-thousandth wide.
func spikesAt(spots ...float64) (list []spike, in []narrow) {
	for _, x := range spots {
		list, in = append(list, spike{center: math.Log(x), s: 1e-5}), append(in, narrow{spot: x, gamma: 0.5, weight: 3})
	}
	return list, in
}

// TestBesideSpikes: points are added in the intervals in which narrow contracts could bring a quantity below the least that is
// known: its value at the better end less 1.1 times what they can move it, times a factor of the interval.
func TestBesideSpikes(t *testing.T) {
	q := quantity{peak: func(n narrow) float64 { return 10 * n.gamma }, per: func(a, _ node) float64 {
		if a.x > 0.0005 {
			return 1.5
		}
		return 0.5
	}}
	for _, c := range []struct {
		at     []float64
		values []float64
		best   float64
		want   []float64 // around which of them
	}{
		{[]float64{100.05}, []float64{3, 4}, 0.26, []float64{100.05}}, {[]float64{100.05}, []float64{3, 4}, 0.24, nil},
		{[]float64{100.05}, []float64{4, 3}, 0.26, []float64{100.05}}, {[]float64{100.05}, []float64{4, 3}, 0.24, nil},
		{[]float64{100.05}, []float64{3, 4, 0}, 0.26, []float64{100.05}},
		{[]float64{100.15}, []float64{0, 9, 9}, 0.76, []float64{100.15}}, {[]float64{100.15}, []float64{0, 9, 9}, 0.74, nil},
		{[]float64{100.05, 100.15}, []float64{9, 9, 9, 9}, 0.76, []float64{100.15}},
		{[]float64{100.05, 100.25}, []float64{3, 9, 9, 9}, 0.76, []float64{100.05, 100.25}},
		{[]float64{100.05}, []float64{1}, 9, nil}, {[]float64{100.05}, nil, 9, nil}, {nil, []float64{1, 1}, 9, nil},
	} {
		if len(c.values) == 0 || len(c.at) == 0 {
			q := q
			q.per = nil // nothing is asked
			f := &feedback{spot: 100}
			f.spikes, f.narrows = spikesAt(c.at...)
			if got := f.besideSpikes(q, evenNodes(len(c.values)), c.values, c.best); got != nil {
				t.Errorf("%+v: %v", c, got)
			}
			continue
		}
		f := &feedback{spot: 100}
		f.spikes, f.narrows = spikesAt(c.at...)
		got := f.besideSpikes(q, evenNodes(len(c.values)), c.values, c.best)
		if len(got) != 25*len(c.want) {
			t.Errorf("%+v: %d points", c, len(got))
			continue
		}
		for i, x := range c.want {
			near(t, "middle", got[25*i+12], x, 1e-12, 0)
		}
	}
}

// TestAroundSpikes: points are added where narrow contracts could turn the slope of e: 1.1 I′(0) g P S for a gamma of g, against the
// slope at the nearer end.
func TestAroundSpikes(t *testing.T) {
	root := impactRule{Impact{Kind: report.ImpactSqrt, Prefactor: 0.8, SigmaD: 0.01}, 0.5} // I′(0) = 0.008/(2·0.5·√0.002)
	for _, impact := range []impactRule{{linear(40), 0}, root} {
		steep := 1 / (100 * 40.)
		if impact.adv > 0 {
			steep = 0.008 / math.Sqrt(0.002)
		}
		bound := func(x float64) float64 { return 1.1 * steep * 0.5 * x * 100 }
		for _, c := range []struct {
			at   []float64
			gs   []float64
			want []float64
		}{
			{[]float64{100.05}, []float64{0.999 * bound(100.05), 9e9}, []float64{100.05}}, {[]float64{100.05}, []float64{1.001 * bound(100.05), 9e9}, nil},
			{[]float64{100.05}, []float64{9e9, -0.999 * bound(100.05)}, []float64{100.05}}, {[]float64{100.05}, []float64{-1.001 * bound(100.05), 9e9, 0}, nil},
			{[]float64{100.05, 100.25}, []float64{9e9, 9e9, 0.999 * bound(100.25), 0.999 * bound(100.25)}, []float64{100.25}},
			{[]float64{100.15}, []float64{0, 9e9, 0.999 * bound(100.15)}, []float64{100.15}}, {[]float64{100.15}, []float64{0, 9e9, 9e9}, nil}, {nil, []float64{1, 1}, nil},
		} {
			f := &feedback{spot: 100}
			f.spikes, f.narrows = spikesAt(c.at...)
			var xs []float64
			for _, n := range evenNodes(len(c.gs)) {
				xs = append(xs, n.spot)
			}
			curve := curve{feedback: f, impact: impact, fired: 1}
			got := curve.aroundSpikes(xs, c.gs)
			if len(got) != 25*len(c.want) {
				t.Errorf("%+v: %d points", c, len(got))
				continue
			}
			for i, x := range c.want {
				near(t, "middle", got[25*i+12], x, 1e-12, 0)
			}
			for _, s := range f.spikes {
				if s.peak != 0 {
					t.Error("the spikes themselves are changed")
				}
			}
		}
	}
}

// TestLowestAtASpike: a low so narrow that no node shows it is found beside the narrow contract that makes it, and not looked for
// where the contract cannot reach below what is known.
func TestLowestAtASpike(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		const at, width = 0.0312345, 1e-5
		dip := func(x float64) float64 { z := math.Log((1+x)/(1+at)) / width; return math.Exp(-z * z / 2) }
		f := smooth{func(x float64) float64 { return 10 + x - 8*dip(x) }, func(float64) float64 { return 0 }}.feedback(CascadeOptions{}, stay)
		f.spikes, f.narrows = spikesAt(100 * (1 + at))
		for peak, want := range map[float64]float64{8: 2 + at, 0.02: 10} { // known is 10 at spot
			q := quantity{of: func(n node) float64 { return n.dealer }, peak: func(narrow) float64 { return peak }, per: func(_, _ node) float64 { return 1 }}
			near(t, "least", f.lowest(q, 100, 105, false), want, 1e-9, 0)
		}
	})
}

// TestMayDip: a low may hide the least where the parabola through it and its neighbors comes within a twentieth of the best; at
// either end nothing is known of it.
func TestMayDip(t *testing.T) {
	nodes := evenNodes(5)
	for _, bottom := range []float64{2, -2} {
		for _, i := range []int{1, 2, 3} {
			values := []float64{900, 900, 900, 900, 900}
			for j := i - 1; j <= i+1; j++ { // a parabola whose least lies 0.03 beside node i
				x := nodes[j].spot - nodes[i].spot - 0.03
				values[j] = 1000*x*x + bottom
			}
			for best, want := range map[float64]bool{bottom: true, bottom + 1: true, bottom - 0.09: true, bottom - 0.12: false} {
				if got := mayDip(nodes, values, i, best); got != want {
					t.Errorf("low of %g at %d, best %g: %v", bottom, i, best, got)
				}
			}
		}
	}
	for _, i := range []int{0, 4} {
		if !mayDip(nodes, []float64{900, 900, 900, 900, 900}, i, 1) {
			t.Errorf("nothing at the end %d", i)
		}
	}
}

// TestPocketFreeOfASpike: the rise next to a contract in its last minutes is the largest, as a scan across it finds, from either
// side of spot; and what has to be absorbed beyond it, too.
func TestPocketFreeOfASpike(t *testing.T) {
	for _, at := range []float64{0.98042, 1.02042} {
		b := bumpBook(t, []bump{{100, 0.05, 20}, {100 * at, 0.00003, -7}}, Options{})
		shock := (at - 1) * 0.75
		f := newFeedback(b, CascadeOptions{StopWithin: 2, Shocks: []float64{100 * shock}}, nil)
		rise, need := 0.0, math.Inf(1)
		for i := -4000; i <= 4000; i++ {
			x := at * (1 + 0.00003*8*float64(i)/4000)
			n := f.risingAt(100 * x)
			rise = max(rise, n.rise/100)
			need = min(need, math.Copysign(1, shock)*f.total(n)/(100*(math.Abs(n.x)-math.Abs(shock))))
		}
		sign := math.Copysign(1, shock)
		near(t, "pocket-free", f.pocketFree(sign), rise, 1e-5, 0)
		for x := shock * 1.001; math.Abs(x) < 2*math.Abs(shock); x *= 1.0001 {
			need = min(need, sign*f.total(f.at(100*(1+x)))/(100*math.Abs(x-shock)))
		}
		near(t, "absorb", f.absorb(shock, 2), max(0, need), 1e-4, 1e-9)
		if other := f.pocketFree(-sign); !(other < rise/2) {
			t.Errorf("the other side is free above %g, this one above %g", other, rise)
		}
	}
}

// TestFoldsOfALine: where e goes one way there is no fold, and its nodes are those of the feedback, whichever way it goes.
func TestFoldsOfALine(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, usd := range []float64{0.5, 1.5, -3} {
			f := straightLine(usd).feedback(CascadeOptions{}, stay)
			c := curve{feedback: f, impact: impactRule{linear(1), 0}}
			got, want := c.withFolds(100, 110), f.within(100, 110)
			if want = slices.DeleteFunc(want, func(n node) bool { return n.spot > 110 }); !slices.Equal(got, want) {
				t.Errorf("%g: %d nodes, want %d", usd, len(got), len(want))
			}
		}
	})
}

// TestFoldsAtAnEnd: both turns inside the first or the last step of a part are found, though no node of the part shows them.
func TestFoldsAtAnEnd(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		const first, second = 0.0312345, 0.0312745
		f := turning(first, second).feedback(CascadeOptions{}, stay)
		c := curve{feedback: f, impact: impactRule{linear(1), 0}}
		spots := kernel.RungsTo(nil, 100, step, 0, 60)
		for _, part := range [][2]int{{30, 31}, {25, 31}, {30, 35}} {
			nodes := c.withFolds(spots[part[0]], spots[part[1]])
			for _, x := range []float64{first, second} {
				if !slices.ContainsFunc(nodes, func(n node) bool { return math.Abs(n.x-x) < 1e-7 }) {
					t.Errorf("from %d to %d: no fold at %g", part[0], part[1], x)
				}
			}
		}
	})
}

// TestFoldAtACorner: where volatilities follow spot, slopes are differences across a corner of e, so that one just beside a node
// seems to lie on its other side; the corner is found all the same.
func TestFoldAtACorner(t *testing.T) {
	const h = riseStep
	rung := kernel.RungsTo(nil, 100, step, 20, 20)[0]/100 - 1
	for _, beside := range []float64{-0.5 * h, -1e-7, 1e-7, 0.5 * h, 0.0004} {
		for _, slopes := range [][2]float64{{-1, 5}, {-5, 1}, {5, -1}, {1, -5}} {
			corner := rung + beside
			e := func(x float64) float64 {
				if x < corner {
					return slopes[0] * (x - corner)
				}
				return slopes[1] * (x - corner)
			}
			f := withCurve(e, func(x float64) float64 { return (e(x+h) - e(x-h)) / (2 * h) }).feedback(CascadeOptions{}, false)
			c := curve{feedback: f, impact: impactRule{linear(1), 0}}
			nodes := c.withFolds(100, 105)
			away := math.Inf(1)
			for _, n := range nodes {
				away = min(away, math.Abs(n.x-corner))
			}
			if away > 1e-9 {
				t.Errorf("%g beside a rung, slopes %g: nearest node %g away", beside, slopes, away)
			}
		}
	}
}

// TestAbsorbBesideTheShock: a level at the shock itself, and one just beyond it; little that trades needs little, and a shock of
// all of spot is one like the others.
func TestAbsorbBesideTheShock(t *testing.T) {
	both(t, func(t *testing.T, stay bool) {
		for _, c := range []struct {
			name     string
			usd      float64
			shock    float64
			triggers []Trigger
			want     float64
		}{
			{"a buyer at the shock", 7, 0.011, []Trigger{{100 * (1 + 0.011), 4, ""}}, (7*2.2 + 4) / 1.1},
			{"a seller at the shock", 7, -0.0123, []Trigger{{100 * (1 - 0.0123), -4, ""}}, (7*2.46 + 4) / 1.23},
			{"a buyer just beyond the shock", 7, -0.02, []Trigger{{97.5, 15, ""}}, 5}, // 2.5 at 97.5, and 13 at the end
			{"little", 0.3, -0.02, nil, 0.6},
			{"all of spot", 7, 1, nil, 14},
		} {
			o := CascadeOptions{Shocks: []float64{100 * c.shock}, StopWithin: 2, Triggers: c.triggers}
			near(t, c.name, straightLine(c.usd).feedback(o, stay).absorb(c.shock, 2), c.want, 1e-9, 1e-3)
		}
	})
}

// TestSizeByHand: of the rungs from 5% below spot up to it the one with the largest |GEX|, Γ P² 0.01, decides, from desks' $10B on;
// its place, its size and weights with which it is no larger are named.
func TestSizeByHand(t *testing.T) {
	at := func(x, bn float64) node {
		spot := 100 * (1 + x)
		return node{spot: spot, x: x, gamma: bn * 1e9 / (spot * spot * 0.01), rung: true}
	}
	off := func(n node) node { n.rung = false; return n }
	const less = "set --sign %s, or give dealers' positions"
	for _, c := range []struct {
		why   string
		sign  string
		nodes []node
		where string
		hint  string
	}{
		{"at spot", "naive", []node{at(-0.02, 3), at(0, 12.34), at(0.02, 90)}, "is $12.3B per 1%", fmt.Sprintf(less, "0.81,-0.81")},
		{"below spot", "naive", []node{at(-0.04, -25), at(-0.02, 11), at(0, 2.5)}, "of $2.5B per 1% becomes -$25.0B at -4.0%", fmt.Sprintf(less, "0.4,-0.4")},
		{"at 5%", "naive", []node{{spot: 95, x: -pocketRange, gamma: 20e9 / (95 * 95 * 0.01), rung: true}, at(0, -1)}, "of -$1.0B per 1% becomes $20.0B at -5.0%", fmt.Sprintf(less, "0.5,-0.5")},
		{"beyond 5%", "naive", []node{at(-0.0501, 90), at(0, 1)}, "", ""}, {"above", "naive", []node{at(0, 1), at(0.001, 90)}, "", ""}, {"no rung", "naive", []node{off(at(-0.01, 90)), at(0, 1)}, "", ""},
		{"both", "naive", []node{at(-0.06, 90), off(at(-0.02, 90)), at(-0.01, 11), at(0, 1), at(0.06, 90)}, "of $1.0B per 1% becomes $11.0B at -1.0%", fmt.Sprintf(less, "0.9,-0.9")},
		{"just what desks say", "naive", []node{{spot: 100, gamma: 1e8, rung: true}}, "", ""}, {"a little more", "naive", []node{at(0, 10.01)}, "is $10.0B per 1%", fmt.Sprintf(less, "0.99,-0.99")},
		{"another sign", "short", []node{at(0, -30)}, "is -$30.0B per 1%", "set --sign column and give dealers' positions"},
		{"no weight is small enough", "naive", []node{at(0, 1001)}, "is $1001.0B per 1%", "set --sign column and give dealers' positions"},
		{"a small one is", "naive", []node{at(0, 999)}, "is $999.0B per 1%", fmt.Sprintf(less, "0.01,-0.01")},
		{"positions of the file", "column", []node{at(0, 30)}, "", ""},
	} {
		ch := makeChain(100, []leg{{false, 100, 0.1, 0.2, 10, 1}})
		ch.Underlying = "SPX"
		b := bookOn(t, ch, Options{Sign: c.sign})
		got := ""
		for _, w := range b.sizeWarning(&feedback{spot: 100, smooth: true, nodes: c.nodes}) {
			got += fault.Spell(w.Message, fault.AsFlag)
		}
		want := ""
		if c.where != "" {
			want = fmt.Sprintf("the %s book's GEX %s, and desks estimate up to about $10B: trust the shape, not the size; or %s", b.signName(), c.where, c.hint)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", c.why, got, want)
		}
	}
	for x, want := range map[float64]string{0: "$0.0B", 0.5: "$0.0B", -11.24e9: "-$11.2B", 2e9: "$2.0B"} {
		if got := billions(x); got != want {
			t.Errorf("%g: %s, want %s", x, got, want)
		}
	}
}

// TestSizeUnderARule: where volatilities follow spot the slope of the delta is not gamma, and the size is that of gamma.
func TestSizeUnderARule(t *testing.T) {
	ch := makeChain(100, []leg{{false, 97, 0.1, 0.2, 4e8, 1}, {true, 90, 0.1, 0.25, 10, -1}})
	ch.Underlying = "SPX"
	b := bookOn(t, ch, Options{VolRule: "sticky-moneyness"})
	gex := b.batch.GammaTo(nil, []float64{98})[0] * 98 * 98 * 0.01
	got := b.sizeWarning(&feedback{spot: 100, nodes: []node{{spot: 98, x: -0.02, gamma: 1e30, rung: true}}})
	want := fmt.Sprintf("of $0.0B per 1%% becomes %s at -2.0%%", billions(gex))
	if len(got) != 1 || !(gex > deskScale) || got[0].Code != "cascade-size" || !strings.Contains(got[0].Message, want) {
		t.Errorf("%+v, want %s", got, want)
	}
}

// TestStagedSteps: contracts that have settled are steps of the delta at their strikes, one a strike, from what puts in the money
// hold below it to what calls hold above it; at a strike itself half of both. A step of nothing is no jump.
func TestStagedSteps(t *testing.T) {
	hour := 1.0 / yearHours
	c := makeChain(100, []leg{
		{false, 101, 2 * hour, 0.2, 10, 1}, {true, 101, 2 * hour, 0.2, 20, -1}, {false, 99, 2 * hour, 0.2, 40, 1}, {true, 100, 2 * hour, 0.2, 80, -1},
		{false, 101, 3 * hour, 0.2, 1, 1}, {false, 0.5, 3 * hour, 0.2, 7, 1}, {false, 98, 3 * hour, 0.2, 5, 1}, {true, 98, 3 * hour, 0.2, 5, -1}, {false, 100, 0.1, 0.2, 1000, 1},
	})
	b := onCalendar(t, c, Options{})
	s := &named{Scenario: &series.Scenario{}, at: b.AsOf.Add(4 * 3600e9)}
	d := stagedIn(b.desk(), s)
	want := []payoffStep{{0.5, 0, 700}, {98, 500, 500}, {99, 0, 4000}, {100, 8000, 0}, {101, 2000, 1100}}
	if !slices.Equal(d.steps, want) {
		t.Fatalf("%+v, want %+v", d.steps, want)
	}
	if got := d.jumps(); !slices.Equal(got, []float64{0.5, 99, 100, 101}) {
		t.Errorf("jumps %v", got)
	}
	for spot, want := range map[float64]float64{
		97: 500 + 0 + 8000 + 2000, 98: 500 + 0 + 8000 + 2000, 98.5: 500 + 0 + 8000 + 2000, 99: 500 + 2000 + 8000 + 2000, 99.5: 500 + 4000 + 8000 + 2000,
		100: 500 + 4000 + 4000 + 2000, 100.5: 500 + 4000 + 0 + 2000, 101: 500 + 4000 + 1550, 102: 500 + 4000 + 1100,
	} {
		near(t, fmt.Sprint("delta at ", spot), d.settledAt(spot), 700+want, 1e-12, 0)
	}
	if d := stagedIn(b.desk(), &named{Scenario: &series.Scenario{}}); d.steps != nil || d.jumps() != nil {
		t.Errorf("nothing has settled now: %+v", d.steps)
	}
}

// TestLowestBesideEnds: a low between an end and the node next to it is found, whether or not the end is a node, and from either end.
func TestLowestBesideEnds(t *testing.T) {
	q := quantity{of: func(n node) float64 { return n.dealer }, peak: func(narrow) float64 { return 0 }, per: func(_, _ node) float64 { return 1 }}
	both(t, func(t *testing.T, stay bool) {
		for _, c := range []struct{ low, from, to float64 }{
			{0.0003, 0, 0.05}, {0.0497, 0, 0.05}, {-0.0003, -0.05, 0}, {-0.0497, -0.05, 0}, {0.0001, 0, 0.0003}, {-0.0012, 0, -0.0013},
			{0.0212, 0.0211, 0.0213}, {0.0007, 0.0003, 0.05}, {-0.0201, -0.0203, -0.0011},
		} {
			f := smooth{func(x float64) float64 { return 1e5*(x-c.low)*(x-c.low) + 3 }, func(x float64) float64 { return 2e5 * (x - c.low) }}.feedback(CascadeOptions{}, stay)
			for _, ends := range [][2]float64{{c.from, c.to}, {c.to, c.from}} {
				for _, open := range []bool{false, true} {
					if len(f.within(min(f.spotAt(c.from), f.spotAt(c.to)), max(f.spotAt(c.from), f.spotAt(c.to)))) == 0 {
						continue
					}
					near(t, fmt.Sprintf("%+v open %v", ends, open), f.lowest(q, f.spotAt(ends[0]), f.spotAt(ends[1]), open), 3, 1e-9, 0)
				}
			}
		}
	})
}

// TestLowestBesideALow: a low two nodes from another that has the lower node is found when it lies deeper between nodes.
func TestLowestBesideALow(t *testing.T) {
	q := quantity{of: func(n node) float64 { return n.dealer }, peak: func(narrow) float64 { return 0 }, per: func(_, _ node) float64 { return 1 }}
	rung := func(i int) float64 { return kernel.Rung(1, step, i) - 1 }
	for _, way := range []int{1, -1} {
		shallow := rung(20)
		deep := rung(20+2*way) + 0.45*(rung(20+3*way)-rung(20+2*way))
		usd := func(x float64) float64 {
			return min(1+1e8*(x-shallow)*(x-shallow), 0.9+6.9e5*(x-deep)*(x-deep))
		}
		f := smooth{usd, func(float64) float64 { return 0 }}.feedback(CascadeOptions{}, true)
		near(t, "deep", f.lowest(q, 100, 105, false), 0.9, 1e-9, 0)
	}
}
