package kernel

import "math"

// GammaTo writes the sum of weight times gamma at each spot, the dealers' gamma in units of the underlying per 1.00 of
// spot, and returns dst. A nil dst is allocated:
//
//	Σ weight e^{−qT} φ(d1)/(x s)
func (b *Batch) GammaTo(dst, spots []float64) []float64 {
	dst = destination(dst, len(spots))
	eachPart(len(spots), b.book.size(), func(j int) {
		at := newLevel(spots[j])
		sum := 0.0
		for chunk := range b.book.chunks() {
			sum += chunk.gammaSum(at)
		}
		dst[j] = sum / at.spot
	})
	return dst
}

// gammaSum returns the sum over a chunk of weight times gamma times spot, Σ gamma · 2^{−y1²} in the names of book.
func (k *book) gammaSum(at level) float64 {
	if simd != nil {
		return simd.gammaSum(k.kHigh, k.kLow, k.slope, k.offset, k.gamma, at.logHigh, at.logLow)
	}
	var buffer [blockSize]float64
	var sum laneSums
	for block := range k.blocks() {
		e := buffer[:block.size()]
		block.y1To(e, at)
		gaussTo(e, e)
		sum.add(block.gamma, e)
	}
	return sum.total()
}

// GammaSlope returns the sum of weight times gamma at one spot, as GammaTo, and its derivative by spot, the sum of weight
// times speed, per 1.00² of spot (docs/theory.md 1.1):
//
//	speed = −(gamma/x) (1 + d1/s)
func (b *Batch) GammaSlope(spot float64) (gamma, slope float64) {
	const unscale = 2 * math.Ln2 // 1/gaussScale², as both y and slope carry the factor
	at := newLevel(spot)
	sum, moment := 0.0, 0.0
	for chunk := range b.book.chunks() {
		s, m := chunk.gammaMoment(at)
		sum += s
		moment += float64(unscale * m)
	}
	gamma = sum / at.spot
	return gamma, -(gamma + moment/at.spot) / at.spot
}

// gammaMoment returns the sums over a chunk of weight times gamma times spot, and of the same times gaussScale² d1/s, which
// is y1 · slope.
func (k *book) gammaMoment(at level) (sum, moment float64) {
	if simd != nil {
		return simd.gammaMoment(k.kHigh, k.kLow, k.slope, k.offset, k.gamma, at.logHigh, at.logLow)
	}
	var yBuffer, eBuffer [blockSize]float64
	var sums, moments laneSums
	for block := range k.blocks() {
		y, e := yBuffer[:block.size()], eBuffer[:block.size()]
		block.y1To(y, at)
		gaussTo(e, y)
		sums.add(block.gamma, e)
		for i := range e {
			e[i] *= y[i] * block.slope[i]
		}
		moments.add(block.gamma, e)
	}
	return sums.total(), moments.total()
}
