package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// Flips are the roots of the repriced profile (theory: "A. repriced root"): every spot in range at which the dealers'
// gamma changes sign. They are bracketed on the spot ladder, made finer where contracts narrower than the ladder could
// hide a pair, and found to 1e-10 of spot on the exact aggregate.

const (
	negligible = 1e-12 // of the largest |GEX| in range: underflowing tails are no sign
	halfWidths = 8     // how many half standard deviations around a narrow strike are looked at
)

// flips finds every sign change of a batch's gamma, ascending. spots and gex are its profile on the ladder.
func (b *Book) flips(batch *kernel.Batch, scope []expiry, spots, gex []float64) []report.Flip {
	xs := append([]float64{b.Spot * (1 - b.opt.Range)}, spots...)
	xs = append(xs, b.Spot*(1+b.opt.Range))
	ends := b.gexAt(batch, []float64{xs[0], xs[len(xs)-1]})
	gs := append(append([]float64{ends[0]}, gex...), ends[1])
	xs, gs = b.refine(batch, scope, xs, gs)

	floor := 0.0
	for _, g := range gs {
		floor = max(floor, negligible*math.Abs(g))
	}
	flips := []report.Flip{}
	last := -1 // latest point with a sign
	for j, g := range gs {
		if math.Abs(g) <= floor {
			continue
		}
		if last >= 0 && (gs[last] < 0) != (g < 0) {
			dir := report.PosToNeg
			if g > 0 {
				dir = report.NegToPos
			}
			x := root(batch, xs[last], xs[j], gs[last] < 0, 1e-10*b.Spot)
			flips = append(flips, report.Flip{Spot: report.Number(x), Direction: dir})
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
			s := b.surface.Vol[b.row[k]] * rootT
			if s >= 2*step || b.weight[k] == 0 {
				continue
			}
			x := b.chain.Strike[b.row[k]] * math.Exp(-fit.Carry())
			peak := math.Abs(b.weight[k]) * b.unit(x) / (x * s * math.Sqrt(2*math.Pi))
			out = append(out, narrow{math.Log(x), s, peak})
		}
	}
	slices.SortFunc(out, func(a, b narrow) int {
		if a.centre < b.centre {
			return -1
		}
		return 1
	})
	return out
}

// reach bounds what the spikes can add to or take from the exposure within each interval of xs.
func reach(spikes []narrow, xs []float64) []float64 {
	bound := make([]float64, len(xs)-1)
	logs := make([]float64, len(xs))
	for j, x := range xs {
		logs[j] = math.Log(x)
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
		if n.centre+halfWidths/2*n.s < math.Log(lo) || n.centre-halfWidths/2*n.s > math.Log(hi) {
			continue
		}
		least = min(least, n.s)
		for i := -halfWidths; i <= halfWidths; i++ {
			if x := math.Exp(n.centre + float64(i)*n.s/2); x > lo && x < hi {
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
