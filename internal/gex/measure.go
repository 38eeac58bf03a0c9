package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
)

// spotGap returns |quotes' spot / file's spot - 1|, a fraction: |e^a - 1| with a the log gap of the report (docs/theory.md 3).
// Absent when no quote gives a spot.
func spotGap(c report.Carry) report.Number {
	if c.GapSource == "none" || c.GapSource == "" {
		return report.None()
	}
	return report.Number(math.Abs(kernel.Exp(float64(c.Gap)) - 1))
}

// leftOutShare returns the open interest left out as a fraction of the open interest that has not expired; absent when all
// of it has expired.
func leftOutShare(c report.Account) report.Number {
	live := c.OpenInterest
	for _, l := range c.LeftOut {
		if l.Reason == chain.Expired.String() {
			live -= l.OpenInterest
		}
	}
	return (live - c.OpenInterestUsed) / live
}

// crossedShare returns the live contracts whose ask is below the bid as a fraction of all live contracts; absent without any.
func crossedShare(q report.QuoteCounts) report.Number {
	return report.Number(float64(q.Crossed) / float64(q.Contracts))
}
