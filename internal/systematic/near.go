package systematic

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

const (
	nearest      = 3   // levels of signals that are shown on each side of spot
	otherPrices  = 0.2 // how far the last close is from spot at most, as a fraction, where both are of one instrument
	staleSession = 5   // trading days that the last close may be old
)

// Near returns the levels of followers nearest to the spot of a chain, from the closes before its trade date, by the default
// options; nil with a warning where the prices are not of its underlying.
func Near(p *series.Prices, r *report.Header) (*report.Followers, []report.Warning) {
	trade, err := market.ParseDate(r.TradeDate)
	if err != nil || !r.Spot.OK() {
		return nil, nil
	}
	p = p.Until(trade.AddDays(-1))
	if len(p.Bars) == 0 {
		return nil, []report.Warning{{Code: "prices-short", Message: fmt.Sprintf("%s has no close before %s", p.File(), trade)}}
	}
	closes, last := p.Closes(), p.Bars[len(p.Bars)-1]
	if math.Abs(last.Close/float64(r.Spot)-1) > otherPrices {
		return nil, []report.Warning{{Code: "prices-mismatch", Message: fmt.Sprintf("%s closes at %s on %s, and %s is at %s: not the prices of one instrument",
			p.File(), report.Number(last.Close), last.Date, r.Underlying, r.Spot)}}
	}
	warnings := stale(p, last.Date, trade, r.Underlying)
	o := Options{}.withDefaults()
	f := &report.Followers{File: p.File(), Date: last.Date.String(), Close: report.Number(last.Close), Position: report.None(), SellsBeyond: report.None()}
	t, _ := o.trend(closes)
	f.Position = t.Models[0].Position
	f.Levels = nearSpot(t.Signals, float64(r.Spot))
	if v, _ := o.volatility(closes, dates(p.Bars)); v != nil && v.SellsBeyond.OK() {
		f.SellsBeyond = v.SellsBeyond
		for _, side := range []report.Number{-1, 1} {
			f.Levels = append(f.Levels, levelAt(f.Close*(1+side*v.SellsBeyond), report.VolControlName, "sell", float64(r.Spot)))
		}
	}
	slices.SortStableFunc(f.Levels, func(a, b report.FollowerLevel) int { return cmp.Compare(b.Level, a.Level) })
	return f, warnings
}

// stale warns of a last close that is old.
func stale(p *series.Prices, last, trade market.Date, underlying string) []report.Warning {
	venue, days := market.LookupRoot(underlying).Venue, 0
	for d := last; d.Before(trade) && days <= staleSession; days++ {
		d = venue.NextTradingDay(d)
	}
	if days <= staleSession {
		return nil
	}
	return []report.Warning{{Code: "prices-stale", Message: fmt.Sprintf("the last close of %s is of %s, more than %d trading days before %s: levels of followers are of then", p.File(), last, staleSession, trade)}}
}

// nearSpot are the levels of tomorrow's close nearest to spot, of signals one at a time, on each side.
func nearSpot(signals []report.TrendSignal, spot float64) []report.FollowerLevel {
	var below, above []report.FollowerLevel
	for _, s := range signals {
		switch level := float64(s.FlipsAt); {
		case !s.FlipsAt.OK() || strings.HasPrefix(s.Name, "pair"): // whose signal has no jump there
		case level <= spot:
			below = append(below, levelAt(s.FlipsAt, s.Name, "sell", spot))
		default:
			above = append(above, levelAt(s.FlipsAt, s.Name, "buy", spot))
		}
	}
	byDistance := func(a, b report.FollowerLevel) int {
		return cmp.Compare(math.Abs(float64(a.AwayPct)), math.Abs(float64(b.AwayPct)))
	}
	slices.SortStableFunc(below, byDistance)
	slices.SortStableFunc(above, byDistance)
	return append(below[:min(nearest, len(below)):min(nearest, len(below))], above[:min(nearest, len(above))]...)
}

func levelAt(level report.Number, name, does string, spot float64) report.FollowerLevel {
	return report.FollowerLevel{Level: level, Name: name, Does: does, AwayPct: report.Number(100 * (float64(level)/spot - 1))}
}
