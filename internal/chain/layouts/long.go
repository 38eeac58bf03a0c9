package layouts

import (
	"bytes"
	"fmt"
	"sync"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// Long is the project's own csv: one row per contract, any number of underlyings, columns in any order. Names may differ
// in case, spaces and underscores.
var Long = assembly.Layout{
	Format: tables.Format{
		Name:    "long",
		Title:   "gex canonical csv, one row per contract",
		Columns: LongTable.Columns,
		Example: "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma,multiplier,dealer_qty," +
			"delay,future,repaired,left_out,caveats",
	},
	Fit:     LongTable.Fit,
	Parse:   parseLong,
	InParts: longInParts,
	Dated:   datedLong,
}

func parseLong(src *input.Source, a *assembly.Assembler) error {
	h := LongTable.Find(src.Data)
	if err := LongTable.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	if needsAllRows(src, &h, &a.Options) {
		return longMapped().parseTable(src, a, &h, rowsOf(src, &h))
	}
	new(LongReaders).Read(src, a, &h)
	return nil
}

// needsAllRows reports whether the order of day and month, which all rows decide, is to be found.
func needsAllRows(src *input.Source, h *tables.Header, o *model.Options) bool {
	return o.Dates != model.DatesByContent || WritesNumericDates(src, h)
}

// longInParts returns the header, unless all rows have to be there before the first is read.
func longInParts(src *input.Source, o *model.Options) *tables.Header {
	h := LongTable.Find(src.Data)
	if LongTable.Check(src, h) != nil || needsAllRows(src, &h, o) {
		return nil
	}
	return &h
}

// datedLong says how the rows of the layout long are dated.
func datedLong(src *input.Source, o *model.Options) *assembly.Dated {
	h := LongTable.Find(src.Data)
	if LongTable.Check(src, h) != nil {
		return nil
	}
	d := longMapped().datedWith(src, o, h, cells.ParseName)
	if d != nil && !d.Numeric && o.Dates == model.DatesByContent {
		d.When = func(cell string, _ model.DateOrder, clock cells.Clock) (cells.QuoteTime, error) {
			return cells.ParseQuoteTime(cell, clock)
		}
	}
	return d
}

// longMapped reads the layout as a Dialect, which is slower.
func longMapped() *mapped { return &mapped{Dialect: Dialect{Table: LongTable, ByVenue: true}} }

// LongReaders reads parts of a file, any number at once. It remembers what cells mean, as parts repeat each other's.
type LongReaders struct {
	idle sync.Pool // *LongReader
}

// Read reads the rows that follow the header.
func (r *LongReaders) Read(src *input.Source, a *assembly.Assembler, h *tables.Header) {
	l, _ := r.idle.Get().(*LongReader)
	if l == nil {
		l = &LongReader{}
	}
	l.begin(src, a, h)
	a.Reserve(l.Rows.Expected())
	l.quick.Read(src, a, l.Rows, 1, l.Read)
	a.NoteUnknown(h.Unknown)
	l.A, l.Rows, l.draft, l.times.of = nil, nil, cells.Memo[*assembly.Draft]{}, nil // what was read
	r.idle.Put(l)
}

// LongReader reads the rows of the layout long.
type LongReader struct {
	A         *assembly.Assembler
	Rows      *tables.Rows
	values    []tables.Field // the numeric columns of the file
	converted bool           // the file has columns that only gex convert writes
	draft     cells.Memo[*assembly.Draft]
	spot      cells.Last[float64]
	times     quoteTimes
	root      cells.Last[string]
	expiry    cells.Memo[market.Date]
	rec       assembly.Record
	quick     assembly.Quick
}

func NewLongReader(src *input.Source, a *assembly.Assembler, h *tables.Header) *LongReader {
	l := &LongReader{}
	l.begin(src, a, h)
	return l
}

// begin begins a part of a file.
func (l *LongReader) begin(src *input.Source, a *assembly.Assembler, h *tables.Header) {
	a.DatedBy = nil
	l.A, l.Rows, l.draft = a, tables.NewRows(src, h), cells.Memo[*assembly.Draft]{}
	l.values, l.converted = h.Values(tables.CallSide, &a.Options), false
	if all, some := h.HasRestored(); some {
		l.converted = true
		if all {
			a.IVUnit = model.IVFraction // written by gex convert
		}
	}
}

// Read adds the contract of a row to the assembler.
func (l *LongReader) Read(row *tables.Row) {
	if (row.Problem != "" || !bytes.Equal(row.Cell(tables.Underlying), l.draft.Cell)) && l.IsStray() {
		l.A.Row(nil)
		l.A.Stray(l.Rows, 1)
		return
	}
	if row.Problem != "" {
		l.A.Row(nil)
		l.unread(row, tables.Ignored, fmt.Errorf("%s", row.Problem))
		return
	}
	d, err := l.draft.Of(row.Cell(tables.Underlying), l.readUnderlying)
	l.times.on(d)
	at, timeErr := l.times.memo.Of(row.Cell(tables.QuoteTime), l.times.read)
	if err == nil && !l.A.Wanted(d, at.At) {
		return
	}
	l.A.Row(d)
	if err != nil {
		l.unread(row, tables.Underlying, err)
		return
	}
	if d.Skip {
		return
	}
	if timeErr != nil {
		l.A.Untimed(row.Line, l.Rows.Header.Name(tables.QuoteTime), timeErr)
	}
	if l.converted {
		l.A.Market(d, row)
	}
	if bad, err := l.contract(d, row); err != nil && l.IsStray() {
		l.A.Stray(l.Rows, 1)
		return
	} else if err != nil {
		if l.converted { // all rows repeat the values of the original file
			l.snapshot(d, row, &at)
		}
		l.unread(row, bad, err)
		return
	}
	l.snapshot(d, row, &at) // a row without a contract does not set the values of the underlying
	l.rec.Values(row, tables.CallSide, l.values, l.A, l.Rows.Header)
	if l.converted {
		l.rec.Restore(l.A, l.Rows.Header, d, row)
	}
	l.A.Add(&l.rec)
}

// Renew forgets all contracts and underlyings of the rows so far.
func (l *LongReader) Renew() {
	l.A.Renew()
	l.draft = cells.Memo[*assembly.Draft]{}
}

// IsStray reports whether a row is not a contract. A converted file has rows for contracts that could not be read.
func (l *LongReader) IsStray() bool { return !l.converted && l.Rows.IsStray() }

func (l *LongReader) unread(row *tables.Row, f tables.Field, err error) {
	l.A.Refuse(row.Line, l.Rows.Header.Name(f), err)
	l.A.Unread(1, assembly.ReadableOI(row, tables.CallSide))
}

func (l *LongReader) readUnderlying(cell string) (*assembly.Draft, error) {
	name, err := cells.ParseName(cell)
	if err != nil {
		return nil, err
	}
	return l.A.Underlying(name), nil
}

// snapshot reads the row's values of the underlying.
func (l *LongReader) snapshot(d *assembly.Draft, row *tables.Row, at *cells.QuoteTime) {
	l.A.Caveats(d, row, l.Rows.Header)
	if spot, err := l.spot.Of(row.Cell(tables.Spot), cells.ParseSpot); err != nil {
		l.A.Problem(row.Line, l.Rows.Header.Name(tables.Spot), err.Error())
	} else if spot > 0 {
		d.SetSpot(spot)
	}
	d.RecordedBy(at, 0)
}

// contract reads what identifies the contract; bad is the column of the error.
func (l *LongReader) contract(d *assembly.Draft, row *tables.Row) (bad tables.Field, err error) {
	root, err := l.root.Of(row.Cell(tables.Root), cells.ParseRoot)
	if err != nil {
		return tables.Root, err
	}
	expiry, err := l.expiry.Of(row.Cell(tables.Expiry), cells.ParseExpiration)
	if err != nil {
		return tables.Expiry, err
	}
	strike, err := cells.StrikeRule.Required(row.Cell(tables.Strike))
	if err != nil {
		return tables.Strike, err
	}
	right, err := cells.ParseRight(row.Cell(tables.Right))
	if err != nil {
		return tables.Right, err
	}
	if root == "" {
		root = assembly.AssumedRoot(d, expiry, nil)
	}
	series, repair := l.A.SeriesOf(d, root, expiry)
	l.rec = assembly.Record{Series: series, Line: int32(row.Line), Right: right, Repaired: row.Repaired | repair, Strike: strike}
	return tables.Ignored, nil
}
