package pipeline

import (
	"errors"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/vol"
)

// Priced is the first result whose spot was given as a number: it is of one date, and no other can have it.
type Priced struct {
	Date  market.Date // zero: none yet
	Where string
}

// impliedOfDates is what to do instead of giving one price for several dates.
var impliedOfDates = fault.Setting("spot") + " implied takes each date's from its quotes"

// take refuses a result of another date than the first one, when both have a price that was given.
func (p *Priced) take(date market.Date, where string, price float64) error {
	switch {
	case p.Date.IsZero():
		*p = Priced{date, where}
	case p.Date != date:
		return fault.New(fault.Usage, impliedOfDates+"; or omit it where the files have prices",
			"%s is of %s and %s of %s, and %s %g is one price", p.Where, p.Date, where, date, fault.Setting("spot"), price)
	}
	return nil
}

// severalDates refuses a price for a file of several dates.
func severalDates(name string, dates int, price float64) error {
	return fault.New(fault.Usage, impliedOfDates+"; or choose a date with "+fault.Setting("quote-date"),
		"%s: the file has quotes from %d dates, and %s %g is one price", name, dates, fault.Setting("spot"), price)
}

// eachPriced gives the error of a chain without a spot, one of several, a hint that is right for all of them: column says how to
// give each its own.
func eachPriced(err error, column string) error {
	switch {
	case errors.Is(err, vol.ErrNoSpot):
		return fault.Hinted(impliedOfDates+"; a column with the price of each is better: "+column, err)
	case errors.Is(err, vol.ErrNoImpliedSpot):
		return fault.Hinted("give each its price in a column: "+column, err)
	}
	return err
}
