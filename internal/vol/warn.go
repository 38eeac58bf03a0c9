package vol

import (
	"fmt"
	"math"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

const (
	stale       = time.Hour // a quote time that is off by more warns
	clockFactor = 1.5       // our volatility over the file's, or its inverse: beyond it the clocks differ
	farSpot     = 0.2       // of the file's spot: beyond the range in which flips are searched
)

// warn adds the warnings of the fit, one line each (docs/conventions.md lists the
// codes).
func (f *fitter) warn() {
	f.warnSpot()
	f.warnQuotes()
	f.warnVols()
	if f.o.Carry != "flat" {
		f.warnCarry()
	}
	f.warnMoney()
	f.warnDividends()
	f.warnNoDividend()
	f.warnStale()
	f.warnClocks()
	f.warnArbitrage()
}

// warnSpot warns of a given spot more than 20% from the file's: a slip, or a scenario.
func (f *fitter) warnSpot() {
	s := f.s
	if s.SpotSource != "flag" || !isPrice(s.FileSpot) {
		return
	}
	if away := s.Spot/s.FileSpot - 1; math.Abs(away) > farSpot {
		f.note("spot-far", "the given spot %.2f is %+.0f%% from the file's %.2f: every number is for the given one", s.Spot, 100*away, s.FileSpot)
	}
}

// warnCarry warns of a gap of more than 0.1% or one that cannot be determined, of a
// chain without forwards, and of an unknown rate.
func (f *fitter) warnCarry() {
	s := f.s
	if f.gap.warning != "" && f.am != nil {
		f.note(f.gap.warning, "no expiry before the next dividend says where the quotes' spot is; the file's %.2f is used", s.FileSpot)
	} else if f.gap.warning != "" {
		f.note(f.gap.warning, "every expiry with a forward settles after the next dividend, so the quotes do not determine their spot; the file's %.2f is used", s.FileSpot)
	} else if math.Abs(s.Gap) > gapWarn {
		whose, spot := "the file's", s.FileSpot
		if !isPrice(spot) {
			whose, spot = "the given", s.Spot
		}
		f.note("gap", "quotes of %s trade around %.2f, %+.2f%% from %s spot %.2f", f.formatTime(s.QuoteTime),
			s.QuoteSpot, 100*(s.QuoteSpot/spot-1), whose, spot)
	}
	// Forwards that quotes or deltas give, not those grown from spot.
	forwards := 0
	for _, e := range s.Expiries {
		switch e.ForwardBy {
		case "future", "parity", "file_delta":
			forwards++
		}
	}
	switch {
	case forwards == 0:
		f.note("no-forward", "cannot infer forwards: no usable call and put pair and no delta; spot grows at %s less yield %g. Set "+fault.Setting("rate")+" and "+fault.Setting("yield"), f.rateName(), f.o.Yield)
	case f.rateUnidentified:
		f.note("rate-not-identified", "the quotes do not tell the interest rate from borrow and dividends; using %.2f%%, what the forwards grow by. Set %s", 100*s.Rate, fault.Setting("rate"))
	case s.RateSource == "none":
		f.note("no-rate", "cannot infer an interest rate; using 0%%. Set %s", fault.Setting("rate"))
	}
}

// dearBorrow is a borrow, a fraction a year, beyond which early exercise of calls counts.
const dearBorrow = 0.1

// paidBorrow is a borrow, a fraction a year, below which nobody is paid to borrow.
const paidBorrow = -0.05

// warnDividends warns of quotes that tell of a dividend which the fit does not know, of a
// borrow that makes calls be exercised, and of one that cannot be.
func (f *fitter) warnDividends() {
	if f.am == nil || f.o.Carry == "flat" {
		return
	}
	if b, ok := f.am.usualBorrow(0); ok && b > dearBorrow && f.am.dividendMissing() == nil {
		f.note("hard-to-borrow", "the quotes imply a borrow cost of %.0f%% a year: early exercise of calls moves gamma and flips. Set %s to american to see by how much",
			100*b, fault.Setting("exercise"))
	}
	if e := f.am.negativeBorrow(); e != nil && f.gap.a == 0 {
		f.note("negative-borrow", "the forward of %s %s is %.2f%% above spot and interest, as if a borrow earned %.0f%% a year: spot is not of the minute of the quotes, or the rate is off. Set %s to implied, or %s",
			e.q.Root.Name, e.q.Date, -100*e.implied*e.q.years, -100*e.implied, fault.Setting("spot"), fault.Setting("rate"))
	}
	if e := f.am.dividendMissing(); e != nil {
		f.note("dividend-missing", "calls and puts of %s %s disagree as before a dividend that is not known: forwards, volatilities and exposures around it are off. Set %s to its ex-date and amount",
			e.q.Root.Name, e.q.Date, fault.Setting("dividend"))
	}
}

// warnNoDividend warns of dividends of the user of which none is paid between the quotes
// and the last expiry: a slip in a date. Beside one that is, others may be of other days'
// files.
func (f *fitter) warnNoDividend() {
	from := earliest(f.all)
	if from.IsZero() || len(f.o.Dividends) == 0 {
		return
	}
	first, last := f.root().Venue.DateOf(from), market.Date{}
	for i := range f.all {
		if q := &f.all[i]; q.live {
			if d := q.Root.Venue.DateOf(q.Settlement); last.Before(d) {
				last = d
			}
		}
	}
	for _, d := range f.o.Dividends {
		if first.Before(d.Date) && !last.Before(d.Date) {
			return
		}
	}
	d, more := f.o.Dividends[0], ""
	if n := len(f.o.Dividends); n > 1 {
		more = fmt.Sprintf(" (and %d more)", n-1)
	}
	when := fmt.Sprintf("not after the quotes of %s", first)
	if first.Before(d.Date) {
		when = fmt.Sprintf("after the last expiry, %s", last)
	}
	f.note("dividend-unused", "%s %s=%g has no effect: its ex-date is %s%s", fault.Setting("dividend"), d.Date, d.Amount, when, more)
}

// warnMoney warns of expiries whose volatility at the money is extrapolated from
// strikes away from it.
func (f *fitter) warnMoney() {
	if len(f.uncovered) == 0 {
		return
	}
	q := &f.all[f.uncovered[0]]
	more := ""
	if n := len(f.uncovered); n > 1 {
		more = fmt.Sprintf(" (and %d more)", n-1)
	}
	f.note("money-not-covered", "%s %s has no usable quote or IV on both sides of the money: its ATM volatility is extrapolated from other strikes%s",
		q.Root.Name, q.Date, more)
}

// warnStale warns of quotes whose time, as the file's volatilities imply it, is more
// than an hour from the time assumed, of quotes with two sessions between them and
// as_of, and of volatilities that match the quotes at no time by more than noise.
func (f *fitter) warnStale() {
	used, found := earliest(f.all), f.s.InferredTime
	if used.IsZero() || f.o.IV == "file" {
		return
	}
	if found.IsZero() {
		if text := f.volMismatch(); text != "" {
			f.note("vol-mismatch", "%s", text)
		}
		found = used // sessions are counted from the best guess of the quote time
	}
	sessions := f.root().Venue.SessionsBetween(found, f.c.AsOf)
	switch {
	case found.Sub(used).Abs() > stale:
		f.note("quotes-stale", "the file's IVs imply quotes of %s, not %s", f.formatTime(found), f.formatTime(used))
	case sessions >= 2:
		f.note("quotes-stale", "stale quotes: %d sessions between the quotes of %s and as_of", sessions, f.formatTime(found))
	}
}

// formatTime writes a time on the clock of the venue.
func (f *fitter) formatTime(t time.Time) string {
	return t.In(f.root().Venue.Zone).Format("Mon 2 Jan 15:04")
}

// warnClocks warns of a file whose volatilities of options within a day of settlement
// are on another clock: ours are more than 1.5 times as high or as low.
func (f *fitter) warnClocks() {
	for x, e := range f.s.Expiries {
		if e.Years > 0 && e.Years <= day && (e.VolRatio > clockFactor || e.VolRatio < 1/clockFactor) {
			f.note("vol-clock", "%s %s: the IV solved from quotes is %.2f times the file's, which is on another clock",
				f.all[x].Root.Name, f.all[x].Date, e.VolRatio)
			return
		}
	}
}
