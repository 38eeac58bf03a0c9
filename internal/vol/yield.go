package vol

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

const (
	unclearYield = 0.01 // standard error of a yield, a fraction a year, from which on it says nothing
	scatterFew   = 4    // expiries whose forwards tell how noisy they are
)

// judgeYields fills in the standard errors of yields,
//
//	√(scatter² + s²) / T
//
// with s the standard error of ln F from the spreads, and scatter how far the forwards
// within 45 days, without their dividends, lie from their line: 1.4826 times the median
// distance. Spot and quotes of a file are rarely of the same second.
func (f *fitter) judgeYields() {
	points := make([]spotPoint, 0, len(f.all))
	for x := range f.all {
		q, e := &f.all[x], f.s.Expiries[x]
		if !q.live || q.source != "parity" || q.years > gapHorizon {
			continue
		}
		y := kernel.Log(e.Forward / f.s.Spot)
		if early := f.am.at(x); early != nil {
			y -= early.lost()
		}
		points = append(points, spotPoint{q, y})
	}
	slices.SortStableFunc(points, func(x, y spotPoint) int { return cmp.Compare(x.q.years, y.q.years) })
	scatter := scatterOf(points)
	for x := range f.all {
		if q, e := &f.all[x], &f.s.Expiries[x]; q.live && q.source == "parity" {
			s := q.forwardError()
			e.YieldErr = math.Sqrt(float64(scatter*scatter)+float64(s*s)) / e.Years
		}
	}
}

// scatterOf returns how far points lie from the line of their median slope; 0 of too few.
func scatterOf(points []spotPoint) float64 {
	if len(points) < scatterFew {
		return 0
	}
	slopes := slopesOf(points)
	if len(slopes) == 0 {
		return 0
	}
	slope := median(slopes)
	rest := make([]float64, len(points))
	for i, p := range points {
		rest[i] = p.y - float64(slope*p.q.years)
	}
	middle := median(slices.Clone(rest))
	for i := range rest {
		rest[i] = math.Abs(rest[i] - middle)
	}
	return madToSD * median(rest)
}
