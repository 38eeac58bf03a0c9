package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// columns are contracts as the kernel takes them, expiry after expiry.
type columns struct {
	strike, sigma []float64
	put           []bool
	weight        []float64 // z times multiplier: units of the underlying
}

// makeColumns returns columns without contracts but with room for n.
func makeColumns(n int) columns {
	room := make([]float64, 3*n)
	return columns{room[:0:n], room[n : n : 2*n], make([]bool, 0, n), room[2*n : 2*n : 3*n]}
}

// part returns the contracts [lo, hi).
func (c *columns) part(lo, hi int) columns {
	return columns{c.strike[lo:hi], c.sigma[lo:hi], c.put[lo:hi], c.weight[lo:hi]}
}

// add appends contracts.
func (c *columns) add(more columns) {
	c.strike, c.sigma = append(c.strike, more.strike...), append(c.sigma, more.sigma...)
	c.put, c.weight = append(c.put, more.put...), append(c.weight, more.weight...)
}

// fill gathers the used records into columns and prepares them for pricing.
func (b *Book) fill() {
	c := b.chain
	n := 0
	b.row = make([]int, 0, c.Len())
	for x, e := range c.Expiries {
		lo := n
		for i := e.Lo; i < e.Hi; i++ {
			if b.asked[i] && b.out[i] == chain.Live {
				b.row = append(b.row, i)
				b.count[n], b.qty[n] = b.count[i], b.qty[i]
				n++
			}
		}
		if n > lo {
			bucket, days := bucketOf(e, b.TradeDate)
			b.expiries = append(b.expiries, expiry{x, lo, n, bucket, days})
		}
	}
	b.count, b.qty = b.count[:n], b.qty[:n]
	b.columns = makeColumns(n)
	for k, i := range b.row {
		b.strike, b.sigma = append(b.strike, c.Strike[i]), append(b.sigma, b.surface.Vol[i])
		b.put, b.weight = append(b.put, c.Right[i] == chain.Put), append(b.weight, b.qty[k]*c.Multiplier[i])
	}
	b.batch = b.price(b.expiries)
	b.gex = b.expose()
	b.strikes = b.allStrikes()
	b.whole = b.sum(b.expiries...)
	b.now = aged{expiries: b.surface.Expiries}
	b.hasVolume, b.hasInterest = anyOf(c.Volume), anyOf(c.OpenInterest)
}

// price prepares the contracts of some expiries for pricing, in the book's order.
func (b *Book) price(expiries []expiry) *kernel.Batch {
	held, groups := b.held(expiries), make([]kernel.Group, len(expiries))
	lo := 0
	for i, e := range expiries {
		fit := b.surface.Expiries[e.of]
		hi := lo + e.hi - e.lo
		groups[i] = kernel.Group{Lo: lo, Hi: hi, Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry()}
		lo = hi
	}
	return kernel.New(groups, held.strike, held.sigma, held.put, held.weight)
}

// held are the columns of some expiries: the book's own where they lie side by side.
func (b *Book) held(expiries []expiry) columns {
	if len(expiries) == 0 {
		return columns{}
	}
	first, last := expiries[0].lo, expiries[len(expiries)-1].hi
	n := 0
	for _, e := range expiries {
		n += e.hi - e.lo
	}
	if n == last-first {
		return b.part(first, last)
	}
	out := makeColumns(n)
	for _, e := range expiries {
		out.add(b.part(e.lo, e.hi))
	}
	return out
}

// in returns the expiries of one bucket.
func (b *Book) in(bucket Bucket) []expiry {
	var in []expiry
	for _, e := range b.expiries {
		if e.bucket == bucket {
			in = append(in, e)
		}
	}
	return in
}

// anyOf reports whether a column has any value.
func anyOf(column []float64) bool {
	for _, v := range column {
		if !math.IsNaN(v) {
			return true
		}
	}
	return false
}
