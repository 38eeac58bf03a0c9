package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
)

// forwardWith is the forward of a spot of 100 with an offset, grown at a rate less a borrow.
func forwardWith(offset, grow, years float64) float64 { return 100 * math.Exp(offset+grow*years) }

// TestBorrowAndOffset: what a forward leaves is the offset of its quotes' spot as far as spot and quotes may be apart, and
// borrow beyond twice of it. Expiries to which that is 1 % a year or less keep what they leave, and give the others theirs; a fund
// whose ex-dates are built in has none.
func TestBorrowAndOffset(t *testing.T) {
	const r, doubt = 0.04, 0.001
	for _, c := range []struct {
		why            string
		underlying     string
		days           float64
		offset, b      float64 // of the forward
		later          float64 // the borrow of the later ones, NaN none
		given          bool    // the user's yield is 3 %
		borrow, remain float64
		told           bool
	}{
		{"an hour or so before settlement", "TEST", 0.1, 0.0005, 0.02, 0.02, false, 0.02, 0.0005, false},
		{"and below", "TEST", 0.1, -0.0005, 0.02, 0.02, false, 0.02, -0.0005, false},
		{"as far as they may be apart", "TEST", 3.65, -0.00099, 0.02, 0.02, false, 0.02, -0.00099, false},
		{"one and a half times", "TEST", 3.65, -0.0015, 0, 0, false, 0.1, -0.0005, true},
		{"twice", "TEST", 3.65, -0.002, 0, 0, false, 0.2, 0, true},
		{"a borrow of 45 % of a week", "TEST", 7.3, 0, 0.45, 0, false, 0.45, 0, true},
		{"and of 1 % later", "TEST", 7.3, 0, 0.45, 0.01, false, 0.45, 0, true},
		{"far above spot", "TEST", 3.65, 0.003, 0, 0, false, 0, 0.003, false},
		{"far above spot, all", "TEST", 3.65, 0.003, -0.02, -0.02, false, -0.02, 0.003, false},
		{"far above spot and a borrow", "TEST", 3.65, 0.003, 0.02, 0.02, false, 0, 0.003 - 0.02*0.01, false},
		{"no later one", "TEST", 3.65, 0.0005, 0, math.NaN(), false, 0, 0.0005, false},
		{"no later one, a yield", "TEST", 3.65, 0.0005, 0.03, math.NaN(), true, 0.03, 0.0005, false},
		{"36.5 days", "TEST", 36.5, 0, 0.05, 0.02, false, 0.05, 0, true},
		{"a day less", "TEST", 35.5, 0.0001, 0.02, 0.02, false, 0.02, 0.0001, false},
		{"a year, far above spot", "TEST", 365, 0, -0.03, 0.02, false, -0.03, 0, true},
		{"a fund", "SPY", 36, 0.0005, 0, 0.02, false, 0, 0.0005, false},
		{"a fund, a year", "SPY", 365, 0, -0.03, 0.02, false, -0.03, 0, true},
		{"a fund, today", "SPY", 0.1, 0.0005, 0, 0.02, false, 0, 0.0005, false},
	} {
		q := seen("TEST", tuesday, c.days, 0)
		q.forward = forwardWith(c.offset, r-c.b, q.years)
		later := seen("TEST", tuesday, 365, forwardWith(0, r-c.later, 1))
		a := ofAmerican(r, q, later, later, later)
		a.f.c.Underlying = c.underlying
		for i, e := range a.of {
			e.doubt, e.own = doubt, i == 0 || !math.IsNaN(c.later)
		}
		if c.given {
			a.f.o.Yield = 0.03
		}
		a.findBorrow()
		e := a.of[0]
		if math.Abs(e.borrow-c.borrow) > 1e-10 || math.Abs(e.offset-c.remain) > 1e-12 || e.told != c.told {
			t.Errorf("%s: borrow %.6f, want %.6f; offset %.6f, want %.6f; told %v", c.why, e.borrow, c.borrow, e.offset, c.remain, e.told)
		}
		if want := 100 * math.Exp(e.offset); math.Abs(a.spotOf(e)-want) > 1e-9 {
			t.Errorf("%s: the spot of its quotes is %g, want %g", c.why, a.spotOf(e), want)
		}
	}
}

// TestBorrowOfTheUser: what the user gives is told, and leaves no offset.
func TestBorrowOfTheUser(t *testing.T) {
	a := ofAmerican(0.04, seen("TEST", tuesday, 1, 100.09), seen("TEST", tuesday, 100, 101))
	for _, e := range a.of {
		e.doubt = 0.001
	}
	a.place()
	if e := a.of[0]; e.offset == 0 || e.told {
		t.Errorf("found: offset %g, told %v", e.offset, e.told)
	}
	b := 0.02
	a.f.o.Borrow = &b
	a.place()
	if e := a.of[0]; e.offset != 0 || !e.told || e.borrow != b {
		t.Errorf("given: offset %g, told %v, borrow %g", e.offset, e.told, e.borrow)
	}
	a.f.o.Borrow, a.of[0].own = nil, false
	a.place()
	if e := a.of[0]; e.offset != 0 || e.told {
		t.Errorf("without a forward: offset %g, told %v", e.offset, e.told)
	}
}

// TestDoubt: spot and quotes of a minute may be 0.1 % apart, or four times the noise of the quotes; these are coarse from a noise of
// 1e-4 on.
func TestDoubt(t *testing.T) {
	for spread, want := range map[float64]float64{0.01: 0.001, 0.022: 0.001, 0.023: 0.001, 0.5: 4 * 0.5 / 100 / math.Sqrt(5)} {
		a := ofAmerican(0, parity(seen("TEST", tuesday, 7, math.NaN()), 100, 0, spread, 98, 99, 100, 101, 102))
		e := a.of[0]
		e.begin()
		close12(t, "doubt", e.doubt, want)
		if e.coarse != (spread > 0.0223) {
			t.Errorf("a spread of %g: coarse %t", spread, e.coarse)
		}
	}
}

// TestTermsOfAnOffset: the spot of an expiry's quotes takes the place of spot, and the carry is what is left of the forward. It
// stands as time goes by.
func TestTermsOfAnOffset(t *testing.T) {
	settlement := tuesday.Add(days(7.3))
	c := chainOf("TEST", 100, tuesday, listing{root: "TEST", at: settlement, cells: []cell{{strike: 100, iv: 0.3}}})
	s := &Surface{Spot: 100, American: true, clock: (&Options{}).clock(c), Vol: []float64{0.3}}
	fit := Expiry{Early: true, Years: 0.02, Rate: 0.05, Offset: 0.003, Yield: 0.05 - (0.003+(0.05-0.01)*0.02)/0.02}
	s.Expiries = []Expiry{fit}
	for why, x := range map[string]struct {
		fit Expiry
		at  time.Time
	}{"now": {fit, tuesday}, "in five days": {s.Ahead(c, tuesday.Add(days(5)))[0], tuesday.Add(days(5))}} {
		terms, left, ok := s.EarlyTerms(c, 0, true, x.fit, x.at)
		if !ok || math.Abs(left-math.Exp(0.003)) > 1e-12 || math.Abs(terms.Yield-0.01) > 1e-10 {
			t.Errorf("%s: spot times %.6f, borrow %.6f", why, left, terms.Yield)
		}
		close12(t, why, 100*left*math.Exp((terms.Rate-terms.Yield)*terms.Years), 100*math.Exp(x.fit.Carry()))
	}
}

// TestNegativeBorrowWarning: a forward that leaves a borrow below −5 %, beyond what spot and quotes may be apart, warns; not when a
// gap has been found, and not of an expiry without a forward.
func TestNegativeBorrowWarning(t *testing.T) {
	const years = 0.1
	for _, c := range []struct {
		why    string
		borrow float64
		but    func(a *earlyFit)
		warns  bool
	}{
		{"−6 %", -0.06, nil, false}, {"−6.1 %", -0.061, nil, true}, {"17 %", 0.17, nil, false},
		{"a gap", -0.1, func(a *earlyFit) { a.f.gap.a = 0.01 }, false},
		{"no forward", -0.1, func(a *earlyFit) { a.of[0].own = false }, false},
		{"wide quotes", -0.1, func(a *earlyFit) { a.of[0].doubt = 0.01 }, false},
	} {
		a := ofAmerican(0.04, seen("TEST", tuesday, 365*years, 0))
		e := a.of[0]
		e.doubt, e.implied = 0.001, c.borrow+1e-9
		if c.but != nil {
			c.but(a)
		}
		a.f.warnDividends()
		got := said(a.f, "negative-borrow")
		if (got != "") != c.warns {
			t.Errorf("%s: %q", c.why, got)
		}
		if c.warns && !strings.Contains(fault.Spell(got, fault.AsFlag), "TEST 2025-12-24 is 0.61% above spot and interest, as if a borrow earned 6% a year: spot is not of the minute of the quotes, or the rate is off. Set --spot to implied, or --rate") {
			t.Errorf("%s: %s", c.why, fault.Spell(got, fault.AsFlag))
		}
	}
}

// TestBorrowWhileADividendIsSearched: an expiry after a dividend whose amount is searched leaves what is missing of it as its
// borrow, so that the search sees it; once it is found, as an offset.
func TestBorrowWhileADividendIsSearched(t *testing.T) {
	for _, c := range []struct {
		searching bool
		part      float64
		drops     []drop
		offset    float64
	}{
		{true, 0.003, []drop{{0.005, 0.003}}, 0}, {false, 0.003, []drop{{0.005, 0.003}}, 0.0005},
		{true, 0, []drop{{0.005, 0.003}}, 0.0005}, {true, 0.003, nil, 0.0005},
	} {
		q := seen("SPY", tuesday, 3.65, 0)
		a := ofAmerican(0.04, q)
		e := a.of[0]
		e.doubt, e.drops = 0.001, c.drops
		e.forward = 100 * math.Exp(0.0005+0.04*e.q.years+e.lost())
		a.f.c.Underlying, a.searching, a.part = "SPY", c.searching, c.part
		a.findBorrow()
		if math.Abs(e.offset-c.offset) > 1e-12 {
			t.Errorf("%+v: offset %.6f", c, e.offset)
		}
	}
}

// TestQuotesAtTheirOwnSpot: with an offset an expiry is fitted as at the spot of its quotes: its pairs, what they lose, what pays at
// once and which contracts are best exercised.
func TestQuotesAtTheirOwnSpot(t *testing.T) {
	fitted := func(offset float64) (*earlyFit, *early) {
		a := ofAmerican(0.08, priced(seen("TEST", tuesday, 182.5, 0), 0.08, 0, 0.2, 0.02, 80, 90, 95, 98, 100, 102, 105, 110, 115, 120))
		a.spot = 100 * math.Exp(-offset)
		e := a.of[0]
		e.offset, e.forward = offset, forwardWith(0, 0.08, e.q.years)
		a.improve(e, false)
		e.forward = forwardWith(0, 0.08, e.q.years)
		return a, e
	}
	a, e := fitted(0)
	b, f := fitted(0.03)
	if len(e.pairs) < 4 || len(f.pairs) != len(e.pairs) {
		t.Fatalf("%d pairs, with the offset %d", len(e.pairs), len(f.pairs))
	}
	for i, p := range e.pairs {
		if math.Abs(f.pairs[i].d-p.d) > 1e-9 {
			t.Errorf("the pair of %g: C − P %.6f, with the offset %.6f", p.strike, p.d, f.pairs[i].d)
		}
	}
	a.strip(e)
	b.strip(f)
	for j, want := range e.q.lines {
		got := f.q.lines[j]
		if got.call.intrinsic != want.call.intrinsic || got.put.intrinsic != want.put.intrinsic || math.Abs(got.put.premium-want.put.premium) > 1e-9 {
			t.Errorf("strike %g: %+v, with the offset %+v", want.strike, want.put, got.put)
		}
	}
}
