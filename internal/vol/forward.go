package vol

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"gex/internal/bs/kernel"
)

const (
	minVol = 0.02 // volatilities a year, of a file or at the money, are strictly within these
	maxVol = 5
)

// sane reports whether a volatility of the file can be one.
func sane(v float64) bool { return v > minVol && v < maxVol }

// findForwards gives every live expiry its forward at the quotes: the future that the file quotes beside its options,
// else from put-call parity near the money, else from the file's deltas.
func findForwards(all []quotes, rate float64) {
	for i := range all {
		if q := &all[i]; q.live {
			q.findForward(rate)
		}
	}
}

func (q *quotes) findForward(rate float64) {
	for _, way := range []struct {
		source string
		value  func() float64
	}{
		{"future", func() float64 { return q.Future }},
		{"parity", func() float64 { return parityForward(q, rate) }},
		{"file_delta", func() float64 { return deltaForward(q) }},
	} {
		if f := way.value(); price(f) {
			q.forward, q.source = f, way.source
			return
		}
	}
}

// parityForward is the median of K + (C-P)e^{rT} over the nine pairs nearest to the money; NaN with fewer than three.
func parityForward(q *quotes, rate float64) float64 {
	if len(q.pairs) < forwardMin {
		return math.NaN()
	}
	grow := kernel.Exp(rate * q.years)
	var f []float64
	for _, p := range q.near() {
		f = append(f, p.strike+float64(p.d*grow))
	}
	return median(f)
}

// deltaForward inverts the file's call deltas between 0.3 and 0.7, delta = N(d1): the median of
// K·exp(N⁻¹(delta)·sigma√T - sigma²T/2); NaN with fewer than three.
func deltaForward(q *quotes) float64 {
	var f []float64
	for i := range q.lines {
		l := &q.lines[i]
		delta, sigma := l.call.fileDelt, l.call.fileVol
		if l.call.at < 0 || !(delta > 0.3 && delta < 0.7) || !sane(sigma) {
			continue
		}
		s := sigma * math.Sqrt(q.years)
		d1 := normalQuantile(delta)
		f = append(f, l.strike*kernel.Exp(float64(d1*s)-float64(s*s)/2))
	}
	if len(f) < forwardMin {
		return math.NaN()
	}
	return median(f)
}

// normalQuantile is N⁻¹(p), cut to 12 decimals: a file's delta has four, and where products are fused the last bits differ.
func normalQuantile(p float64) float64 { return math.Round(mathext.NormalQuantile(p)*1e12) / 1e12 }
