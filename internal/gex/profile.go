package gex

import (
	"math"

	"gex/internal/bs/kernel"
)

// step is the spacing of the spot ladder in ln spot: x_j = S e^{j/1000}.
const step = 1e-3

// ladder is the spot ladder from (1-Range)·S to (1+Range)·S; for ±20 % j runs from -223 to 182. spot is at index zero.
func (b *Book) ladder() (spots []float64, zero int) {
	lo := int(math.Ceil(math.Log1p(-b.opt.Range) / step))
	hi := int(math.Floor(math.Log1p(b.opt.Range) / step))
	for j := lo; j <= hi; j++ {
		spots = append(spots, b.Spot*math.Exp(float64(j)/1000))
	}
	return spots, -lo
}

// gexAt is the exposure of a batch repriced at each spot: sticky strike, carry ln(F/S) kept.
func (b *Book) gexAt(batch *kernel.Batch, spots []float64) []float64 {
	g := batch.GammaTo(make([]float64, len(spots)), spots)
	for j, x := range spots {
		g[j] *= b.unit(x)
	}
	return g
}
