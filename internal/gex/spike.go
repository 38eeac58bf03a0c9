package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

// halfWidths is how many half standard deviations around a narrow strike are looked at: beyond six its gamma is nothing.
const halfWidths = 12

// narrow is a contract whose gamma is a spike between two points of the ladder.
type narrow struct {
	centre float64 // ln of the spot at which its strike is at the forward
	s      float64 // total volatility
	peak   float64 // the largest |exposure| it can have
}

// refine adds points around the strikes of contracts with a total volatility below two steps of the ladder, in those
// intervals only where their spikes together are larger than the exposure at an end, so that they could turn its sign.
func (b *Book) refine(batch *kernel.Batch, scope []expiry, xs, gs []float64) (points, gex []float64) {
	spikes := b.narrows(scope)
	if len(spikes) == 0 {
		return xs, gs
	}
	bound := reach(spikes, xs)
	var extra []float64
	for j := 0; j+1 < len(xs); j++ {
		if bound[j] > min(math.Abs(gs[j]), math.Abs(gs[j+1])) {
			extra = append(extra, within(spikes, xs[j], xs[j+1])...)
		}
	}
	if len(extra) == 0 {
		return xs, gs
	}
	return merge(xs, gs, extra, b.gexAt(batch, extra))
}

// narrows lists the contracts of a scope that are too narrow for the ladder, by centre.
func (b *Book) narrows(scope []expiry) []narrow {
	var out []narrow
	for _, e := range scope {
		fit := b.surface.Expiries[e.of]
		rootT := math.Sqrt(fit.Years)
		for k := e.lo; k < e.hi; k++ {
			s := b.sigma[k] * rootT
			if s >= 2*step || b.weight[k] == 0 {
				continue
			}
			x := b.strike[k] * kernel.Exp(-fit.Carry())
			peak := math.Abs(b.weight[k]) * b.unit(x) / (x * s * math.Sqrt(2*math.Pi))
			out = append(out, narrow{kernel.Log(x), s, peak})
		}
	}
	slices.SortStableFunc(out, func(a, b narrow) int { return cmp.Compare(a.centre, b.centre) })
	return out
}

// reach bounds what the spikes can add to or take from the exposure within each interval of xs.
func reach(spikes []narrow, xs []float64) []float64 {
	bound := make([]float64, len(xs)-1)
	logs := make([]float64, len(xs))
	for j, x := range xs {
		logs[j] = kernel.Log(x)
	}
	for _, n := range spikes {
		wide := halfWidths / 2 * n.s
		j, _ := slices.BinarySearch(logs, n.centre-wide)
		for j = max(j-1, 0); j+1 < len(xs) && logs[j] <= n.centre+wide; j++ {
			bound[j] += 1.1 * n.peak // the unit grows with spot over a spike's width
		}
	}
	return bound
}

// within lists the points K e^{±i s/2} of the spikes that lie in (lo, hi), a quarter of a width apart at least.
func within(spikes []narrow, lo, hi float64) []float64 {
	var xs []float64
	least := math.Inf(1)
	for _, n := range spikes {
		if n.centre+halfWidths/2*n.s < kernel.Log(lo) || n.centre-halfWidths/2*n.s > kernel.Log(hi) {
			continue
		}
		least = min(least, n.s)
		for i := -halfWidths; i <= halfWidths; i++ {
			if x := kernel.Exp(n.centre + float64(i)*n.s/2); x > lo && x < hi {
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	apart := xs[:0]
	for _, x := range xs {
		if len(apart) == 0 || x-apart[len(apart)-1] >= least/4*x {
			apart = append(apart, x)
		}
	}
	return apart
}

// merge joins two sets of points, both ascending.
func merge(xs, gs, moreX, moreG []float64) (points, gex []float64) {
	points, gex = make([]float64, 0, len(xs)+len(moreX)), make([]float64, 0, len(xs)+len(moreX))
	for i, j := 0, 0; i < len(xs) || j < len(moreX); {
		if j == len(moreX) || i < len(xs) && xs[i] < moreX[j] {
			points, gex = append(points, xs[i]), append(gex, gs[i])
			i++
		} else {
			points, gex = append(points, moreX[j]), append(gex, moreG[j])
			j++
		}
	}
	return points, gex
}
