package kernel

import "math"

// Vanna is the sum of weight times vanna of a batch as a function of spot. With e = 2^{−y1²} and γ the factor of gamma (book.go),
// so that γ e is weight · e^{−qT} φ(d1)/s,
//
//	Σ weight · vanna = −Σ γ √T d2 e
//
// which gammaMoment gives for another factor of gamma, γ' = −γ √T s/gaussScale²: with d2 = d1 − s it is the moment less
// gaussScale² times the sum.
//
// Reset derives the factors from a batch, in the memory of the old ones. The batch must stay as it is while At is called, which
// any number of goroutines may do.
type Vanna struct{ book }

// Reset turns v into that of a batch.
func (v *Vanna) Reset(b *Batch) {
	v.columns, v.delta = b.book.columns, b.book.delta
	v.gamma = append(v.gamma[:0], b.book.gamma...)
	for g := range b.groups {
		e := &b.groups[g]
		factor := -e.root * (2 / gaussScale / (gaussScale * gaussScale)) // offset is gaussScale s/2
		for i := e.from; i < e.to; i++ {
			v.gamma[i] *= factor * math.Abs(v.offset[i])
		}
	}
}

// At returns the sum at a spot, in units of the underlying per 1.00 of volatility.
func (v *Vanna) At(spot float64) float64 {
	at, sum := newLevel(spot), 0.0
	for chunk := range v.chunks() {
		s, m := chunk.gammaMoment(at)
		sum += math.FMA(-(gaussScale * gaussScale), s, m)
	}
	return sum
}
