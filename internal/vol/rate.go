package vol

import (
	"math"

	"gex/internal/bs/kernel"
)

const (
	day        = 1.0 / 365 // in years
	minPairs   = 8         // behind a rate
	forwardMin = 3         // pairs, or calls with a delta, behind a forward
)

// impliedRate is the median over European expiries of 30 days to 2 years of the rate in put-call parity, C-P = D(F-K):
// the slope of C-P on K is -D. ok is false when no expiry gives one. American roots never do: early exercise biases
// the slope.
func impliedRate(all []quotes) (rate float64, ok bool) {
	var rates []float64
	for i := range all {
		q := &all[i]
		if !q.live || !q.Root.European || q.years < 30*day || q.years > 2 || len(q.pairs) < minPairs {
			continue
		}
		if slope, ok := paritySlope(q); ok && slope < 0 {
			rates = append(rates, -kernel.Log(-slope)/q.years)
		}
	}
	return median(rates), len(rates) > 0
}

// paritySlope is the weighted least-squares slope of d on K over the pairs within a tenth of the forward; the weight
// of a pair is 1/(s_C² + s_P²) with spreads of at least 5 cents.
func paritySlope(q *quotes) (slope float64, ok bool) {
	var centre []float64
	for _, p := range q.near() {
		centre = append(centre, p.strike+p.d)
	}
	f0 := median(centre)
	within, first := make([]pair, 0, len(q.pairs)), 0
	for i, p := range q.pairs {
		if i == nearest9 {
			first = len(within)
		}
		if math.Abs(p.strike/f0-1) <= 0.1 {
			within = append(within, p)
		}
	}
	n := len(within)
	if n < minPairs {
		return 0, false
	}
	within = ranked(within, first) // sums run in this order
	room := make([]float64, 3*n)
	k, d, w := room[:n], room[n:2*n], room[2*n:]
	for i, p := range within {
		c, p2 := max(p.spreadC, 0.05), max(p.spreadP, 0.05)
		k[i], d[i], w[i] = p.strike, p.d, 1/(float64(c*c)+float64(p2*p2))
	}
	return regress(k, d, w), true
}

// regress is the slope of weighted least squares of y on x, about the means. Products are rounded before they are
// added, so that every machine finds the same bits.
func regress(x, y, w []float64) float64 {
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
	return sxy / sxx
}
