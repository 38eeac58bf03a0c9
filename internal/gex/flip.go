package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// Flips are the roots of the repriced profile (docs/theory.md 5.2): every spot in range at which the dealers'
// gamma changes sign. They are bracketed on the spot ladder, made finer where contracts narrower than the ladder could
// hide a pair, and found to 1e-10 of spot on the exact aggregate. Those around which there is next to no gamma are no flips
// to a trader: significant separates them.

// underflow is the part of the largest |exposure| in range below which a tail has no sign.
const underflow = 1e-12

// flips finds every sign change of a batch's gamma, ascending: those that count, and those that are negligible. gex is
// its profile on the ladder.
func (b *Book) flips(batch *kernel.Batch, scope []expiry, l ladder, gex []float64) (counting, negligible []report.Flip) {
	low, high := b.Spot*(1-b.opt.Range), b.Spot*(1+b.opt.Range)
	ends := b.gexAt(batch, []float64{low, high})
	xs := slices.Concat([]float64{low}, l.spots, []float64{high})
	gs := slices.Concat(ends[:1], gex, ends[1:])
	xs, gs = b.refine(batch, scope, xs, gs)
	xs, gs = b.graze(batch, xs, gs)
	return b.significant(batch, xs, gs, signChanges(xs, gs, func(lo, hi float64, rising bool) float64 {
		return root(batch, lo, hi, rising, 1e-10*b.Spot)
	}))
}

// signChanges lists where y, known at the points xs, changes sign, ascending; find narrows each from the two points
// around it. Values that are nothing beside the largest have no sign.
func signChanges(xs, y []float64, find func(lo, hi float64, rising bool) float64) []report.Flip {
	floor := 0.0
	for _, v := range y {
		floor = max(floor, underflow*math.Abs(v))
	}
	flips := []report.Flip{}
	last := -1 // latest point with a sign
	for j, v := range y {
		if math.Abs(v) <= floor {
			continue
		}
		if last >= 0 && (y[last] < 0) != (v < 0) {
			dir := report.PosToNeg
			if v > 0 {
				dir = report.NegToPos
			}
			flips = append(flips, report.Flip{Spot: report.Number(find(xs[last], xs[j], v > 0)), Direction: dir})
		}
		last = j
	}
	return flips
}

// root finds the sign change of aggregate gamma in [lo, hi] to tol: Newton steps on the exact aggregate, bisection
// whenever a step leaves the bracket or is not half of the one before.
func root(batch *kernel.Batch, lo, hi float64, rising bool, tol float64) float64 {
	x, before := lo+(hi-lo)/2, hi-lo
	for hi-lo > tol {
		g, slope := batch.GammaSlope(x)
		if g == 0 {
			return x
		}
		if (g < 0) == rising {
			lo = x
		} else {
			hi = x
		}
		next := x - g/slope
		if !(next > lo && next < hi) || math.Abs(next-x) > before/2 {
			next = lo + (hi-lo)/2
		}
		before = math.Abs(next - x)
		x = next
		if before <= tol/4 {
			break
		}
	}
	return x
}
