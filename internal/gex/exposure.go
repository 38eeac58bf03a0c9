package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// exposures are the book's columns at spot, one cell a used contract, in US$ of dealer delta.
type exposures struct {
	gex []float64 // in the unit of the options
	dex []float64 // delta
	vex []float64 // per +1 volatility point
	cex []float64 // per calendar day
}

// unit turns gamma in shares per dollar at spot x into the unit of the options.
func (b *Book) unit(x float64) float64 {
	switch b.opt.Unit {
	case "point":
		return x
	case "shares":
		return 1
	}
	return x * x * 0.01
}

// expose prices every used contract at spot.
func (b *Book) expose() *exposures {
	n := len(b.row)
	g := kernel.Greeks{
		Delta: make([]float64, n), Gamma: make([]float64, n),
		Vanna: make([]float64, n), Charm: make([]float64, n),
	}
	b.batch.GreeksTo(&g, b.Spot)
	e := &exposures{gex: g.Gamma, dex: g.Delta, vex: g.Vanna, cex: g.Charm}
	unit := b.unit(b.Spot)
	for k, w := range b.weight {
		e.gex[k] = g.Gamma[k] * unit * w
		e.dex[k] = g.Delta[k] * b.Spot * w
		e.vex[k] = g.Vanna[k] * b.Spot * 0.01 * w
		e.cex[k] = g.Charm[k] * b.Spot / 365 * w
	}
	return e
}

// sums are exposures added over some contracts, one after the other; the pairs are calls and puts.
type sums struct {
	contracts     int
	oi, volume    [2]float64
	gex           [2]float64
	gross         float64
	dex, vex, cex float64
}

func (s *sums) net() float64 { return s.gex[chain.Call] + s.gex[chain.Put] }

func (s *sums) add(b *Book, k int) {
	c, i, e := b.chain, b.row[k], b.at
	r := c.Right[i]
	s.contracts++
	if oi := c.OpenInterest[i]; !math.IsNaN(oi) {
		s.oi[r] += oi
	}
	if v := c.Volume[i]; !math.IsNaN(v) {
		s.volume[r] += v
	}
	s.gex[r] += e.gex[k]
	s.gross += math.Abs(e.gex[k])
	s.dex += e.dex[k]
	s.vex += e.vex[k]
	if !b.today[k] {
		s.cex += e.cex[k] // those settling on the trade date have the flow to the close for a number
	}
}

// sum adds the contracts of some expiries.
func (b *Book) sum(expiries ...expiry) sums {
	var s sums
	for _, x := range expiries {
		for k := x.lo; k < x.hi; k++ {
			s.add(b, k)
		}
	}
	return s
}

// strike is the sum over one strike.
type strike struct {
	k float64
	sums
	side  [2]float64 // gross exposure of calls and of puts
	count [2]float64 // contracts behind the position times multiplier, of calls and of puts
}

// byStrike adds the contracts of some expiries by strike, ascending.
func (b *Book) byStrike(expiries []expiry) []strike {
	at := map[float64]int{}
	var out []strike
	for _, x := range expiries {
		for k := x.lo; k < x.hi; k++ {
			i := b.row[k]
			price := b.chain.Strike[i]
			j, seen := at[price]
			if !seen {
				j = len(out)
				at[price] = j
				out = append(out, strike{k: price})
			}
			r := b.chain.Right[i]
			out[j].add(b, k)
			out[j].side[r] += math.Abs(b.at.gex[k])
			out[j].count[r] += b.count[k] * b.chain.Multiplier[i]
		}
	}
	slices.SortFunc(out, func(a, b strike) int { return cmp.Compare(a.k, b.k) })
	return out
}
