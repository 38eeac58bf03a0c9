package gex

import (
	"math"
	"slices"

	"gex/internal/report"
)

// regime returns the regime at spot (docs/theory.md 6.4): the sign of GEX, or near zero
// when GEX is 0 or a flip that counts is within a quarter of the implied one-day move.
// "" when GEX is not known.
func (b *Book) regime(gex float64, flips []report.Flip) report.Regime {
	if math.IsNaN(gex) {
		return ""
	}
	near := b.dayMove() / 4 // NaN when unknown: no flip is then near
	// A flip within a quarter of a day's move can be crossed by noise.
	if gex == 0 || slices.ContainsFunc(flips, func(f report.Flip) bool { return math.Abs(float64(f.Spot)-b.Spot) <= near }) {
		return report.NearZero
	}
	if gex > 0 {
		return report.LongGamma
	}
	return report.ShortGamma
}

// inDays returns dayMove, in currency, and how far a price is above spot in such moves,
// (price − S)/dayMove; absent when not known.
func (b *Book) inDays(price report.Number) (move, away report.Number) {
	day := b.dayMove()
	return report.Number(day), report.Number((float64(price) - b.Spot) / day)
}

// dayMove returns the implied one-day move, one standard deviation of spot over a full
// trading day (docs/theory.md 6.4),
//
//	S·√(w·τ(day) / τ(as_of → settlement))
//
// in currency, with τ the fit's clock (session 1, other hours of a trading date 0.12,
// other dates 0; on the calendar all alike) and w the total variance left at the money
// of one expiry of the chain, filtered or not: the nearest that settles after the
// market's next close, else the last to settle. S·σ/√252, with σ a year of 365 days, is
// 0.6 to 1.4 times that, by the weekday. NaN when no expiry has a volatility, or no
// weighted second is left of the one that is taken.
func (b *Book) dayMove() float64 {
	// Expiries that settle by the next close say nothing about a full day.
	close := b.venue().NextClose(b.AsOf)
	move := math.NaN()
	for x, fit := range b.surface.Expiries {
		if !(fit.ATMVol > 0 && fit.Years > 0) || !b.onAxis(x) {
			continue
		}
		settlement := b.chain.Expiries[x].Settlement
		w := fit.ATMVol * fit.ATMVol * fit.Years // total variance left at the money
		move = math.NaN()
		if left := b.surface.Weighted(b.AsOf, settlement); left > 0 {
			move = b.Spot * math.Sqrt(w*b.surface.WeightedDay()/left)
		}
		if settlement.After(close) {
			break
		}
	}
	return move
}
