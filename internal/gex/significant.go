package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// significance is the part of the profile's peak that |GEX| must exceed on both sides of a root for it to count as a flip
// (docs/theory.md 5.3).
const significance = 1e-4

// significant separates the roots that count from those that are negligible. xs, ascending, and gs are the refined ladder
// that the roots were found on. The roots cut it into stretches; a stretch is as high as the largest |GEX| on its points
// and at its geometric middle, and high when that exceeds the bound. Between two high stretches next to each other but for low
// ones gamma changes sign when the roots between them are odd in number: then the middle one counts, with the direction
// from the one stretch to the other. All others are negligible, and so is what lies beyond the outermost high stretches.
//
// |GEX| is that of a 1 % move whatever the unit of the options, so that the unit bears on no level.
func (b *Book) significant(batch *kernel.Batch, xs, gs []float64, roots []report.Flip) (counting, negligible []report.Flip) {
	counting = []report.Flip{}
	if len(roots) == 0 {
		return counting, nil
	}
	from := 0 // the latest high stretch; those before the first high one have none
	seen := false
	flags := make([]bool, len(roots))
	for i, high := range b.highStretches(batch, xs, gs, roots) {
		if !high {
			continue
		}
		if n := i - from; seen && n%2 == 1 { // roots from … i-1 lie between
			middle := from + n/2
			flags[middle] = true
			roots[middle].Direction = roots[from].Direction
		}
		from, seen = i, true
	}
	for i, f := range roots {
		if f.Negligible = !flags[i]; f.Negligible {
			negligible = append(negligible, f)
		} else {
			counting = append(counting, f)
		}
	}
	return counting, negligible
}

// highStretches reports of each stretch between the roots, in order and one more than there are, whether it exceeds the
// bound.
func (b *Book) highStretches(batch *kernel.Batch, xs, gs []float64, roots []report.Flip) []bool {
	heights, middles := make([]float64, len(roots)+1), make([]float64, len(roots)+1)
	low := xs[0]
	for i := range middles {
		high := xs[len(xs)-1]
		if i < len(roots) {
			high = float64(roots[i].Spot)
		}
		middles[i] = math.Sqrt(low) * math.Sqrt(high)
		low = high
	}
	size := func(x, g float64) float64 { return math.Abs(g) / b.unit(x) * x * x }
	for i, g := range b.gexAt(batch, middles) {
		heights[i] = size(middles[i], g)
	}
	at := 0
	for j, x := range xs {
		for at < len(roots) && x >= float64(roots[at].Spot) {
			at++
		}
		heights[at] = max(heights[at], size(x, gs[j]))
	}
	peak := 0.0
	for _, h := range heights {
		peak = max(peak, h)
	}
	out := make([]bool, len(heights))
	for i, h := range heights {
		out[i] = h > significance*peak
	}
	return out
}
