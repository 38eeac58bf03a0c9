package vol

import (
	"math"
	"testing"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// TestTableForManyLegs: where fifty strikes of a side lose their premium the premiums are those of a table, to the last bit;
// with fewer they are not.
func TestTableForManyLegs(t *testing.T) {
	const r, sigma = 0.08, 0.3
	for legs, table := range map[int]bool{99: false, 100: true} {
		q := seen("TEST", tuesday, 182.5, 104)
		q.lines = nil
		for i := range legs {
			k := 60 + float64(i)
			l := line{strike: k}
			g := l.side(k < 104)
			*g = leg{mid: worth(104, k, sigma, q.years, k < 104), usable: true}
			q.lines = append(q.lines, l)
		}
		a := ofAmerican(r, q)
		e := a.of[0]
		e.own = false
		lo, hi := rangeOf(a, e)
		a.strip(e)
		sides := e.sides
		e.sides = [2]*premiums{} // which are solved from the start
		for side, p := range a.premiums(e, lo, hi, american.Draft) {
			if table {
				p.of.Tabulate()
			}
			if got, want := sides[side].value(9, math.Log(100/101.), 100, 101, 0.29), p.value(9, math.Log(100/101.), 100, 101, 0.29); got != want {
				t.Errorf("%d legs, side %d: %.12f, want %.12f", legs, side, got, want)
			}
		}
	}
}

// TestPairsOfAQuarterVega: an American vega of exactly a fourth of the European is enough.
func TestPairsOfAQuarterVega(t *testing.T) {
	a := ofAmerican(0.08, priced(seen("TEST", tuesday, 182.5, 0), 0.08, 0, 0.2, 0.02, 98, 100, 102, 104))
	e := a.of[0]
	a.improve(e, false)
	for _, ratio := range []float64{0.25, 0.2499} {
		for j := range e.legs.hint { // the next search begins at its own end, and has nothing to do
			for side := range e.legs.hint[j] {
				e.legs.hint[j][side].ratio = ratio
			}
		}
		e.pairs = nil
		a.pairsOf(e, e.q.deviation(e.forward), false)
		if got := len(e.pairs); (got == 4) != (ratio == 0.25) {
			t.Errorf("a ratio of %g: %d pairs", ratio, got)
		}
	}
}

// even is an expiry of a forward whose half spread, a power of two apart from the forward, has no rounding.
func even(n, forward, halfSpread float64) quotes {
	q := seen("TEST", tuesday, n, forward)
	q.pairs = []pair{{strike: 100, spreadC: halfSpread * forward, spreadP: halfSpread * forward}}
	return q
}

// TestGapOfFourHalfSpreads: a gap of exactly four half spreads is none, and expiries exactly as far from their median agree.
func TestGapOfFourHalfSpreads(t *testing.T) {
	gap := kernel.Log(128. / 120)
	for by, want := range map[float64]float64{1: 0, 0.999: gap} {
		a := ofAmerican(0, even(7, 128, gap/4*by), even(8, 128, gap/4*by))
		if g := a.sessionGap(120); g.a != want {
			t.Errorf("%g of it: %g, want %g", by, g.a, want)
		}
	}
	// The median of 128, 128 and 140 is that of the first two; of 120, 128 and 140 its neighbors do not agree but by four spreads.
	near := kernel.Log(128./100) - kernel.Log(120./100)
	for by, want := range map[float64]float64{1: kernel.Log(128. / 100), 0.999: 0} {
		a := ofAmerican(0, even(7, 120, near/4*by), even(8, 128, near/4*by), even(9, 190, near/4*by))
		a.of[0].q.pairs[0] = a.of[1].q.pairs[0]
		if g := a.sessionGap(100); g.a != want {
			t.Errorf("agreement within %g: %g, want %g", by, g.a, want)
		}
	}
}

// TestDividendOfFourHalfSpreads: forwards that begin lower than spot by exactly four half spreads do not tell of a dividend.
func TestDividendOfFourHalfSpreads(t *testing.T) {
	lost := -kernel.Log(128. / 130)
	for by, missing := range map[float64]bool{1: false, 0.999: true} {
		a := ofAmerican(0, even(7, 128, lost/4*by), even(9, 128, lost/4*by), even(11, 128, lost/4*by))
		a.spot = 130
		if got := a.dividendMissing() != nil; got != missing {
			t.Errorf("%g of it: missing %v", by, got)
		}
	}
}

// TestApartByATenthOfAPercent: calls at 9.9 that pay 10 at a spot of 100 are not below it by more than 0.1 % of spot; and of strikes
// at the forward, where nothing says how wide a deviation is, nothing follows.
func TestApartByATenthOfAPercent(t *testing.T) {
	const sd = 0.02
	for mid, want := range map[float64]bool{9.9: false, 9.89: true} {
		q := smiling(seen("TEST", tuesday, 7, 100), 94.5, sd/math.Sqrt(7./365), 0, 94, 95)
		deep := line{strike: 90, call: leg{mid: mid, usable: true}}
		q.lines = append([]line{deep, deep, deep}, q.lines...)
		a := ofAmerican(0, q)
		a.of[0].forward = 94.5
		if got := a.apart(); got != want {
			t.Errorf("at %g: apart %v", mid, got)
		}
	}
	q := seen("TEST", tuesday, 7, 110)
	q.lines = nil
	for range 3 {
		q.lines = append(q.lines, line{strike: 110, put: leg{mid: 9, usable: true}})
	}
	if ofAmerican(0, q).apart() {
		t.Error("apart without a deviation")
	}
}

// TestRoundsOfASearch: a search takes nine rounds at most. Without a premium at all, one that begins at 10 halves it in each; and one
// that begins where the last one ended needs a single premium, one that begins at the price, or at nothing, as many as without a hint.
func TestRoundsOfASearch(t *testing.T) {
	const spot, strike, r, years, sigma = 100., 110., 0.1, 0.5, 0.3
	of, err := american.New(american.Terms{Put: true, Years: years, Rate: r}, sigma, sigma)
	if err != nil {
		t.Fatal(err)
	}
	e := &early{forward: spot * math.Exp(r*years), q: &quotes{years: years, lines: make([]line, 1)}}
	price, v := of.Price(spot, strike, sigma), of.Premium(spot, strike, sigma)
	search := func(side *premiums, price float64, hint earlyHint) *earlyLegs {
		l := &earlyLegs{hint: [][2]earlyHint{{chain.Put: hint}}}
		l.add(0, strike, &leg{mid: price}, true)
		l.begin(e, r)
		l.solve(e, &[2]*premiums{nil, side}, spot, r)
		return l
	}
	if l := search(&premiums{}, 20, earlyHint{10, 1}); l.asked != 9 || l.premium[0] != 10./512 {
		t.Errorf("%d premiums to %g", l.asked, l.premium[0])
	}
	side := &premiums{of: of, left: 1}
	first := search(side, price, earlyHint{}).asked
	for hint, want := range map[earlyHint]int{{v, 0.8}: 1, {v, 0.01}: 1, {0, 1}: first, {price, 0.8}: first, {price + 1, 0.8}: first, {price - 1e-9, 0.8}: first + 1} {
		if got := search(side, price, hint).asked; got != want {
			t.Errorf("from %v: %d premiums, want %d; %d without a hint", hint, got, want, first)
		}
	}
}

// TestPremiumPastTheBoundary: a put of 150 at a spot of 100 that costs the 50 that it pays is worth 47 as a European one when its
// premium is 3: nothing is left to be found.
func TestPremiumPastTheBoundary(t *testing.T) {
	const spot, years, sigma = 100., 0.5, 0.3
	of, err := american.New(american.Terms{Put: true, Years: years, Rate: 0.1}, sigma, sigma)
	if err != nil {
		t.Fatal(err)
	}
	l := &earlyLegs{line: []int{0}, price: []float64{50}, strike: []float64{150}, spread: []float64{0}, put: []bool{true}}
	l.columns()
	l.premium[0], l.high[0], l.ratio[0] = 3, 50, 1
	l.total[0], l.status[0] = sigma*math.Sqrt(years), kernel.OK
	sides := &[2]*premiums{nil, {of: of, left: 1}}
	l.fillMoney(sides, spot)
	if state := l.improve(0, 1, sides, spot, math.Sqrt(years)); state != settled || l.premium[0] != 3 {
		t.Errorf("state %d, premium %g", state, l.premium[0])
	}
}

// TestYieldLater: with American greeks the yield at a later time is the borrow, less what the dividends still to come take: of one of
// 1 % and 73 days, 36.5 of which are left, b = q + 5 ln 0.99, and then q' = b − 10 ln 0.99 before it is paid, and b after. The yield of
// European greeks, of European options and of what has settled stays.
func TestYieldLater(t *testing.T) {
	settlement := tuesday.Add(days(73))
	c := chainOf("TEST", 100, tuesday, listing{root: "TEST", at: settlement, cells: []cell{{strike: 100, iv: 0.2}}})
	paid := func(n float64) []Payment {
		at := tuesday.Add(days(n))
		return []Payment{{Date: market.DateOf(at).AddDays(1), At: at, Part: 0.01}}
	}
	const q = 0.02
	b := q + 5*math.Log(0.99)
	for _, c2 := range []struct {
		why             string
		paid            []Payment
		american, early bool
		years, want     float64
	}{
		{"to come", paid(50), true, true, 0.1, b - 10*math.Log(0.99)}, {"paid by then", paid(20), true, true, 0.1, b}, {"none", nil, true, true, 0.1, q},
		{"European greeks", paid(50), false, true, 0.1, q}, {"a European option", paid(50), true, false, 0.1, q}, {"settled", paid(50), true, true, 0, q},
	} {
		s := &Surface{Spot: 100, American: c2.american, Paid: c2.paid, Expiries: []Expiry{{Years: 0.2, Yield: q, Early: c2.early}}}
		close12(t, c2.why, s.laterYield(c, 0, c2.years, tuesday.Add(days(36.5))), c2.want)
	}
}
