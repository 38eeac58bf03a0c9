package gex

import (
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// closeFlow returns the trade until the next close in the contracts that settle at it,
// spot unchanged (docs/theory.md 7.3):
//
//	−(Σ ω · payoff delta − Σ ω · delta)
//
// in units of the underlying. It is exact where charm × time left diverges at the
// strike. nil when none settles then.
func (d *desk) closeFlow() *report.TimeFlow {
	at := d.nextSettlement()
	only := d.settlingAt(at)
	if only == nil {
		return nil
	}
	f := only.timeFlow(timeStep{"settling at the close", at}, only.ladder(adjustment{at: at}, []float64{d.Spot})[0])
	return &f
}

// settlingAt returns the desk of the contracts that settle at one instant, nil when
// there are none.
func (d *desk) settlingAt(at time.Time) *desk {
	return d.only(func(e chain.Expiry) bool { return e.Settlement.Equal(at) })
}

// only returns the desk of the expiries that pass, nil when none does.
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

// toClose returns the trades of each half hour until the next close, spot unchanged, in
// units of the underlying: of the contracts that settle at the close, those that settle
// at an open, and the others. Since is the trade within the half hour, Total the trade
// from as_of. nil when the next settlement is more than a day away at a venue without
// sessions.
func (d *desk) toClose() []report.CloseStep {
	end := d.nextSettlement()
	if end.Sub(d.AsOf) > 24*time.Hour && !d.venue().HasSessions() {
		return nil // the next settlement is on another day
	}
	kind := func(e chain.Expiry) int { // 0: at this close, 1: at an open, 2: later
		switch {
		case e.Settlement.Equal(end):
			return 0
		case e.Root.Settlement == market.AM:
			return 1
		}
		return 2
	}
	// A desk for each kind of contract, nil when there are none of it.
	var desks [3]*desk
	for i := range desks {
		desks[i] = d.only(func(e chain.Expiry) bool { return kind(e) == i })
	}
	var out []report.CloseStep
	var before [3]float64
	// Each step is the trade since as_of less that of the step before.
	for _, at := range d.halfHours(end) {
		var since [3]float64
		for i, only := range desks {
			if only == nil {
				continue
			}
			now := only.alone(adjustment{at: at}) // the trade from as_of until at
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
