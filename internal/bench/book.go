package main

import (
	"fmt"
	"math"
	"os"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// The carry of the numpy baseline, taken wherever programs are compared.
const flatRate, flatYield = 0.045, 0.013

// book is a chain in the columns that the kernels take: the contracts that the numpy baseline prices, which have not
// settled, have a volatility in the file and open interest.
type book struct {
	spot                float64
	groups              []kernel.Group
	strike, vol, weight []float64
	put                 []bool
	quotes              quotes
}

// quotes are the mids of a chain, of the leg out of the money of every strike that has a bid.
type quotes struct {
	groups        []kernel.Quoted
	price, strike []float64
	put           []bool
}

// readBook reads a file of one underlying.
func readBook(path string) (*book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	file, err := chain.Read(f, chain.Options{Name: path})
	if err != nil {
		return nil, err
	}
	if len(file.Chains) != 1 {
		return nil, fmt.Errorf("%s holds %d underlyings, want one", path, len(file.Chains))
	}
	return newBook(file.Chains[0]), nil
}

func newBook(c *chain.Chain) *book {
	b := &book{spot: c.Spot}
	for _, e := range c.Expiries {
		years := market.Years(c.AsOf, e.Settlement)
		if years <= 0 {
			continue
		}
		group := kernel.Group{Lo: len(b.strike), Years: years, Rate: flatRate, Carry: (flatRate - flatYield) * years}
		quoted := kernel.Quoted{
			Lo: len(b.quotes.price), Forward: c.Spot * math.Exp(group.Carry), Discount: math.Exp(-flatRate * years),
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] == chain.Live {
				b.add(c, i)
				b.quotes.add(c, i, quoted.Forward)
			}
		}
		group.Hi, quoted.Hi = len(b.strike), len(b.quotes.price)
		b.groups, b.quotes.groups = append(b.groups, group), append(b.quotes.groups, quoted)
	}
	return b
}

func (b *book) add(c *chain.Chain, i int) {
	put, held := c.Right[i] == chain.Put, c.OpenInterest[i]*c.Multiplier[i]
	if !(c.IV[i] > 0) || !(held > 0) {
		return
	}
	if put {
		held = -held
	}
	b.strike, b.vol = append(b.strike, c.Strike[i]), append(b.vol, c.IV[i])
	b.put, b.weight = append(b.put, put), append(b.weight, held)
}

func (q *quotes) add(c *chain.Chain, i int, forward float64) {
	put := c.Right[i] == chain.Put
	if put != (c.Strike[i] < forward) || !(c.Bid[i] > 0) || !(c.Ask[i] >= c.Bid[i]) {
		return
	}
	q.price, q.strike = append(q.price, (c.Bid[i]+c.Ask[i])/2), append(q.strike, c.Strike[i])
	q.put = append(q.put, put)
}

// times is the same contracts over and over.
func (b *book) times(n int) *book {
	many := &book{spot: b.spot}
	for range n {
		at := len(many.strike)
		for _, g := range b.groups {
			g.Lo, g.Hi = g.Lo+at, g.Hi+at
			many.groups = append(many.groups, g)
		}
		many.strike, many.vol = append(many.strike, b.strike...), append(many.vol, b.vol...)
		many.put, many.weight = append(many.put, b.put...), append(many.weight, b.weight...)
	}
	return many
}

// batch prepares the columns for pricing.
func (b *book) batch() *kernel.Batch { return kernel.New(b.groups, b.strike, b.vol, b.put, b.weight) }

// options are the same contracts the naive way.
func (b *book) options() []option {
	var all []option
	for _, g := range b.groups {
		for i := g.Lo; i < g.Hi; i++ {
			all = append(all, option{
				put: b.put[i], spot: b.spot, strike: b.strike[i], years: g.Years, vol: b.vol[i],
				rate: flatRate, yield: flatYield,
			})
		}
	}
	return all
}

// right is the side in the words of the textbook.
func right(put bool) bs.Right {
	if put {
		return bs.Put
	}
	return bs.Call
}
