package vol

import (
	"fmt"
	"math"
	"time"

	"gex/internal/fault"
)

const (
	stale       = time.Hour
	clockFactor = 1.5
	farSpot     = 0.2 // of the file's: further than flips are looked for
)

// warn tells what a reader should know of the fit, one line a matter.
func (f *fitter) warn() {
	f.warnSpot()
	f.warnQuotes()
	f.warnVols()
	if f.o.Carry != "flat" {
		f.warnCarry()
	}
	f.warnMoney()
	f.warnStale()
	f.warnClocks()
	f.warnArbitrage()
}

// warnSpot warns of a given spot that is another price altogether: a slip, or meant as a scenario.
func (f *fitter) warnSpot() {
	s := f.s
	if s.SpotSource != "flag" || !price(s.FileSpot) {
		return
	}
	if away := s.Spot/s.FileSpot - 1; math.Abs(away) > farSpot {
		f.note("spot-far", "the given spot %.2f lies %+.0f %% from the file's %.2f: every number is as if it stood there", s.Spot, 100*away, s.FileSpot)
	}
}

func (f *fitter) warnCarry() {
	s := f.s
	if f.gap.warning != "" {
		f.note(f.gap.warning, "every expiry with a forward settles after the next dividend, so the quotes do not tell their spot: taken as the file's %.2f", s.FileSpot)
	} else if math.Abs(s.Gap) > gapWarn {
		whose, spot := "the file's", s.FileSpot
		if !price(spot) {
			whose, spot = "the given", s.Spot
		}
		f.note("gap", "quotes of %s trade around %.2f, %+.2f %% from %s spot %.2f", f.moment(s.QuoteTime),
			s.QuoteSpot, 100*(s.QuoteSpot/spot-1), whose, spot)
	}
	forwards := 0
	for _, e := range s.Expiries {
		switch e.ForwardBy {
		case "future", "parity", "file_delta":
			forwards++
		}
	}
	switch {
	case forwards == 0:
		f.note("no-forward", "no usable pair of quotes and no delta gives a forward: spot grown at rate %g less yield %g", s.Rate, f.o.Yield)
	case s.RateSource == "none":
		f.note("no-rate", "no European expiry gives a rate: taken as 0; %s sets it", fault.Setting("rate"))
	}
}

// warnMoney warns of expiries whose volatility at the money is that of strikes far from it.
func (f *fitter) warnMoney() {
	if len(f.uncovered) == 0 {
		return
	}
	q := &f.all[f.uncovered[0]]
	more := ""
	if n := len(f.uncovered); n > 1 {
		more = fmt.Sprintf(" (and %d more)", n-1)
	}
	f.note("money-not-covered", "%s %s has no quote or volatility near the money on both sides: its volatility there is extrapolated from other strikes%s",
		q.Root.Name, q.Date, more)
}

// warnStale warns of quotes that are older than the clock of their market says.
func (f *fitter) warnStale() {
	used, found := earliest(f.all), f.s.Found
	if used.IsZero() || f.o.IV == "file" {
		return
	}
	if f.toldTime && found.IsZero() {
		f.note("vol-mismatch", "the file's volatilities do not follow from its quotes at any one time; they are not used where quotes are")
		found = used
	}
	if found.IsZero() {
		found = used
	}
	sessions := f.root().Venue.SessionsBetween(found, f.c.AsOf)
	switch {
	case found.Sub(used).Abs() > stale:
		f.note("quotes-stale", "the file's volatilities speak of quotes made %s, not %s", f.moment(found), f.moment(used))
	case sessions >= 2:
		f.note("quotes-stale", "%d sessions lie between the quotes of %s and as_of", sessions, f.moment(found))
	}
}

func (f *fitter) moment(t time.Time) string {
	return t.In(f.root().Venue.Zone).Format("Mon 2 Jan 15:04")
}

// warnClocks warns of a file whose volatilities for options of the day are on another clock.
func (f *fitter) warnClocks() {
	for x, e := range f.s.Expiries {
		if e.Years > 0 && e.Years <= day && e.Clocks > 0 && (e.Clocks > clockFactor || e.Clocks < 1/clockFactor) {
			f.note("vol-clock", "%s %s: the volatility that quotes give is %.2f times the file's, which must be on another clock",
				f.all[x].Root.Name, f.all[x].Date, e.Clocks)
			return
		}
	}
}
