package gex

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/market"
	"gex/internal/report"
)

// marketOdds returns the risk-neutral probability of the interval around each scenario's move, the expiry whose smile gives it, and
// warnings. An interval runs to the midpoints between the sorted moves, in percent; the outermost are open:
//
//	Q(S_T ≤ upper) − Q(S_T ≤ lower)        (docs/theory.md 6.6)
//
// of the first PM expiry that settles at the scenarios' time or after it. Absent where the scenarios are of different dates, where
// two have one move, where no expiry has a smile, and where a bound is beyond its strikes by more than a tenth.
func (b *Book) marketOdds() (odds []report.Number, expiry string, warnings []report.Warning) {
	odds = make([]report.Number, len(b.scenarios))
	for i := range odds {
		odds[i] = report.None()
	}
	at, one := b.oneDate()
	h := b.horizonAt(at)
	if !one || h == nil {
		return odds, "", nil
	}
	order := make([]int, len(b.scenarios))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.scenarios[i].move, b.scenarios[j].move) })
	// Q at the bounds of the intervals, of which the first is 0 and the last 1.
	below := make([]float64, len(order)+1)
	below[len(order)] = 1
	arbitrage := false
	for n := 1; n < len(order); n++ {
		middle := (b.scenarios[order[n-1]].move + b.scenarios[order[n]].move) / 2
		below[n] = h.within(b.Spot * (1 + middle/100))
	}
	for n, i := range order {
		twin := n > 0 && b.scenarios[order[n-1]].move == b.scenarios[i].move || n+1 < len(order) && b.scenarios[order[n+1]].move == b.scenarios[i].move
		if twin {
			continue
		}
		q := below[n+1] - below[n]
		arbitrage = arbitrage || q < 0
		odds[i] = report.Number(max(0, q)) // NaN stays
		if math.IsNaN(q) {
			odds[i] = report.None()
		}
	}
	if arbitrage {
		warnings = append(warnings, report.Warning{Code: "scenario-arbitrage", Message: fmt.Sprintf(
			"the smile of %s implies a negative probability between moves: the market's odds there are 0", h.expiry.Date)})
	}
	return odds, h.expiry.Date.String(), warnings
}

// oneDate returns the latest time of the scenarios, as_of when none has one, and whether all are of one date.
func (b *Book) oneDate() (at time.Time, one bool) {
	at, one = b.AsOf, true
	var first market.Date
	for i, s := range b.scenarios {
		t := s.at
		if t.IsZero() {
			t = b.AsOf
		}
		date := b.venue().DateOf(t)
		if i == 0 {
			first = date
		}
		one = one && date == first
		if t.After(at) {
			at = t
		}
	}
	return at, one
}

// horizonAt returns the first PM expiry of the axis that settles at an instant or after it and has a smile, nil without one.
func (b *Book) horizonAt(at time.Time) *horizon {
	best := -1
	for x, fit := range b.surface.Expiries {
		e := &b.chain.Expiries[x]
		if !(fit.Years > 0 && fit.ATMVol > 0) || !b.onAxis(x) || e.Root.Settlement != market.PM || e.Settlement.Before(at) {
			continue
		}
		if best < 0 || e.Settlement.Before(b.chain.Expiries[best].Settlement) {
			best = x
		}
	}
	if best < 0 {
		return nil
	}
	h := b.horizonOf(best)
	return &h
}

// within returns the probability of a settlement at or below a price, NaN beyond what its strikes say.
func (h *horizon) within(price float64) float64 {
	if price < h.low || price > h.hi {
		return math.NaN()
	}
	return h.below(price)
}
