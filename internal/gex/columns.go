package gex

import (
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// fill gathers the used records into columns and prepares them for pricing.
func (b *Book) fill() {
	c := b.chain
	n := 0
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
			b.today = append(b.today, slices.Repeat([]bool{bucket.Today()}, n-lo)...)
		}
	}
	b.count, b.qty = b.count[:n], b.qty[:n]
	b.weight = make([]float64, n)
	for k, i := range b.row {
		b.weight[k] = b.qty[k] * c.Multiplier[i]
	}
	b.batch = b.price(b.expiries)
	b.at = b.expose()
	b.now = aged{surface: b.surface}
	b.parts = b.split()
	b.hasVolume, b.hasInterest = anyOf(c.Volume), anyOf(c.OpenInterest)
}

// price prepares the contracts of some expiries for pricing, in the book's order.
func (b *Book) price(expiries []expiry) *kernel.Batch {
	var (
		groups      []kernel.Group
		strike, sig []float64
		weight      []float64
		put         []bool
		c, s        = b.chain, b.surface
	)
	for _, e := range expiries {
		fit := s.Expiries[e.of]
		groups = append(groups, kernel.Group{
			Lo: len(strike), Hi: len(strike) + e.hi - e.lo,
			Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry(),
		})
		for k := e.lo; k < e.hi; k++ {
			i := b.row[k]
			strike = append(strike, c.Strike[i])
			sig = append(sig, s.Vol[i])
			put = append(put, c.Right[i] == chain.Put)
			weight = append(weight, b.weight[k])
		}
	}
	return kernel.New(groups, strike, sig, put, weight)
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
