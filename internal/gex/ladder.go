package gex

import (
	"time"

	"gex/internal/report"
)

// DefaultVolPoints is the volatility ladder, in points of every volatility.
var DefaultVolPoints = []float64{-5, -2, -1, 1, 2, 5}

// spotFlows reprices the book at every move of the options.
func (d *desk) spotFlows(parts bool) []report.SpotFlow {
	return d.flowsAfter(d.opt.Moves, parts)
}

// flowsAfter reprices the book after moves of spot, in percent.
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

// volFlows reprices the book with all volatilities moved in parallel.
func (d *desk) volFlows(parts bool) []report.VolFlow {
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

// timeFlows reprices the book at every instant of the ladder, spot unchanged.
func (d *desk) timeFlows(parts bool) []report.TimeFlow {
	steps := d.instants()
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

func (d *desk) timeFlow(step instant, t trade) report.TimeFlow {
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
