package gex

import (
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
	// The index among the used contracts, by record.
	used := make(map[int]int, n)
	for k, i := range b.row {
		used[i] = k
	}
	out := []report.Contract{}
	for x, e := range b.chain.Expiries {
		for i := e.Lo; i < e.Hi; i++ {
			if !b.asked[i] {
				continue
			}
			row := b.record(x, i)
			if k, ok := used[i]; ok {
				b.price1(&row, &g, k)
				inOwnPrices(&row, b.ratioOf(x))
			}
			out = append(out, row)
		}
	}
	return out
}

// record returns what the file says of record i, which belongs to expiry x. Prices are
// currency per unit of the underlying.
func (b *Book) record(x, i int) report.Contract {
	c, e, fit := b.chain, b.chain.Expiries[x], b.surface.Expiries[x]
	bucket, _ := bucketOf(e, b.TradeDate)
	none := report.None()
	r := report.Contract{
		Line: int(c.Line[i]), Root: e.Root.Name, Expiry: e.Date.String(),
		Settlement: report.Time{Time: e.Settlement.In(b.zone())}, Bucket: bucket.String(),
		Strike: report.Number(c.Strike[i]), Type: c.Right[i].String(),
		Bid: report.Number(c.Bid[i]), Ask: report.Number(c.Ask[i]),
		Volume: report.Number(c.Volume[i]), OpenInterest: report.Number(c.OpenInterest[i]), Multiplier: report.Number(c.Multiplier[i]),
		DealerQty: none, Years: report.Number(fit.Years), Forward: report.Number(fit.Forward), Vol: none,
		Price: none, Delta: none, Gamma: none, Vega: none, Theta: none, Vanna: none, Charm: none,
		GEX: none, DEX: none, VEX: none, CEX: none, LeftOut: report.Text(b.out[i].String()),
	}
	if ratio := b.ratioOf(x); ratio != 1 { // a member of a combined book, in its own prices
		for _, price := range []*report.Number{&r.Strike, &r.Bid, &r.Ask, &r.Forward} {
			*price = report.Number(float64(*price) / ratio).Round()
		}
		r.Multiplier = report.Number(float64(r.Multiplier) * ratio).Round()
	}
	// What has settled has neither a bucket nor a forward.
	if b.out[i] == chain.Expired {
		r.Bucket, r.Forward = "", none
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
// 4.2).
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
