package gex

import (
	"math"

	"gex/internal/report"
)

// significance is the part of the profile's peak that |G| must exceed on both sides of
// a root for it to count as a flip (docs/theory.md 5.3).
const significance = 1e-4

// significant separates the roots that count from those that are negligible. xs,
// ascending, and gs are the refined ladder on which the roots were found. The roots cut
// it into stretches; the height of a stretch is the largest |G| on its points and at
// its geometric middle, and it is high when that exceeds significance times the
// highest, or peak, what is known of points elsewhere, if that is higher. Between two
// consecutive high stretches, with only low ones between them, G changes sign when the
// number of roots between them is odd: then the middle root counts, with the direction
// from the one stretch to the other. All others are negligible, and so are those beyond
// the outermost high stretches.
//
// |G| is per 1% move whatever the unit of the options, so that the unit changes no
// level.
func (b *Book) significant(batch repriced, xs, gs []float64, roots []report.Flip, peak float64) (counting, negligible []report.Flip) {
	counting = []report.Flip{}
	if len(roots) == 0 {
		return counting, nil
	}
	from := 0 // the last high stretch so far
	seen := false
	flags := make([]bool, len(roots))
	for i, high := range b.highStretches(batch, xs, gs, roots, peak) {
		if !high {
			continue
		}
		// The roots from … i−1 are between the last high stretch and this one; an even
		// number leaves the sign.
		if n := i - from; seen && n%2 == 1 {
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

// highStretches reports of each stretch, one more than there are roots, whether it is
// high.
func (b *Book) highStretches(batch repriced, xs, gs []float64, roots []report.Flip, peak float64) []bool {
	heights, middles := make([]float64, len(roots)+1), make([]float64, len(roots)+1)
	// The geometric middle of each stretch, √low·√high rather than √(low·high), which
	// could overflow.
	low := xs[0]
	for i := range middles {
		high := xs[len(xs)-1]
		if i < len(roots) {
			high = float64(roots[i].Spot)
		}
		middles[i] = math.Sqrt(low) * math.Sqrt(high)
		low = high
	}
	for i, g := range b.gexAt(batch, middles) {
		heights[i] = b.height(middles[i], g)
	}
	// The points of the ladder, each in its stretch.
	from := 0
	for at := range heights {
		most, j := heights[at], from
		for ; j < len(xs) && (at == len(roots) || xs[j] < float64(roots[at].Spot)); j++ {
			if h := b.height(xs[j], gs[j]); h > most {
				most = h
			}
		}
		heights[at], from = most, j
	}
	for _, h := range heights {
		peak = max(peak, h)
	}
	out := make([]bool, len(heights))
	for i, h := range heights {
		out[i] = h > significance*peak
	}
	return out
}

// height returns |G| per 1% up to the constant 0.01, from the unit of the options.
func (b *Book) height(x, g float64) float64 { return math.Abs(g) / b.unit(x) * x * x }
