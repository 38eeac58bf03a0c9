package gex

import (
	"math"

	"gex/internal/bs/kernel"
)

// step is the spacing of the spot ladder in ln spot: x_j = S e^{j/1000}.
const step = 1e-3

// ladder is the spot ladder: x_j for j = from … to, within ±Range of spot; for 20 % j runs from -223 to 182.
type ladder struct {
	from, to int
	spots    []float64
}

func (b *Book) newLadder() ladder {
	l := ladder{
		from: int(math.Ceil(kernel.Log(1-b.opt.Range) / step)),
		to:   int(math.Floor(kernel.Log(1+b.opt.Range) / step)),
	}
	l.spots = make([]float64, l.to-l.from+1)
	for j := range l.spots {
		l.spots[j] = kernel.Rung(b.Spot, step, l.from+j)
	}
	return l
}

// profile is the exposure of a batch repriced at each spot of the ladder: sticky strike, carry ln(F/S) kept.
func (b *Book) profile(batch *kernel.Batch, l ladder) []float64 {
	return b.scaled(batch.LadderTo(nil, b.Spot, step, l.from, l.to), l.spots)
}

// gexAt is the same at any spots.
func (b *Book) gexAt(batch *kernel.Batch, spots []float64) []float64 {
	return b.scaled(batch.GammaTo(nil, spots), spots)
}

// scaled turns gamma in shares at each spot into the unit of the options.
func (b *Book) scaled(gamma, spots []float64) []float64 {
	for j, x := range spots {
		gamma[j] *= b.unit(x)
	}
	return gamma
}
