package gex

import (
	"math"
	"slices"
)

// addDips adds the points at which the profile dips through zero and back between two
// points of one sign, a double root inside one step of the ladder (docs/theory.md 5.2).
// Candidates are local minima of |G|: when the parabola through the minimum and its
// neighbors falls below half of the minimum, its vertex is followed down. A point of
// the other sign then brackets both roots.
func (b *Book) addDips(batch repriced, xs, gs []float64) (points, gex []float64) {
	extra := dips(xs, gs, func(x, g []float64, sign float64) (float64, bool) { return b.follow(batch, x, g, sign) })
	if len(extra) == 0 {
		return xs, gs
	}
	return merge(xs, gs, extra, b.gexAt(batch, extra))
}

// dips returns a point of the other sign in each of those dips, for any function known
// as gs at the points xs.
func dips(xs, gs []float64, follow func(x, g []float64, sign float64) (float64, bool)) []float64 {
	var extra []float64
	for j := 1; j+1 < len(xs); j++ {
		// Not where a neighbor is nearer to zero or on the other side of it.
		if g := gs[j]; g > 0 && (g > gs[j-1] || g > gs[j+1]) || g < 0 && (g < gs[j-1] || g < gs[j+1]) || g == 0 {
			continue
		}
		sign := math.Copysign(1, gs[j]) // times G, a minimum of |G| is one of a positive function
		x, g := xs[j-1:j+2:j+2], []float64{sign * gs[j-1], sign * gs[j], sign * gs[j+1]}
		if _, bottom := vertex(x, g); bottom > g[1]/2 {
			continue
		}
		if at, ok := follow(x, g, sign); ok {
			extra = append(extra, at)
		}
	}
	return extra
}

// follow searches for a point below zero near the minimum of three points, x ascending
// and g the values of sign · G there, by successive parabolic interpolation (Brent,
// Algorithms for Minimization without Derivatives, 1973, chapter 5): the vertex
// replaces one of the points, so that the middle one stays the lowest. ok is false when
// the vertex leaves the interval, the search stalls, or twelve steps do not reach zero.
func (b *Book) follow(batch repriced, x, g []float64, sign float64) (float64, bool) {
	return followDip(func(x float64) float64 { return b.gexAt(batch, []float64{x})[0] }, x, g, sign)
}

// followDip is follow for any function.
func followDip(f sumAt, x, g []float64, sign float64) (float64, bool) {
	// The caller's points are not changed.
	x, g = slices.Clone(x), slices.Clone(g)
	for range 12 {
		at, _ := vertex(x, g)
		// Outside the interval, or where the search stands already: no dip.
		if !(at > x[0] && at < x[2]) || at == x[1] {
			return 0, false
		}
		value := sign * f(at)
		if value < 0 {
			return at, true
		}
		// Keep three points around the lowest one.
		switch lower := value < g[1]; {
		case lower && at < x[1]:
			x, g = []float64{x[0], at, x[1]}, []float64{g[0], value, g[1]}
		case lower:
			x, g = []float64{x[1], at, x[2]}, []float64{g[1], value, g[2]}
		case at < x[1]:
			x[0], g[0] = at, value
		default:
			x[2], g[2] = at, value
		}
	}
	return 0, false
}

// vertex returns the minimum of the parabola through three points. With the slopes left
// and right of the middle point and bend = (right − left)/(x₂ − x₀), the slope at x₁ is
// left + bend (x₁ − x₀), and
//
//	at = x₁ − slope/(2 bend)    value = g₁ − slope²/(4 bend)
//
// It returns the middle point when the three lie on a line or bend down.
func vertex(x, g []float64) (at, value float64) {
	left, right := (g[1]-g[0])/(x[1]-x[0]), (g[2]-g[1])/(x[2]-x[1])
	bend := (right - left) / (x[2] - x[0])
	if !(bend > 0) {
		return x[1], g[1]
	}
	slope := left + float64(bend*(x[1]-x[0]))
	return x[1] - slope/(2*bend), g[1] - float64(slope*slope)/(4*bend)
}
