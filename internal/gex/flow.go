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

// desk computes flows of a book, by part, from where the parts stand now.
type desk struct {
	*Book
	parts []part
	base  []float64 // delta by part, now
}

func (b *Book) desk() *desk {
	d := &desk{Book: b, parts: b.split()}
	d.base = column(d.deltas(scene{spots: []float64{b.Spot}})[0], 0)
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

// ladder is the trade at each spot of a scene, by part.
func (d *desk) ladder(a adjustment, spots []float64) []trade {
	return d.ladders(scene{a, spots})[0]
}

// ladders are those of several scenes: together they keep all cores busy.
func (d *desk) ladders(scenes ...scene) [][]trade {
	out := make([][]trade, len(scenes))
	for i, after := range d.deltas(scenes...) {
		out[i] = make([]trade, len(scenes[i].spots))
		for n := range out[i] {
			out[i][n].parts = d.from(column(after, n))
		}
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

// moved is the trade for each move of spot with one change of volatility and one instant, volatilities following the
// rule, with every effect alone.
func (d *desk) moved(moves []float64, at time.Time, points float64) []trade {
	spots := d.spots(moves)
	plain := d.ladder(adjustment{}, spots)
	clock := 0.0
	if !at.IsZero() {
		clock = d.alone(adjustment{at: at})
	}
	out := plain
	switch {
	case !d.rule.sticky():
		out = d.following(moves, at, points)
	case points != 0 || !at.IsZero():
		out = d.ladder(adjustment{at: at, points: points}, spots)
	}
	if d.rule.sticky() && points != 0 {
		shift := d.alone(adjustment{points: points})
		for n := range out {
			out[n].vol = shift
		}
	}
	for n := range out {
		out[n].spot, out[n].clock = plain[n].shares(), clock
	}
	return out
}

// following is the trade for each move of spot where volatilities follow it, and what volatilities do alone.
func (d *desk) following(moves []float64, at time.Time, points float64) []trade {
	out := make([]trade, len(moves))
	for n, spot := range d.spots(moves) {
		a := adjustment{points: points, slide: kernel.Log(1 + moves[n]/100), move: moves[n]}
		alone := d.ladder(a, []float64{spot, d.Spot})
		out[n].parts = alone[0].parts
		out[n].vol = alone[1].shares()
		if !at.IsZero() {
			a.at = at
			out[n].parts = d.ladder(a, []float64{spot})[0].parts
		}
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
		f.Futures = report.Number(shares / d.inFutures())
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
