package vol

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"gex/internal/bs/kernel"
)

// Plausible volatilities, fractions a year: those of a file and at the money lie
// strictly within these. The bounds are far outside what markets do, and well inside
// what a wrong unit does (docs/theory.md 3.10).
const (
	minVol = 0.02
	maxVol = 5
)

// plausibleVol reports whether v, a fraction a year, can be a volatility; NaN cannot.
func plausibleVol(v float64) bool { return v > minVol && v < maxVol }

// findForwards gives every live expiry its forward F_q at the quotes, in currency per
// unit of the underlying: the future that the file quotes beside its options, else from
// put-call parity near the money, else from the file's deltas (docs/theory.md 3.4). An
// expiry without any keeps NaN.
func findForwards(all []quotes) {
	for i := range all {
		if q := &all[i]; q.live {
			q.findForward()
		}
	}
}

// findForward sets forward and source of one expiry, by the first way that gives a
// price.
func (q *quotes) findForward() {
	if isPrice(q.Future) {
		q.forward, q.source = q.Future, "future"
	} else if f := parityForward(q); isPrice(f) {
		q.forward, q.source = f, "parity"
	} else if f := deltaForward(q); isPrice(f) {
		q.forward, q.source = f, "file_delta"
	}
}

// parityForward returns the median of K + (C − P) e^{r T_q} over the nine pairs nearest
// to the money; NaN with fewer than three. Each term is F by put-call parity; the
// median ignores a few stale quotes.
func parityForward(q *quotes) float64 {
	if len(q.pairs) < forwardMin {
		return math.NaN()
	}
	grow := kernel.Exp(q.r * q.years) // 1/D
	var f [nearest9]float64
	near := q.near()
	for i := range near {
		f[i] = near[i].strike + float64(near[i].d*grow)
	}
	return median(f[:len(near)])
}

// deltaForward inverts the file's call deltas between 0.3 and 0.7, where they are steep
// in ln K. With delta = N(d1), d1 = ln(F/K)/s + s/2 and s = σ√T_q,
//
//	F = K exp(N⁻¹(delta)·s − s²/2)
//
// and the result is the median over strikes; NaN with fewer than three. The factor
// e^{−qT} of a delta is left out: it is not known yet, and near 1 for the expiries that
// need this.
func deltaForward(q *quotes) float64 {
	var memory [32]float64
	f := memory[:0]
	for i := range q.lines {
		l := &q.lines[i]
		delta, sigma := l.call.fileDelt, l.call.fileVol
		if l.call.at < 0 || !(delta > 0.3 && delta < 0.7) || !plausibleVol(sigma) {
			continue
		}
		s := sigma * math.Sqrt(q.years) // total volatility
		d1 := normalQuantile(delta)
		f = append(f, l.strike*kernel.Exp(float64(d1*s)-float64(s*s)/2))
	}
	if len(f) < forwardMin {
		return math.NaN()
	}
	return median(f)
}

// normalQuantile returns N⁻¹(p), rounded to 12 decimals: a file's delta has four, and
// where a compiler fuses products the last bits of gonum's function differ by machine
// (docs/theory.md 8).
func normalQuantile(p float64) float64 { return math.Round(mathext.NormalQuantile(p)*1e12) / 1e12 }
