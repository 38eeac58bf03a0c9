package chain

import (
	"bytes"
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// orderSurvey asks all rows of a file what its dates in numbers mean.
type orderSurvey struct {
	expiry, when cells.Evidence
	symbol       func(row *row) (market.Date, bool) // the expiry that an option symbol in the row gives
}

// row looks at the date cells of a row.
func (o *orderSurvey) row(row *row) {
	o.expiry.Add(row.cell(fExpiry), func() (market.Date, bool) { return o.symbol(row) })
	o.when.Add(row.cell(fQuoteTime), func() (date market.Date, named bool) { return })
}

// resolve says how the columns write their dates: as asked where that is open, else as their own dates tell, else as
// those of the other column do, else as the vendor does.
func (o *orderSurvey) resolve(src *input.Source, h *header, asked, habit model.DateOrder) (found cells.Orders, notes []model.Warning, err error) {
	for _, c := range []struct {
		of, other *cells.Evidence
		field     field
		to        *model.DateOrder
	}{{&o.expiry, &o.when, fExpiry, &found.Expiry}, {&o.when, &o.expiry, fQuoteTime, &found.When}} {
		var against string
		*c.to, against, err = c.of.Resolve(c.other, asked, habit)
		if err != nil {
			return found, nil, src.Fail(0, h.name(c.field), err.Error(), cells.DatesHint)
		}
		if against != "" {
			notes = append(notes, model.Warn("dates-mixed", fmt.Sprintf("%s: %s can only be read with day and month the other way than most",
				h.name(c.field), cells.Quote(against))))
		}
	}
	return found, notes, nil
}

// writesNumericDates reports whether the first rows of a table have dates in numbers whose year does not come first.
func writesNumericDates(src *input.Source, h *header) bool {
	const look = 50
	rows := newRows(src, h)
	for range look {
		if !rows.next() {
			return false
		}
		for _, f := range []field{fExpiry, fQuoteTime} {
			text := string(bytes.TrimSpace(rows.row.cell(f)))
			if order, open := cells.OrderOf(text); open || order != model.DatesByContent {
				return true
			}
		}
	}
	return false
}
