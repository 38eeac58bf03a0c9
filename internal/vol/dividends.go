package vol

import (
	"math"
	"slices"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// Dividend is a cash dividend that the user gives.
type Dividend struct {
	Date   market.Date // ex-date
	Amount float64     // currency per share
}

// dividend is one of the model: spot falls by the fraction part at the close before the
// ex-date, the last instant at which a share comes with it.
type dividend struct {
	date  market.Date
	at    time.Time
	part  float64
	found bool // the fraction is the fit's
}

// Fractions of funds with built-in ex-dates, of which quotes say how much it is.
const (
	usualPart    = 0.003  // where the search begins: about what SPY pays a quarter
	partDoubt    = 0.0005 // its standard deviation before quotes are asked
	mostPart     = 0.02
	partExpiries = 3    // that are asked
	partFloor    = 1e-4 // standard error of (r_T − r) T, at least
	slopeOfPart  = 0.4  // change of (r_T − r) T with the fraction, times σ√T
)

// builtIn lists the built-in ex-dates that no dividend of the user stands for.
func (a *earlyFit) builtIn() []market.Date {
	f := a.f
	at := earliest(f.all)
	if at.IsZero() {
		return nil
	}
	dates := market.ExDates(f.c.Underlying, f.root().Venue.DateOf(at), a.lastDate())
	return slices.DeleteFunc(dates, func(ex market.Date) bool { return covers(f.o.Dividends, ex) })
}

// dividends returns those of the user, amounts over the forward just before,
//
//	d = amount / (S e^{(r−b)t} Π(1−d) of those before)
//
// and those of the built-in dates, by date.
func (a *earlyFit) dividends() []dividend {
	f := a.f
	venue, first := f.root().Venue, earliest(f.all)
	var out []dividend
	for _, d := range f.o.Dividends {
		if venue.DateOf(first).Before(d.Date) {
			out = append(out, dividend{date: d.Date, at: venue.LastCum(d.Date), part: d.Amount})
		}
	}
	for _, ex := range a.builtIn() {
		out = append(out, dividend{date: ex, at: venue.LastCum(ex), found: true})
	}
	slices.SortStableFunc(out, func(x, y dividend) int { return x.date.Compare(y.date) })
	lost := 0.0
	for i := range out {
		d := &out[i]
		if d.found {
			if a.part == 0 {
				a.part = usualPart
			}
			d.part = a.part
		} else {
			years := 0.0
			if d.at.After(first) {
				years = market.Years(first, d.at)
			}
			near := a.near(years)
			forward := a.spot * kernel.Exp((a.rate(near.x)-near.borrow)*years+lost)
			d.part = min(d.part/forward, mostOfSpot)
		}
		lost += kernel.Log(1 - d.part)
	}
	return out
}

// mostOfSpot bounds a dividend of the user, a fraction of spot.
const mostOfSpot = 0.9

// firstAfter lists the first expiries that settle after a dividend whose fraction is
// found: some of their calls are exercised before it.
func (a *earlyFit) firstAfter() []*early {
	dates := a.builtIn()
	if len(dates) == 0 {
		return nil
	}
	ex := a.f.root().Venue.LastCum(dates[0])
	var out []*early
	for _, e := range a.of {
		if ex.Before(e.q.Settlement) && len(e.q.pairs) >= fewPairs && len(out) < partExpiries {
			out = append(out, e)
		}
	}
	return out
}

// improvePart improves the fraction that is found. Of the first expiries after an
// ex-date some calls are exercised before it; with the right fraction the slopes of
// their pairs give the rate of the others, (r_T − r) T = 0. With too large a one calls
// lose too much in the money, and the slope is too small, by about 0.4/(σ√T) times the
// excess. This is least squares over them and the usual fraction, and it is far more
// sensitive than their forwards, which a borrow moves as well. It returns the change.
func (a *earlyFit) improvePart() (move float64) {
	num := (usualPart - a.part) / (partDoubt * partDoubt)
	den := 1 / (partDoubt * partDoubt)
	for _, e := range a.firstAfter() {
		if !e.own || math.IsNaN(e.rate) || len(e.drops) == 0 {
			continue
		}
		slope := slopeOfPart / e.q.deviation(e.forward)
		off := (e.rate - a.rate(e.x)) * e.q.years
		err := max(e.rateError*e.q.years, partFloor)
		num -= float64(slope*off) / (err * err)
		den += float64(slope*slope) / (err * err)
	}
	before := a.part
	a.part = min(max(a.part+num/den, 0), mostPart)
	return math.Abs(a.part - before)
}
