package bs

import "math"

// The domain of the package comment: values below a floor count as zero, values beyond a maximum are clamped to it.
const (
	floorMoney, maxMoney = 1e-50, 1e50
	floorYears, maxYears = 1e-40, 1e20
	floorTotal           = 1e-40 // of total volatility
	maxRate              = 1e20  // of r, q and σ
	maxExponent          = 100   // of the discount factors
	maxD                 = 40    // of d1 and d2: N(−40) and φ(40) are zero in float64
)

// terms are the factors that the formulas share. Every limit is taken in prepare: without volatility the reciprocals
// invTotal and invVol are zero, so that the formulas need no cases of their own.
type terms struct {
	sign         float64 // th
	spot, strike float64 // S, K
	years        float64 // T, 0 once expired
	rate, yield  float64 // r, q, 0 once expired
	invSpot      float64 // 1/S, 0 at S = 0
	invVol       float64 // 1/σ, 0 in a limit
	invTotal     float64 // 1/s, 0 in a limit

	discount, dividend float64 // e^{−rT}, e^{−qT}
	d1, d2             float64
	n1, n2             float64 // N(th d1), N(th d2)
	density            float64 // φ(d1)
	totalByT           float64 // ∂s/∂T = s/(2T) = σ/(2√T), 0 in a limit
	d1ByT              float64 // ∂d1/∂T = (r−q)/s − d2/(2T), 0 in a limit
}

// prepare clamps the inputs to the domain and evaluates the shared terms. Rate and yield are dropped at T = 0: an expired
// option is not discounted.
func (o Option) prepare() terms {
	t := terms{
		sign:   o.Right.sign(),
		spot:   atLeast(min(o.Spot, maxMoney), floorMoney),
		strike: atLeast(min(o.Strike, maxMoney), floorMoney),
		years:  atLeast(min(o.Years, maxYears), floorYears),
	}
	if t.years != 0 {
		t.rate, t.yield = within(o.Rate, maxRate), within(o.Yield, maxRate)
	}
	t.discount = math.Exp(within(-t.rate*t.years, maxExponent))
	t.dividend = math.Exp(within(-t.yield*t.years, maxExponent))
	t.spread(min(o.Vol, maxRate))
	t.n1, t.n2 = cdf(t.sign*t.d1), cdf(t.sign*t.d2)
	t.density = pdf(t.d1)
	return t
}

// spread fills in what depends on the volatility: d1, d2, the reciprocals and the derivatives by T. With u = ln(F/K),
//
//	d1 = u/s + s/2    d2 = u/s − s/2    ∂s/∂T = s/(2T)    ∂d1/∂T = (r−q)/s − d2/(2T)
//
// d2 is not d1 − s, which cancels when s is large beside it.
func (t *terms) spread(vol float64) {
	u := logRatio(t.spot, t.strike) + (t.rate-t.yield)*t.years
	if t.spot != 0 {
		t.invSpot = 1 / t.spot
	}
	s := atLeast(vol*math.Sqrt(t.years), floorTotal)
	if s == 0 || math.IsInf(u, 0) {
		t.d1 = limitD(u)
		t.d2 = t.d1
		return
	}
	t.d1, t.d2 = within(u/s+s/2, maxD), within(u/s-s/2, maxD)
	t.invVol, t.invTotal = 1/vol, 1/s
	t.totalByT = s / (2 * t.years)
	t.d1ByT = (t.rate-t.yield)/s - t.d2/(2*t.years)
}

// logRatio returns ln(S/K), through log1p near the money, where S − K is exact. It is −Inf at S = 0, else +Inf at K = 0.
func logRatio(spot, strike float64) float64 {
	switch {
	case spot == 0:
		return math.Inf(-1)
	case strike == 0:
		return math.Inf(1)
	case math.Abs(spot-strike) < strike/2:
		return math.Log1p((spot - strike) / strike)
	}
	return math.Log(spot / strike)
}

// limitD returns d1 = d2 without volatility: beyond the tails, with the sign of u = ln(F/K), and 0 at the forward.
func limitD(u float64) float64 {
	if u == 0 {
		return 0
	}
	return math.Copysign(maxD, u)
}

// atLeast returns x, or 0 below the floor. A NaN stays one.
func atLeast(x, floor float64) float64 {
	if x < floor {
		return 0
	}
	return x
}

// within returns x clamped to ±bound.
func within(x, bound float64) float64 { return max(-bound, min(x, bound)) }
