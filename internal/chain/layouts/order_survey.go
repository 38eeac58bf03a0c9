package layouts

import (
	"bytes"
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// orderSurvey collects the numeric dates of all rows of a file to determine their order of day and month.
type orderSurvey struct {
	expiry, when cells.Evidence
	symbol       func(row *tables.Row) (market.Date, bool) // the expiry in the option symbol of the row
}

// row adds the date cells of a row.
func (o *orderSurvey) row(row *tables.Row) {
	o.expiry.Add(row.Cell(tables.Expiry), func() (market.Date, bool) { return o.symbol(row) })
	o.when.Add(row.Cell(tables.QuoteTime), func() (date market.Date, named bool) { return })
}

// resolve determines the order of each date column: as set by the user, else that of its unambiguous dates, else
// that of the other column, else that of the vendor.
func (o *orderSurvey) resolve(src *input.Source, h *tables.Header, asked, habit model.DateOrder) (found cells.Orders, notes []model.Warning, err error) {
	for _, c := range []struct {
		of, other *cells.Evidence
		field     tables.Field
		to        *model.DateOrder
	}{{&o.expiry, &o.when, tables.Expiry, &found.Expiry}, {&o.when, &o.expiry, tables.QuoteTime, &found.When}} {
		var against string
		*c.to, against, err = c.of.Resolve(c.other, asked, habit)
		if err != nil {
			return found, nil, src.Fail(0, h.Name(c.field), err.Error(), cells.DatesHint)
		}
		if against != "" {
			notes = append(notes, model.Warn("dates-mixed", fmt.Sprintf("%s: %s can only be read in the opposite order of day and month to the other dates",
				h.Name(c.field), cells.Quote(against))))
		}
	}
	return found, notes, nil
}

// WritesNumericDates reports whether the first rows of a table have numeric dates whose year does not come first.
func WritesNumericDates(src *input.Source, h *tables.Header) bool {
	const look = 50
	rows := tables.NewRows(src, h)
	for range look {
		if !rows.Next() {
			return false
		}
		for _, f := range []tables.Field{tables.Expiry, tables.QuoteTime} {
			text := string(bytes.TrimSpace(rows.Row.Cell(f)))
			if order, open := cells.OrderOf(text); open || order != model.DatesByContent {
				return true
			}
		}
	}
	return false
}
