package bs

import (
	"fmt"
	"math"
)

// NewBoundary solves the boundary of a right to exercise within years, at a rate and a yield (continuously compounded) and
// a volatility, all fractions a year, on the [Fine] grid. The error wraps [ErrTwoBoundaries], and is nil otherwise.
func NewBoundary(right Right, years, rate, yield, vol float64) (*Boundary, error) {
	return Fine.Boundary(right, years, rate, yield, vol)
}

// Boundary is [NewBoundary] on the grid.
func (g Grid) Boundary(right Right, years, rate, yield, vol float64) (*Boundary, error) {
	years = atLeast(min(years, maxYears), floorYears)
	b := &Boundary{right: right, years: years, vol: atLeast(min(vol, maxRate), 0)}
	limit := maxRate
	if years > 0 {
		limit = min(maxRate, maxExponent/years)
		b.vol = min(b.vol, maxTotal/math.Sqrt(years))
	}
	b.rate, b.yield = within(rate, limit), within(yield, limit)
	if right == Call {
		b.rate, b.yield = b.yield, b.rate
	}
	b.exercise = exerciseOf(b.rate, b.yield)
	switch {
	case max(b.rate, -b.yield)*years < floorCarry:
		b.exercise = never // nothing to earn: also at settlement
	case b.exercise == twoBounds:
		return nil, fmt.Errorf("american %s at rate %g and yield %g: %w", right, rate, yield, ErrTwoBoundaries)
	case b.exercise == below && b.vol*math.Sqrt(years) < floorVol:
		b.exercise = noVol
		b.level = startOf(b.rate, b.yield)
	case b.exercise == below:
		b.solve(g)
		b.level = math.Exp(-b.depth[g.Nodes])
		b.prices = b.curves(angles(g.Prices))
		b.near = b.curves(angles(3 * g.Prices))
	}
	return b, nil
}

// curves returns the boundary at the points.
func (b *Boundary) curves(points []angle) []moment {
	moments := make([]moment, len(points))
	for i, p := range points {
		moments[i] = moment{p, b.depthOf(b.shares(math.Sqrt(b.years) * p.sin))}
	}
	return moments
}
