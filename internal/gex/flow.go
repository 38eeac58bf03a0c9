package gex

import (
	"time"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// Flows are trades: minus the change of the dealers' option delta, in shares, by full reprice, and in US$ at the spot
// of the scenario. Differencing dollar delta would count shares whose price merely changed.

// spotFlows reprices the book at every move of the options.
func (b *Book) spotFlows() []report.SpotFlow {
	spots := make([]float64, len(b.opt.Moves)+1)
	for i, m := range b.opt.Moves {
		spots[i] = b.Spot * (1 + m/100)
	}
	spots[len(b.opt.Moves)] = b.Spot
	all := trades(b.batch, spots)
	today := trades(b.price(b.in(ZeroDTE)), spots)
	future, listed := market.FutureFor(b.chain.Underlying)
	out := []report.SpotFlow{}
	for i, m := range b.opt.Moves {
		f := report.SpotFlow{
			MovePct: report.Number(m), Spot: report.Number(spots[i]),
			Shares: report.Number(all[i]), USD: report.Number(all[i] * spots[i]),
			Futures: report.None(), PctADV: report.None(),
			USD0DTE: report.Number(today[i] * spots[i]), Side: side(all[i]),
		}
		if listed {
			f.Futures = report.Number(all[i] / future.Multiplier)
		}
		out = append(out, f)
	}
	return out
}

// trades is what dealers trade when spot goes to each of the spots from the last of them, in shares.
func trades(batch *kernel.Batch, spots []float64) []float64 {
	delta := batch.DeltaTo(make([]float64, len(spots)), spots)
	now := delta[len(spots)-1]
	for i, d := range delta {
		delta[i] = now - d
	}
	return delta
}

func side(shares float64) report.Side {
	switch {
	case shares > 0:
		return report.Buy
	case shares < 0:
		return report.Sell
	}
	return report.Still
}

// moveGEX is what a 1 % move of spot really needs, in US$: half the difference of the shares held 1 % up and 1 % down.
func (b *Book) moveGEX(batch *kernel.Batch) float64 {
	spots := []float64{b.Spot * 1.01, b.Spot * 0.99}
	d := batch.DeltaTo(make([]float64, 2), spots)
	return b.Spot * (d[0] - d[1]) / 2
}

// nextClose is the first close of a trading day after as-of.
func nextClose(asOf time.Time) time.Time {
	d := market.DateOf(asOf)
	if market.IsTradingDay(d) && market.Close(d).After(asOf) {
		return market.Close(d)
	}
	return market.Close(market.NextTradingDay(d))
}

// closeFlow is the trade until the next close in the contracts that settle at it: spot unchanged, delta to its payoff.
// nil when none settles then.
func (b *Book) closeFlow() *report.TimeFlow {
	at := nextClose(b.AsOf)
	var settling []expiry
	payoff := 0.0
	for _, e := range b.expiries {
		if !b.chain.Expiries[e.of].Settlement.Equal(at) {
			continue
		}
		settling = append(settling, e)
		for k := e.lo; k < e.hi; k++ {
			payoff += float64(b.weight[k] * b.payoffDelta(k))
		}
	}
	if settling == nil {
		return nil
	}
	now := b.price(settling).DeltaTo(make([]float64, 1), []float64{b.Spot})[0]
	shares := now - payoff
	return &report.TimeFlow{
		At: report.Time{Time: at}, Shares: report.Number(shares),
		USD: report.Number(shares * b.Spot), Side: side(shares),
	}
}

// payoffDelta is the delta a contract settles with at spot.
func (b *Book) payoffDelta(k int) float64 {
	i := b.row[k]
	o := bs.Option{Spot: b.Spot, Strike: b.chain.Strike[i]}
	if b.chain.Right[i] == chain.Put {
		o.Right = bs.Put
	}
	return o.Delta()
}
