package layouts

import (
	"bytes"
	"math"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// prepare determines what the columns of the header hold, and takes what is missing from the options or the file name.
func (l *DialectReader) prepare(src *input.Source) (err error) {
	h := l.Header
	l.setSides(&l.A.Options)
	l.scale = 1
	if l.Thousandths {
		l.scale = strikeScale(src, h)
	}
	if err = l.orderDates(src); err != nil || h.Has(tables.Symbol) {
		return err
	}
	if !h.Has(tables.Underlying) && !l.namesByRoot() {
		if l.fileDraft, err = l.A.FileUnderlying(); err != nil {
			return err
		}
	}
	if !h.Has(tables.Expiry) {
		var file assembly.Draft
		l.date, err = l.A.FileExpiry(&file)
		l.A.Notes = append(l.A.Notes, file.Notes...)
	}
	return err
}

// namesByRoot reports whether the root of a row may name its underlying.
func (l *DialectReader) namesByRoot() bool { return l.Dialect.Root != nil && l.Header.Has(tables.Root) }

// setSides determines which contracts are in each row.
func (l *DialectReader) setSides(o *model.Options) {
	h := l.Header
	l.sides = []dialectSide{{tables.CallSide, h.Values(tables.CallSide, o)}}
	if put := h.Values(tables.PutSide, o); len(put) > 0 || h.Has(tables.PutSymbol) {
		l.sides = append(l.sides, dialectSide{tables.PutSide, put})
	}
}

// orderDates determines the order of day and month in numeric dates.
func (l *DialectReader) orderDates(src *input.Source) error {
	h := l.Header
	if l.YearFirst || !h.Has(tables.Expiry) && !h.Has(tables.QuoteTime) {
		return nil
	}
	survey := orderSurvey{symbol: l.symbolExpiry}
	if err := l.rows.each(survey.row); err != nil {
		return err
	}
	found, notes, err := survey.resolve(src, h, l.A.Options.Dates, l.Dates)
	l.Orders = found
	l.A.Notes = append(l.A.Notes, notes...)
	return err
}

// symbolExpiry returns the expiry in the option symbol of a row.
func (l *DialectReader) symbolExpiry(row *tables.Row) (date market.Date, named bool) {
	for _, s := range l.sides {
		if o, err := l.option(bytes.TrimSpace(row.Cell(tables.Symbol + s.side))); err == nil {
			return o.Expiry, true
		}
	}
	return date, false
}

// strikeScale is 1000 for strikes in thousandths. Strikes are in cents, so one that is not a multiple of ten shows that they
// have been divided already, and so does a strike that is closer to the price of the underlying without dividing.
func strikeScale(src *input.Source, h *tables.Header) float64 {
	asTheyStand, divided := 0, 0
	for rows := tables.NewRows(src, h); rows.Next(); {
		strike, k := cells.Number(rows.Row.Cell(tables.Strike))
		if k == cells.Plain && math.Mod(strike, 10) != 0 {
			return 1
		}
		spot := cells.Price(rows.Row.Cell(tables.Spot))
		switch {
		case k != cells.Plain || strike <= 0 || spot == 0:
		case (strike/spot)*(strike/spot) < 1000: // closer, as a ratio, than a thousandth of it
			asTheyStand++
		default:
			divided++
		}
	}
	if asTheyStand > divided {
		return 1
	}
	return 1000
}
