package gex

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// Flows are trades: minus the change of the dealers' option delta, in shares, by full reprice, and in US$ at the spot
// of the scenario. Differencing dollar delta would count shares whose price merely changed.

// trade is what dealers trade in one scenario, by part, with its effects alone.
type trade struct {
	parts            []float64
	spot, vol, clock float64 // each effect alone from the base
}

func (t *trade) shares() float64 { return total(t.parts) }

func total(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}

// desk computes flows of a book: the base deltas and what single effects do are looked up once.
type desk struct {
	*Book
	base []float64 // delta by part, now
}

func (b *Book) desk() *desk {
	d := &desk{Book: b}
	d.base = column(b.deltas(adjustment{}, []float64{b.Spot}), 0)
	return d
}

// column is one spot of deltas by part.
func column(deltas [][]float64, n int) []float64 {
	out := make([]float64, len(deltas))
	for j := range deltas {
		out[j] = deltas[j][n]
	}
	return out
}

// ladder is the trade at each spot under one adjustment that does not depend on spot, by part.
func (d *desk) ladder(a adjustment, spots []float64) []trade {
	after := d.deltas(a, spots)
	out := make([]trade, len(spots))
	for n := range spots {
		out[n].parts = d.from(column(after, n))
	}
	return out
}

// from turns deltas by part into trades from the base.
func (d *desk) from(after []float64) []float64 {
	for j := range after {
		after[j] = d.base[j] - after[j]
	}
	return after
}

// moved is the trade for spots and, where volatilities follow spot, the rule's answer to each of the moves.
func (d *desk) moved(moves []float64, at time.Time, points float64) []trade {
	spots := d.spots(moves)
	if d.rule.sticky() {
		return d.ladder(adjustment{at: at, points: points}, spots)
	}
	out := make([]trade, len(moves))
	for n, m := range moves {
		a := adjustment{at: at, points: points, slide: math.Log1p(m / 100), move: m}
		if m == 0 {
			a.slide, a.move = 0, 0
		}
		out[n] = d.ladder(a, spots[n:n+1])[0]
	}
	return out
}

func (d *desk) spots(moves []float64) []float64 {
	out := make([]float64, len(moves))
	for i, m := range moves {
		out[i] = d.Spot * (1 + m/100)
	}
	return out
}

// attribute fills in the effects alone of trades for moves with one change of volatility and one instant.
func (d *desk) attribute(trades []trade, moves []float64, at time.Time, points float64) {
	alone := trades
	if !d.rule.sticky() || points != 0 || !at.IsZero() {
		alone = d.ladder(adjustment{}, d.spots(moves))
	}
	clock := 0.0
	if !at.IsZero() {
		clock = d.alone(adjustment{at: at})
	}
	shift := 0.0
	if d.rule.sticky() && points != 0 {
		shift = d.alone(adjustment{points: points})
	}
	for n := range trades {
		trades[n].spot, trades[n].clock, trades[n].vol = alone[n].shares(), clock, shift
		if !d.rule.sticky() && (points != 0 || moves[n] != 0) {
			trades[n].vol = d.alone(adjustment{points: points, slide: math.Log1p(moves[n] / 100), move: moves[n]})
		}
	}
}

// alone is the trade of an adjustment at today's spot.
func (d *desk) alone(a adjustment) float64 {
	t := d.ladder(a, []float64{d.Spot})[0]
	return t.shares()
}

// flow puts a trade into words at the scenario's spot.
func (d *desk) flow(t trade, spot float64) report.Flow {
	shares := t.shares()
	today := 0.0
	for j, p := range d.parts {
		if p.bucket == ZeroDTE {
			today += t.parts[j]
		}
	}
	f := report.Flow{
		Shares: report.Number(shares), USD: report.Number(shares * spot),
		Futures: report.None(), PctADV: report.None(),
		USD0DTE: report.Number(today * spot), Side: side(shares),
		Attribution: report.Attribution{
			Spot: report.Number(t.spot), Vol: report.Number(t.vol), Time: report.Number(t.clock),
			Cross: report.Number(shares - t.spot - t.vol - t.clock),
		},
	}
	if d.future.Multiplier > 0 {
		f.Futures = report.Number(shares / d.future.Multiplier)
	}
	if d.opt.ADV > 0 {
		f.PctADV = report.Number(100 * math.Abs(shares*spot) / d.opt.ADV)
	}
	return f
}

// partsOf lists a trade by part.
func (d *desk) partsOf(t trade) []report.FlowPart {
	out := make([]report.FlowPart, len(d.parts))
	for j, p := range d.parts {
		out[j] = report.FlowPart{Bucket: p.bucket.String(), Root: p.root, Type: p.right.String(), Shares: report.Number(t.parts[j])}
	}
	return out
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
