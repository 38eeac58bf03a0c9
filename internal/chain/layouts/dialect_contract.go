package layouts

import (
	"bytes"
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// contract reads what identifies a contract of a row; bad is the column of the error.
func (l *DialectReader) contract(d *assembly.Draft, row *tables.Row, side tables.Field) (r assembly.Record, bad tables.Field, err error) {
	o, named, err := l.name(row, side)
	if err != nil {
		return r, tables.Symbol + side, err
	}
	d.Named = d.Named || named
	if bad, err = l.cells(&o, named, row, side); err != nil {
		return r, bad, err
	}
	if o.Root == "" {
		o.Root = assembly.AssumedRoot(d, o.Expiry, row.Cell(tables.Settles))
	}
	series, repair := l.A.SeriesOf(d, o.Root, o.Expiry)
	return assembly.Record{Series: series, Line: int32(row.Line), Right: o.Right, Repaired: row.Repaired | repair, Strike: o.Strike}, tables.Ignored, nil
}

// name reads the option symbol, if any.
func (l *DialectReader) name(row *tables.Row, side tables.Field) (o cells.Option, named bool, err error) {
	cell := bytes.TrimSpace(row.Cell(tables.Symbol + side))
	if len(cell) == 0 {
		return o, false, nil
	}
	o, err = l.option(cell)
	return o, err == nil, err
}

// cells completes an option from the cells of its row, and checks them against its symbol.
func (l *DialectReader) cells(o *cells.Option, named bool, row *tables.Row, side tables.Field) (bad tables.Field, err error) {
	if err := l.readRoot(o, row); err != nil {
		return tables.Root, err
	}
	if err := l.readExpiry(o, named, row); err != nil {
		return tables.Expiry, err
	}
	if err := l.readStrike(o, named, row); err != nil {
		return tables.Strike, err
	}
	return tables.Right, l.readRight(o, named, row, side)
}

func (l *DialectReader) readRoot(o *cells.Option, row *tables.Row) error {
	root, err := l.root.Of(row.Cell(tables.Root), l.parseRoot)
	if root != "" {
		o.Root = root
	}
	return err
}

func (l *DialectReader) parseRoot(cell string) (string, error) {
	if l.Dialect.Root != nil {
		return l.Dialect.Root(cell)
	}
	return cells.ParseRoot(cell)
}

func (l *DialectReader) readExpiry(o *cells.Option, named bool, row *tables.Row) error {
	cell := row.Cell(tables.Expiry)
	if len(bytes.TrimSpace(cell)) == 0 && (named || !l.date.IsZero()) {
		if !named {
			o.Expiry = l.date
		}
		return nil
	}
	if named {
		return l.checkExpiry(o, cell)
	}
	expiry, err := l.expiry.Of(cell, l.parseExpiry)
	o.Expiry = expiry.First
	if err == nil && !expiry.Other.IsZero() {
		err = cells.OpenDate(string(cell))
	}
	return err
}

// checkExpiry reads an expiry in a row with a symbol: one of its readings must be the date of the symbol.
func (l *DialectReader) checkExpiry(o *cells.Option, cell []byte) error {
	expiry, err := l.beside.Of(cell, cells.ParseEitherDay)
	switch {
	case err != nil:
		return err
	case cells.Settling(expiry.First) == cells.Settling(o.Expiry):
		o.Expiry = expiry.First
	case !expiry.Other.IsZero() && cells.Settling(expiry.Other) == cells.Settling(o.Expiry):
		o.Expiry = expiry.Other
	default:
		return fmt.Errorf("the symbol expires %v, but the row says %v", o.Expiry, expiry.First)
	}
	return nil
}

func (l *DialectReader) parseExpiry(cell string) (cells.Days, error) {
	return cells.ParseDays(cell, l.Orders.Expiry)
}

func (l *DialectReader) readStrike(o *cells.Option, named bool, row *tables.Row) error {
	cell := row.Cell(tables.Strike)
	if named && len(bytes.TrimSpace(cell)) == 0 {
		return nil
	}
	strike, err := cells.StrikeRule.Required(cell)
	if err != nil {
		return err
	}
	if strike /= l.scale; strike < cells.StrikeRule.Lo {
		return fmt.Errorf("%s thousandths are not a strike", cells.Quote(bytes.TrimSpace(cell)))
	}
	if named && strike != o.Strike {
		return fmt.Errorf("the symbol has the strike %s, but the row says %s", cells.FormatNumber(o.Strike), cells.FormatNumber(strike))
	}
	o.Strike = strike
	return nil
}

func (l *DialectReader) readRight(o *cells.Option, named bool, row *tables.Row, side tables.Field) error {
	right, err := o.Right, error(nil)
	switch cell := row.Cell(tables.Right); {
	case len(l.sides) > 1 && side == tables.PutSide:
		right = model.Put
	case len(l.sides) > 1:
		right = model.Call
	case !named || len(bytes.TrimSpace(cell)) > 0:
		right, err = cells.ParseRight(cell)
	}
	if err == nil && named && right != o.Right {
		err = fmt.Errorf("the symbol is a %v, but the row says %v", o.Right, right)
	}
	o.Right = right
	return err
}
