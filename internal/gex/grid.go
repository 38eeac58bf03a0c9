package gex

import (
	"time"

	"gex/internal/report"
)

// gridMoves and gridPoints span the grids of two moves at once.
var (
	gridMoves  = []float64{-5, -3, -2, -1, 0, 1, 2, 3, 5}
	gridPoints = []float64{-5, -2, 0, 2, 5}
)

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
				Label: step.label, At: report.Time{Time: step.at.In(d.zone())}, Flow: d.flow(trades[n], spot),
			})
		}
	}
	return out
}
