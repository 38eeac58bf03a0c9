package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/series"
)

// TestGrownSmallPrice: an American expiry without quotes of its own takes the model's forward, at a price below 1 too: here with the
// borrow of 20 % that the other one has, where rate less yield alone would grow it.
func TestGrownSmallPrice(t *testing.T) {
	const r, b, unit = 0.05, 0.2, 0.005
	one, two := priced(seen("TEST", tuesday, 30, 0), r, b, 0.6, 0, around100...), seen("TEST", tuesday, 60, math.NaN())
	for i := range one.lines {
		l := &one.lines[i]
		l.strike, l.call.mid, l.put.mid = l.strike*unit, l.call.mid*unit, l.put.mid*unit
	}
	one.pairs, one.forward, one.r, two.r = pairsOf(one.lines), math.NaN(), r, r
	f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: 100 * unit, AsOf: tuesday}, s: &Surface{Rate: r, RateSource: "flag", Expiries: make([]Expiry, 2)},
		o: Options{Rate: series.Constant(r), Spot: "auto", Carry: "implied"}, all: []quotes{one, two}, memory: new(scratch)}
	if err := f.impliedCarry(); err != nil {
		t.Fatal(err)
	}
	e := f.s.Expiries[1]
	if want := 100 * unit * math.Exp((r-b)*e.Years); e.ForwardBy != "carry" || math.Abs(e.Forward/want-1) > 1e-4 {
		t.Errorf("%s: forward %.6f, want %.6f", e.ForwardBy, e.Forward, want)
	}
}

// TestGapOfASessionStays: what sessionGap found is no noise.
func TestGapOfASessionStays(t *testing.T) {
	a := ofAmerican(0.05, seen("TEST", tuesday, 5, 100))
	a.f.gap, a.f.o.Spot = gap{a: 0.0005, used: 2, se: 1, years: 1}, "auto"
	if err := a.f.spotBeside(100); err != nil || a.f.s.Gap != 0.0005 {
		t.Errorf("%v, gap %g", err, a.f.s.Gap)
	}
	a.live = false
	if err := a.f.spotBeside(100); err != nil || a.f.s.Gap != 0 {
		t.Errorf("%v, gap %g of other quotes", err, a.f.s.Gap)
	}
}

// TestGapPointsOfModel: the forward of an American expiry without what its dividends take.
func TestGapPointsOfModel(t *testing.T) {
	a := ofAmerican(0.05, seen("TEST", tuesday, 5, 95))
	a.of[0].drops = []drop{{0.01, 0.04}, {0.011, 0.01}}
	points, _ := gapPoints("TEST", a.f.all, 100, []Dividend{{on(2025, 11, 20), 5}}, a)
	close12(t, "ln F/S", points[0].y, math.Log(0.95/(0.96*0.99)))
}

// TestOptionsOffFutures: under a flat carry, and of options on futures that the file gives, forwards are these futures.
func TestOptionsOffFutures(t *testing.T) {
	expiry := func(root string, future float64) *chain.Chain {
		return &chain.Chain{Underlying: root, Expiries: []chain.Expiry{{Root: market.LookupRoot(root), Future: math.NaN()}, {Root: market.LookupRoot(root), Future: future}}}
	}
	given := series.Constant(0.07)
	for _, c := range []struct {
		why   string
		c     *chain.Chain
		carry string
		rate  *series.Rates
		want  string
	}{
		{"futures", expiry("VIX", 20), "flat", nil, "implied"}, {"and a rate", expiry("VIX", 20), "flat", given, "implied"},
		{"no futures", expiry("VIX", math.NaN()), "flat", nil, "flat"}, {"not on futures", expiry("SPX", 20), "flat", nil, "flat"},
		{"implied already", expiry("VIX", 20), "implied", nil, "implied"},
	} {
		if c.c.Underlying == "VIX" && !c.c.Of().OffFutures {
			t.Fatal("options on VIX are not on its futures")
		}
		o := Options{Carry: c.carry, Rate: c.rate}.OffFutures(c.c)
		rate := math.NaN()
		if o.Rate != nil {
			rate = curveAt(t, o.Rate).Rate(1)
		}
		want := math.NaN()
		switch {
		case c.rate != nil:
			want = 0.07
		case c.carry != c.want:
			want = 0
		}
		if o.Carry != c.want || rate != want && !(math.IsNaN(rate) && math.IsNaN(want)) {
			t.Errorf("%s: %s at %g, want %g", c.why, o.Carry, rate, want)
		}
	}
}

// TestShiftedRates: a shift is added to the rates given, or to the one that was found.
func TestShiftedRates(t *testing.T) {
	close12(t, "found", curveAt(t, (Options{}).Shifted(0.04, 0.01).Rate).Rate(1), 0.05)
	close12(t, "given", curveAt(t, Options{Rate: series.Constant(0.07)}.Shifted(0.04, 0.01).Rate).Rate(1), 0.08)
	close12(t, "set", curveAt(t, Options{Rate: series.Constant(0.07)}.AtRate(0.03).Rate).Rate(1), 0.03)
}

// TestParityEdges: at settlement 0.95 and 1.05 are discount factors still; quotes that do not fall at all are of another scale.
func TestParityEdges(t *testing.T) {
	for factor, want := range map[float64]bool{0.95: false, 1.05: false, 0.9499: true, 1.0501: true} {
		if got := (paritySlope{&quotes{}, factor, 0}).off(1); got != want {
			t.Errorf("a factor of %g: off %v", factor, got)
		}
	}
	q := seen("SPX", tuesday, 5, math.NaN())
	q.lines = nil
	for k := 90.; k <= 110; k += 2 {
		q.lines = append(q.lines, line{strike: k, call: leg{mid: 5, usable: true}, put: leg{mid: 5, usable: true}})
	}
	q.pairs = appendPairs(nil, q.lines)
	nearestFirst(q.pairs)
	f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, all: []quotes{q}}
	if err := f.judgeParity(); err == nil || !strings.Contains(err.Error(), "another currency or scale") {
		t.Errorf("level quotes: %v", err)
	}
}

// TestLegsNotListed: a strike of which one side is listed has no record of the other, and a pair is ranked by its whole millionths.
func TestLegsNotListed(t *testing.T) {
	c := chainOf("TEST", 100, tuesday, listing{root: "TEST", at: tuesday.Add(days(5)), cells: []cell{
		{strike: 99, bid: 2, ask: 3}, {strike: 100, put: true, bid: 2, ask: 3}, {strike: 101, bid: 1.25, ask: 1.35}, {strike: 101, put: true, bid: 2, ask: 2.2},
	}})
	var r scratch
	r.appendLines(c, c.Expiries[0])
	if l := r.lines; len(l) != 3 || l[0].call.at != 0 || l[0].put.at >= 0 || l[1].call.at >= 0 || l[1].put.at != 1 || l[2].call.at != 2 || l[2].put.at != 3 {
		t.Fatalf("%+v", r.lines)
	}
	pairs := appendPairs(nil, r.lines)
	if len(pairs) != 1 || pairs[0].millionths != 800000 || math.Abs(pairs[0].d+0.8) > 1e-12 {
		t.Errorf("%+v", pairs)
	}
}

// TestResidualOfALine: y = 7 − x ± 1: the slope is −1, and Σ e² = 4 with two degrees of freedom over Σ (x − mean)² = 5.
func TestResidualOfALine(t *testing.T) {
	r := regress([]float64{1, 2, 3, 4}, []float64{7, 4, 3, 4}, []float64{1, 1, 1, 1})
	close12(t, "slope", r.slope, -1)
	close12(t, "residual", r.residual, 4)
	close12(t, "standard error", r.standardError(), math.Sqrt(4./2/5))
}

// TestShortestTenor: a curve that begins at a year covers most options.
func TestShortestTenor(t *testing.T) {
	for years, want := range map[float64]string{1: "", 1.5: "rate-tenor", 0.1: ""} {
		f := &fitter{c: &chain.Chain{Underlying: "SPX", AsOf: tuesday}, s: &Surface{RateDate: on(2025, 11, 18), RateFile: "par.csv"}}
		if f.warnRate(years); codes(f) != want {
			t.Errorf("%g years: %s", years, codes(f))
		}
	}
}

// TestFewSolvedStrikes: an expiry of one strike has its volatility, which is extrapolated; one of none has nothing to extrapolate, and
// what was left out in reading ages by nothing.
func TestFewSolvedStrikes(t *testing.T) {
	at := tuesday.Add(days(7))
	one := fair("TEST", tuesday, at, 100, 0.2, 0, 100)
	c := chainOf("TEST", 100, tuesday, one)
	s := fitted(t, c, Options{Carry: "flat", IV: "quote"})
	if !warns(s, "money-not-covered") || math.Abs(s.Vol[0]-0.2) > 1e-6 {
		t.Errorf("one strike: %g, %v", s.Vol[0], s.Warnings)
	}
	none := listing{root: "TEST", at: at, cells: []cell{{strike: 100}, {strike: 100, put: true}}}
	if s := fitted(t, chainOf("TEST", 100, tuesday, none), Options{Carry: "flat", IV: "quote"}); warns(s, "money-not-covered") {
		t.Errorf("no strike: %v", s.Warnings)
	}
	c = chainOf("TEST", 100, tuesday, fair("TEST", tuesday.Add(-time.Hour), at, 100, 0.2, 0, 98, 99, 100, 101, 102), listing{root: "TEST", at: at.Add(days(7)), cells: []cell{{strike: 100, iv: 0.2}}})
	c.Out[c.Len()-1] = chain.Duplicate
	c.Delay = time.Hour
	s = fitted(t, c, Options{Carry: "flat"})
	if s.Expiries[0].Age == 1 || s.Expiries[1].Age != 1 {
		t.Errorf("ages %g and %g", s.Expiries[0].Age, s.Expiries[1].Age)
	}
}

// TestAgeAcrossTheClose: half a second of the session and three after it weigh 0.5 + 0.36; a second later than the second second the
// last of them is left.
func TestAgeAcrossTheClose(t *testing.T) {
	end := on(2025, 11, 18).At(16, 0)
	w := weigher{market.LookupRoot("TEST").Venue.Clock(market.Trading)}
	whole := w.Seconds(end.Add(-time.Second/2), end.Add(3*time.Second))
	if !(whole > 0.5 && whole < 1) {
		t.Fatalf("weighs %g", whole)
	}
	close12(t, "left", w.age(end.Add(-time.Second/2), end.Add(2*time.Second), end.Add(3*time.Second)), 0.12/0.86)
}
