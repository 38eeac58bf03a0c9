package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// exposures are the book's columns at spot but for GEX, one cell a used contract, in US$ of dealer delta.
type exposures struct {
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

// expose prices the gamma of every used contract at spot. sides are the exposures of all calls and of all puts with each
// contract behind the position counted once, whoever holds it.
func (b *Book) expose() (gex []float64, sides [2]float64) {
	g := kernel.Greeks{Gamma: make([]float64, len(b.row))}
	b.batch.GreeksTo(&g, b.Spot)
	unit := b.unit(b.Spot)
	for k, w := range b.weight {
		one := g.Gamma[k] * unit
		sides[b.right(k)] += float64(one * float64(b.count[k]*b.chain.Multiplier[b.row[k]]))
		g.Gamma[k] = one * w
	}
	return g.Gamma, sides
}

// others are the exposures that levels do without, made when they are first asked for.
func (b *Book) others() *exposures {
	if b.other == nil {
		b.other = b.exposeOthers()
	}
	return b.other
}

func (b *Book) exposeOthers() *exposures {
	n := len(b.row)
	room := make([]float64, 3*n)
	g := kernel.Greeks{Delta: room[:n], Vanna: room[n : 2*n], Charm: room[2*n:]}
	b.batch.GreeksTo(&g, b.Spot)
	for k, w := range b.weight {
		g.Delta[k] = g.Delta[k] * b.Spot * w
		g.Vanna[k] = g.Vanna[k] * b.Spot * 0.01 * w
		g.Charm[k] = g.Charm[k] * b.Spot / 365 * w
	}
	return &exposures{dex: g.Delta, vex: g.Vanna, cex: g.Charm}
}

// sums are contracts added up, one after the other; the pairs are calls and puts.
type sums struct {
	contracts  int
	oi, volume [2]float64
	gex        [2]float64
	gross      float64
}

func (s *sums) net() float64 { return s.gex[chain.Call] + s.gex[chain.Put] }

func (s *sums) add(b *Book, k int) {
	c, i, r := b.chain, b.row[k], b.right(k)
	s.contracts++
	if oi := c.OpenInterest[i]; !math.IsNaN(oi) {
		s.oi[r] += oi
	}
	if v := c.Volume[i]; !math.IsNaN(v) {
		s.volume[r] += v
	}
	s.gex[r] += b.gex[k]
	s.gross += math.Abs(b.gex[k])
}

// right is the side of contract k.
func (b *Book) right(k int) chain.Right {
	if b.put[k] {
		return chain.Put
	}
	return chain.Call
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

// otherSums are the sums of the other exposures.
type otherSums struct{ dex, vex, cex float64 }

func (s *otherSums) add(e *exposures, k int, today bool) {
	s.dex += e.dex[k]
	s.vex += e.vex[k]
	if !today {
		s.cex += e.cex[k] // those settling on the trade date have the flow to the close for a number
	}
}

// otherSum adds the contracts of all expiries.
func (b *Book) otherSum() otherSums {
	var s otherSums
	e := b.others()
	for _, x := range b.expiries {
		for k := x.lo; k < x.hi; k++ {
			s.add(e, k, x.bucket.Today())
		}
	}
	return s
}

// strike is the sum over one strike.
type strike struct {
	k float64
	sums
	side [2]float64 // gross exposure of calls and of puts
}

// byStrike adds the contracts of some expiries by strike, ascending.
func (b *Book) byStrike(expiries []expiry) []strike {
	out := make([]strike, 0, len(b.strikes))
	for _, k := range b.strikes {
		out = append(out, strike{k: k})
	}
	b.eachStrike(expiries, func(j, k int, _ bool) {
		out[j].add(b, k)
		out[j].side[b.right(k)] += math.Abs(b.gex[k])
	})
	return slices.DeleteFunc(out, func(s strike) bool { return s.contracts == 0 })
}

// othersByStrike adds the other exposures of all expiries by strike, in the order of b.strikes.
func (b *Book) othersByStrike() []otherSums {
	out := make([]otherSums, len(b.strikes))
	e := b.others()
	b.eachStrike(b.expiries, func(j, k int, today bool) { out[j].add(e, k, today) })
	return out
}

// eachStrike goes through the contracts k of some expiries with the place j of their strike among all of the book; today
// tells those that settle on the trade date.
func (b *Book) eachStrike(expiries []expiry, visit func(j, k int, today bool)) {
	for _, x := range expiries {
		j, today := 0, x.bucket.Today()
		for k := x.lo; k < x.hi; k++ {
			for b.strikes[j] != b.strike[k] {
				j++
			}
			visit(j, k, today)
		}
	}
}

// allStrikes lists the strikes of the used contracts, ascending, each once. Those of an expiry ascend already.
func (b *Book) allStrikes() []float64 {
	var all, merged []float64
	for _, x := range b.expiries {
		merged = merged[:0]
		j := 0
		for k := x.lo; k < x.hi; k++ {
			strike := b.strike[k]
			for j < len(all) && all[j] < strike {
				merged = append(merged, all[j])
				j++
			}
			if (j == len(all) || all[j] != strike) && (len(merged) == 0 || merged[len(merged)-1] != strike) {
				merged = append(merged, strike)
			}
		}
		all, merged = append(merged, all[j:]...), all
	}
	return all
}
