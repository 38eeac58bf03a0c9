package vendors

import (
	"cmp"
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// nseJSON is the response of the option chain API of the National Stock Exchange of India. Each object in
// records.data is one strike of one expiry with a call under CE, a put under PE, or both; filtered repeats some of
// them. Open interest and volume are in lots; open interest is fractional if it was built up in lots of another size.
// The lot size, which is the multiplier, is missing: it is the greatest common divisor of all quoted quantities of an
// expiry, which are in units of the underlying.
var nseJSON = assembly.Layout{
	Format: tables.Format{
		Name:    "nse-json",
		Title:   "NSE India option chain, JSON",
		Columns: nseColumns,
		Example: `{"records":{"timestamp":"14-Aug-2025 15:30:00","data":[{"strikePrice":24600,"expiryDate":"21-Aug-2025",` +
			`"CE":{"strikePrice":24600,"expiryDate":"21-Aug-2025","underlying":"NIFTY","openInterest":17,"totalTradedVolume":26,` +
			`"impliedVolatility":10.5,"lastPrice":158.75,"bidprice":157.4,"askPrice":159.2,"bidQty":300,"askQty":150,"underlyingValue":24631.3}}]}}`,
	},
	Fit: func(text *tables.Head) tables.Fit {
		if isNSEPresent(text) {
			return tables.Fit{}
		}
		return tables.FitKeys(text, "records", "strikePrice", "impliedVolatility")
	},
	Parse: parseNSE,
}

var nseColumns = []tables.Column{
	tables.Required("timestamp", "02-Jan-2006 15:04:05, Indian time; once, in records", fault.Setting("as-of"), tables.Ignored),
	tables.Required("CE, PE", "the call, the put", "no option on that side", tables.Ignored),
	tables.Required("underlying", "name", "the option is unreadable", tables.Underlying),
	tables.Required("underlyingValue", "rupees per unit; 0: none", "that of the other options, or "+fault.Setting("spot"), tables.Spot),
	tables.Required("expiryDate", "02-Jan-2006", "the option is unreadable", tables.Expiry),
	tables.Required("strikePrice", "rupees per unit of the underlying", "the option is unreadable", tables.Strike),
	tables.Optional("bidprice", "rupees per unit of the underlying; 0: none", "missing", tables.Bid),
	tables.Optional("askPrice", "rupees per unit of the underlying; 0: none", "missing", tables.Ask),
	tables.Optional("lastPrice", "rupees per unit of the underlying", "missing", tables.Last),
	tables.Optional("totalTradedVolume", "lots today", "missing", tables.Volume),
	tables.Optional("openInterest", "lots", "missing, not 0", tables.OpenInterest),
	tables.Optional("impliedVolatility", "annualized percent; 0: none", "missing", tables.IV),
	tables.Optional("bidQty, askQty, totalBuyQuantity, totalSellQuantity", "units of the underlying; they determine the lot size", fault.Setting("multiplier"), tables.Ignored),
}

func parseNSE(src *input.Source, a *assembly.Assembler) error {
	a.IVUnit, a.Parts = model.IVPercent, true
	n := newNSEReader(tables.NewJSONRows(src, nseColumns), a)
	n.stamped = "records.timestamp"
	if err := n.rows.EndRecords(n.rows.Object(n.top), "records.data", fetchAgain); err != nil {
		return err
	}
	return n.date()
}

func newNSEReader(rows *tables.JSONRows, a *assembly.Assembler) *nseReader {
	n := &nseReader{a: a, rows: rows}
	n.values = n.rows.Header.Values(tables.CallSide, &a.Options)
	n.rows.Other = n.quantity
	return n
}

// nseReader reads the options, and keeps the other values of the file.
type nseReader struct {
	a         *assembly.Assembler
	rows      *tables.JSONRows
	values    []tables.Field
	draft     cells.Memo[*assembly.Draft]
	timestamp []byte
	stamped   string              // the path of the timestamp
	offered   assembly.Quantities // of the current option
	expiry    []byte              // of the current strike, for options without one
}

func (n *nseReader) top(key []byte) error {
	if string(key) != "records" {
		return nil
	}
	return n.rows.Object(func(key []byte) (err error) {
		switch string(key) {
		case "timestamp":
			n.timestamp, err = n.rows.Cell()
		case "data":
			err = n.rows.Array(n.pair)
		}
		return err
	})
}

func (n *nseReader) pair(i int) error { return n.sides(fmt.Sprintf("records.data[%d]", i)) }

// sides reads the options of one strike and expiry.
func (n *nseReader) sides(path string) error {
	return n.rows.Object(func(key []byte) error {
		switch right := string(key); {
		case right != "CE" && right != "PE" || n.rows.Peek() == 'n': // null
			return nil
		default:
			return n.option(path+"."+right, nseRight[right])
		}
	})
}

var nseRight = map[string]model.Right{"CE": model.Call, "PE": model.Put}

func (n *nseReader) option(path string, right model.Right) error {
	n.offered = assembly.Quantities{}
	if err := n.rows.Read(path); err != nil {
		return err
	}
	row := &n.rows.Row
	if isNothing(row) {
		return nil
	}
	d, err := n.draft.Of(nseName(row), n.underlying)
	n.a.Row(d)
	switch {
	case row.Problem != "":
		n.a.UnreadRecord(n.rows, tables.Ignored, fmt.Errorf("%s", row.Problem))
	case err != nil:
		n.a.UnreadRecord(n.rows, tables.Underlying, err)
	case !d.Skip:
		n.take(d, right, row)
	}
	return nil
}

func (n *nseReader) underlying(cell string) (*assembly.Draft, error) {
	if cell == "" && n.a.Options.Symbol != "" {
		cell = n.a.Options.Symbol
	}
	name, err := cells.ParseName(cell)
	if err != nil {
		return nil, err
	}
	return n.a.Underlying(name), nil
}

// contract reads what identifies the contract; bad is the field of the error.
func (n *nseReader) contract(d *assembly.Draft, right model.Right, row *tables.Row) (r assembly.Record, bad tables.Field, err error) {
	cell := row.Cell(tables.Expiry)
	if len(cell) == 0 {
		cell = n.expiry
	}
	expiry, err := cells.ParseDay(string(cell), cmp.Or(n.a.Options.Dates, model.DayFirst))
	if err != nil {
		return r, tables.Expiry, err
	}
	strike, err := cells.StrikeRule.Required(row.Cell(tables.Strike))
	if err != nil {
		return r, tables.Strike, err
	}
	series, repair := n.a.SeriesOf(d, d.Underlying, expiry)
	return assembly.Record{Series: series, Line: int32(row.Line), Right: right, Repaired: repair, Strike: strike}, tables.Ignored, nil
}

// take adds a contract to the assembler.
func (n *nseReader) take(d *assembly.Draft, right model.Right, row *tables.Row) {
	r, bad, err := n.contract(d, right, row)
	if err != nil {
		n.a.UnreadRecord(n.rows, bad, err)
		return
	}
	if v, k := cells.Number(row.Cell(tables.Spot)); cells.SpotRule.Accepts(v, k) {
		d.SetSpot(v)
	}
	r.Values(row, tables.CallSide, n.values, n.a, &n.rows.Header)
	n.a.Offer(r.Series, n.offered)
	n.a.Add(&r)
}

// quantity adds a quoted quantity.
func (n *nseReader) quantity(key []byte) error {
	switch string(key) {
	case "bidQty", "askQty", "buyQuantity1", "sellQuantity1", "totalBuyQuantity", "totalSellQuantity":
	default:
		return nil
	}
	cell, err := n.rows.Cell()
	n.offered.AddCell(cell)
	return err
}

// date gives every underlying the time of the file.
func (n *nseReader) date() error {
	t, assumed, err := cells.ParseTimeIn(string(n.timestamp), cmp.Or(n.a.Options.Dates, model.DayFirst), indianClock)
	switch {
	case err != nil && !n.a.Options.AsOf.IsZero():
		return nil
	case err != nil:
		return n.rows.Src.Fail(0, n.stamped, err.Error(), assembly.IndianAsOfHint)
	}
	for _, d := range n.a.Drafts {
		n.a.Stamp(d, t, assumed)
	}
	return nil
}
