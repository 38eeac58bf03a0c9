package layouts

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// dated says how the rows of a file in the dialect are dated.
func (l *Dialect) dated(src *input.Source, o *model.Options) *assembly.Dated {
	h := l.find(src.Data)
	if l.Check(src, h) != nil {
		return nil
	}
	return l.datedWith(src, o, h, l.nameOf)
}

// datedWith is like dated for a header that was checked.
func (l *Dialect) datedWith(src *input.Source, o *model.Options, h tables.Header, name func(string) (string, error)) *assembly.Dated {
	if !h.Has(tables.QuoteTime) {
		return nil
	}
	if h.Twins == nil {
		h.Twins = l.Twins
	}
	numeric := !l.YearFirst && WritesNumericDates(src, &h)
	h.Rest = nil
	r := &DialectReader{Dialect: l, Header: &h}
	r.setSides(o)
	survey := orderSurvey{symbol: r.symbolExpiry}
	return &assembly.Dated{
		Header: h, Numeric: numeric, Add: survey.row,
		Order: func() (when model.DateOrder, both bool, err error) {
			found, notes, err := survey.resolve(src, &h, o.Dates, l.Dates)
			return found.When, found.When == found.Expiry && len(notes) == 0, err
		},
		When: func(cell string, order model.DateOrder, clock cells.Clock) (cells.QuoteTime, error) {
			r.Orders.When, r.times.clock = order, l.Clock
			if l.ByVenue {
				r.times.clock = clock
			}
			return r.readTime(cell)
		},
		Name: name, By: l.datedBy(&h, o),
	}
}
