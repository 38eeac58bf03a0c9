package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// bounds returns what the gamma of some expiries can be by now, from open interest n at the open and the volume V since:
//
//	open interest now   [max(n − V, 0), n + V]
//	gross               [Σ m·Γ·max(n − V, 0), Σ m·Γ·(n + V)]
//	net                 within ± the upper end of gross
//
// whoever is long what, in the unit of the options: of a combined book the sums over its members, whose contracts count by their size in
// contracts of the axis. It returns nil where a contract has no volume, which is not a volume of 0, and where the volumes are those of
// another date than the one that the expiries settle on: a file made in the evening has those of the session before.
func (b *Book) bounds(scope []expiry) *report.Bounds {
	if !b.ofTheDay() {
		return nil
	}
	batch := b.price(new(pricer), scope)
	n := 0
	for _, e := range scope {
		n += e.hi - e.lo
	}
	g := kernel.Greeks{Gamma: make([]float64, n)}
	batch.GreeksTo(&g, b.Spot)
	unit := b.unit(b.Spot)
	x, at := report.Bounds{}, 0
	for _, e := range scope {
		for k := e.lo; k < e.hi; k++ {
			i := b.row[k]
			held, volume := b.chain.OpenInterest[i], b.chain.Volume[i]
			if math.IsNaN(volume) || math.IsNaN(held) {
				return nil
			}
			one := report.Number(g.Gamma[at] * unit * b.chain.Multiplier[i])
			at++
			sign := report.Number(1)
			if b.put[k] {
				sign = -1
			}
			x.GrossLow += one * report.Number(max(held-volume, 0))
			x.GrossHigh += one * report.Number(held+volume)
			x.NaiveOI += sign * one * report.Number(held)
			x.NaiveOIVolume += sign * one * report.Number(held+volume)
			size := report.Number(b.contractSize(i))
			x.OpenInterest += size * report.Number(held)
			x.Volume += size * report.Number(volume)
		}
	}
	return &x
}

// ofTheDay reports whether the volumes of all files are those of the trade date.
func (b *Book) ofTheDay() bool {
	if m := b.opt.members; m != nil {
		return !slices.ContainsFunc(m.parts, func(p Part) bool { return p.Chain.Of().Venue.DateOf(p.Chain.AsOf) != b.TradeDate })
	}
	return b.venue().DateOf(b.AsOf) == b.TradeDate
}

// contractSize is the size of a contract in contracts of the axis: 1 in a book of one underlying.
func (b *Book) contractSize(i int) float64 {
	if whole := b.root().Multiplier; b.opt.members.several() && whole > 0 {
		return b.chain.Multiplier[i] / whole
	}
	return 1
}
