package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/system"
)

// step is the spacing of the spot ladder in ln spot: x_j = S e^{j/1000}.
const step = 1e-3

// ladder is the spot ladder (docs/theory.md 5.1): x_j = S e^{j/1000} for j = from … to,
// within S(1 ± Range); for 20% j runs from −223 to 182. Steps even in ln x let the
// kernel reuse one exponential for 64 spots.
type ladder struct {
	from, to int
	spots    []float64
}

// newLadder returns the ladder of the options: from = ⌈1000 ln(1 − Range)⌉, to = ⌊1000
// ln(1 + Range)⌋.
func (b *Book) newLadder() ladder { return b.ladderIn(nil) }

// ladderIn is newLadder in the memory of spots that are no longer needed.
func (b *Book) ladderIn(old []float64) ladder {
	l := ladder{
		from: int(math.Ceil(kernel.Log(1-b.opt.Range) / step)),
		to:   int(math.Floor(kernel.Log(1+b.opt.Range) / step)),
	}
	// The kernel's own, so that profile and ladder agree to the bit.
	l.spots = kernel.RungsTo(system.Resized(old, l.to-l.from+1), b.Spot, step, l.from, l.to)
	return l
}

// profile returns G(x) = unit(x) Σ ω Γ(x) of a batch at each spot of the ladder, in the
// unit of the options: each contract repriced with its total volatility (sticky strike)
// and its carry ln(F/S). At j = 0 it is the total.
func (b *Book) profile(batch repriced, l ladder) []float64 {
	gex := make([]float64, len(l.spots))
	b.profileTo(gex, batch, l, 0)
	return gex
}

// profileTo writes those of the ladder's spots from the given one on.
func (b *Book) profileTo(gex []float64, batch repriced, l ladder, from int) {
	if spots := l.spots[from : from+len(gex)]; len(gex) > 0 {
		b.scaled(batch.AlongTo(gex, spots, step), spots)
	}
}

// gexAt returns G(x) at any spots.
func (b *Book) gexAt(batch repriced, spots []float64) []float64 {
	return b.scaled(batch.GammaTo(nil, spots), spots)
}

// scaled converts gamma, in units of the underlying per 1.00 of spot, in place into the
// unit of the options.
func (b *Book) scaled(gamma, spots []float64) []float64 {
	for j, x := range spots {
		gamma[j] *= b.unit(x)
	}
	return gamma
}
