package vol

import (
	"fmt"

	"gex/internal/fault"
	"gex/internal/market"
)

const (
	rateTenor     = 30 * day // whose rate stands for a curve where one number does
	rateStaleDays = 7        // calendar days by which a curve's row may be older than the trade date
	rateShortest  = 1.0      // years: a curve that begins later does not cover most options
)

// giveRate takes the user's rate: a constant, or the curve of the chain's trade date, of which
// each expiry gets the rate at T. Without one, r is 0 and RateSource none. Error, fault.Input: the
// curve's file begins after the trade date.
func (f *fitter) giveRate() error {
	f.s.RateSource = "none"
	if f.o.Rate == nil {
		return nil
	}
	curve, err := f.o.Rate.On(f.tradeDate())
	if err != nil {
		return err
	}
	f.s.Rate, f.s.RateSource = curve.Rate(rateTenor), "flag"
	if curve.File != "" {
		f.s.RateSource, f.s.RateFile, f.s.RateDate = "curve", curve.File, curve.Date
		f.warnRate(curve.Shortest())
	}
	for x := range f.all {
		f.all[x].r = curve.Rate(f.years(x))
	}
	return nil
}

// inferRate takes the rate from put-call parity; where there is none r stays 0.
func (f *fitter) inferRate() {
	r, ok := impliedRate(f.all)
	if !ok {
		return
	}
	f.s.Rate, f.s.RateSource = r, "parity"
	for x := range f.all {
		f.all[x].r = r
	}
}

// tradeDate returns the trade date of as_of on the clock of the underlying's venue.
func (f *fitter) tradeDate() market.Date { return f.root().Venue.TradeDate(f.c.AsOf) }

// warnRate warns of a curve that is not of the day, the currency or the tenors of the options. shortest
// is its first tenor, in years.
func (f *fitter) warnRate(shortest float64) {
	s := f.s
	if old := s.RateDate.DaysUntil(f.tradeDate()); old > rateStaleDays {
		f.note("rate-stale", "the rates of %s are of %s, %d days before the trade date %s. Download newer ones", s.RateFile, s.RateDate, old, f.tradeDate())
	}
	if !f.root().Venue.Currency.InDollars() {
		f.note("rate-currency", "the rates of %s are of US dollars, and %s does not trade in dollars. Set %s to a number", s.RateFile, f.c.Underlying, fault.Setting("rate"))
	}
	if shortest > rateShortest {
		f.note("rate-tenor", "the rates of %s begin at %g years: shorter expiries are discounted with that rate. Use a curve that begins with 1 Mo", s.RateFile, shortest)
	}
}

// rateName is the rate in a sentence.
func (f *fitter) rateName() string {
	if f.s.RateSource == "curve" {
		return "the rates of " + f.s.RateFile
	}
	return fmt.Sprintf("rate %g", f.s.Rate)
}

// rateAssumption says how a curve becomes the rates of expiries; "" without a curve.
func (f *fitter) rateAssumption() string {
	if f.s.RateSource != "curve" {
		return ""
	}
	return fmt.Sprintf("; r by tenor from %s of %s, continuously compounded, r·T linear between tenors", f.s.RateFile, f.s.RateDate)
}
