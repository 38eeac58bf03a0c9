package kernel

import "math"

// Greeks are columns of results, one row a contract, per unit of the underlying and unscaled; nil columns are skipped.
// Their units and signs are those of package bs: gamma per 1.00 of spot, vega and vanna per 1.00 of volatility, theta and
// charm per year as calendar time passes.
type Greeks struct {
	Price, Delta, Gamma, Vega, Theta, Vanna, Charm []float64
}

// columns returns the columns in the order of the struct.
func (g *Greeks) columns() [7][]float64 {
	return [7][]float64{g.Price, g.Delta, g.Gamma, g.Vega, g.Theta, g.Vanna, g.Charm}
}

// GreeksTo writes the greeks of every contract at one spot. It panics if a column of dst is not as long as the batch.
func (b *Batch) GreeksTo(dst *Greeks, spot float64) {
	for _, column := range dst.columns() {
		if column != nil && len(column) != len(b.strike) {
			panic(badLength)
		}
	}
	at := newLevel(spot)
	tails := dst.Price != nil || dst.Delta != nil || dst.Theta != nil || dst.Charm != nil
	if simd != nil {
		b.greeksSIMD(dst, at, tails)
		return
	}
	var w work
	for i := range b.groups {
		e := &b.groups[i]
		for lo := e.lo; lo < e.hi; lo += blockSize {
			w.prepare(b, e, at, lo, min(lo+blockSize, e.hi))
			if tails {
				w.fillTails()
			}
			w.write(dst)
		}
	}
}

// factors are what the contracts of an expiry share at one spot x: the factor of each greek that does not depend on the
// contract. Powers of gaussScale undo the scale of slope, offset, y1 and y2.
type factors struct {
	level
	dividend, discount float64 // e^{−qT}, e^{−rT}
	density            float64 // e^{−qT}/√(2π)
	perSpot            float64 // of gamma: 1/x
	vega               float64 // x √T
	yieldSpot, rate    float64 // of theta: q x, r
	decay              float64 // of theta: x/T, as offset is s/2
	vanna              float64 // −√T, as slope is 1/s and y2 is d2
	net, aging, yield  float64 // of charm: r − q, 1/(2T), q
}

// factors evaluates them at a spot.
func (e *expiry) factors(at level) factors {
	return factors{
		level:    at,
		dividend: e.dividend, discount: e.discount,
		density:   e.dividend * invSqrt2Pi,
		perSpot:   1 / (gaussScale * at.spot),
		vega:      at.spot * e.root,
		yieldSpot: e.yield * at.spot, rate: e.rate,
		decay: at.spot * e.inverse2T * (2 / gaussScale),
		vanna: -e.root * (1 / (gaussScale * gaussScale)),
		net:   e.net * (1 / gaussScale), aging: e.inverse2T * (1 / gaussScale), yield: e.yield,
	}
}

// work is a block of contracts of one expiry at one spot: the columns it reads and what the greeks share.
type work struct {
	columns
	factors
	lo     int       // where the block is in the batch
	strike []float64 // K

	y1, y2 [blockSize]float64
	phi    [blockSize]float64 // e^{−qT} φ(d1)
	asset  [blockSize]float64 // e^{−qT} N(th d1)
	cash   [blockSize]float64 // K e^{−rT} N(th d2)
}

// prepare evaluates y1, y2 and the density e^{−qT} φ(d1) of the contracts [lo, hi).
func (w *work) prepare(b *Batch, e *expiry, at level, lo, hi int) {
	w.columns, w.strike = b.all.slice(lo, hi), b.strike[lo:hi]
	w.factors, w.lo = e.factors(at), lo
	n := hi - lo
	w.y12To(w.y1[:n], w.y2[:n], at)
	phi := w.phi[:n]
	gaussTo(phi, w.y1[:n])
	for i := range phi {
		phi[i] *= w.density
	}
}

// fillTails evaluates asset and cash, both through the Mills ratio M = numerator/denominator of the smaller tail, with one
// division for the two:
//
//	e^{−qT} N(−|d1|) = phi M(|d1|)        K e^{−rT} N(−|d2|) = x phi M(|d2|)
//
// The larger tail is the whole, e^{−qT} or K e^{−rT}, less the smaller.
func (w *work) fillTails() {
	for i, strike := range w.strike {
		x1, x2 := millsArgument(w.y1[i]), millsArgument(w.y2[i])
		q1, q2 := millsDenominator(x1), millsDenominator(x2)
		flow := w.phi[i] / (q1 * q2)
		tail1 := float64(flow * (millsNumerator(x1) * q2))
		tail2 := float64(w.spot * (flow * (millsNumerator(x2) * q1)))
		w.asset[i] = choose(w.y1[i], tail1, w.dividend-tail1)
		w.cash[i] = choose(w.y2[i], tail2, math.FMA(strike, w.discount, -tail2))
	}
}

// write evaluates the columns that dst has.
func (w *work) write(dst *Greeks) {
	for _, greek := range []struct {
		column []float64
		write  func(*work, []float64)
	}{
		{dst.Price, (*work).priceTo},
		{dst.Delta, (*work).deltaTo},
		{dst.Gamma, (*work).gammaTo},
		{dst.Vega, (*work).vegaTo},
		{dst.Theta, (*work).thetaTo},
		{dst.Vanna, (*work).vannaTo},
		{dst.Charm, (*work).charmTo},
	} {
		if greek.column != nil {
			greek.write(w, greek.column[w.lo:w.lo+w.size()])
		}
	}
}

// priceTo writes th (x e^{−qT} N(th d1) − K e^{−rT} N(th d2)).
func (w *work) priceTo(dst []float64) {
	for i, side := range w.slope {
		dst[i] = flip(math.FMA(w.spot, w.asset[i], -w.cash[i]), side)
	}
}

// deltaTo writes th e^{−qT} N(th d1).
func (w *work) deltaTo(dst []float64) {
	for i, side := range w.slope {
		dst[i] = flip(w.asset[i], side)
	}
}

// gammaTo writes e^{−qT} φ(d1)/(x s).
func (w *work) gammaTo(dst []float64) {
	for i, slope := range w.slope {
		dst[i] = w.phi[i] * (math.Abs(slope) * w.perSpot)
	}
}

// vegaTo writes x e^{−qT} φ(d1) √T.
func (w *work) vegaTo(dst []float64) {
	for i := range dst {
		dst[i] = w.phi[i] * w.vega
	}
}

// thetaTo writes th (q x e^{−qT} N(th d1) − r K e^{−rT} N(th d2)) − x e^{−qT} φ(d1) (s/2)/T.
func (w *work) thetaTo(dst []float64) {
	for i, offset := range w.offset {
		carry := math.FMA(w.yieldSpot, w.asset[i], -float64(w.rate*w.cash[i]))
		dst[i] = flip(math.FMA(-w.phi[i], w.decay*offset, carry), offset)
	}
}

// vannaTo writes −e^{−qT} φ(d1) d2/σ, with 1/σ = √T/s.
func (w *work) vannaTo(dst []float64) {
	for i, slope := range w.slope {
		dst[i] = w.phi[i] * w.y2[i] * (slope * w.vanna)
	}
}

// charmTo writes th q e^{−qT} N(th d1) − e^{−qT} φ(d1) ((r−q)/s − d2/(2T)).
func (w *work) charmTo(dst []float64) {
	for i, slope := range w.slope {
		drift := math.FMA(w.net, slope, -float64(w.aging*w.y2[i]))
		dst[i] = flip(math.FMA(-w.phi[i], drift, w.yield*w.asset[i]), slope)
	}
}
