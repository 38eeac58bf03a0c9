package gex

import (
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

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
	b.weight = make([]float64, n)
	for k, i := range b.row {
		b.weight[k] = b.qty[k] * c.Multiplier[i]
	}
	b.batch = b.price(b.expiries)
	b.gex = b.expose()
	b.strikePrices = b.allStrikes()
	b.whole = b.sum(b.expiries...)
	b.now = aged{surface: b.surface}
	b.hasVolume, b.hasInterest = anyOf(c.Volume), anyOf(c.OpenInterest)
}

// gathering is contracts on their way to the kernel: an expiry is opened, then its contracts are added.
type gathering struct {
	book          *Book
	groups        []kernel.Group
	strike, sigma []float64
	weight        []float64
	put           []bool
}

// gather starts with room for so many contracts.
func (b *Book) gather(contracts int) *gathering {
	return &gathering{
		book: b, strike: make([]float64, 0, contracts), sigma: make([]float64, 0, contracts),
		weight: make([]float64, 0, contracts), put: make([]bool, 0, contracts),
	}
}

// open begins an expiry.
func (g *gathering) open(years, rate, carry float64) {
	g.groups = append(g.groups, kernel.Group{Lo: len(g.strike), Hi: len(g.strike), Years: years, Rate: rate, Carry: carry})
}

// add takes contract k of the book into the open expiry, with a volatility.
func (g *gathering) add(k int, sigma float64) {
	c, i := g.book.chain, g.book.row[k]
	g.strike, g.sigma = append(g.strike, c.Strike[i]), append(g.sigma, sigma)
	g.put, g.weight = append(g.put, c.Right[i] == chain.Put), append(g.weight, g.book.weight[k])
	g.groups[len(g.groups)-1].Hi++
}

func (g *gathering) batch() *kernel.Batch {
	return kernel.New(g.groups, g.strike, g.sigma, g.put, g.weight)
}

// price prepares the contracts of some expiries for pricing, in the book's order.
func (b *Book) price(expiries []expiry) *kernel.Batch {
	contracts := 0
	for _, e := range expiries {
		contracts += e.hi - e.lo
	}
	g := b.gather(contracts)
	for _, e := range expiries {
		fit := b.surface.Expiries[e.of]
		g.open(fit.Years, fit.Rate, fit.Carry())
		for k := e.lo; k < e.hi; k++ {
			g.add(k, b.surface.Vol[b.row[k]])
		}
	}
	return g.batch()
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
