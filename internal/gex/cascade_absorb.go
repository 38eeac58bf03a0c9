package gex

import "math"

// absorb returns the currency per 1% above which an outside shock x₀, a fraction, stops
// within so many times itself, whatever moves spot: e(P) reaches x₀ by there, so
//
//	D₁ ≥ max(0, min Q(P)/(100 (x − x₀)))    over x beyond x₀, up to within · x₀
//
// with Q of dealers, funds and triggers. A smaller D₁ may do as well where trades turn
// against the move farther out.
func (f *feedback) absorb(shock, within float64) float64 {
	size := math.Abs(shock)
	if size == 0 {
		return 0
	}
	sign := math.Copysign(1, shock)
	start, end := f.spotAt(shock), f.spotAt(within*shock)
	need := math.Inf(1)
	for _, s := range f.stretches(sign, end) {
		if sign*(s.end-start) <= 0 {
			continue // before the shock
		}
		past := func(n node) float64 { return 100 * (sign*n.x - size) } // percent beyond the shock
		q := quantity{
			of:   func(n node) float64 { return sign * (f.total(n) + s.fired) / past(n) },
			peak: func(n narrow) float64 { return n.weight * n.spot },
			per:  func(a, b node) float64 { return 1 / min(past(a), past(b)) },
		}
		from, open := s.level, false
		if sign*(from-start) <= 0 {
			from, open = start, true // at the shock itself there is nothing to divide by
			if sign*(f.total(f.within(start, start)[0])+s.fired) < 0 {
				return 0 // trades are against the move there
			}
		}
		need = min(need, f.lowest(q, from, s.end, open))
	}
	return max(0, need)
}

// pocketFree returns the currency per 1% above which there is no air pocket within 5% on
// one side of spot, but for those of triggers: the largest (dQ/dx)/100 there.
func (f *feedback) pocketFree(sign float64) float64 {
	q := quantity{
		of:   func(n node) float64 { return -n.rise / 100 },
		peak: func(n narrow) float64 { return n.gamma * n.spot * f.spot / 100 },
		per:  func(a, b node) float64 { return 1 },
	}
	q.at = func(spot float64) float64 { return q.of(f.risingAt(spot)) }
	return max(0, -f.lowest(q, f.spot, f.spotAt(sign*pocketRange), false))
}
