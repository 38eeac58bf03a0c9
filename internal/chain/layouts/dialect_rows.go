package layouts

import (
	"bytes"
	"fmt"
	"math"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

func (l *Dialect) fit(text *tables.Head) tables.Fit {
	if l.Begin != nil {
		if part := l.Begin(text.Text); len(part) < len(text.Text) {
			text = tables.NewHead(part)
		}
	}
	return l.Fit(text)
}

// find returns the header line. Its number is that of the file.
func (l *Dialect) find(text []byte) tables.Header {
	if l.Begin == nil {
		return l.Find(text)
	}
	part := l.Begin(text)
	h := l.Find(part)
	if h.Line > 0 {
		h.Line += bytes.Count(text[:len(text)-len(part)], []byte{'\n'})
	}
	return h
}

func (l *Dialect) parse(src *input.Source, a *assembly.Assembler) error {
	h := l.find(src.Data)
	if err := l.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	h.Twins = l.Twins
	rows := rowsOf(src, &h)
	if l.Merge {
		var err error
		if rows, err = l.merged(rows, &h, a); err != nil {
			return err
		}
	}
	return l.parseRows(src, a, &h, rows)
}

// parseRows reads the rows under a header that was checked.
func (l *Dialect) parseRows(src *input.Source, a *assembly.Assembler, h *tables.Header, rows *tableRows) error {
	r := DialectReader{Dialect: l, A: a, rows: rows, Header: h}
	if err := r.prepare(src); err != nil {
		return err
	}
	a.IVUnit, a.Parts, a.InUnits, a.DatedBy = l.IV, l.Parts, l.Units, l.datedBy(h, &a.Options)
	a.Reserve(rows.expected * len(r.sides))
	err := rows.each(func(row *tables.Row) {
		row.CopyTwins(h)
		if !r.isOther(row) {
			r.read(row)
		}
	})
	if err != nil {
		return err
	}
	a.NoteUnknown(h.Unknown)
	return r.end(src)
}

// isOther reports whether a row is not an option, and counts it.
func (l *DialectReader) isOther(row *tables.Row) bool {
	if l.Others == nil || row.Problem != "" || !l.Others(string(bytes.TrimSpace(row.Cell(tables.Symbol)))) {
		return false
	}
	l.passed++
	return true
}

// end notes skipped rows, and refuses a file without usable rows.
func (l *DialectReader) end(src *input.Source) error {
	if l.passed > 0 {
		l.A.Notes = append(l.A.Notes, model.Warn("no-options", fmt.Sprintf("%d rows are not options and were skipped", l.passed)))
	}
	if l.Futures {
		l.A.SpotFromFutures()
	}
	switch {
	case l.A.Contracts() > 0:
		return l.A.MustHaveValues()
	case l.passed > 0 && len(l.A.Drafts) == 0:
		return src.Fail(0, "", "no row is an option", "request the options from the vendor, not the futures")
	}
	return nil
}

// read adds the contracts of a row to the assembler.
func (l *DialectReader) read(row *tables.Row) {
	if l.isStray(row) {
		l.A.Row(nil)
		l.A.Stray(l.rows.lines, len(l.sides))
		return
	}
	d, bad, err := l.underlying(row)
	at, timeErr := l.timeOf(d, row)
	if err == nil && !l.A.Wanted(d, at.At) {
		return
	}
	l.A.Row(d)
	if err != nil {
		l.unread(row, bad, err, l.sides...)
		return
	}
	if d.Skip {
		return
	}
	if timeErr != nil {
		l.A.Untimed(row.Line, l.Header.Name(tables.QuoteTime), timeErr)
	}
	l.A.Market(d, row)
	known := false // the row's values of the underlying, ignored in a row without a contract
	for _, s := range l.sides {
		r, bad, err := l.contract(d, row, s.side)
		if err != nil {
			l.unread(row, bad, err, s)
			continue
		}
		if !known {
			l.snapshot(d, row, &at)
			known = true
		}
		if l.None != 0 {
			l.blank(row, s)
		}
		r.Values(row, s.side, s.values, l.A, l.Header)
		if l.Adjust != nil {
			l.Adjust(l, d, &r, row, s.side)
		}
		l.A.Add(&r)
		l.A.OfferQuoted(&r)
	}
}

// isStray reports whether a row is not a contract. Rows that begin like the one before are not checked.
func (l *DialectReader) isStray(row *tables.Row) bool {
	if l.rows.lines == nil {
		return false
	}
	return (row.Problem != "" || len(row.Cell(tables.Underlying)) == 0 || !bytes.Equal(row.Cell(tables.Underlying), l.draft.Cell)) && l.rows.lines.IsStray()
}

// blank empties the cells whose number means missing.
func (l *DialectReader) blank(row *tables.Row, s dialectSide) {
	for _, f := range s.values {
		if v, _ := cells.Number(row.Cell(f + s.side)); v == l.None {
			row.At[f+s.side] = tables.Span{}
		}
	}
}

func (l *DialectReader) unread(row *tables.Row, f tables.Field, err error, sides ...dialectSide) {
	l.A.Refuse(row.Line, l.Header.Place(f), err)
	for _, s := range sides {
		l.A.Unread(1, assembly.ReadableOI(row, s.side))
	}
}

// errNoUnderlying is the error for a row with neither an underlying nor an option symbol.
var errNoUnderlying = cells.Advise("the row does not name the underlying", "set the underlying with "+fault.Setting("symbol"))

// underlying returns the underlying of a row: from its cell, its option symbol, the options, or the name of
// the file.
func (l *DialectReader) underlying(row *tables.Row) (d *assembly.Draft, bad tables.Field, err error) {
	switch {
	case row.Problem != "":
		return nil, tables.Ignored, fmt.Errorf("%s", row.Problem)
	case len(bytes.TrimSpace(row.Cell(tables.Underlying))) > 0:
		d, err = l.draft.Of(row.Cell(tables.Underlying), l.readUnderlying)
		return d, tables.Underlying, err
	}
	for _, s := range l.sides {
		if o, err := l.option(bytes.TrimSpace(row.Cell(tables.Symbol + s.side))); err == nil {
			return l.A.Underlying(assembly.UnderlyingName(market.LookupRoot(o.Root))), tables.Ignored, nil
		}
	}
	if l.namesByRoot() {
		if root, err := l.root.Of(row.Cell(tables.Root), l.Dialect.Root); err == nil && root != "" {
			return l.A.Underlying(assembly.UnderlyingName(market.LookupRoot(root))), tables.Root, nil
		}
	}
	switch {
	case l.fileDraft != nil:
	case l.A.Options.Symbol != "":
		l.fileDraft = l.A.Underlying(l.A.Options.Symbol)
	case l.namesByRoot(): // else prepare has taken it from the name of the file
		if d, err := l.A.FileUnderlying(); err == nil {
			l.fileDraft = d
		}
	}
	if l.fileDraft == nil {
		err = errNoUnderlying
		if cell := bytes.TrimSpace(row.Cell(tables.Symbol)); len(cell) > 0 {
			_, err = l.option(cell)
			return nil, tables.Symbol, err
		}
	}
	return l.fileDraft, tables.Underlying, err
}

func (l *DialectReader) readUnderlying(cell string) (*assembly.Draft, error) {
	name, err := l.nameOf(cell)
	if err != nil {
		return nil, err
	}
	return l.A.Underlying(name), nil
}

// snapshot reads the row's values of the underlying.
func (l *DialectReader) snapshot(d *assembly.Draft, row *tables.Row, at *cells.QuoteTime) {
	l.A.Caveats(d, row, l.Header)
	cell := row.Cell(tables.Spot)
	switch v, k := cells.Number(cell); {
	case cells.SpotRule.Accepts(v, k):
		d.SetSpot(v)
	case k != cells.Missing && v != 0 || k == cells.Unreadable:
		l.A.Problem(row.Line, l.Header.Name(tables.Spot), cells.SpotRule.Refusal(cell))
	default:
		d.SpotBetween(cells.Price(row.Cell(tables.SpotBid)), cells.Price(row.Cell(tables.SpotAsk)))
	}
	d.RecordedBy(at, l.Recording)
}

// PriceIn returns a price that the prices of a contract depend on, such as that of its coin. If the row does not have it, it is
// NaN, which is a problem of the file.
func (l *DialectReader) PriceIn(f tables.Field, r *assembly.Record, row *tables.Row) float64 {
	price, err := cells.SpotRule.Required(row.Cell(f))
	if err == nil {
		return price
	}
	place := l.Header.Place(f)
	if !l.Header.Has(f) {
		place = tables.Join(place, l.Table.Name(f))
	}
	r.Repaired |= model.CellUnread
	l.A.Problem(row.Line, place, err.Error())
	return math.NaN()
}
