package gex

import (
	"time"

	"gex/internal/report"
)

// DefaultVolPoints is the volatility ladder: parallel shifts of every volatility, in
// points (0.01 a year).
var DefaultVolPoints = []float64{-5, -2, -1, 1, 2, 5}

// spotFlows returns the trades for the moves of spot of the options, in percent, at
// unchanged time; parts adds each part.
func (d *desk) spotFlows(parts bool) []report.SpotFlow {
	return d.flowsAfter(d.opt.Moves, parts)
}

// flowsAfter returns the trades for moves of spot, in percent, volatilities following
// the rule.
func (d *desk) flowsAfter(moves []float64, parts bool) []report.SpotFlow {
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

// volFlows returns the trades for parallel shifts of all volatilities at unchanged spot
// and time: all of it is the effect of volatility.
func (d *desk) volFlows(parts bool) []report.VolFlow {
	// All shifts priced at once.
	scenes := make([]scene, len(DefaultVolPoints))
	for i, points := range DefaultVolPoints {
		scenes[i] = scene{adjustment{points: points}, []float64{d.Spot}}
	}
	trades := d.ladders(scenes...)
	out := []report.VolFlow{}
	for i, points := range DefaultVolPoints {
		t := trades[i][0]
		t.vol = t.shares()
		f := report.VolFlow{VolPoints: report.Number(points), Flow: d.flow(t, d.Spot)}
		if parts {
			f.Parts = d.partsOf(t)
		}
		out = append(out, f)
	}
	return out
}

// timeFlows returns the trades until each time of the ladder, spot and rate unchanged,
// variance aged on the clock of the fit (docs/theory.md 7.1): all of it is the effect
// of time.
func (d *desk) timeFlows(parts bool) []report.TimeFlow {
	steps := d.timeSteps()
	scenes := make([]scene, len(steps))
	for i, step := range steps {
		scenes[i] = scene{adjustment{at: step.at}, []float64{d.Spot}}
	}
	trades := d.ladders(scenes...)
	out := []report.TimeFlow{}
	for i, step := range steps {
		t := trades[i][0]
		f := d.timeFlow(step, t)
		if parts {
			f.Parts = d.partsOf(t)
		}
		out = append(out, f)
	}
	return out
}

// timeFlow returns the record of a trade until a time. Unwind is the further trade that
// closes the hedge of cash-settled contracts that have settled by then: dealers held −Σ
// ω · payoff delta against them, and buy it back, +Σ ω · payoff delta. Deliveries leave
// nothing to unwind.
func (d *desk) timeFlow(step timeStep, t trade) report.TimeFlow {
	t.clock = t.shares()
	unwind := 0.0
	for j := range d.parts {
		if p := &d.parts[j]; p.settles {
			unwind += d.settled(p, step.at, d.Spot)
		}
	}
	return report.TimeFlow{
		Label: step.label, At: report.Time{Time: step.at.In(d.zone())}, Flow: d.flow(t, d.Spot),
		Unwind: report.Number(unwind), UnwindUSD: report.Number(unwind * d.Spot),
	}
}
