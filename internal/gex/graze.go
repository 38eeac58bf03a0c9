package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

// graze adds the points at which exposure dips through zero and back between points of one sign: wherever a parabola
// through the three points around a least |exposure| comes within half of it of zero, its vertex is followed down.
func (b *Book) graze(batch *kernel.Batch, xs, gs []float64) (points, gex []float64) {
	var extra []float64
	for j := 1; j+1 < len(xs); j++ {
		sign := math.Copysign(1, gs[j])
		if least := sign * gs[j]; least > sign*gs[j-1] || least > sign*gs[j+1] || least == 0 {
			continue
		}
		x, g := xs[j-1:j+2:j+2], []float64{sign * gs[j-1], sign * gs[j], sign * gs[j+1]}
		if _, bottom := vertex(x, g); bottom > g[1]/2 {
			continue
		}
		if at, ok := b.follow(batch, x, g, sign); ok {
			extra = append(extra, at)
		}
	}
	if len(extra) == 0 {
		return xs, gs
	}
	return merge(xs, gs, extra, b.gexAt(batch, extra))
}

// follow goes to the bottom of three points around a least value, x ascending, by one parabola after the other, until
// it is below zero. sign times the exposure is what g holds.
func (b *Book) follow(batch *kernel.Batch, x, g []float64, sign float64) (float64, bool) {
	x, g = slices.Clone(x), slices.Clone(g)
	for range 12 {
		at, _ := vertex(x, g)
		if !(at > x[0] && at < x[2]) || at == x[1] {
			return 0, false
		}
		value := sign * b.gexAt(batch, []float64{at})[0]
		if value < 0 {
			return at, true
		}
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

// vertex is the extremum of the parabola through three points, x[1] and its value when they lie on a line.
func vertex(x, g []float64) (at, value float64) {
	left, right := (g[1]-g[0])/(x[1]-x[0]), (g[2]-g[1])/(x[2]-x[1])
	bend := (right - left) / (x[2] - x[0])
	if !(bend > 0) {
		return x[1], g[1]
	}
	slope := left + float64(bend*(x[1]-x[0]))
	return x[1] - slope/(2*bend), g[1] - float64(slope*slope)/(4*bend)
}
