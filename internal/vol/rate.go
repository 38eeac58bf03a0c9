package vol

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

const (
	day        = 1.0 / 365 // in years
	minPairs   = 8         // behind a rate
	fewPairs   = 4         // where strikes are too far apart for so many within a tenth of the forward
	forwardMin = 3         // pairs, or calls with a delta, behind a forward

	rateFrom, rateTo = 30 * day, 2.0 // years to settlement of the expiries that give a rate
	rateWeek         = 7 * day       // others from here on, when none of those does
	rateError        = 0.005         // and their standard error is less
	minRate, maxRate = -0.03, 0.3    // what a rate can be
)

// impliedRate is the median over European expiries of the rate in put-call parity, C-P = D(F-K): the slope of C-P on K
// is -D. Expiries of 30 days to 2 years give one; when none does, those of a week and more whose standard error is
// small. ok is false when no expiry gives one. American roots never do: early exercise biases the slope.
func impliedRate(all []quotes) (rate float64, ok bool) {
	var rates []float64
	for _, beyond := range []bool{false, true} {
		for i := range all {
			q := &all[i]
			if !q.live || !q.Root.European || len(q.pairs) < minPairs || q.years < rateWeek {
				continue
			}
			if within := q.years >= rateFrom && q.years <= rateTo; within == beyond {
				continue
			}
			if r, ok := q.rate(beyond); ok {
				rates = append(rates, r)
			}
		}
		if len(rates) > 0 {
			return median(rates), true
		}
	}
	return 0, false
}

// rate is what the pairs of an expiry give, and whether they give one: sure asks for a small standard error, too.
func (q *quotes) rate(sure bool) (r float64, ok bool) {
	within := q.ratePairs()
	if len(within) == 0 {
		return 0, false
	}
	line := regress(columnsOf(within))
	if !(line.slope < 0) {
		return 0, false
	}
	r = -kernel.Log(-line.slope) / q.years
	if sure && !(line.standardError()/(-line.slope*q.years) < rateError) {
		return 0, false
	}
	return r, r >= minRate && r <= maxRate
}

// ratePairs lists the pairs within a tenth of the forward, in the order in which sums run; where strikes are so far apart
// that these are fewer than eight, those within a standard deviation; none when there are too few of them as well.
func (q *quotes) ratePairs() []pair {
	f0 := q.centre()
	within, first := make([]pair, 0, len(q.pairs)), 0
	take := func(near func(k float64) bool) int {
		within, first = within[:0], 0
		for i := range q.pairs {
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
	return ranked(within, first)
}

// deviation is the total volatility at the money, without interest: of the pair nearest to it that has one, else 0.
func (q *quotes) deviation(f0 float64) float64 {
	for _, p := range q.near() {
		if s := q.totalVol(p, f0); s > 0 {
			return s
		}
	}
	return 0
}

// totalVol is the total volatility of a pair's out-of-the-money leg, without interest; 0 when it has none.
func (q *quotes) totalVol(p pair, f0 float64) float64 {
	j, _ := slices.BinarySearchFunc(q.lines, p.strike, func(l line, k float64) int { return cmp.Compare(l.strike, k) })
	first, _, put := q.lines[j].otm(f0)
	var s [1]float64
	kernel.ImpliedTo(s[:], make([]kernel.Status, 1), []kernel.Quoted{{Hi: 1, Forward: f0, Discount: 1}},
		[]float64{first.mid}, []float64{p.strike}, []bool{put})
	return s[0]
}

// columnsOf are strikes, call less put and weights of pairs; a pair weighs 1/(s_C² + s_P²) with spreads of at least 5 cents.
func columnsOf(pairs []pair) (k, d, w []float64) {
	n := len(pairs)
	all := make([]float64, 3*n)
	k, d, w = all[:n], all[n:2*n], all[2*n:]
	for i, p := range pairs {
		c, p2 := max(p.spreadC, 0.05), max(p.spreadP, 0.05)
		k[i], d[i], w[i] = p.strike, p.d, 1/(float64(c*c)+float64(p2*p2))
	}
	return k, d, w
}

// regression is a line of weighted least squares.
type regression struct {
	slope    float64
	residual float64 // Σ w·e² of the residuals e
	spread   float64 // Σ w·(x - mean)²
	n        int
}

// standardError is that of the slope.
func (r regression) standardError() float64 { return math.Sqrt(r.residual / float64(r.n-2) / r.spread) }

// regress is weighted least squares of y on x, about the means. Products are rounded before they are added, so that every
// machine finds the same bits.
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
