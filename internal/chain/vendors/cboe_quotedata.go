package vendors

import (
	"fmt"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// cboeQuotedata is the quotedata.csv of Cboe's web page of delayed quotes. Above the header are a line
// that is blank or has any text, one with the name and the last price, and one with the date in the language of
// the browser:
//
//	S&P 500 INDEX,Last: 4697.2402,Change:  8.5602
//	"Date: January 7, 2024 at 10:52 AM EST",Bid: 4645.23,Ask: 4753.8999,Size: 1*1,Volume: 0
//
// A row is one strike of one expiry: the call left of the strike, the put right of it, under the same names.
var cboeQuotedata = assembly.Layout{
	Format: tables.Format{
		Name:    "cboe-quotedata",
		Title:   "Cboe delayed quotes, quotedata.csv",
		Columns: quotedata.Columns,
		Example: "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike," +
			"Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest",
	},
	Fit:     quotedata.Fit,
	Parse:   parseQuotedata,
	InParts: quotedataInParts,
}

var quotedata = tables.Table{
	TwoSided: true,
	Columns: []tables.Column{
		tables.Required("Expiration Date", "Fri Jan 05 2024, the date of both symbols", "the row is unreadable", tables.Expiry),
		tables.Required("Calls", "OCC symbol of the call", "the call is unreadable", tables.Symbol),
		tables.Required("Strike", "$ per unit of the underlying, that of both symbols", "the row is unreadable", tables.Strike),
		tables.Required("Puts", "OCC symbol of the put", "the put is unreadable", tables.PutSymbol),
		tables.Optional("Last Sale", "$ per unit of the underlying", "missing", tables.Last),
		tables.Unused("Net"),
		tables.Optional("Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("Ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("Volume", "contracts today", "missing", tables.Volume),
		tables.Optional("IV", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("Delta", "of one option", "missing", tables.Delta),
		tables.Optional("Gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("Open Interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
	},
}

// quotedataDelay is the age of the quotes at the time of the page.
const quotedataDelay = 15 * time.Minute

// quotedataInParts returns the header: no row has to wait for those after it.
func quotedataInParts(src *input.Source, _ *model.Options) *tables.Header {
	h := quotedata.Find(src.Data)
	if quotedata.Check(src, h) != nil {
		return nil
	}
	return &h
}

func parseQuotedata(src *input.Source, a *assembly.Assembler) error {
	h := quotedata.Find(src.Data)
	if err := quotedata.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	top, err := readPreamble(src, h.Line)
	if err != nil {
		return err
	}
	q := quotedataReader{a: a, top: top, rows: tables.NewRows(src, &h),
		callValues: h.Values(tables.CallSide, &a.Options), putValues: h.Values(tables.PutSide, &a.Options)}
	a.Reserve(2 * q.rows.Expected())
	a.IVUnit = model.IVFraction
	assembly.ReadRows(src, a, q.rows, 2, q.read)
	a.NoteUnknown(h.Unknown)
	return nil
}

// quotedataReader reads the rows.
type quotedataReader struct {
	a                     *assembly.Assembler
	top                   preamble
	rows                  *tables.Rows
	draft                 *assembly.Draft // the underlying, known after the first readable symbol
	expiry                cells.Memo[cells.Days]
	series                cells.Memo[quotedataSeries]
	callValues, putValues []tables.Field // the numeric columns of each side
	rec                   assembly.Record
	labeled               int // the last line without a contract that is like one above the header
}

// quotedataSeries is the series that the root and date of a symbol identify.
type quotedataSeries struct {
	date   market.Date
	index  int32
	repair model.Repair
}

// read adds both contracts of a row to the assembler, or notes what a row without any is.
func (q *quotedataReader) read(row *tables.Row) {
	q.contracts(row)
	if last := q.a.NextLine() - 1; last < row.Line {
		q.noteLabels(row)
	}
}

// contracts adds both contracts of a row.
func (q *quotedataReader) contracts(row *tables.Row) {
	q.a.Row(q.underlying(row))
	if q.a.Current.Skip {
		q.rows.Lines.Stop() // the underlying is skipped, so no other row is needed
	}
	expiry, strike, column, err := q.common(row)
	if err != nil && q.rows.IsStray() {
		q.stray(row)
		return
	}
	if err != nil {
		q.a.Refuse(row.Line, column, err)
		q.a.Unread(2, assembly.ReadableOI(row, tables.CallSide)+assembly.ReadableOI(row, tables.PutSide))
		return
	}
	q.side(row, tables.CallSide, model.Call, expiry, strike, q.callValues)
	q.side(row, tables.PutSide, model.Put, expiry, strike, q.putValues)
}

// stray counts a row that is not a contract. A header with other lines above it that are not contracts begins another file.
func (q *quotedataReader) stray(row *tables.Row) {
	q.a.Stray(q.rows, 2)
	if begins := max(q.a.NextLine(), 1); q.labeled >= begins && q.rows.NamesOf(q.rows.Words()) > 0 {
		q.a.Abandon(q.a.Src.Joined(begins, fmt.Sprintf("another download begins here, with its header in line %d", row.Line)))
	}
}

// noteLabels notes a line that is like one above the header.
func (q *quotedataReader) noteLabels(row *tables.Row) {
	_, priced := labeled(q.rows.Line, "Last")
	_, dated := labeled(q.rows.Line, "Date")
	if priced || dated {
		q.labeled = row.Line
	}
}

// underlying returns the underlying of the first readable symbol: a file has only one.
func (q *quotedataReader) underlying(row *tables.Row) *assembly.Draft {
	if q.draft != nil || row.Problem != "" {
		return q.draft
	}
	for _, side := range []tables.Field{tables.CallSide, tables.PutSide} {
		sym, ok := cells.CutSymbol(row.Cell(tables.Symbol + side))
		if !ok {
			continue
		}
		if root, _, err := sym.Split(); err == nil {
			q.start(market.LookupRoot(root))
			break
		}
	}
	return q.draft
}

func (q *quotedataReader) start(root market.Root) {
	q.draft = q.a.Underlying(assembly.UnderlyingName(root))
	q.draft.Delay = quotedataDelay
	if q.top.spot != nil {
		q.draft.SetSpot(*q.top.spot)
	}
	if !q.top.asOf.IsZero() {
		q.draft.RecordedAt(q.top.asOf)
	}
	for _, w := range q.top.notes {
		q.draft.Note(w)
	}
}

// common reads the cells that both contracts share; column is the one of the error.
func (q *quotedataReader) common(row *tables.Row) (expiry cells.Days, strike float64, column string, err error) {
	if row.Problem != "" {
		return expiry, 0, "", fmt.Errorf("%s", row.Problem)
	}
	if expiry, err = q.expiry.Of(row.Cell(tables.Expiry), cells.ParseEitherDay); err != nil {
		return expiry, 0, q.rows.Header.Name(tables.Expiry), err
	}
	if strike, err = cells.StrikeRule.Required(row.Cell(tables.Strike)); err != nil {
		return expiry, 0, q.rows.Header.Name(tables.Strike), err
	}
	return expiry, strike, "", nil
}

// side reads one contract of a row.
func (q *quotedataReader) side(row *tables.Row, side tables.Field, right model.Right, expiry cells.Days, strike float64, present []tables.Field) {
	series, err := q.symbol(row.Cell(tables.Symbol+side), right, expiry, strike)
	if err != nil {
		q.a.Refuse(row.Line, q.rows.Header.Name(tables.Symbol+side), err)
		q.a.Unread(1, assembly.ReadableOI(row, side))
		return
	}
	r := &q.rec
	*r = assembly.Record{Series: series.index, Line: int32(row.Line), Right: right, Repaired: row.Repaired | series.repair, Strike: strike}
	r.Values(row, side, present, q.a, q.rows.Header)
	q.a.Add(r)
}

// symbol reads a symbol and checks it against the other cells of its row.
func (q *quotedataReader) symbol(cell []byte, right model.Right, expiry cells.Days, strike float64) (quotedataSeries, error) {
	sym, ok := cells.CutSymbol(cell)
	if !ok {
		return quotedataSeries{}, fmt.Errorf("%s is not an option symbol", cells.Quote(cell))
	}
	series, err := q.series.Of(sym.Series, func(string) (quotedataSeries, error) { return q.lookup(sym) })
	switch {
	case err != nil:
		return series, fmt.Errorf("%s is not an option symbol: %w", cells.Quote(cell), err)
	case sym.Right != right:
		return series, fmt.Errorf("%s is a %v where a %v is expected", cells.Quote(cell), sym.Right, right)
	case !expiry.Has(series.date):
		return series, fmt.Errorf("%s expires %v, but the row says %v", cells.Quote(cell), series.date, expiry.First)
	case sym.Strike != strike:
		return series, fmt.Errorf("%s has the strike %s, but the row says %s", cells.Quote(cell), cells.FormatNumber(sym.Strike), cells.FormatNumber(strike))
	}
	return series, nil
}

func (q *quotedataReader) lookup(sym cells.Symbol) (s quotedataSeries, err error) {
	root, date, err := sym.Split()
	if err != nil {
		return s, err
	}
	s.date = date
	s.index, s.repair = q.a.SeriesOn(q.draft, root, date)
	return s, nil
}
