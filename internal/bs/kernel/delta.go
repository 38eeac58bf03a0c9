package kernel

// DeltaTo writes the sum of weight times delta at each spot, the dealers' option delta in units of the underlying, and
// returns dst. A nil dst is allocated:
//
//	Σ weight th e^{−qT} N(th d1)
func (b *Batch) DeltaTo(dst, spots []float64) []float64 { return b.book.deltaTo(dst, spots) }

func (k *book) deltaTo(dst, spots []float64) []float64 {
	dst = destination(dst, len(spots))
	eachPart(len(spots), k.size(), func(j int) {
		at := newLevel(spots[j])
		sum := 0.0
		for chunk := range k.chunks() {
			sum += chunk.deltaSum(at)
		}
		dst[j] = sum
	})
	return dst
}

// deltaSum returns the sum over a chunk of weight times delta, in units of the underlying.
func (k *book) deltaSum(at level) float64 {
	if simd != nil {
		return simd.deltaSum(k.kHigh, k.kLow, k.slope, k.offset, k.delta, at.logHigh, at.logLow)
	}
	var yBuffer, nBuffer [blockSize]float64
	var sum laneSums
	for block := range k.blocks() {
		y, n := yBuffer[:block.size()], nBuffer[:block.size()]
		block.y1To(y, at)
		distributionTo(n, y)
		sum.add(block.delta, n)
	}
	return sum.total()
}

// distributionTo writes the normal distribution function N(y/gaussScale), through the Mills ratio of the smaller tail: with
// d = |y|/gaussScale,
//
//	N(−d) = φ(d) M(d)        N(d) = 1 − N(−d)
func distributionTo(dst, ys []float64) {
	gaussTo(dst, ys)
	distributionOf(dst, dst, ys)
}

// distributionOf writes it where the Gaussians of the ys are there already.
func distributionOf(dst, gauss, ys []float64) {
	for i, y := range ys {
		x := millsArgument(y)
		tail := float64(gauss[i] * invSqrt2Pi * (millsNumerator(x) / millsDenominator(x)))
		dst[i] = choose(y, tail, 1-tail)
	}
}
