package gex

import (
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// closeFlow is the trade until the next close in the contracts that settle at it: spot unchanged, delta to its payoff.
// nil when none settles then.
func (d *desk) closeFlow() *report.TimeFlow {
	at := d.nextSettlement()
	only := d.settlingAt(at)
	if only == nil {
		return nil
	}
	f := only.timeFlow(instant{"settling at the close", at}, only.ladder(adjustment{at: at}, []float64{d.Spot})[0])
	return &f
}

// settlingAt is the desk of the contracts that settle at one instant, nil when there are none.
func (d *desk) settlingAt(at time.Time) *desk {
	return d.only(func(e chain.Expiry) bool { return e.Settlement.Equal(at) })
}

// only is the desk of the expiries that pass, nil when none does.
func (d *desk) only(pass func(chain.Expiry) bool) *desk {
	b := *d.Book
	b.expiries = nil
	for _, e := range d.expiries {
		if pass(d.chain.Expiries[e.of]) {
			b.expiries = append(b.expiries, e)
		}
	}
	if b.expiries == nil {
		return nil
	}
	return b.desk()
}

// toClose walks to the next close by half hours, spot unchanged: what is traded in each, by the contracts that settle at
// the close, those that settle at an open, and the rest.
func (d *desk) toClose() []report.CloseStep {
	end := d.nextSettlement()
	if end.Sub(d.AsOf) > 24*time.Hour && !d.venue().HasSessions() {
		return nil // the next settlement is not of this day
	}
	kind := func(e chain.Expiry) int {
		switch {
		case e.Settlement.Equal(end):
			return 0
		case e.Root.Settlement == market.AM:
			return 1
		}
		return 2
	}
	var desks [3]*desk
	for i := range desks {
		desks[i] = d.only(func(e chain.Expiry) bool { return kind(e) == i })
	}
	var out []report.CloseStep
	var before [3]float64
	for _, at := range d.halfHours(end) {
		var since [3]float64
		for i, only := range desks {
			if only == nil {
				continue
			}
			now := only.alone(adjustment{at: at})
			since[i], before[i] = now-before[i], now
		}
		shares := since[0] + since[1] + since[2]
		out = append(out, report.CloseStep{
			At:       report.Time{Time: at.In(d.zone())},
			Settling: report.Number(since[0]), AM: report.Number(since[1]), Rest: report.Number(since[2]),
			Shares: report.Number(shares), USD: report.Number(shares * d.Spot), Side: side(shares),
			Total: report.Number(before[0] + before[1] + before[2]),
		})
	}
	return out
}
