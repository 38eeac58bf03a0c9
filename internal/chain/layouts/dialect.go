package layouts

import (
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// Dialect is a csv layout that needs no fast path: one row per contract, or one row per strike with a call and a put,
// depending on the columns. The other fields are the vendor's conventions.
type Dialect struct {
	tables.Table
	Dates       model.DateOrder // the vendor's convention if the dates of the file are ambiguous
	IV          model.IVUnit    // of the volatilities
	Parts       bool            // quantities are divided by a lot size, so open interest need not be whole
	Units       bool            // open interest and volume are in units of the underlying, not in contracts
	Thousandths bool            // strikes are in thousandths of a dollar
	None        float64         // a number that means missing, if not 0
	Clock       cells.Clock     // for times without a zone; the zero value is New York's
	ByVenue     bool            // times without a zone are on the clock of the underlying's venue, not on Clock
	Recording   time.Duration   // how long recording a snapshot may take; its time is the latest
	Twins       []tables.Twin   // fields that share the column of another field
	YearFirst   bool            // all dates are written year first, or as numbers: their order is not in doubt
	Futures     bool            // a file without the price of the underlying has that of its first future
	Merge       bool            // rows on one option are one: the last of updates, and lists with other columns joined

	// These may be nil. Begin returns the part of a text from its header on, where other text stands above it. When reads a
	// quote time, Symbol an option symbol, Name that of an underlying, Root the root in a cell that holds more than that, "" if
	// it has none: it also names the underlying if nothing else does. Others recognizes names that are not options; Adjust may
	// change a contract that has been read.
	Begin  func(text []byte) []byte
	When   func(cell string, order model.DateOrder) (cells.QuoteTime, error)
	Symbol func(cell string) (cells.Option, error)
	Name   func(cell string) (string, error)
	Root   func(cell string) (string, error)
	Others func(name string) bool
	Adjust func(l *DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, side tables.Field)
}

// DialectReader reads the rows of one file.
type DialectReader struct {
	*Dialect
	A      *assembly.Assembler
	rows   *tableRows
	Header *tables.Header
	cells.Orders
	scale float64 // divisor of strikes
	sides []dialectSide

	draft     cells.Memo[*assembly.Draft]
	fileDraft *assembly.Draft // the underlying of a file that does not name one
	date      market.Date     // the expiry of a file that does not give one
	passed    int             // rows that are not options
	times     quoteTimes
	Trades    cells.Memo[time.Time] // of last trades
	root      cells.Memo[string]
	expiry    cells.Memo[cells.Days] // of rows without a symbol
	beside    cells.Memo[cells.Days] // of rows with one
}

// dialectSide is one of the contracts in each row.
type dialectSide struct {
	side   tables.Field
	values []tables.Field // its numeric columns
}

// option reads the symbol of an option.
func (l *Dialect) option(cell []byte) (cells.Option, error) {
	if l.Symbol != nil {
		return l.Symbol(string(cell))
	}
	return cells.ParseOption(string(cell))
}

// timeOf reads the quote time of a row.
func (l *DialectReader) timeOf(d *assembly.Draft, row *tables.Row) (cells.QuoteTime, error) {
	if l.ByVenue {
		l.times.on(d)
	} else {
		l.times.clock = l.Clock
	}
	return l.times.memo.Of(row.Cell(tables.QuoteTime), l.readTime)
}

// readTime reads a quote time cell; an empty one is the zero time.
func (l *DialectReader) readTime(cell string) (cells.QuoteTime, error) {
	if _, k := cells.Number([]byte(cell)); k == cells.Missing {
		return cells.QuoteTime{}, nil
	}
	if l.Dialect.When != nil {
		return l.Dialect.When(cell, l.Orders.When)
	}
	return cells.ParseWhenIn(cell, l.Orders.When, l.times.clock)
}

// datedBy is the venue on whose clock the quote dates of a file are, nil when it is that of the underlying: then its rows name it,
// or the options do.
func (l *Dialect) datedBy(h *tables.Header, o *model.Options) *market.Venue {
	switch {
	case !l.ByVenue:
		return l.Clock.Venue()
	case h.Has(tables.Underlying) || o.Symbol != "":
		return nil
	}
	return market.US
}

// nameOf is the underlying that a cell names, by itself or as one of its roots.
func (l *Dialect) nameOf(cell string) (string, error) {
	read := cells.ParseName
	if l.Name != nil {
		read = l.Name
	}
	name, err := read(cell)
	if err != nil {
		return "", err
	}
	return assembly.UnderlyingName(market.LookupRoot(name)), nil
}
