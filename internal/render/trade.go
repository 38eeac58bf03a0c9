package render

import (
	"gex/internal/render/phrase"
	"gex/internal/report"
)

// trade words what dealers do and for how much: buy $3.20B.
func (s style) trade(side report.Side, usd report.Number) string {
	return phrase.Trade(side, usd, s.money)
}

// atClose is the label of the next close in the table over time.
const atClose = "close"

// flowAt returns the trade after a move of spot, nil if the ladder has no such move.
func flowAt(ladder []report.SpotFlow, move report.Number) *report.Flow {
	for i := range ladder {
		if ladder[i].MovePct == move {
			return &ladder[i].Flow
		}
	}
	return nil
}

// volFlowAt returns the trade after a move of volatility, nil if the ladder has no such move.
func volFlowAt(ladder []report.VolFlow, points report.Number) *report.Flow {
	for i := range ladder {
		if ladder[i].VolPoints == points {
			return &ladder[i].Flow
		}
	}
	return nil
}

// timeFlowAt returns the trade by an instant, nil if the ladder has no such instant.
func timeFlowAt(ladder []report.TimeFlow, label string) *report.Flow {
	for i := range ladder {
		if ladder[i].Label == label {
			return &ladder[i].Flow
		}
	}
	return nil
}
