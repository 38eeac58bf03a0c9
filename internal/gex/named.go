package gex

import (
	"math"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// named is a scenario of the user's on the book.
type named struct {
	*series.Scenario
	move float64   // percent of spot
	at   time.Time // zero: as_of
}

// nameScenarios puts the scenarios of the options on the book. Errors, fault.Input: an instant before as_of, a spot so low that
// the move leaves nothing.
func (b *Book) nameScenarios() error {
	if b.opt.Scenarios == nil {
		return nil
	}
	for i := range b.opt.Scenarios.List {
		one := &b.opt.Scenarios.List[i]
		s := named{Scenario: one, move: one.Move}
		if math.IsNaN(s.move) {
			s.move = 100 * (one.Spot/b.Spot - 1)
		}
		if !(s.move > -100) {
			return b.scenarioError(one, "spot", "a price near "+report.Number(b.Spot).String(), "%g leaves nothing of spot", one.Spot)
		}
		at, ok := b.instantOf(one)
		if !ok {
			return b.scenarioError(one, "as_of", "give an instant after "+b.AsOf.In(b.zone()).Format("2006-01-02 15:04"), "%q ends before the chain was made", one.Name)
		}
		s.at = at
		b.scenarios = append(b.scenarios, s)
	}
	return nil
}

// scenarioError is an error about a scenario on this book.
func (b *Book) scenarioError(s *series.Scenario, column, hint, format string, args ...any) error {
	e := fault.New(fault.Input, hint, format, args...)
	e.Problem.File, e.Line, e.Column = b.opt.Scenarios.Name, s.Line, column
	return e
}

// instantOf returns the time of a scenario, zero for as_of; ok is false for one in the past.
func (b *Book) instantOf(s *series.Scenario) (at time.Time, ok bool) {
	if s.At.IsZero() {
		return b.ahead(s.Days), true
	}
	at = s.At.On(b.venue())
	if at.Equal(b.AsOf) {
		return time.Time{}, true
	}
	return at, at.After(b.AsOf)
}

// ahead returns the instant so many trading days after as_of, zero for none. A trading day runs from close to close, and within it
// time passes as on the trading clock: from a close 1 is the next close, and 0.5 is when half of the variance of the day has
// passed. Where there are no sessions a day is 24 hours.
func (b *Book) ahead(days float64) time.Time {
	venue := b.venue()
	if days == 0 {
		return time.Time{}
	}
	if !venue.HasSessions() {
		return b.AsOf.Add(time.Duration(days * float64(24*time.Hour))).Truncate(time.Second)
	}
	// The trading day that as_of is in, and the part of it that has passed.
	to := venue.NextClose(b.AsOf)
	day := venue.DateOf(to).AddDays(-1)
	for !venue.IsTradingDay(day) {
		day = day.AddDays(-1)
	}
	from := venue.Close(day)
	clock := venue.Clock(market.Trading)
	gone := clock.Seconds(from, b.AsOf) / clock.Seconds(from, to)
	whole, part := math.Modf(days)
	if part += gone; part >= 1 {
		whole, part = whole+1, part-1
	}
	for range int(whole) {
		from, to = to, venue.Close(venue.NextTradingDay(venue.DateOf(to)))
	}
	if part == 0 {
		return from
	}
	return instantAt(clock, from, to, part)
}

// instantAt returns the first second at which a part of the weighted time between two instants has passed.
func instantAt(clock market.Clock, from, to time.Time, part float64) time.Time {
	const rounding = 1e-6 // seconds
	want := part*clock.Seconds(from, to) - rounding
	lo, hi := 0, int(to.Sub(from)/time.Second)
	for hi-lo > 1 {
		if middle := (lo + hi) / 2; clock.Seconds(from, from.Add(time.Duration(middle)*time.Second)) < want {
			lo = middle
		} else {
			hi = middle
		}
	}
	return from.Add(time.Duration(hi) * time.Second)
}

// namedFlows returns the trade and the position in each scenario of the user's, and their mean. The book stays as it is: only
// spot, volatilities and time move, volatilities by the rule of the options. nil without scenarios.
func (d *desk) namedFlows(parts bool) ([]report.ScenarioFlow, *report.ExpectedFlow, []report.Warning) {
	if len(d.scenarios) == 0 {
		return nil, nil, nil
	}
	call, put := d.walls(d.binned(d.byStrike(d.expiries)))
	market, expiry, warnings := d.marketOdds()
	out := make([]report.ScenarioFlow, len(d.scenarios))
	for i, s := range d.scenarios {
		t := d.moved([]float64{s.move}, s.at, s.Vol)[0]
		spot := d.spots([]float64{s.move})[0]
		f := report.ScenarioFlow{
			Name: s.Name, Probability: report.Number(s.Probability), MarketProbability: market[i],
			MovePct: report.Number(s.move), VolPoints: report.Number(s.Vol), Days: report.Number(s.Days), Spot: report.Number(spot),
			Flow: d.flow(t, spot), Regime: "", GEX: report.None(), ZeroGamma: report.None(),
			CallWallPct: 100 * (call/report.Number(spot) - 1), PutWallPct: 100 * (put/report.Number(spot) - 1),
		}
		if !s.At.IsZero() {
			f.Days = report.None()
		}
		if !s.at.IsZero() {
			f.At = report.Time{Time: s.at.In(d.zone())}
		}
		f.Unwind, f.UnwindUSD = d.unwindAt(s.at, spot)
		if parts {
			f.Parts = d.partsOf(t)
		}
		d.positionIn(&f, s)
		out[i] = f
	}
	return out, d.expected(out, expiry), warnings
}

// unwindAt returns the trade that closes the hedge of cash-settled contracts that have settled by then, as timeFlow does.
func (d *desk) unwindAt(at time.Time, spot float64) (shares, usd report.Number) {
	sum := 0.0
	if !at.IsZero() {
		for j := range d.parts {
			if p := &d.parts[j]; p.settles {
				sum += d.settled(p, at, spot)
			}
		}
	}
	return report.Number(sum), report.Number(sum * spot)
}

// expected returns the mean over scenarios: with p the user's probabilities and q the market's,
//
//	Σ p usd        Σ p [GEX < 0]        Σ q [GEX < 0]
//
// Sums are absent without probabilities; those of the market where one of its odds is.
func (d *desk) expected(rows []report.ScenarioFlow, expiry string) *report.ExpectedFlow {
	e := &report.ExpectedFlow{MarketExpiry: report.Text(expiry)}
	largest := -1
	for i, f := range rows {
		short := report.Number(0)
		if f.GEX < 0 {
			short = 1
		}
		// A sum with an absent part is absent, as it is NaN.
		e.USD += f.Probability * f.USD
		e.MovePct += f.Probability * f.MovePct
		e.ProbabilityShort += f.Probability * short
		e.MarketProbabilityShort += f.MarketProbability * short
		if largest < 0 || math.Abs(float64(f.USD)) > math.Abs(float64(rows[largest].USD)) {
			largest = i
		}
	}
	e.Largest = rows[largest].Name
	return e
}
