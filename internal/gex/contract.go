package gex

import (
	"strings"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
)

// Contracts returns every selected record, used or left out, in the chain's order: by
// settlement, root, strike, call before put. Left-out records have no greeks and say
// why.
func Contracts(b *Book) []report.Contract {
	n := len(b.row)
	col := func() []float64 { return make([]float64, n) }
	g := kernel.Greeks{Price: col(), Delta: col(), Gamma: col(), Vega: col(), Theta: col(), Vanna: col(), Charm: col()}
	b.batch.GreeksTo(&g, b.Spot)
	// The place among the used contracts, from 1, by record.
	used := make([]int, len(b.asked))
	for k, i := range b.row {
		used[i] = k + 1
	}
	out := make([]report.Contract, 0, len(b.asked))
	for x, e := range b.chain.Expiries {
		shared := b.shared(x)
		for i := e.Lo; i < e.Hi; i++ {
			if !b.asked[i] {
				continue
			}
			row := b.record(shared, x, i)
			if k := used[i] - 1; k >= 0 {
				b.price1(&row, &g, k)
				if bucket, _ := bucketOf(e, b.TradeDate); bucket.Today() {
					row.CEX = report.None() // as in totals, see otherSums.plus
				}
				inOwnPrices(&row, b.ratioOf(x))
			}
			out = append(out, row)
		}
	}
	return out
}

// shared returns what the records of expiry x have in common.
func (b *Book) shared(x int) report.Contract {
	e, fit := b.chain.Expiries[x], b.surface.Expiries[x]
	bucket, _ := bucketOf(e, b.TradeDate)
	none := report.None()
	one := report.Contract{
		Root: e.Root.Name, Expiry: e.Date.String(), Settlement: report.Time{Time: e.Settlement.In(b.zone())}, Bucket: bucket.String(),
		Years: report.Number(fit.Years), Forward: report.Number(fit.Forward),
		DealerQty: none, Vol: none, Price: none, Delta: none, Gamma: none, Vega: none, Theta: none, Vanna: none, Charm: none,
		GEX: none, DEX: none, VEX: none, CEX: none,
	}
	if m := b.opt.members; m != nil {
		one.Member, one.File = m.of(x).underlying, strings.Join(m.parts[m.part[x]].Files, ", ")
		one.MemberSpot = report.Number(b.Spot / m.ratio[x]).Round()
	}
	return one
}

// record adds to what is shared by expiry x what the file says of record i. Prices are currency per unit of the underlying.
func (b *Book) record(r report.Contract, x, i int) report.Contract {
	c := b.chain
	r.Line, r.Type, r.LeftOut = int(c.Line[i]), c.Right[i].String(), report.Text(b.out[i].String())
	r.Strike, r.Multiplier = report.Number(c.Strike[i]), report.Number(c.Multiplier[i])
	r.Bid, r.Ask = report.Number(c.Bid[i]), report.Number(c.Ask[i])
	r.Volume, r.OpenInterest = report.Number(c.Volume[i]), report.Number(c.OpenInterest[i])
	if ratio := b.ratioOf(x); ratio != 1 { // a member of a combined book, in its own prices
		for _, price := range []*report.Number{&r.Strike, &r.Bid, &r.Ask, &r.Forward} {
			*price = report.Number(float64(*price) / ratio).Round()
		}
		r.Multiplier = report.Number(float64(r.Multiplier) * ratio).Round()
	}
	// What has settled has neither a bucket nor a forward.
	if b.out[i] == chain.Expired {
		r.Bucket, r.Forward = "", report.None()
	}
	return r
}

// ratioOf returns the price of the axis over that of what the options of an expiry are on: 1 in a book that is not combined.
func (b *Book) ratioOf(x int) float64 {
	if b.opt.members == nil {
		return 1
	}
	return b.opt.members.ratio[x]
}

// inOwnPrices converts the greeks of a contract from the price of the axis to that of its own underlying: price, vega and theta are
// in it, gamma per it.
func inOwnPrices(r *report.Contract, ratio float64) {
	if ratio == 1 {
		return
	}
	for _, price := range []*report.Number{&r.Price, &r.Vega, &r.Theta} {
		*price /= report.Number(ratio)
	}
	r.Gamma *= report.Number(ratio)
}

// price1 fills in the greeks and exposures of the used contract k. Greeks are per unit
// of the underlying: vega and vanna per volatility point (/100), theta and charm per
// calendar day (/365). Exposures are those of the dealers' position (docs/theory.md
// 4.2), charm exposure that of any contract.
func (b *Book) price1(r *report.Contract, g *kernel.Greeks, k int) {
	i := b.row[k]
	r.DealerQty = report.Number(b.qty[k])
	r.Vol, r.VolSource = report.Number(b.sigma[k]), report.Text(b.surface.Source[i].String())
	r.Price, r.Delta, r.Gamma = report.Number(g.Price[k]), report.Number(g.Delta[k]), report.Number(g.Gamma[k])
	// Per volatility point, and per calendar day.
	r.Vega, r.Vanna = report.Number(g.Vega[k]/100), report.Number(g.Vanna[k]/100)
	r.Theta, r.Charm = report.Number(g.Theta[k]/365), report.Number(g.Charm[k]/365)
	e := b.others()
	r.GEX, r.DEX = report.Number(b.gex[k]), report.Number(e.dex[k])
	r.VEX, r.CEX = report.Number(e.vex[k]), report.Number(e.cex[k])
}
