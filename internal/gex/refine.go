package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

// halfWidths is how many half standard deviations on either side of a spike get a
// point: beyond six standard deviations its gamma is 1.5e-8 of the peak.
const halfWidths = 12

// spike is a contract whose gamma is so narrow that it fits between two points of the
// ladder.
type spike struct {
	center float64 // ln of the spot at which its strike is the forward: ln K − carry
	s      float64 // total volatility σ√T, its width in ln spot
	peak   float64 // the largest |G| it can have, in the unit of the options
}

// refine adds points around the strikes of contracts with a total volatility below two
// steps of the ladder (0.002), only in intervals where their spikes together could
// exceed |G| at an end, so that they could turn its sign (docs/theory.md 5.2).
func (b *Book) refine(batch repriced, scope []expiry, xs, gs []float64) (points, gex []float64) {
	spikes := b.spikes(scope)
	if len(spikes) == 0 {
		return xs, gs
	}
	// Only intervals in which the spikes could turn the sign of G at an end.
	bound := b.bound(spikes, xs)
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

// spikes returns the contracts of a scope that are too narrow for the ladder, by center:
// from two steps on, a spike shows at two points of it at least.
func (b *Book) spikes(scope []expiry) []spike { return b.narrower(scope, 2*step) }

// narrower returns those that are narrower than a width in ln spot. Where the strike is
// the forward, x = K e^{−carry}, gamma is about φ(0)/(x s) (docs/theory.md 1.2), so
//
//	peak = |ω| unit(x) / (x s √(2π))
func (b *Book) narrower(scope []expiry, than float64) []spike {
	var out []spike
	sticky := b.rule.sticky()
	for _, e := range scope {
		fit := &b.surface.Expiries[e.of]
		rootT := math.Sqrt(fit.Years)
		sigma := b.sigma[e.lo:e.hi]
		for n, w := range b.weight[e.lo:e.hi] {
			if w == 0 || sticky && sigma[n]*rootT >= than {
				continue
			}
			k := e.lo + n
			x := b.strike[k] * kernel.Exp(-fit.Carry())
			s := b.volAt(k, e, x) * rootT
			if s >= than {
				continue
			}
			peak := math.Abs(w) * b.unit(x) / (x * s * math.Sqrt(2*math.Pi))
			out = append(out, spike{kernel.Log(x), s, peak})
		}
	}
	slices.SortStableFunc(out, func(a, b spike) int { return cmp.Compare(a.center, b.center) })
	return out
}

// bound returns for each interval of xs how much the spikes can add to or take from G in it.
// Gamma is no bell where volatilities follow spot, or where a contract is exercised early.
func (b *Book) bound(spikes []spike, xs []float64) []float64 {
	if b.surface.American || !b.rule.sticky() {
		return reach(spikes, xs)
	}
	return bells(spikes, xs)
}

// reach returns for each interval of xs a bound of what the spikes can add to or take
// from G in it: the sum of the peaks of those within six widths.
func reach(spikes []spike, xs []float64) []float64 {
	return boundedBy(spikes, xs, func(n *spike, _ float64) float64 { return n.peak })
}

// bells is a closer bound: of each spike what its bell has left, e^{−(d/s)²/2} of the peak,
// at the point of the interval that is nearest to its center, d away in ln spot.
func bells(spikes []spike, xs []float64) []float64 {
	return boundedBy(spikes, xs, func(n *spike, d float64) float64 {
		widths := d / n.s
		return n.peak * kernel.Exp(-widths*widths/2)
	})
}

// boundedBy returns for each interval of xs the sum of the heights of the spikes within six
// widths.
func boundedBy(spikes []spike, xs []float64, height func(n *spike, away float64) float64) []float64 {
	bound := make([]float64, len(xs)-1)
	logs := make([]float64, len(xs))
	for j, x := range xs {
		logs[j] = kernel.Log(x)
	}
	for i := range spikes {
		n := &spikes[i]
		// The intervals that the spike touches, from center − 6 s to center + 6 s.
		wide := halfWidths / 2 * n.s
		j, _ := slices.BinarySearch(logs, n.center-wide)
		for j = max(j-1, 0); j+1 < len(xs) && logs[j] <= n.center+wide; j++ {
			away := max(0, logs[j]-n.center, n.center-logs[j+1])
			bound[j] += float64(1.1 * height(n, away)) // 10% more, as the unit grows with spot over a spike's width
		}
	}
	return bound
}

// within returns the points K e^{−carry ± i s/2}, i ≤ 12, of the spikes that lie in
// (lo, hi), ascending; of points closer than a quarter of the smallest width the first
// one only.
func within(spikes []spike, lo, hi float64) []float64 {
	var xs []float64
	least := math.Inf(1)
	for _, n := range spikes {
		if n.center+halfWidths/2*n.s < kernel.Log(lo) || n.center-halfWidths/2*n.s > kernel.Log(hi) {
			continue
		}
		least = min(least, n.s)
		for i := -halfWidths; i <= halfWidths; i++ {
			if x := kernel.Exp(n.center + float64(i)*n.s/2); x > lo && x < hi {
				xs = append(xs, x)
			}
		}
	}
	// Spikes of one strike in several expiries would put points on top of each other.
	slices.Sort(xs)
	apart := xs[:0]
	for _, x := range xs {
		if len(apart) == 0 || x-apart[len(apart)-1] >= least/4*x {
			apart = append(apart, x)
		}
	}
	return apart
}

// merge joins two ascending lists of points with their values.
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
