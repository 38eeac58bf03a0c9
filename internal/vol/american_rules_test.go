package vol

import (
	"math"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// ofAmerican is a fit of American expiries of TEST at a rate, of quotes around a spot of 100 in the session.
func ofAmerican(rate float64, all ...quotes) *earlyFit {
	f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: 100, AsOf: tuesday}, s: &Surface{FileSpot: 100, Rate: rate}, all: all, memory: new(scratch)}
	f.s.Expiries = make([]Expiry, len(all))
	a := &earlyFit{f: f, spot: 100, live: true, rate: func(int) float64 { return rate }}
	for x := range f.all {
		a.of = append(a.of, &early{x: x, q: &f.all[x], forward: f.all[x].forward, own: true, rate: math.NaN()})
	}
	f.am = a
	return a
}

// TestEarlyRoots: options that may be exercised early are American, priced off the underlying and listed.
func TestEarlyRoots(t *testing.T) {
	for _, c := range []struct {
		root  string
		lines int
		early bool
	}{{"TEST", 1, true}, {"TEST", 0, false}, {"SPX", 1, false}, {"VIX", 1, false}} {
		q := quotes{Expiry: chain.Expiry{Root: market.LookupRoot(c.root)}, lines: make([]line, c.lines)}
		if q.early() != c.early {
			t.Errorf("%s with %d lines: early %v", c.root, c.lines, !c.early)
		}
	}
	off := market.LookupRoot("TEST")
	off.OffFutures = true
	if q := (quotes{Expiry: chain.Expiry{Root: off}, lines: make([]line, 1)}); q.early() {
		t.Error("options on a future count as those of a share")
	}
}

// TestAmericanExpiries: the fit is of the live American expiries, one is enough, and with a flat carry they keep its forward.
func TestAmericanExpiries(t *testing.T) {
	settled, european := seen("TEST", tuesday, 7, 101), seen("SPX", tuesday, 7, 102)
	settled.live = false
	one := seen("TEST", tuesday, 14, 103)
	borrow := 0.02
	fit := func(o Options, all ...quotes) *fitter {
		f := ofAmerican(0.04, all...).f
		f.am, f.o, f.s.Spot = nil, o, 100
		f.fitAmerican()
		return f
	}
	f := fit(Options{Carry: "flat", Yield: 0.01, Borrow: &borrow}, settled, european, one)
	if f.am == nil || len(f.am.of) != 1 || f.am.of[0].x != 2 {
		t.Fatalf("fitted %+v", f.am)
	}
	if e := f.am.of[0]; e.forward != 103 || e.borrow != 0.03 || f.am.spot != 100 || f.am.rate(2) != f.all[2].r {
		t.Errorf("forward %g, borrow %g, spot %g, rate %g", e.forward, e.borrow, f.am.spot, f.am.rate(2))
	}
	if f := fit(Options{Carry: "flat"}, settled, european); f.am != nil {
		t.Errorf("without American expiries: %+v", f.am)
	}
	if f := fit(Options{Carry: "flat", Exercise: "european"}, one); f.am != nil {
		t.Errorf("read as European: %+v", f.am)
	}
}

// TestFollow: where the search has given an expiry a forward, those that took no part begin without one; else all keep theirs.
func TestFollow(t *testing.T) {
	for _, c := range []struct{ searched, own, want []bool }{
		{[]bool{true, false, true}, []bool{true, true, false}, []bool{true, false, false}},
		{[]bool{false, false}, []bool{true, false}, []bool{true, false}},
		{[]bool{true, false}, []bool{false, true}, []bool{false, true}},
	} {
		a := &earlyFit{}
		for i := range c.own {
			a.of = append(a.of, &early{searched: c.searched[i], own: c.own[i]})
		}
		a.follow()
		for i, e := range a.of {
			if e.own != c.want[i] {
				t.Errorf("searched %v, own %v: the %d. has %v", c.searched, c.own, i, e.own)
			}
		}
	}
}

// TestBorrowOfForwards: b = r − (ln(F/S) − Σ ln(1−d))/T of every expiry with a forward, over 73 days or 0.2 years. The others
// take the usual one, and from it the forward S e^{(r−b)T} Π(1−d).
func TestBorrowOfForwards(t *testing.T) {
	// Quotes of 11:00 on 18 November; the last close before 1 December is that of Friday the 28th, a half day: 13:00, after
	// 10 days and 2 hours.
	const paid = (10 + 2./24) / 365
	a := ofAmerican(0.05, seen("TEST", tuesday, 73, 100.6), seen("TEST", tuesday, 7, math.NaN()), seen("TEST", tuesday, 36.5, math.NaN()))
	a.of[1].own, a.of[2].own = false, false
	a.f.o.Dividends = []Dividend{{Date: market.Date{Year: 2025, Month: 12, Day: 1}, Amount: 2}}
	a.place()
	d := 2 / (100 * math.Exp(0.05*paid)) // the borrow was 0 until now
	lost := math.Log(1 - d)
	b := 0.05 - (math.Log(1.006)-lost)/0.2
	close12(t, "d", a.paid[0].part, d)
	close12(t, "b", a.of[0].borrow, b)
	close12(t, "the forward it has", a.of[0].forward, 100.6)
	close12(t, "b of those without", a.of[1].borrow, b)
	close12(t, "F before the dividend", a.of[1].forward, 100*math.Exp((0.05-b)*7/365))
	close12(t, "F after it", a.of[2].forward, 100*math.Exp((0.05-b)*0.1)*(1-d))
	if len(a.of[1].drops) != 0 || len(a.of[2].drops) != 1 {
		t.Fatalf("%d and %d dividends", len(a.of[1].drops), len(a.of[2].drops))
	}
	close12(t, "years to it", a.of[2].drops[0].years, paid)
	// The user's borrow stands for all; the yield where no expiry has one.
	given := 0.02
	a.f.o.Borrow = &given
	a.place()
	if a.of[0].borrow != 0.02 || a.of[1].borrow != 0.02 {
		t.Errorf("given: %g and %g", a.of[0].borrow, a.of[1].borrow)
	}
	a.f.o.Borrow, a.f.o.Yield, a.of[0].own = nil, 0.015, false
	a.place()
	if a.of[0].borrow != 0.015 || a.of[2].borrow != 0.015 {
		t.Errorf("no forward at all: %g and %g", a.of[0].borrow, a.of[2].borrow)
	}
}

// TestDividendsOfAnExpiry: those after the quotes' date that leave the spot before settlement. One that nobody can exercise
// before any more is at 0 years.
func TestDividendsOfAnExpiry(t *testing.T) {
	evening := market.Date{Year: 2025, Month: 11, Day: 18}.At(17, 0)
	at := func(day int) dividend {
		ex := market.Date{Year: 2025, Month: 11, Day: day}
		return dividend{date: ex, at: ex.AddDays(-1).At(16, 0), part: 0.01 * float64(day)}
	}
	for _, c := range []struct {
		why        string
		quoted     time.Time
		settlement time.Time
		ex         int
		years      float64 // −1: it is none of the expiry's
	}{
		{"in ten days", tuesday, tuesday.Add(days(30)), 21, (2 + 5./24) / 365},
		{"on the day of the quotes", tuesday, tuesday.Add(days(30)), 18, -1},
		{"before", tuesday, tuesday.Add(days(30)), 14, -1},
		{"tomorrow, after the close", evening, tuesday.Add(days(30)), 19, 0},
		{"tomorrow, at the close", evening.Add(-time.Hour), tuesday.Add(days(30)), 19, 0},
		{"settled at the close before", tuesday, market.Date{Year: 2025, Month: 11, Day: 20}.At(16, 0), 21, -1},
		{"settled a second later", tuesday, market.Date{Year: 2025, Month: 11, Day: 20}.At(16, 0).Add(time.Second), 21, (2 + 5./24) / 365},
	} {
		q := seen("TEST", c.quoted, 1, 100)
		q.Settlement = c.settlement
		a := ofAmerican(0.04, q)
		a.paid = []dividend{at(c.ex)}
		e := a.of[0]
		a.drop(e)
		switch {
		case c.years < 0 && len(e.drops) == 0:
		case c.years < 0 || len(e.drops) != 1:
			t.Errorf("%s: %v", c.why, e.drops)
		default:
			close12(t, c.why, e.drops[0].years, c.years)
			close12(t, c.why, e.drops[0].part, 0.01*float64(c.ex))
		}
	}
}

// TestNearestBorrows: the usual borrow is the median of those of the five nearest expiries that have a forward, and near is the
// nearest of them, the earlier of two.
func TestNearestBorrows(t *testing.T) {
	a := &earlyFit{}
	for i, b := range []float64{0.50, 0.01, 0.02, 0.05, 0.03, 0.04, 0.90} { // of 10, 20 … 70 days
		a.of = append(a.of, &early{x: i, borrow: b, own: i != 3, q: &quotes{years: float64(10*i+10) * day}})
	}
	for days, want := range map[float64]float64{1: 0.03, 100: 0.03, 15: 0.03} { // 50 1 2 3 4; 1 2 3 4 90; 50 1 2 3 4
		if b, ok := a.usualBorrow(days * day); !ok || b != want {
			t.Errorf("%g days: %g, want %g", days, b, want)
		}
	}
	for days, want := range map[float64]int{0: 0, 14.9: 0, 15.1: 1, 34: 2, 39: 2, 41: 4, 99: 6} {
		if e := a.near(days * day); e.x != want {
			t.Errorf("the nearest to %g days is %d, want %d", days, e.x, want)
		}
	}
	steps := &earlyFit{}
	for i := range 9 { // 1 % more every 10 days, up to 90 of them
		steps.of = append(steps.of, &early{own: true, borrow: 0.01 * float64(i+1), q: &quotes{years: float64(10*i+10) * day}})
	}
	for days, want := range map[float64]float64{0: 0.03, 61: 0.06, 90: 0.07, 45.5: 0.05} {
		if b, _ := steps.usualBorrow(days * day); b != want {
			t.Errorf("around %g days: %g, want %g", days, b, want)
		}
	}
	a.of[0].own = false
	if b, _ := a.usualBorrow(0); b != 0.03 { // 1 2 3 4 90
		t.Errorf("without the first: %g", b)
	}
	if e := a.near(0); e.x != 1 {
		t.Errorf("the nearest with a forward is %d", e.x)
	}
	if e := (&earlyFit{of: a.of[3:4]}).near(0); e.x != 3 {
		t.Errorf("the only one is %d", e.x)
	}
	if _, ok := (&earlyFit{of: a.of[3:4]}).usualBorrow(0); ok {
		t.Error("a borrow without a forward")
	}
	// Two as near, in whole quarters of a year: the first.
	even := &earlyFit{of: []*early{{x: 0, own: true, q: &quotes{years: 0.25}}, {x: 1, own: true, q: &quotes{years: 0.75}}}}
	if e := even.near(0.5); e.x != 0 {
		t.Errorf("of two as near %d", e.x)
	}
}

// TestSpotOfQuotes: in the session the file's spot is that of the quotes. Else the forwards of the first expiries give it, as for
// European roots, and nothing of this is left with the quotes.
func TestSpotOfQuotes(t *testing.T) {
	a := ofAmerican(0.04, seen("TEST", tuesday, 3.65, 102), seen("TEST", tuesday, 7.3, math.NaN()), seen("TEST", tuesday, 9, 150))
	a.of[1].own = false
	a.of[1].forward = 170
	a.of[2].own = false
	a.f.o.Yield = 0.01
	if s := a.quoteSpot(); s != 100 {
		t.Errorf("in the session %g", s)
	}
	a.live = false
	close12(t, "after it", a.quoteSpot(), 102*math.Exp(-0.03*0.01))
	for i, e := range a.of {
		if !math.IsNaN(e.q.forward) || e.q.source != "" {
			t.Errorf("the %d. quotes keep the forward %g of %q", i, e.q.forward, e.q.source)
		}
	}
}

// TestGrown: the forward of the model, of American expiries alone.
func TestGrown(t *testing.T) {
	a := ofAmerican(0.05, seen("SPX", tuesday, 7, 100), seen("TEST", tuesday, 73, 100))
	a.of = a.of[1:]
	a.of[0].borrow, a.of[0].drops = 0.01, []drop{{0.1, 0.02}, {0.15, 0.03}}
	close12(t, "American", a.grown(1), 100*math.Exp(0.04*0.2)*0.98*0.97)
	if g := a.grown(0); g != 0 {
		t.Errorf("European: %g", g)
	}
	if g := (*earlyFit)(nil).grown(1); g != 0 {
		t.Errorf("no fit: %g", g)
	}
}

// TestExercisedStrikes: of American expiries, the strikes whose out-of-the-money leg is worth what exercise pays are asked again.
func TestExercisedStrikes(t *testing.T) {
	a := ofAmerican(0.05, seen("SPX", tuesday, 7, 100), seen("TEST", tuesday, 73, 100))
	a.of = a.of[1:]
	a.f.all[1].lines = []line{
		{strike: 98, put: leg{intrinsic: true}}, {strike: 99, call: leg{intrinsic: true}}, {strike: 101, call: leg{intrinsic: true}}, {strike: 102, put: leg{intrinsic: true}},
	}
	got := a.f.exercised([]curve{{x: 0, q: &a.f.all[0]}, {x: 1, q: &a.f.all[1]}})
	if len(got) != 1 || got[0].x != 1 {
		t.Fatalf("%+v", got)
	}
	for j, skipped := range []bool{false, true, false, true} {
		if got[0].skip(j) != skipped {
			t.Errorf("strike %d is skipped: %v", j, !skipped)
		}
	}
	a.f.am = nil
	if got := a.f.exercised([]curve{{x: 1, q: &a.f.all[1]}}); len(got) != 0 {
		t.Errorf("read as European: %+v", got)
	}
}

// TestBegin: three pairs give a forward to begin with, the median of K + C − P.
func TestBegin(t *testing.T) {
	for n, own := range map[int]bool{2: false, 3: true, 4: true} {
		e := &early{q: &quotes{}, forward: math.NaN()}
		for i := range n {
			e.q.pairs = append(e.q.pairs, pair{strike: 99 + float64(i), d: 1 - float64(i)})
		}
		if e.begin(); e.own != own || own && e.forward != 100 || !own && !math.IsNaN(e.forward) {
			t.Errorf("%d pairs: own %v, forward %g", n, e.own, e.forward)
		}
	}
}

// TestSameMinute: in the session, of a file with a spot that the user does not replace by the quotes', and that is not another one.
func TestSameMinute(t *testing.T) {
	for _, c := range []struct {
		why    string
		change func(a *earlyFit)
		want   bool
	}{
		{"in the session", func(*earlyFit) {}, true},
		{"after it", func(a *earlyFit) { a.f.c.AsOf = on(2025, 11, 18).At(17, 0) }, false},
		{"without a spot", func(a *earlyFit) { a.f.c.Spot = math.NaN() }, false},
		{"the quotes' is asked for", func(a *earlyFit) { a.f.o.Spot = "implied" }, false},
		{"another spot", func(a *earlyFit) { a.f.c.Spot = 103 }, false},
	} {
		// Five deviations of 0.02; calls in the money trade at what exercise pays at 100.
		a := ofAmerican(0, smiling(seen("TEST", tuesday, 7, 100), 100, 0.02/math.Sqrt(7./365), 0, 91, 92, 93, 94, 95, 100))
		if c.change(a); a.sameMinute() != c.want {
			t.Errorf("%s: %v", c.why, !c.want)
		}
	}
}
