package gex

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// Flows are trades of dealers (docs/theory.md 7.1), by full repricing of every
// contract, never GEX × move:
//
//	trade = −(Δ(S′, σ′, t′) − Δ(S, σ, t))    in units of the underlying, Δ = Σ ω · delta; > 0: dealers buy
//	usd   = trade · S′                       in currency
//
// The difference of currency delta, ΔS, would count units whose price has changed
// without a trade.

// trade is what dealers trade in one scenario, in units of the underlying, by part
// (part.go), with each effect alone.
type trade struct {
	parts            []float64
	spot, vol, clock float64 // the trade if only spot, volatility or time changed (7.4)
}

// shares returns the trade of all parts, in units of the underlying.
func (t *trade) shares() float64 { return total(t.parts) }

// total returns the sum in order.
func total(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}

// desk computes the flows of a book by part, from the dealers' delta now.
type desk struct {
	*Book
	parts []part
	base  []float64 // Δ by part at spot and as_of, units of the underlying
}

// desk splits the book into parts and prices their delta.
func (b *Book) desk() *desk {
	d := &desk{Book: b, parts: b.split()}
	d.base = column(d.deltas(scene{spots: []float64{b.Spot}})[0], 0)
	return d
}

// column returns the deltas of all parts at spot n.
func column(deltas [][]float64, n int) []float64 {
	out := make([]float64, len(deltas))
	for j := range deltas {
		out[j] = deltas[j][n]
	}
	return out
}

// ladder returns the trade at each spot under an adjustment, by part.
func (d *desk) ladder(a adjustment, spots []float64) []trade {
	return d.ladders(scene{a, spots})[0]
}

// ladders returns the trades of several scenes, priced at once to keep all cores busy.
func (d *desk) ladders(scenes ...scene) [][]trade {
	out := make([][]trade, len(scenes))
	// Deltas after the move, turned into trades part by part.
	for i, after := range d.deltas(scenes...) {
		out[i] = make([]trade, len(scenes[i].spots))
		for n := range out[i] {
			out[i][n].parts = d.from(column(after, n))
		}
	}
	return out
}

// from converts deltas by part, in place, into trades from the base: −(after − base).
func (d *desk) from(after []float64) []float64 {
	for j := range after {
		after[j] = d.base[j] - after[j]
	}
	return after
}

// moved returns the trade for each move of spot, in percent, together with a parallel
// shift of volatility, in points, and a later time (zero: none), volatilities following
// the rule (docs/theory.md 7.2). Each trade carries the effects alone (7.4): spot at
// today's volatilities, volatility at today's spot, time at today's spot; flow makes
// the rest the cross term.
func (d *desk) moved(moves []float64, at time.Time, points float64) []trade {
	spots := d.spots(moves)
	plain := d.ladder(adjustment{}, spots) // the effect of spot alone
	clock := 0.0
	if !at.IsZero() {
		clock = d.alone(adjustment{at: at})
	}
	out := plain
	// The trade of all effects together; plain when there is only spot.
	switch {
	case !d.rule.sticky():
		out = d.following(moves, at, points)
	case points != 0 || !at.IsZero():
		out = d.ladder(adjustment{at: at, points: points}, spots)
	}
	// With sticky strikes the effect of volatility does not depend on the move.
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

// following returns the trade for each move of spot where volatilities depend on the
// move, l = ln(1 + move/100), and the effect of that change of volatility alone, at
// today's spot.
func (d *desk) following(moves []float64, at time.Time, points float64) []trade {
	out := make([]trade, len(moves))
	for n, spot := range d.spots(moves) {
		a := adjustment{points: points, slide: logMove(moves[n]), move: moves[n]}
		// The same volatilities at the moved spot and at today's.
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

// logMove returns l = ln(1 + move/100) of a move in percent.
func logMove(move float64) float64 { return kernel.Log(1 + move/100) }

// spots returns S(1 + move/100) for moves in percent.
func (d *desk) spots(moves []float64) []float64 {
	out := make([]float64, len(moves))
	for i, m := range moves {
		out[i] = d.Spot * (1 + m/100)
	}
	return out
}

// alone returns the trade of an adjustment at today's spot, in units of the underlying.
func (d *desk) alone(a adjustment) float64 {
	t := d.ladder(a, []float64{d.Spot})[0]
	return t.shares()
}

// flow returns a trade as a record of the report: units of the underlying, currency at
// the scenario's spot, futures (units / units per contract), percent of ADV
// (|currency|/ADV · 100), the 0DTE part in currency, and the attribution, whose cross
// term makes the sum exact:
//
//	cross = trade − spot − vol − time
func (d *desk) flow(t trade, spot float64) report.Flow {
	shares := t.shares()
	today := 0.0 // the 0DTE bucket only: AM-settled contracts of the trade date are apart
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
	// Contracts of the future, and percent of the average daily volume in currency.
	if d.future.Multiplier > 0 {
		f.Futures = report.Number(shares / d.inFutures(spot))
	}
	if d.opt.ADV > 0 {
		f.PctADV = report.Number(100 * math.Abs(shares*spot) / d.opt.ADV)
	}
	return f
}

// partsOf returns a trade by bucket, root and side.
func (d *desk) partsOf(t trade) []report.FlowPart {
	out := make([]report.FlowPart, len(d.parts))
	for j, p := range d.parts {
		out[j] = report.FlowPart{Bucket: p.bucket.String(), Root: p.root, Type: p.right.String(), Shares: report.Number(t.parts[j])}
	}
	return out
}

// side returns buy, sell or none by the sign of a trade.
func side(shares float64) report.Side {
	switch {
	case shares > 0:
		return report.Buy
	case shares < 0:
		return report.Sell
	}
	return report.Still
}

// moveGEX returns GEX over a finite move of 1%, in currency (docs/theory.md 4.2):
//
//	S (Δ(1.01 S) − Δ(0.99 S))/2
//
// Point gamma grows without bound near settlement; this is at most Σ m·|z|·S/2 (1.3).
func (b *Book) moveGEX(batch *pricer) float64 {
	// A central difference of the delta, ±1%.
	spots := []float64{b.Spot * 1.01, b.Spot * 0.99}
	d := batch.DeltaTo(make([]float64, 2), spots)
	return b.Spot * (d[0] - d[1]) / 2
}
