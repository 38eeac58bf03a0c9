package gex

import (
	"time"

	"gex/internal/report"
)

// gridMoves, in percent of spot, and gridPoints, in volatility points, span the grids
// of two changes at once.
var (
	gridMoves  = []float64{-5, -3, -2, -1, 0, 1, 2, 3, 5}
	gridPoints = []float64{-5, -2, 0, 2, 5}
)

// spotVol returns the trades for moves of spot combined with parallel moves of all
// volatilities, each repriced in full: the cross effect of the two is in them.
func (d *desk) spotVol() []report.GridFlow {
	var out []report.GridFlow
	// One row of the grid at a time: every move of spot at one shift of volatility.
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

// spotTime returns the trades for moves of spot combined with later times, volatility
// following the rule.
func (d *desk) spotTime() []report.GridFlow {
	var out []report.GridFlow
	// One row at a time: every move of spot at one later time.
	for _, step := range d.timeSteps() {
		trades := d.moved(gridMoves, step.at, 0)
		for n, spot := range d.spots(gridMoves) {
			out = append(out, report.GridFlow{
				MovePct: report.Number(gridMoves[n]), Spot: report.Number(spot), VolPoints: report.None(),
				Label: step.label, At: report.Time{Time: step.at.In(d.zone())}, Flow: d.flow(trades[n], spot),
			})
		}
	}
	return out
}
