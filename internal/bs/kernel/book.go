package kernel

import (
	"iter"
	"math"
)

// book is what the sums need, of the contracts with a weight alone and in their order, with contracts of weight zero at
// the end to fill the last lanes. Its gamma and delta are the factors that do not depend on spot: with y1 of columns.go,
//
//	Σ weight · gamma = Σ gamma · 2^{−y1²} / x       as e^{−d1²/2} = 2^{−y1²}
//	Σ weight · delta = Σ delta · N(th d1)
type book struct {
	columns
	gamma []float64 // weight · e^{−qT}/(s √(2π)), units of the underlying
	delta []float64 // weight · e^{−qT} · th, units of the underlying
}

// heldOf counts the contracts with a weight: dealers have no position in the others.
func heldOf(weight []float64) (held int) {
	for _, w := range weight {
		x := math.Float64bits(w) << 1 // 0 for zero of either sign, so that x | −x has no sign bit
		held += int((x | -x) >> 63)
	}
	return held
}

// hold derives the book. It shares the columns of the batch unless some contracts have no weight.
func (b *Batch) hold(weight []float64) {
	to := 0
	for i := range b.groups {
		e := &b.groups[i]
		e.from = to
		to = b.holdGroup(e, weight, to)
		e.to = to
	}
	b.book.columns = b.book.slice(0, len(b.book.gamma))
}

// holdGroup appends the contracts of a group that have a weight to a book that has to contracts, and returns the new
// number. |slope|/gaussScale is 1/s, so gamma is weight · e^{−qT} · (1/√(2π))/s.
func (b *Batch) holdGroup(e *expiry, weight []float64, to int) int {
	k, lo := &b.book, e.lo
	if simd != nil {
		to, lo = b.holdSIMD(e, weight, to)
	}
	from := b.all.slice(lo, e.hi)
	for i, w := range weight[lo:e.hi] {
		if w == 0 {
			continue
		}
		slope := from.slope[i]
		k.kHigh[to], k.kLow[to], k.slope[to], k.offset[to] = from.kHigh[i], from.kLow[i], slope, from.offset[i]
		held := within(w, maxWeight) * e.dividend
		k.gamma[to] = held * math.Abs(slope) * (invSqrt2Pi / gaussScale)
		k.delta[to] = flip(held, slope)
		to++
	}
	return to
}

// part returns the contracts [lo, hi).
func (k *book) part(lo, hi int) book {
	return book{k.slice(lo, hi), k.gamma[lo:hi], k.delta[lo:hi]}
}

// chunks yields the chunks of the book, in order.
func (k *book) chunks() iter.Seq[*book] { return k.cut(chunkSize) }

// blocks yields the blocks of a chunk, in order.
func (k *book) blocks() iter.Seq[*book] { return k.cut(blockSize) }

func (k *book) cut(size int) iter.Seq[*book] {
	return func(yield func(*book) bool) {
		for lo := 0; lo < k.size(); lo += size {
			part := k.part(lo, min(lo+size, k.size()))
			if !yield(&part) {
				return
			}
		}
	}
}
