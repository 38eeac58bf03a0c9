package kernel

import "math"

// Charm is the sum of weight times charm of a batch as a function of spot: as Vanna,
//
//	Σ weight · charm = Σ weight q delta + Σ γ (s/(2T) d2 − (r−q)) e
//	                 = Σ carried N(th d1) + Σ (aging y1 slope − drift) e
//
// with d2 = d1 − s, aging = γ s²/(2T)/gaussScale² and drift = γ (r−q) + gaussScale² aging.
type Charm struct{ charmBook }

// charmBook is the contracts of a book with the factors of charm.
type charmBook struct {
	columns
	delta        []float64 // weight · e^{−qT} · th q: carried
	aging, drift []float64
}

// Reset turns c into that of a batch.
func (c *Charm) Reset(b *Batch) {
	c.columns = b.book.columns
	c.delta = append(c.delta[:0], b.book.delta...)
	c.aging = append(c.aging[:0], b.book.gamma...)
	c.drift = append(c.drift[:0], b.book.gamma...)
	for g := range b.groups {
		e := &b.groups[g]
		factor := e.inverse2T * (4 / (gaussScale * gaussScale) / (gaussScale * gaussScale)) // offset² is gaussScale² s²/4
		for i := e.from; i < e.to; i++ {
			c.delta[i] *= e.yield
			c.aging[i] *= factor * float64(c.offset[i]*c.offset[i])
			c.drift[i] = math.FMA(gaussScale*gaussScale, c.aging[i], float64(c.drift[i]*e.net))
		}
	}
}

// At returns the sum at a spot, in units of the underlying per year as calendar time passes.
func (c *Charm) At(spot float64) float64 {
	at, sum := newLevel(spot), 0.0
	for lo := 0; lo < c.size(); lo += chunkSize {
		chunk := c.part(lo, min(lo+chunkSize, c.size()))
		carried, aged := chunk.sums(at)
		sum += carried + aged
	}
	return sum
}

// part returns the contracts [lo, hi).
func (c *charmBook) part(lo, hi int) charmBook {
	return charmBook{c.slice(lo, hi), c.delta[lo:hi], c.aging[lo:hi], c.drift[lo:hi]}
}

// sums returns both sums over a chunk.
func (c *charmBook) sums(at level) (carried, aged float64) {
	if simd != nil {
		return simd.charmSum(c.kHigh, c.kLow, c.slope, c.offset, c.delta, c.aging, c.drift, at.logHigh, at.logLow)
	}
	var yBuffer, eBuffer, nBuffer [blockSize]float64
	var deltas, agings laneSums
	for lo := 0; lo < c.size(); lo += blockSize {
		block := c.part(lo, min(lo+blockSize, c.size()))
		n := block.size()
		y, e, normal := yBuffer[:n], eBuffer[:n], nBuffer[:n]
		block.y1To(y, at)
		gaussTo(e, y)
		distributionOf(normal, e, y)
		deltas.add(block.delta, normal)
		for i := range y {
			y[i] = math.FMA(y[i]*block.slope[i], block.aging[i], -block.drift[i])
		}
		agings.add(y, e)
	}
	return deltas.total(), agings.total()
}
