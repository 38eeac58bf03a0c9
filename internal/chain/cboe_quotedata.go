package chain

import (
	"fmt"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// cboeQuotedata is the quotedata.csv that Cboe's web page of delayed quotes offers. Above the header stand a line
// that is blank or holds any text, one with the name and the last price, and one with the date, in the language of
// the browser:
//
//	S&P 500 INDEX,Last: 4697.2402,Change:  8.5602
//	"Date: January 7, 2024 at 10:52 AM EST",Bid: 4645.23,Ask: 4753.8999,Size: 1*1,Volume: 0
//
// A row is one strike of one expiry: its call left of the strike, its put right of it, under the same names.
var cboeQuotedata = layout{
	Format: Format{
		Name:    "cboe-quotedata",
		Title:   "Cboe delayed quotes, quotedata.csv",
		Columns: quotedata.columns,
		Example: "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike," +
			"Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest",
	},
	fit:   quotedata.fit,
	parse: parseQuotedata,
}

var quotedata = table{
	twoSided: true,
	columns: []Column{
		required("Expiration Date", "Fri Jan 05 2024, the date of both symbols", "the row is unreadable", fExpiry),
		required("Calls", "OCC symbol of the call", "the call is unreadable", fSymbol),
		required("Strike", "$ per unit of the underlying, that of both symbols", "the row is unreadable", fStrike),
		required("Puts", "OCC symbol of the put", "the put is unreadable", fPutSymbol),
		optional("Last Sale", "$ per unit of the underlying", "missing", fLast),
		unused("Net"),
		optional("Bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("Ask", "$ per unit of the underlying", "missing", fAsk),
		optional("Volume", "contracts today", "missing", fVolume),
		optional("IV", "fraction a year; 0: none", "missing", fIV),
		optional("Delta", "of one option", "missing", fDelta),
		optional("Gamma", "per $ of the underlying", "missing", fGamma),
		optional("Open Interest", "contracts at the last close", "missing, not 0", fOpenInterest),
	},
}

// quotedataDelay is how old the quotes are when the page is made.
const quotedataDelay = 15 * time.Minute

func parseQuotedata(src *input.Source, a *assembler) error {
	h := quotedata.find(src.Data)
	if err := quotedata.check(src, h); err != nil {
		return err
	}
	if err := mustBeWhole(src, &h); err != nil {
		return err
	}
	top, err := readPreamble(src, h.line)
	if err != nil {
		return err
	}
	q := quotedataReader{a: a, top: top, rows: newRows(src, &h),
		callValues: h.values(callSide, &a.options), putValues: h.values(putSide, &a.options)}
	a.cols.reserve(2 * q.rows.expected())
	a.ivUnit = model.IVFraction
	newQuick(src, a, q.rows, 2).each(q.read)
	a.noteUnknown(h.unknown)
	return nil
}

// quotedataReader reads the rows.
type quotedataReader struct {
	a                     *assembler
	top                   preamble
	rows                  *rows
	draft                 *draft // the underlying, once a symbol could be read
	expiry                cells.Memo[cells.Days]
	series                cells.Memo[quotedataSeries]
	callValues, putValues []field // the numeric columns there are on each side
	rec                   record
}

// quotedataSeries is what the root and date of a symbol mean.
type quotedataSeries struct {
	date   market.Date
	index  int32
	repair model.Repair
}

// read gives both contracts of a row to the assembler.
func (q *quotedataReader) read(row *row) {
	q.a.row(q.underlying(row))
	if q.a.current.skip {
		q.rows.lines.rest = nil // no other row will be wanted
	}
	expiry, strike, column, err := q.common(row)
	if err != nil && q.rows.isStray() {
		q.stray(row)
		return
	}
	if err != nil {
		q.a.refuse(row.line, column, err)
		q.a.unread(2, readableOI(row, callSide)+readableOI(row, putSide))
		return
	}
	q.side(row, callSide, model.Call, expiry, strike, q.callValues)
	q.side(row, putSide, model.Put, expiry, strike, q.putValues)
}

// stray counts a row that is no contract. A header with lines above it that are none either begins another file.
func (q *quotedataReader) stray(row *row) {
	q.a.stray(q.rows, 2)
	if q.rows.namesOf(q.rows.words()) == 0 {
		return
	}
	begins := 1 // after the last contract
	if n := q.a.cols.n; n > 0 {
		begins = int(q.a.cols.line[n-1]) + 1
	}
	l := newLines(q.a.src.Data, 0)
	for line, ok := l.next(); ok && l.number < row.line; line, ok = l.next() {
		_, priced := labelled(line, "Last")
		_, dated := labelled(line, "Date")
		if l.number >= begins && l.number > q.rows.header.line && (priced || dated) {
			q.a.abandon(q.a.src.Joined(begins, fmt.Sprintf("another download begins here, with its header in line %d", row.line)))
			return
		}
	}
}

// underlying is what the first readable symbol of the file says: a file is about one.
func (q *quotedataReader) underlying(row *row) *draft {
	if q.draft != nil || row.problem != "" {
		return q.draft
	}
	for _, side := range []field{callSide, putSide} {
		sym, ok := cells.CutSymbol(row.cell(fSymbol + side))
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
	q.draft = q.a.underlying(underlyingName(root))
	q.draft.Delay = quotedataDelay
	if q.top.spot != nil {
		q.draft.spot(*q.top.spot)
	}
	if !q.top.asOf.IsZero() {
		q.draft.at(q.top.asOf)
	}
	for _, w := range q.top.notes {
		q.draft.note(w)
	}
}

// common reads the cells that both contracts share; column names the one that cannot be read.
func (q *quotedataReader) common(row *row) (expiry cells.Days, strike float64, column string, err error) {
	if row.problem != "" {
		return expiry, 0, "", fmt.Errorf("%s", row.problem)
	}
	if expiry, err = q.expiry.Of(row.cell(fExpiry), cells.ParseEitherDay); err != nil {
		return expiry, 0, q.rows.header.name(fExpiry), err
	}
	if strike, err = cells.StrikeRule.Required(row.cell(fStrike)); err != nil {
		return expiry, 0, q.rows.header.name(fStrike), err
	}
	return expiry, strike, "", nil
}

// side reads one contract of a row.
func (q *quotedataReader) side(row *row, side field, right model.Right, expiry cells.Days, strike float64, present []field) {
	series, err := q.symbol(row.cell(fSymbol+side), right, expiry, strike)
	if err != nil {
		q.a.refuse(row.line, q.rows.header.name(fSymbol+side), err)
		q.a.unread(1, readableOI(row, side))
		return
	}
	r := &q.rec
	*r = record{series: series.index, line: int32(row.line), right: right, repaired: row.repaired | series.repair, strike: strike}
	r.values(row, side, present, q.a, q.rows.header)
	q.a.add(r)
}

// symbol reads a symbol and holds it against the other cells of its row.
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
		return series, fmt.Errorf("%s is a %v where a %v should stand", cells.Quote(cell), sym.Right, right)
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
	s.index, s.repair = q.a.seriesOn(q.draft, root, date)
	return s, nil
}
