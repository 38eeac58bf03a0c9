package kernel

import "math"

// Greeks are columns of per-contract results, per unit of the underlying and a year, unscaled; nil columns are skipped.
// Their units and signs are those of package bs.
type Greeks struct {
	Price, Delta, Gamma, Vega, Theta, Vanna, Charm []float64
}

// GreeksTo writes the greeks of every contract at one spot. It panics if a column of dst is not as long as the batch.
func (b *Batch) GreeksTo(dst *Greeks, spot float64) {
	for _, column := range []([]float64){dst.Price, dst.Delta, dst.Gamma, dst.Vega, dst.Theta, dst.Vanna, dst.Charm} {
		if column != nil && len(column) != len(b.strike) {
			panic(badLength)
		}
	}
	at := newLevel(spot)
	tails := dst.Price != nil || dst.Delta != nil || dst.Theta != nil || dst.Charm != nil
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

// work is a block of contracts of one expiry at one spot: the columns it reads and what the greeks share.
type work struct {
	columns
	expiry *expiry
	spot   float64
	lo     int       // where the block is in the batch
	strike []float64 // K

	y1, y2  [blockSize]float64
	density [blockSize]float64 // e^{−qT} φ(d1)
	asset   [blockSize]float64 // e^{−qT} N(th d1)
	cash    [blockSize]float64 // K e^{−rT} N(th d2)
}

// prepare evaluates the density of the contracts [lo, hi).
func (w *work) prepare(b *Batch, e *expiry, at level, lo, hi int) {
	w.columns, w.strike = b.all.slice(lo, hi), b.strike[lo:hi]
	w.expiry, w.spot, w.lo = e, at.spot, lo
	n := hi - lo
	w.y12To(w.y1[:n], w.y2[:n], at)
	density := w.density[:n]
	gaussTo(density, w.y1[:n])
	for i := range density {
		density[i] *= e.dividend * invSqrt2Pi
	}
}

// fillTails evaluates asset and cash, both through the Mills ratio of the smaller tail, with one division.
func (w *work) fillTails() {
	e := w.expiry
	for i, strike := range w.strike {
		x1, x2 := millsArgument(w.y1[i]), millsArgument(w.y2[i])
		q1, q2 := millsDenominator(x1), millsDenominator(x2)
		flow := w.density[i] / (q1 * q2)
		tail1 := float64(flow * (millsNumerator(x1) * q2))
		tail2 := float64(w.spot * (flow * (millsNumerator(x2) * q1)))
		w.asset[i] = choose(w.y1[i], tail1, e.dividend-tail1)
		w.cash[i] = choose(w.y2[i], tail2, math.FMA(strike, e.discount, -tail2))
	}
}

// write evaluates the columns that dst has.
func (w *work) write(dst *Greeks) {
	for _, greek := range []struct {
		column []float64
		write  func(*work, []float64)
	}{
		{dst.Price, (*work).price},
		{dst.Delta, (*work).delta},
		{dst.Gamma, (*work).gamma},
		{dst.Vega, (*work).vega},
		{dst.Theta, (*work).theta},
		{dst.Vanna, (*work).vanna},
		{dst.Charm, (*work).charm},
	} {
		if greek.column != nil {
			greek.write(w, greek.column[w.lo:w.lo+w.size()])
		}
	}
}

func (w *work) price(dst []float64) {
	for i, side := range w.slope {
		dst[i] = flip(math.FMA(w.spot, w.asset[i], -w.cash[i]), side)
	}
}

func (w *work) delta(dst []float64) {
	for i, side := range w.slope {
		dst[i] = flip(w.asset[i], side)
	}
}

// gamma is e^{−qT} φ(d1)/(x s).
func (w *work) gamma(dst []float64) {
	perSpot := 1 / (gaussScale * w.spot)
	for i, slope := range w.slope {
		dst[i] = w.density[i] * (math.Abs(slope) * perSpot)
	}
}

// vega is x e^{−qT} φ(d1) √T.
func (w *work) vega(dst []float64) {
	factor := w.spot * w.expiry.root
	for i := range dst {
		dst[i] = w.density[i] * factor
	}
}

// theta is th (q x e^{−qT} N(th d1) − r K e^{−rT} N(th d2)) − x e^{−qT} φ(d1) (s/2)/T.
func (w *work) theta(dst []float64) {
	e := w.expiry
	yield, decay := e.yield*w.spot, w.spot*e.inverse2T*(2/gaussScale)
	for i, offset := range w.offset {
		carry := math.FMA(yield, w.asset[i], -float64(e.rate*w.cash[i]))
		dst[i] = flip(math.FMA(-w.density[i], decay*offset, carry), offset)
	}
}

// vanna is −e^{−qT} φ(d1) d2/σ, with 1/σ = √T/s.
func (w *work) vanna(dst []float64) {
	factor := -w.expiry.root * (1 / (gaussScale * gaussScale))
	for i, slope := range w.slope {
		dst[i] = w.density[i] * w.y2[i] * (slope * factor)
	}
}

// charm is th q e^{−qT} N(th d1) − e^{−qT} φ(d1) ((r−q)/s − d2/(2T)).
func (w *work) charm(dst []float64) {
	e := w.expiry
	net, aging := e.net*(1/gaussScale), e.inverse2T*(1/gaussScale)
	for i, slope := range w.slope {
		drift := math.FMA(net, slope, -float64(aging*w.y2[i]))
		dst[i] = flip(math.FMA(-w.density[i], drift, e.yield*w.asset[i]), slope)
	}
}
