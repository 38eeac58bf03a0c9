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

// orderSurvey asks all rows of a file what its dates in numbers mean.
type orderSurvey struct {
	expiry, when cells.Evidence
	symbol       func(row *tables.Row) (market.Date, bool) // the expiry that an option symbol in the row gives
}

// row looks at the date cells of a row.
func (o *orderSurvey) row(row *tables.Row) {
	o.expiry.Add(row.Cell(tables.Expiry), func() (market.Date, bool) { return o.symbol(row) })
	o.when.Add(row.Cell(tables.QuoteTime), func() (date market.Date, named bool) { return })
}

// resolve determines how the columns write their dates: as set by the user, else as their own unambiguous dates are, else
// as those of the other column, else as the vendor writes them.
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
			notes = append(notes, model.Warn("dates-mixed", fmt.Sprintf("%s: %s can only be read with day and month the other way than most",
				h.Name(c.field), cells.Quote(against))))
		}
	}
	return found, notes, nil
}

// WritesNumericDates reports whether the first rows of a table have dates in numbers whose year does not come first.
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
