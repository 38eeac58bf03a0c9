package gex

import (
	"math"

	"gex/internal/report"
)

// Flips are the roots of the repriced profile G(x) = 0.01 x² Σ ω Γ(x) (docs/theory.md
// 5.2): every spot in range at which the dealers' gamma changes sign. They are
// bracketed on the spot ladder, refined where spikes narrower than its steps could hide
// a pair of roots (refine.go) and where the profile dips towards zero between two
// points (dip.go), and found to 1e-10 of spot on the exact sum. Roots around which
// there is next to no gamma are not flips to a trader: significant.go separates them.

// underflow is the part of the largest |G| in range below which a value has no sign:
// far tails underflow to 0.
const underflow = 1e-12

// flips returns the roots of a batch's profile, ascending: those that count, and those
// that are negligible. gex is the profile on the ladder l, in the unit of the options;
// the ends of the range, S(1 ± Range), are added to it.
func (b *Book) flips(batch repriced, scope []expiry, l ladder, gex []float64) (counting, negligible []report.Flip) {
	low, high := b.Spot*(1-b.opt.Range), b.Spot*(1+b.opt.Range)
	ends := b.gexAt(batch, []float64{low, high})
	m := levelMemories.Get().(*levelMemory)
	defer levelMemories.Put(m)
	m.xs = append(append(append(m.xs[:0], low), l.spots...), high)
	m.gs = append(append(append(m.gs[:0], ends[0]), gex...), ends[1])
	return b.rootsIn(batch, scope, m.xs, m.gs, 0)
}

// rootsIn returns those between points xs, ascending, where gs is the profile; peak is what
// is known of the largest |G| elsewhere (significant.go).
func (b *Book) rootsIn(batch repriced, scope []expiry, xs, gs []float64, peak float64) (counting, negligible []report.Flip) {
	xs, gs = b.refine(batch, scope, xs, gs)
	xs, gs = b.addDips(batch, xs, gs)
	return b.significant(batch, xs, gs, signChanges(xs, gs, func(lo, hi float64, rising bool) float64 {
		return root(batch, lo, hi, rising, 1e-10*b.Spot)
	}), peak)
}

// signChanges returns where y, known at the points xs, changes sign, ascending; find
// narrows each from the two points around it, rising when y goes from negative to
// positive. Values below underflow times the largest |y| have no sign, and the sign
// change lies between their neighbors.
func signChanges(xs, y []float64, find func(lo, hi float64, rising bool) float64) []report.Flip {
	floor := underflow * largestSize(y)
	flips := []report.Flip{}
	last := -1 // the last point with a sign; those without one are skipped
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

// root returns the sign change of Σ ω Γ(x) in [lo, hi], a bracket, to tol. It takes
// Newton steps x − g/g′ with the exact slope Σ ω · speed, and bisects whenever a step
// leaves the bracket or is more than half of the one before, so that it converges at
// least linearly and near the root quadratically (the safeguard of rtsafe in Press et
// al., Numerical Recipes, 9.4). rising is true when the sum is negative at lo.
func root(batch repriced, lo, hi float64, rising bool, tol float64) float64 {
	x, before := lo+(hi-lo)/2, hi-lo // the estimate, and the length of the last step
	for hi-lo > tol {
		g, slope := batch.GammaSlope(x)
		if g == 0 {
			return x
		}
		// The bracket keeps opposite signs at its ends.
		if (g < 0) == rising {
			lo = x
		} else {
			hi = x
		}
		// Newton, unless it leaves the bracket or converges too slowly.
		next := x - g/slope
		if !(next > lo && next < hi) || math.Abs(next-x) > before/2 {
			next = lo + (hi-lo)/2
		}
		before = math.Abs(next - x)
		x = next
		// A step this short is the error of x, as the next one would be far shorter.
		if before <= tol/4 {
			break
		}
	}
	return x
}
