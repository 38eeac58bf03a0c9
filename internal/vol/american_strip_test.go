package vol

import (
	"math"
	"slices"
	"testing"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// TestPremiumSteps: one step of the search for a premium, of a put of 110 at a spot of 100.
func TestPremiumSteps(t *testing.T) {
	const spot, strike, years, sigma = 100., 110., 0.5, 0.3
	of, err := american.New(american.Terms{Put: true, Years: years, Rate: 0.1}, sigma, sigma)
	if err != nil {
		t.Fatal(err)
	}
	v := of.Premium(spot, strike, sigma) // about 2.1
	if v < 1 || v > 3 {
		t.Fatalf("a premium of %g", v)
	}
	sides := &[2]*premiums{nil, {of: of, left: 1}}
	for _, c := range []struct {
		why                            string
		round                          int
		p, low, high                   float64
		last, lastRest                 float64
		status                         kernel.Status
		more                           bool
		next, nextLow, nextHigh, ratio float64
	}{
		{"the first adds what is missing", 0, 0, 0, 9, 5, 5, kernel.OK, true, v, 0, 9, 1},
		{"from below", 0, 0.5, 0, 9, 5, 5, kernel.OK, true, v, 0.5, 9, 1},
		{"from above", 0, v + 0.5, 0, 9, 5, 5, kernel.OK, true, v, 0, v + 0.5, 1},
		{"by the ratio of the search before", 0, v - 0.5, 0, 9, 5, 5, kernel.OK, true, v + 0.5, v - 0.5, 9, 0.5},
		{"and a quarter at least", 0, v - 0.5, 0, 9, 5, 5, kernel.OK, true, v + 1.5, v - 0.5, 9, 0.1},
		{"no secant without a rest before", 1, v - 1, 0, 9, v - 2, 0, kernel.OK, true, v, v - 1, 9, 1},
		{"beyond the bracket: its middle", 0, 0.5, 0, v - 0.5, 5, 5, kernel.OK, true, 0.5 * v, 0.5, v - 0.5, 1},
		{"below it", 0, v + 0.5, v + 0.1, 9, 5, 5, kernel.OK, true, v + 0.3, v + 0.1, v + 0.5, 1},
		{"on its end", 0, v + 0.5, v, 9, 5, 5, kernel.OK, true, v + 0.25, v, v + 0.5, 1},
		{"on its other end", 0, v - 0.5, 0, v, 5, 5, kernel.OK, true, v - 0.25, v - 0.5, v, 1},
		{"the secant: half as much more", 1, v - 1, 0, 9, v - 2, 3, kernel.OK, true, v - 0.5, v - 1, 9, 2}, // the rest falls by 2 over 1
		{"and from above", 1, v + 1, 0, 9, v + 3, -2, kernel.OK, true, v - 1, 0, v + 1, 0.5},
		{"no secant of one point", 1, v - 1, 0, 9, v - 1, 3, kernel.OK, true, v, v - 1, 9, 1},
		{"nor of a level", 1, v - 1, 0, 9, v - 2, v - (v - 1), kernel.OK, true, v, v - 1, 9, 1},
		{"solved from below", 3, v - 0.9e-7*strike, 0, 9, 0, 1, kernel.OK, false, v - 0.9e-7*strike, 0, 9, 1},
		{"solved from above", 3, v + 0.9e-7*strike, 0, 9, 0, 1, kernel.OK, false, v + 0.9e-7*strike, 0, 9, 1},
		{"not solved", 0, v - 1.05e-7*strike, 0, 9, 0, 1, kernel.OK, true, v, v - 1.05e-7*strike, 9, 1},
		{"no volatility at all", 0, 0, 0, 9, 0, 1, kernel.BelowIntrinsic, false, 0, 0, 9, 1},
		{"no volatility with the hint: from nothing", 0, 4, 0, 9, 0, 1, kernel.BelowIntrinsic, true, 0, 0, 4, 1},
		{"no volatility with so much", 2, 4, 1, 9, 0, 1, kernel.BelowIntrinsic, true, 2.5, 1, 4, 1},
	} {
		l := &earlyLegs{line: []int{0}, price: []float64{20}, strike: []float64{strike}, spread: []float64{0}, put: []bool{true}}
		l.columns()
		l.premium[0], l.low[0], l.high[0], l.last[0], l.lastRest[0], l.ratio[0] = c.p, c.low, c.high, c.last, c.lastRest, 1
		if c.round == 0 && c.ratio < 1 {
			l.ratio[0] = c.ratio // of the search before
		}
		l.total[0], l.status[0] = sigma*math.Sqrt(years), c.status
		l.fillMoney(sides, spot)
		if more := l.improve(0, c.round, sides, spot, math.Sqrt(years)) == searching; more != c.more {
			t.Errorf("%s: more %v", c.why, more)
		}
		for what, x := range map[string][2]float64{
			"premium": {l.premium[0], c.next}, "low": {l.low[0], c.nextLow}, "high": {l.high[0], c.nextHigh}, "ratio": {l.ratio[0], c.ratio},
		} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("%s: %s %.9f, want %.9f", c.why, what, x[0], x[1])
			}
		}
	}
}

// TestPremiumHints: a search that begins at the premium of the one before takes a step less, ends where one from 0 does, and does
// not believe a premium that leaves less than the forward pays.
func TestPremiumHints(t *testing.T) {
	const spot, strike, r, years, sigma = 100., 110., 0.1, 0.5, 0.3
	of, err := american.New(american.Terms{Put: true, Years: years, Rate: r}, 0.2, 0.4)
	if err != nil {
		t.Fatal(err)
	}
	sides := &[2]*premiums{nil, {of: of, left: 1}}
	e := &early{forward: spot * math.Exp(r*years), q: &quotes{years: years}}
	v := of.Premium(spot, strike, sigma)
	for _, hint := range []earlyHint{{}, {v, 0.8}, {v - 1e-3, 0.8}, {v + 1, 0.5}, {17, 0.8}, {1e-9, 1}, {25, 1}} {
		l := &earlyLegs{}
		l.add(0, strike, &leg{mid: of.Price(spot, strike, sigma)}, true)
		l.hint = [][2]earlyHint{{chain.Call: {3, 0.5}, chain.Put: hint}}
		l.begin(e, r)
		l.solve(e, sides, spot, r)
		if math.Abs(l.premium[0]-v) > 1e-7*strike || math.Abs(l.total[0]-sigma*math.Sqrt(years)) > 1e-6 || l.search[0] != settled {
			t.Errorf("from %v: premium %.9f, want %.9f; total %.9f; state %d", hint, l.premium[0], v, l.total[0], l.search[0])
		}
		if got := l.hint[0][chain.Put]; got.premium != l.premium[0] || got.ratio != l.ratio[0] || l.hint[0][chain.Call] != (earlyHint{3, 0.5}) {
			t.Errorf("from %v: the next begins at %v, want %v and %v", hint, got, l.premium[0], l.ratio[0])
		}
	}
	// What a step leaves is of the order of the square where the ratio is known, by the secant or of the search before: the last
	// needs no premium of its own.
	l := &earlyLegs{line: []int{0}, price: []float64{20}, strike: []float64{strike}, spread: []float64{0}, put: []bool{true}}
	for rest, want := range map[float64]searchState{0.99e-5: lastStep, 1.01e-5: searching} {
		l.columns()
		l.premium[0], l.high[0], l.last[0], l.lastRest[0], l.ratio[0] = v-rest*strike, 9, 0, v, 1
		l.total[0], l.status[0] = sigma*math.Sqrt(years), kernel.OK
		l.fillMoney(sides, spot)
		if got := l.improve(0, 1, sides, spot, math.Sqrt(years)); got != want {
			t.Errorf("a rest of %g of the strike: state %d, want %d", rest, got, want)
		}
		if want == lastStep {
			l.search[0] = lastStep
			if got := l.improve(0, 2, sides, spot, math.Sqrt(years)); got != settled {
				t.Errorf("after the last step: state %d", got)
			}
		}
	}
	for _, c := range []struct {
		rest, ratio float64
		want        searchState
	}{{1.9e-6, 0.8, lastStep}, {2.1e-6, 0.8, searching}, {1.9e-6, 1, searching}, {1.9e-6, 0.25, searching}, {1.9e-6, 0.26, lastStep}} {
		l.columns()
		l.premium[0], l.high[0], l.ratio[0] = v-c.rest*strike, 9, c.ratio
		l.total[0], l.status[0] = sigma*math.Sqrt(years), kernel.OK
		l.fillMoney(sides, spot)
		if got := l.improve(0, 0, sides, spot, math.Sqrt(years)); got != c.want {
			t.Errorf("a rest of %g of the strike at a ratio of %g: state %d, want %d", c.rest, c.ratio, got, c.want)
		}
	}
	// So it is of a part of the spread where that is more: less of it where no ratio is known, more after a secant.
	const spread = 0.1
	for _, c := range []struct {
		part, ratio float64
		round       int
		want        searchState
	}{
		{0.99 / 40, 1, 0, lastStep}, {1.01 / 40, 1, 0, searching}, {0.99 / 40, 0.25, 0, searching}, {0.99 / 20, 0.8, 0, lastStep}, {1.01 / 20, 0.8, 0, searching},
		{0.99 / 4, 1, 1, lastStep}, {1.01 / 4, 1, 1, searching},
	} {
		l.columns()
		l.spread[0], l.premium[0], l.high[0], l.lastRest[0], l.ratio[0] = spread, v-c.part*spread, 9, v, c.ratio
		l.total[0], l.status[0] = sigma*math.Sqrt(years), kernel.OK
		l.fillMoney(sides, spot)
		if got := l.improve(0, c.round, sides, spot, math.Sqrt(years)); got != c.want {
			t.Errorf("a rest of %g of the spread at a ratio of %g in round %d: state %d, want %d", c.part, c.ratio, c.round, got, c.want)
		}
	}
}

// TestPremiumsOfLegs: calls and puts lose the premium of their own side, that of the spot left after dividends of now. A price
// without a volatility keeps its premium and has no total volatility.
func TestPremiumsOfLegs(t *testing.T) {
	const spot, r, b, sigma, years, left = 100., 0.08, 0.06, 0.3, 0.5, 0.97
	e := &early{forward: left * spot * math.Exp((r-b)*years), q: &quotes{years: years, lines: make([]line, 6)}}
	var sides [2]*premiums
	var price, want [4]float64
	strikes := []float64{90, 95, 105, 110}
	for side, put := range []bool{false, true} {
		of, _ := american.New(american.Terms{Put: put, Years: years, Rate: r, Yield: b}, sigma, sigma)
		sides[side] = &premiums{of: of, left: left}
		for i, k := range strikes {
			if (i%2 == 1) == put {
				price[i], want[i] = of.Price(left*spot, k, sigma), of.Premium(left*spot, k, sigma)
			}
		}
	}
	l := &earlyLegs{}
	for i, k := range strikes {
		l.add(i, k, &leg{mid: price[i]}, i%2 == 1)
	}
	l.add(4, 150, &leg{mid: 1}, true) // less than it pays
	l.begin(e, r)
	l.solve(e, &sides, spot, r)
	for i := range strikes {
		if math.Abs(l.premium[i]-want[i]) > 1e-7*strikes[i]*2 || math.Abs(l.total[i]-sigma*math.Sqrt(years)) > 1e-6 {
			t.Errorf("leg %d: premium %.7f, want %.7f; total %.6f", i, l.premium[i], want[i], l.total[i])
		}
		if l.line[i] != i {
			t.Errorf("leg %d is of line %d", i, l.line[i])
		}
	}
	if l.total[4] != 0 || l.premium[4] != 0 || l.ratio[4] != 1 {
		t.Errorf("worthless: %g, %g, %g", l.total[4], l.premium[4], l.ratio[4])
	}
	// The same columns serve fewer legs and then more.
	for _, n := range []int{1, 4, 6} {
		l.reset()
		for i := range n {
			l.add(i, strikes[i%2], &leg{mid: price[i%2]}, i%2 == 1)
		}
		l.begin(e, r)
		if l.solve(e, &sides, spot, r); len(l.premium) != n || math.Abs(l.premium[n-1]-want[(n-1)%2]) > 2e-5 {
			t.Errorf("%d legs: %v", n, l.premium)
		}
	}
}

// TestVolRange: the least and the greatest volatility out of the money, a little widened, at most eight times apart but for those
// of pairs, whose greatest goes by itself.
func TestVolRange(t *testing.T) {
	const years, forward, r = 0.25, 100., 0.04
	e := &early{forward: forward, q: &quotes{years: years, lines: make([]line, 10)}}
	discount := math.Exp(-r * years)
	of := func(vols ...float64) *earlyLegs {
		l := &earlyLegs{}
		for i, v := range vols {
			strike := 100 + float64(i)
			if i%2 == 1 {
				strike = 100 - float64(i)
			}
			l.add(i, strike, &leg{mid: discount * worth(forward, strike, v, years, i%2 == 1)}, i%2 == 1)
		}
		return l
	}
	for _, c := range []struct {
		vols   []float64
		lo, hi float64
	}{{[]float64{0.3, 0.2, 0.4}, 0.2, 0.4}, {[]float64{0.3, 0.05, 0.8}, 0.1, 0.8}, {[]float64{0.3}, 0.3, 0.3}} {
		l := of(c.vols...)
		l.begin(e, r)
		lo, hi, ok := l.volRange(forward, years)
		if !ok || math.Abs(lo-0.95*c.lo) > 1e-9 || math.Abs(hi-1.02*c.hi) > 1e-9 {
			t.Errorf("%v: from %g to %g", c.vols, lo, hi)
		}
	}
	none := &earlyLegs{}
	none.add(0, 150, &leg{mid: 1}, true)
	none.begin(e, r)
	if _, _, ok := none.volRange(forward, years); ok {
		t.Error("a range of no volatility")
	}
	// The least of pairs counts, and not what their legs in the money have.
	l := of(0.3, 0.8, 0.05)
	pair := func(i int, sigma float64) {
		l.line[i] = 9 // of a line of its own, before the leg in the money
		l.line, l.price = slices.Insert(l.line, i+1, 9), slices.Insert(l.price, i+1, discount*worth(forward, l.strike[i], sigma, years, !l.put[i]))
		l.strike, l.put = slices.Insert(l.strike, i+1, l.strike[i]), slices.Insert(l.put, i+1, !l.put[i])
	}
	pair(2, 0.9)
	l.begin(e, r)
	if lo, hi, ok := l.volRange(forward, years); !ok || math.Abs(lo-0.95*0.05) > 1e-9 || math.Abs(hi-1.02*0.8) > 1e-9 {
		t.Errorf("with a pair: from %g to %g", lo, hi)
	}
	// Where no leg out of the money has one those in the money do.
	l = of(0.3)
	l.strike[0], l.price[0] = 95, discount*worth(forward, 95, 0.3, years, false)
	l.begin(e, r)
	if lo, hi, ok := l.volRange(forward, years); !ok || math.Abs(lo-0.285) > 1e-9 || math.Abs(hi-0.306) > 1e-9 {
		t.Errorf("of a leg in the money: from %g to %g", lo, hi)
	}
	// Legs without one do not count.
	l = of(0.3)
	l.add(1, 150, &leg{mid: 1}, true)
	l.begin(e, r)
	if lo, hi, ok := l.volRange(forward, years); !ok || math.Abs(lo-0.285) > 1e-9 || math.Abs(hi-0.306) > 1e-9 {
		t.Errorf("beside one without: from %g to %g", lo, hi)
	}
}

// TestOutOfTheMoney: the range of the usable put below the forward and the call from it on.
func TestOutOfTheMoney(t *testing.T) {
	q := smiling(seen("TEST", tuesday, 73, 100), 100, 0.2, 0, 90, 100, 110)
	set := func(l *line, put bool, sigma float64) { l.side(put).mid = worth(100, l.strike, sigma, q.years, put) }
	set(&q.lines[0], true, 0.3) // counts
	set(&q.lines[0], false, 0.9)
	set(&q.lines[1], true, 0.9)
	set(&q.lines[2], false, 0.1)
	q.lines[2].call.usable = false
	a := ofAmerican(0, q)
	lo, hi := rangeOf(a, a.of[0])
	if math.Abs(lo-0.95*0.2) > 1e-9 || math.Abs(hi-1.02*0.3) > 1e-9 {
		t.Errorf("from %g to %g", lo, hi)
	}
	for i := range a.f.all[0].lines {
		a.f.all[0].lines[i].call.usable, a.f.all[0].lines[i].put.usable = false, false
	}
	if lo, hi := rangeOf(a, a.of[0]); !math.IsInf(lo, 1) || hi != 0 {
		t.Errorf("of none: from %g to %g", lo, hi)
	}
}

// rangeOf returns the volatilities at which an expiry is solved for all that it needs, when nothing of it has been solved yet.
func rangeOf(a *earlyFit, e *early) (lo, hi float64) {
	e.legs.reset()
	a.list(e, nil)
	e.legs.begin(e, a.rate(e.x))
	lo, hi, _ = e.legs.volRange(e.forward, e.q.years)
	return lo, hi
}

// TestStrip: what the volatilities need loses its premium: the out-of-the-money leg, the other where that one says nothing, and
// both of a pair. The pairs that remain have d of these prices.
func TestStrip(t *testing.T) {
	const r, b, sigma = 0.08, 0.05, 0.3
	strikes := []float64{70, 75, 90, 95, 100, 105, 110, 140, 145}
	q := priced(seen("TEST", tuesday, 182.5, 0), r, b, sigma, 0.02, strikes...)
	european := func(i int, put bool) float64 {
		return math.Exp(-r*q.years) * worth(q.forward, strikes[i], sigma, q.years, put)
	}
	a := ofAmerican(r, q)
	e := a.of[0]
	e.borrow = b
	a.improve(e, false)
	if len(e.pairs) != 5 {
		t.Fatalf("%d pairs", len(e.pairs))
	}
	l := e.q.lines
	l[1].put.usable = false                    // 75: its call instead
	l[7].call.mid, l[7].put.usable = 40, false // 140: neither
	l[7].call.usable = false
	l[8].call.usable = false // 145: its put is at what it pays
	l[8].put.mid = 45
	l[4].put.spread = 0.3 // of the pairs that remain
	a.strip(e)
	type side struct {
		i   int
		put bool
	}
	taken := []side{{0, true}, {1, false}}
	for i := 2; i <= 6; i++ {
		taken = append(taken, side{i, false}, side{i, true})
	}
	for i := range strikes {
		for _, put := range []bool{false, true} {
			g := l[i].side(put)
			switch want := slices.Contains(taken, side{i, put}); {
			case want && math.Abs(g.european()-european(i, put)) > 1e-4: // of a draft
				t.Errorf("%g, put %v: %.6f, want %.6f", strikes[i], put, g.european(), european(i, put))
			case !want && g.premium != 0:
				t.Errorf("%g, put %v: a premium of %g", strikes[i], put, g.premium)
			}
			if g.intrinsic != (i == 8 && put) {
				t.Errorf("%g, put %v: at what it pays %v", strikes[i], put, g.intrinsic)
			}
		}
	}
	if len(e.q.pairs) != 5 {
		t.Fatalf("%d pairs", len(e.q.pairs))
	}
	for i, p := range e.q.pairs {
		d := math.Exp(-r*q.years) * (q.forward - p.strike)
		if math.Abs(p.d-d) > 6e-5 || p.millionths != math.Round(1e6*math.Abs(p.d)) || p.spreadC != 0.02 || (p.spreadP == 0.3) != (p.strike == 100) {
			t.Errorf("pair %+v, want d %.6f", p, d)
		}
		if i > 0 && p.millionths < e.q.pairs[i-1].millionths {
			t.Errorf("the nearest is not first: %+v", e.q.pairs)
		}
	}
	// An expiry without pairs takes the model of its borrow.
	a = ofAmerican(r, priced(seen("TEST", tuesday, 182.5, 0), r, b, sigma, 0.02, 90, 110))
	e = a.of[0]
	e.borrow, e.own = b, false
	a.strip(e)
	for i, put := range []bool{true, false} {
		k := []float64{90, 110}[i]
		if got, want := e.q.lines[i].side(put).european(), math.Exp(-r*q.years)*worth(q.forward, k, sigma, q.years, put); math.Abs(got-want) > 2e-5 {
			t.Errorf("without pairs, %g: %.6f, want %.6f", k, got, want)
		}
	}
	if len(e.q.pairs) != 0 {
		t.Errorf("pairs %v", e.q.pairs)
	}
}

// TestRejudge: the fit is judged by the volatilities that the legs of its pairs have in the end, where they have one.
func TestRejudge(t *testing.T) {
	e := &early{own: true, forward: 100, q: &quotes{years: 0.25, lines: make([]line, 4)}}
	e.pairs = []earlyPair{{line: 1, strike: 99, total: [2]float64{0.1, 0.1}}, {line: 3, strike: 101, total: [2]float64{0.2, 0.2}}}
	e.legs = earlyLegs{line: []int{0, 1, 1, 2, 3, 3}, put: []bool{false, false, true, true, false, true}, total: []float64{0.9, 0.12, 0.11, 0.9, 0, 0.23}}
	e.rejudge(0.04)
	if e.pairs[0].total != [2]float64{0.12, 0.11} || e.pairs[1].total != [2]float64{0.2, 0.23} {
		t.Errorf("%+v", e.pairs)
	}
	close12(t, "misfit", e.misfit, math.Sqrt((0.01*0.01+0.03*0.03)/2/0.25))
}

// TestStripAfterSettle: what the last round has taken off is not looked up again where it settled the forward, and is where it did
// not, or has no forward of its own.
func TestStripAfterSettle(t *testing.T) {
	const r, b = 0.08, 0.05
	for why, c := range map[string]struct {
		change func(e *early)
		again  bool
	}{
		"settled": {func(*early) {}, false}, "not settled": {func(e *early) { e.settled = false }, true},
		"of few pairs": {func(e *early) { e.ready = false }, true}, "not its own": {func(e *early) { e.own = false }, true},
	} {
		q := priced(seen("TEST", tuesday, 182.5, 0), r, b, 0.3, 0.02, around100...)
		a := ofAmerican(r, q)
		e := a.of[0]
		a.settle(false)
		c.change(e)
		asked := e.legs.asked
		if a.strip(e); (e.legs.asked > asked) != c.again {
			t.Errorf("%s: %d premiums after %d", why, e.legs.asked, asked)
		}
		for i := range e.q.lines {
			n := &e.q.lines[i]
			put := n.strike < e.forward
			want := math.Exp(-r*q.years) * worth(q.forward, n.strike, 0.3, q.years, put)
			if got := n.side(put).european(); math.Abs(got-want) > 1e-4 {
				t.Errorf("%s, %g: %.6f, want %.6f", why, n.strike, got, want)
			}
		}
	}
}
