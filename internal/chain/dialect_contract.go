package chain

import (
	"bytes"
	"fmt"
	"math"
)

// contract reads what identifies a contract of a row; bad is the column that cannot be read.
func (l *dialectReader) contract(d *draft, row *row, side field) (r record, bad field, err error) {
	o, named, err := l.name(row, side)
	if err != nil {
		return r, fSymbol + side, err
	}
	if bad, err = l.cells(&o, named, row, side); err != nil {
		return r, bad, err
	}
	if o.root == "" {
		o.root = assumedRoot(d, o.expiry, row.cell(fSettles))
	}
	series, repair := l.a.seriesOf(d, o.root, o.expiry)
	return record{series: series, line: int32(row.line), right: o.right, repaired: row.repaired | repair, strike: o.strike}, fIgnored, nil
}

// name reads the option's symbol, where there is one.
func (l *dialectReader) name(row *row, side field) (o option, named bool, err error) {
	cell := bytes.TrimSpace(row.cell(fSymbol + side))
	if len(cell) == 0 {
		return o, false, nil
	}
	o, err = l.option(cell)
	return o, err == nil, err
}

// cells completes an option by the cells of its row, and holds them against its symbol.
func (l *dialectReader) cells(o *option, named bool, row *row, side field) (bad field, err error) {
	if err := l.readRoot(o, row); err != nil {
		return fRoot, err
	}
	if err := l.readExpiry(o, named, row); err != nil {
		return fExpiry, err
	}
	if err := l.readStrike(o, named, row); err != nil {
		return fStrike, err
	}
	return fRight, l.readRight(o, named, row, side)
}

func (l *dialectReader) readRoot(o *option, row *row) error {
	root, err := l.root.of(row.cell(fRoot), parseRoot)
	if root != "" {
		o.root = root
	}
	return err
}

func (l *dialectReader) readExpiry(o *option, named bool, row *row) error {
	cell := row.cell(fExpiry)
	if len(bytes.TrimSpace(cell)) == 0 && (named || !l.date.IsZero()) {
		if !named {
			o.expiry = l.date
		}
		return nil
	}
	if named {
		return l.heldAgainst(o, cell)
	}
	expiry, err := l.expiry.of(cell, l.parseExpiry)
	o.expiry = expiry.first
	if err == nil && !expiry.other.IsZero() {
		err = openDate(string(cell))
	}
	return err
}

// heldAgainst reads an expiry beside a symbol, whose date it has to be in any way in which it can be read.
func (l *dialectReader) heldAgainst(o *option, cell []byte) error {
	expiry, err := l.beside.of(cell, parseEitherDay)
	switch {
	case err != nil:
		return err
	case settling(expiry.first) == settling(o.expiry):
		o.expiry = expiry.first
	case !expiry.other.IsZero() && settling(expiry.other) == settling(o.expiry):
		o.expiry = expiry.other
	default:
		return fmt.Errorf("the symbol expires %v, but the row says %v", o.expiry, expiry.first)
	}
	return nil
}

func (l *dialectReader) parseExpiry(cell string) (days, error) {
	return parseDays(cell, l.orders.expiry)
}

func (l *dialectReader) readStrike(o *option, named bool, row *row) error {
	cell := row.cell(fStrike)
	if named && len(bytes.TrimSpace(cell)) == 0 {
		return nil
	}
	strike, err := strikeRule.required(cell)
	if err != nil {
		return err
	}
	if strike /= l.scale; strike < strikeRule.lo {
		return fmt.Errorf("%s thousandths are not a strike", quote(bytes.TrimSpace(cell)))
	}
	if named && strike != o.strike {
		return fmt.Errorf("the symbol has the strike %s, but the row says %s", plainNumber(o.strike), plainNumber(strike))
	}
	o.strike = strike
	return nil
}

func (l *dialectReader) readRight(o *option, named bool, row *row, side field) error {
	right, err := o.right, error(nil)
	switch cell := row.cell(fRight); {
	case len(l.sides) > 1 && side == putSide:
		right = Put
	case len(l.sides) > 1:
		right = Call
	case !named || len(bytes.TrimSpace(cell)) > 0:
		right, err = parseRight(cell)
	}
	if err == nil && named && right != o.right {
		err = fmt.Errorf("the symbol is a %v, but the row says %v", o.right, right)
	}
	o.right = right
	return err
}

// strikeScale is 1000 for strikes in thousandths. As prices are in cents, one that is no multiple of ten shows that they
// have been divided already, and so does a strike that is nearer to the price of the underlying as it stands.
func strikeScale(src *source, h *header) float64 {
	asTheyStand, divided := 0, 0
	for rows := newRows(src, h); rows.next(); {
		strike, k := number(rows.row.cell(fStrike))
		if k == plain && math.Mod(strike, 10) != 0 {
			return 1
		}
		spot := price(rows.row.cell(fSpot))
		switch {
		case k != plain || strike <= 0 || spot == 0:
		case (strike/spot)*(strike/spot) < 1000: // nearer by ratio than a thousandth of it
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
