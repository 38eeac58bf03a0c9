package assembly

import (
	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// Dated says how the rows of one csv are dated, so that a file of many quote dates can be divided by them before it is read.
type Dated struct {
	Header tables.Header
	// Numeric says that dates like 3/4/2025 occur. Their order is known only after Add has seen every row.
	Numeric bool
	Add     func(row *tables.Row)
	// Order is that of the quote times; with both it is also that of every other date.
	Order func() (when model.DateOrder, both bool, err error)

	// When reads a quote time; a zero time: there is none.
	When func(cell string, order model.DateOrder, clock cells.Clock) (cells.QuoteTime, error)
	Name func(cell string) (string, error) // the underlying that a cell names
	By   *market.Venue                     // on whose clock the quote dates are; nil: the venue that the name tells
}

// DateOf returns the quote date of a cell on the clock of a venue; false if it has none.
func (d *Dated) DateOf(cell string, order model.DateOrder, v *market.Venue) (market.Date, bool) {
	t, err := d.When(cell, order, cells.ClockOf(v))
	if err != nil || t.At.IsZero() {
		return market.Date{}, false
	}
	return v.DateOf(t.At), true
}

// VenueOf is that on whose clock the rows of an underlying are dated.
func (d *Dated) VenueOf(name string) *market.Venue {
	if d.By != nil {
		return d.By
	}
	name, err := d.Name(name)
	if err != nil {
		return market.US
	}
	return market.LookupRoot(name).Venue
}
