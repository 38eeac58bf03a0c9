package gex

import (
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// DefaultVolPoints is the volatility ladder, in points of every volatility.
var DefaultVolPoints = []float64{-5, -2, -1, 1, 2, 5}

// gridMoves and gridPoints span the grids of two moves at once.
var (
	gridMoves  = []float64{-5, -3, -2, -1, 0, 1, 2, 3, 5}
	gridPoints = []float64{-5, -2, 0, 2, 5}
)

// spotFlows reprices the book at every move of the options.
func (d *desk) spotFlows(parts bool) []report.SpotFlow {
	moves := d.opt.Moves
	trades := d.moved(moves, time.Time{}, 0)
	out := []report.SpotFlow{}
	for n, spot := range d.spots(moves) {
		f := report.SpotFlow{MovePct: report.Number(moves[n]), Spot: report.Number(spot), Flow: d.flow(trades[n], spot)}
		if parts {
			f.Parts = d.partsOf(trades[n])
		}
		out = append(out, f)
	}
	return out
}

// groupings are what flows are broken down by.
var groupings = []struct {
	by   string
	name func(*part) string
}{
	{"bucket", func(p *part) string { return p.bucket.String() }},
	{"root", func(p *part) string { return p.root }},
	{"type", func(p *part) string { return p.right.String() }},
}

// breakdown is who trades after a move of a percent either way: each bucket, root and type of contract alone.
func (d *desk) breakdown() []report.FlowShare {
	var (
		moves  = []float64{-1, 1}
		spots  = d.spots(moves)
		trades = d.moved(moves, time.Time{}, 0)
		out    []report.FlowShare
	)
	for _, g := range groupings {
		names := d.named(g.name)
		for n := range moves {
			shares := d.sharesBy(g.name, trades[n])
			for _, name := range names {
				out = append(out, report.FlowShare{
					MovePct: report.Number(moves[n]), By: g.by, Name: name, Side: side(shares[name]),
					Shares: report.Number(shares[name]), USD: report.Number(shares[name] * spots[n]),
				})
			}
		}
	}
	return out
}

// named lists the names of the parts, each once, by settlement.
func (d *desk) named(name func(*part) string) []string {
	var names []string
	for j := range d.parts {
		if n := name(&d.parts[j]); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// sharesBy sums a trade over the parts of each name.
func (d *desk) sharesBy(name func(*part) string, t trade) map[string]float64 {
	sums := map[string]float64{}
	for j := range d.parts {
		sums[name(&d.parts[j])] += t.parts[j]
	}
	return sums
}

// volFlows reprices the book with all volatilities moved in parallel.
func (d *desk) volFlows(parts bool) []report.VolFlow {
	out := []report.VolFlow{}
	for _, points := range DefaultVolPoints {
		t := d.ladder(adjustment{points: points}, []float64{d.Spot})[0]
		t.vol = t.shares()
		f := report.VolFlow{VolPoints: report.Number(points), Flow: d.flow(t, d.Spot)}
		if parts {
			f.Parts = d.partsOf(t)
		}
		out = append(out, f)
	}
	return out
}

// instant is a step of the time ladder.
type instant struct {
	label string
	at    time.Time
}

// instants are the steps of the time ladder: minutes ahead until the close, the close, the next open, and closes of
// trading days after it.
func (b *Book) instants() []instant {
	if b.ownHours() {
		return b.days()
	}
	end := nextClose(b.AsOf)
	var out []instant
	for _, step := range []struct {
		label string
		ahead time.Duration
	}{{"+30 min", 30 * time.Minute}, {"+1 h", time.Hour}, {"+2 h", 2 * time.Hour}, {"+4 h", 4 * time.Hour}} {
		if at := b.AsOf.Add(step.ahead); market.InSession(b.AsOf) && market.InSession(at) && at.Before(end) {
			out = append(out, instant{step.label, at})
		}
	}
	open := nextOpen(b.AsOf)
	if open.Before(end) {
		out = append(out, instant{"open", open})
	}
	out = append(out, instant{"close", end})
	day := market.DateOf(end)
	if !open.Before(end) {
		out = append(out, instant{"next open", open})
	}
	labels := []string{"", "next close", "close +2 days", "", "", "close +5 days"}
	for _, label := range labels[1:] {
		day = market.NextTradingDay(day)
		if label != "" {
			out = append(out, instant{label, market.Close(day)})
		}
	}
	return out
}

// days are the steps of the time ladder for what trades without the hours of New York: hours ahead until the next
// settlement, and whole days after it.
func (b *Book) days() []instant {
	end := b.nextSettlement()
	var out []instant
	for _, step := range []struct {
		label string
		hours int
	}{{"+1 h", 1}, {"+4 h", 4}, {"+12 h", 12}} {
		if at := b.AsOf.Add(time.Duration(step.hours) * time.Hour); at.Before(end) {
			out = append(out, instant{step.label, at})
		}
	}
	out = append(out, instant{"settlement", end})
	for _, step := range []struct {
		label string
		n     int
	}{{"+1 day", 1}, {"+2 days", 2}, {"+5 days", 5}} {
		out = append(out, instant{step.label, end.Add(time.Duration(24*step.n) * time.Hour)})
	}
	return out
}

// ownHours reports whether the hours of New York mean nothing to the underlying.
func (b *Book) ownHours() bool { return market.LookupRoot(b.chain.Underlying).OwnHours() }

// nextSettlement is when contracts settle next that settle at a close: the next close of New York, or for what trades
// without its hours the first settlement of the chain.
func (b *Book) nextSettlement() time.Time {
	if b.ownHours() {
		for _, e := range b.chain.Expiries {
			if b.AsOf.Before(e.Settlement) {
				return e.Settlement
			}
		}
	}
	return nextClose(b.AsOf)
}

// nextClose is the first close of a trading day after an instant.
func nextClose(t time.Time) time.Time {
	d := market.DateOf(t)
	if market.IsTradingDay(d) && market.Close(d).After(t) {
		return market.Close(d)
	}
	return market.Close(market.NextTradingDay(d))
}

// nextOpen is the first open of a trading day after an instant.
func nextOpen(t time.Time) time.Time {
	d := market.DateOf(t)
	if market.IsTradingDay(d) && market.Open(d).After(t) {
		return market.Open(d)
	}
	return market.Open(market.NextTradingDay(d))
}

// timeFlows reprices the book at every instant of the ladder, spot unchanged.
func (d *desk) timeFlows(parts bool) []report.TimeFlow {
	out := []report.TimeFlow{}
	for _, step := range d.instants() {
		t := d.ladder(adjustment{at: step.at}, []float64{d.Spot})[0]
		f := d.timeFlow(step, t)
		if parts {
			f.Parts = d.partsOf(t)
		}
		out = append(out, f)
	}
	return out
}

func (d *desk) timeFlow(step instant, t trade) report.TimeFlow {
	t.clock = t.shares()
	unwind := 0.0
	for j := range d.parts {
		if p := &d.parts[j]; p.settles {
			unwind += d.settled(p, step.at, d.Spot)
		}
	}
	return report.TimeFlow{
		Label: step.label, At: report.Time{Time: step.at.In(market.NewYork)}, Flow: d.flow(t, d.Spot),
		Unwind: report.Number(unwind), UnwindUSD: report.Number(unwind * d.Spot),
	}
}

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
	b.parts = b.split()
	return b.desk()
}

// spotVol reprices the book at moves of spot and of all volatilities at once.
func (d *desk) spotVol() []report.GridFlow {
	var out []report.GridFlow
	for _, points := range gridPoints {
		trades := d.moved(gridMoves, time.Time{}, points)
		for n, spot := range d.spots(gridMoves) {
			out = append(out, report.GridFlow{
				MovePct: report.Number(gridMoves[n]), Spot: report.Number(spot), VolPoints: report.Number(points),
				Flow: d.flow(trades[n], spot),
			})
		}
	}
	return out
}

// spotTime reprices the book at moves of spot and at later instants at once.
func (d *desk) spotTime() []report.GridFlow {
	var out []report.GridFlow
	for _, step := range d.instants() {
		trades := d.moved(gridMoves, step.at, 0)
		for n, spot := range d.spots(gridMoves) {
			out = append(out, report.GridFlow{
				MovePct: report.Number(gridMoves[n]), Spot: report.Number(spot), VolPoints: report.None(),
				Label: step.label, At: report.Time{Time: step.at.In(market.NewYork)}, Flow: d.flow(trades[n], spot),
			})
		}
	}
	return out
}

// toClose walks to the next close by half hours, spot unchanged: what is traded in each, by the contracts that settle at
// the close, those that settle at an open, and the rest.
func (d *desk) toClose() []report.CloseStep {
	end := d.nextSettlement()
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
			At:       report.Time{Time: at.In(market.NewYork)},
			Settling: report.Number(since[0]), AM: report.Number(since[1]), Rest: report.Number(since[2]),
			Shares: report.Number(shares), USD: report.Number(shares * d.Spot), Side: side(shares),
			Total: report.Number(before[0] + before[1] + before[2]),
		})
	}
	return out
}

// halfHours are the whole half hours after as-of until an end: of the session that ends then, or of the last day before
// a settlement that knows no session.
func (b *Book) halfHours(end time.Time) []time.Time {
	at := market.Open(market.DateOf(end))
	if b.ownHours() {
		at = end.Add(-24 * time.Hour)
	}
	if !at.After(b.AsOf) {
		at = b.AsOf.Truncate(30 * time.Minute).Add(30 * time.Minute)
	}
	var out []time.Time
	for ; at.Before(end); at = at.Add(30 * time.Minute) {
		out = append(out, at)
	}
	return append(out, end)
}
