package vol

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

// The bounds of the regression for the rate (docs/theory.md 3.3).
const (
	day        = 1.0 / 365 // one day in years, ACT/365
	minPairs   = 8         // pairs behind a rate
	fewPairs   = 4         // the same where strikes are so far apart that fewer than 8 lie within a tenth of the forward
	forwardMin = 3         // pairs, or calls with a delta, behind a forward

	rateFrom, rateTo = 30 * day, 2.0 // T_q of the expiries that give a rate, in years
	rateWeek         = 7 * day       // the least T_q of those used when none of the former gives one
	rateError        = 0.005         // whose standard error, a year, must be below this
	minRate, maxRate = -0.03, 0.3    // plausible rates, fractions a year
)

// impliedRate returns the rate, a fraction a year, that put-call parity gives: the
// median over European expiries of
//
//	r = −ln(−slope)/T_q,    slope of C − P = D (F − K) on K, which is −D
//
// Expiries of 30 days to 2 years count; when none of them gives a rate, those of at
// least a week whose standard error is small. ok is false when no expiry gives one.
// American roots never do: early exercise biases the slope. docs/theory.md 3.3.
func impliedRate(all []quotes) (rate float64, ok bool) {
	var rates []float64
	says := func(q *quotes) bool {
		return q.live && q.Root.European && len(q.pairs) >= minPairs && q.years >= rateWeek
	}
	most := 0
	for i := range all {
		if says(&all[i]) {
			most = max(most, len(all[i].pairs))
		}
	}
	m := rateMemory{atLeast[pair](nil, most), atLeast[pair](nil, most), atLeast[float64](nil, 3*most)}
	// First the expiries of 30 days to 2 years, then, if none of them gives a rate, the
	// others.
	for _, beyond := range []bool{false, true} {
		for i := range all {
			q := &all[i]
			if !says(q) {
				continue
			}
			if within := q.years >= rateFrom && q.years <= rateTo; within == beyond {
				continue
			}
			if r, ok := q.rate(&m, beyond); ok {
				rates = append(rates, r)
			}
		}
		if len(rates) > 0 {
			return median(rates), true
		}
	}
	return 0, false
}

// rate returns the rate of one expiry, a fraction a year, and whether there is one: the
// slope must be negative and the rate within minRate … maxRate. With sure, its standard
// error, to first order that of the slope over |slope|·T_q, must be below rateError.
func (q *quotes) rate(m *rateMemory, sure bool) (r float64, ok bool) {
	within := q.ratePairs(m)
	if len(within) == 0 {
		return 0, false
	}
	line := regress(m.columnsOf(within))
	// −slope is D = e^{−r T_q}, which is positive: of a line that rises r is NaN, of a level one +Inf.
	r = -kernel.Log(-line.slope) / q.years
	// dr = −dD/(D T_q): the standard error of the slope, over D T_q, is that of r.
	if sure && !(line.standardError()/(-line.slope*q.years) < rateError) {
		return 0, false
	}
	return r, r >= minRate && r <= maxRate
}

// rateMemory holds the pairs of one expiry while its rate is inferred.
type rateMemory struct {
	within, ranked []pair
	columns        []float64
}

// ratePairs lists the pairs with |K/F₀ − 1| ≤ 0.1, F₀ the forward without interest, in
// the order in which sums run; where strikes are so far apart that these are fewer than
// eight, those with |ln K/F₀| within one standard deviation; none when these are fewer
// than four.
func (q *quotes) ratePairs(m *rateMemory) []pair {
	f0 := q.center()
	within := atLeast(m.within, len(q.pairs))
	m.within = within
	var first int
	take := func(near func(k float64) bool) int {
		within, first = within[:0], 0
		for i := range q.pairs {
			// The first nine are in order already; ranked merges the others behind
			// them.
			if i == nearest9 {
				first = len(within)
			}
			if near(q.pairs[i].strike) {
				within = append(within, q.pairs[i])
			}
		}
		return len(within)
	}
	if take(func(k float64) bool { return math.Abs(k/f0-1) <= 0.1 }) < minPairs {
		s := q.deviation(f0)
		if take(func(k float64) bool { return math.Abs(kernel.Log(k/f0)) <= s }) < fewPairs {
			return nil
		}
	}
	m.ranked = ranked(atLeast(m.ranked, len(within)), within, first)
	return m.ranked
}

// deviation returns one standard deviation of ln S at settlement, the total volatility
// σ√T_q at the money: that of the nearest pair that has one, with D = 1; 0 when none of
// the nine has.
func (q *quotes) deviation(f0 float64) float64 {
	for _, p := range q.near() {
		if s := q.totalVol(p, f0); s > 0 {
			return s
		}
	}
	return 0
}

// totalVol returns the total volatility σ√T_q that the mid of a pair's out-of-the-money
// leg implies against the forward f0 and D = 1; 0 when it has none.
func (q *quotes) totalVol(p pair, f0 float64) float64 {
	j, _ := slices.BinarySearchFunc(q.lines, p.strike, func(l line, k float64) int { return cmp.Compare(l.strike, k) })
	first, _, put := q.lines[j].otm(f0)
	one := struct { // in one piece of memory
		total, price, strike [1]float64
		status               [1]kernel.Status
		put                  [1]bool
		group                [1]kernel.Quoted
	}{price: [1]float64{first.mid}, strike: [1]float64{p.strike}, put: [1]bool{put}, group: [1]kernel.Quoted{{Hi: 1, Forward: f0, Discount: 1}}}
	kernel.ImpliedTo(one.total[:], one.status[:], one.group[:], one.price[:], one.strike[:], one.put[:])
	return one.total[0]
}

// columnsOf returns strikes, call less put and weights of pairs. The weight 1/(s_C² +
// s_P²) is the inverse of the variance of d, up to a factor, when each mid is off in
// proportion to its spread; spreads are floored at 0.05, one tick of cheap options.
func (m *rateMemory) columnsOf(pairs []pair) (k, d, w []float64) {
	n := len(pairs)
	m.columns = atLeast(m.columns, 3*n)
	all := m.columns[:3*n]
	k, d, w = all[:n], all[n:2*n], all[2*n:]
	for i, p := range pairs {
		c, p2 := max(p.spreadC, 0.05), max(p.spreadP, 0.05)
		k[i], d[i], w[i] = p.strike, p.d, 1/(float64(c*c)+float64(p2*p2))
	}
	return k, d, w
}

// regression is a line y = intercept + slope·x fitted by weighted least squares.
type regression struct {
	slope    float64 // Σ w (x − mean x)(y − mean y) / Σ w (x − mean x)²
	residual float64 // Σ w·e² of the residuals e
	spread   float64 // Σ w·(x - mean)²
	n        int
}

// standardError returns that of the slope, √(Σ w e²/(n − 2) / Σ w (x − mean)²).
func (r regression) standardError() float64 { return math.Sqrt(r.residual / float64(r.n-2) / r.spread) }

// regress fits y on x with weights w, about the weighted means, which keeps large
// strikes from canceling. Products are rounded before they are added, float64(a*b), so
// that every machine finds the same bits (docs/theory.md 8).
func regress(x, y, w []float64) regression {
	var sw, sx, sy float64
	for i := range x {
		sw += w[i]
		sx += float64(w[i] * x[i])
		sy += float64(w[i] * y[i])
	}
	mx, my := sx/sw, sy/sw
	var sxx, sxy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		sxx += float64(w[i] * float64(dx*dx))
		sxy += float64(w[i] * float64(dx*dy))
	}
	r := regression{slope: sxy / sxx, spread: sxx, n: len(x)}
	for i := range x {
		e := y[i] - my - float64(r.slope*(x[i]-mx))
		r.residual += float64(w[i] * float64(e*e))
	}
	return r
}
