package chain

import (
	"bytes"
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// long is the project's own csv: a row a contract, any number of underlyings, columns in any order. Names may differ
// in case, blanks and underscores.
var long = layout{
	Format: Format{
		Name:    "long",
		Title:   "gex canonical csv, a row a contract",
		Columns: longTable.columns,
		Example: "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma,multiplier,dealer_qty," +
			"delay,future,repaired,left_out,caveats",
	},
	fit:   longTable.fit,
	parse: parseLong,
}

var longTable = table{
	columns: []Column{
		required("underlying", "name", "the row is unreadable", fUnderlying),
		required("spot", "$ per unit; the same in all rows of an underlying", "the spot of the other rows", fSpot),
		optional("quote_time", "RFC 3339; without a zone New York time; a date alone is its close; the same in all rows of an underlying", "the time of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		optional("root", "letters of the option symbol", "the underlying; of SPX, NDX and RUT by the third Friday", fRoot),
		required("expiration", "2006-01-02", "the row is unreadable", fExpiry),
		required("strike", "$ per unit of the underlying", "the row is unreadable", fStrike),
		required("type", "C, P, call or put", "the row is unreadable", fRight),
		optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("ask", "$ per unit of the underlying", "missing", fAsk),
		optional("last", "$ per unit of the underlying", "missing", fLast),
		optional("volume", "contracts today", "missing", fVolume),
		optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("iv", "fraction a year, or percent with the sign; 0: none", "missing", fIV),
		optional("delta", "of one option", "missing", fDelta),
		optional("gamma", "per $ of the underlying", "missing", fGamma),
		optional("multiplier", "units of the underlying a contract", "that of the root", fMultiplier),
		optional("dealer_qty", "contracts the dealers hold, negative: short", "none given", fDealerQty),
		optional("delay", "minutes that the quotes were old at quote_time; the same in all rows of an underlying", "0", fDelay),
		optional("future", "$, the future of the expiry, where options are priced off it", "none", fFuture),
		optional("repaired", "what had to be mended in the record: expiry-rolled, cell-unread, quote-unclosed", "nothing", fRepaired),
		optional("left_out", "adjusted or unreadable: why the contract takes no part", "it may", fLeftOut),
		optional("caveats", "code: message of what was assumed of the underlying when the file was converted, | between several", "nothing", fCaveats),
	},
}

func parseLong(src *input.Source, a *assembler) error {
	h := longTable.find(src.Data)
	if err := longTable.check(src, h); err != nil {
		return err
	}
	if err := mustBeWhole(src, &h); err != nil {
		return err
	}
	if a.options.Dates != model.DatesByContent || writesNumericDates(src, &h) { // all rows have to be asked what they mean
		return longMapped().parseTable(src, a, &h, rowsOf(src, &h))
	}
	readLong(src, a, &h)
	return nil
}

// longMapped reads the layout as a table of any other kind, which takes longer.
func longMapped() *mapped { return &mapped{dialect: dialect{table: longTable}} }

// readLong reads the rows that follow the header.
func readLong(src *input.Source, a *assembler, h *header) {
	l := newLongReader(src, a, h)
	a.cols.reserve(l.rows.expected())
	newQuick(src, a, l.rows, 1).each(l.read)
	a.noteUnknown(h.unknown)
}

// longReader reads the rows.
type longReader struct {
	a         *assembler
	rows      *rows
	values    []field // the numeric columns there are
	converted bool    // there are columns that hold what other layouts tell in other ways
	draft     cells.Memo[*draft]
	spot      cells.Memo[float64]
	quoteTime cells.Memo[cells.QuoteTime]
	root      cells.Memo[string]
	expiry    cells.Memo[market.Date]
	rec       record
}

func newLongReader(src *input.Source, a *assembler, h *header) *longReader {
	l := &longReader{a: a, rows: newRows(src, h), values: h.values(callSide, &a.options)}
	if all, some := h.hasRestored(); some {
		l.converted = true
		if all {
			a.ivUnit = model.IVFraction // gex has written it
		}
	}
	return l
}

// read gives the contract of a row to the assembler.
func (l *longReader) read(row *row) {
	if (row.problem != "" || !bytes.Equal(row.cell(fUnderlying), l.draft.Cell)) && l.isStray() {
		l.a.row(nil)
		l.a.stray(l.rows, 1)
		return
	}
	if row.problem != "" {
		l.a.row(nil)
		l.unread(row, fIgnored, fmt.Errorf("%s", row.problem))
		return
	}
	d, err := l.draft.Of(row.cell(fUnderlying), l.readUnderlying)
	at, timeErr := l.quoteTime.Of(row.cell(fQuoteTime), cells.ParseQuoteTime)
	if err == nil && !l.a.wanted(d, at.At) {
		return
	}
	l.a.row(d)
	if err != nil {
		l.unread(row, fUnderlying, err)
		return
	}
	if d.skip {
		return
	}
	if timeErr != nil {
		l.a.untimed(row.line, l.rows.header.name(fQuoteTime), timeErr)
	}
	if bad, err := l.contract(d, row); err != nil && l.isStray() {
		l.a.stray(l.rows, 1)
		return
	} else if err != nil {
		if l.converted { // whose rows all say what the file said
			l.snapshot(d, row, &at)
		}
		l.unread(row, bad, err)
		return
	}
	l.snapshot(d, row, &at) // what a row without a contract says of the underlying does not count
	l.rec.values(row, callSide, l.values, l.a, l.rows.header)
	if l.converted {
		l.rec.restore(l.a, l.rows.header, d, row)
	}
	l.a.add(&l.rec)
}

// isStray reports whether a row is no contract. A converted file has rows for contracts that could not be read.
func (l *longReader) isStray() bool { return !l.converted && l.rows.isStray() }

func (l *longReader) unread(row *row, f field, err error) {
	l.a.refuse(row.line, l.rows.header.name(f), err)
	l.a.unread(1, readableOI(row, callSide))
}

func (l *longReader) readUnderlying(cell string) (*draft, error) {
	name, err := cells.ParseName(cell)
	if err != nil {
		return nil, err
	}
	return l.a.underlying(name), nil
}

// snapshot takes from the row what is said of the underlying.
func (l *longReader) snapshot(d *draft, row *row, at *cells.QuoteTime) {
	l.a.caveats(d, row, l.rows.header)
	if spot, err := l.spot.Of(row.cell(fSpot), cells.ParseSpot); err != nil {
		l.a.problem(row.line, l.rows.header.name(fSpot), err.Error())
	} else if spot > 0 {
		d.spot(spot)
	}
	if !at.At.IsZero() {
		d.at(at.At)
		d.noteTime(at.Assumed)
	}
}

// contract reads what identifies the contract; bad is the column that cannot be read.
func (l *longReader) contract(d *draft, row *row) (bad field, err error) {
	root, err := l.root.Of(row.cell(fRoot), cells.ParseRoot)
	if err != nil {
		return fRoot, err
	}
	expiry, err := l.expiry.Of(row.cell(fExpiry), cells.ParseExpiration)
	if err != nil {
		return fExpiry, err
	}
	strike, err := cells.StrikeRule.Required(row.cell(fStrike))
	if err != nil {
		return fStrike, err
	}
	right, err := cells.ParseRight(row.cell(fRight))
	if err != nil {
		return fRight, err
	}
	if root == "" {
		root = assumedRoot(d, expiry, nil)
	}
	series, repair := l.a.seriesOf(d, root, expiry)
	l.rec = record{series: series, line: int32(row.line), right: right, repaired: row.repaired | repair, strike: strike}
	return fIgnored, nil
}
