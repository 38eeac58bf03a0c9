package chain

import (
	"cmp"
	"fmt"
	"math"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// nseJSON is what the option chain interface of the National Stock Exchange of India sends. Each object in
// records.data is one strike of one expiry with a call under CE, a put under PE, or both; filtered repeats some of
// them. Open interest and volume are in lots, open interest fractional where it was built up in lots of another size.
// The lot, which is the multiplier, stands nowhere: it is the greatest number that divides all quantities on offer,
// which are in units of the underlying.
var nseJSON = layout{
	Format: Format{
		Name:    "nse-json",
		Title:   "NSE India option chain, JSON",
		Columns: nseColumns,
		Example: `{"records":{"timestamp":"14-Aug-2025 15:30:00","data":[{"strikePrice":24600,"expiryDate":"21-Aug-2025",` +
			`"CE":{"strikePrice":24600,"expiryDate":"21-Aug-2025","underlying":"NIFTY","openInterest":17,"totalTradedVolume":26,` +
			`"impliedVolatility":10.5,"lastPrice":158.75,"bidprice":157.4,"askPrice":159.2,"bidQty":300,"askQty":150,"underlyingValue":24631.3}}]}}`,
	},
	fit:   func(text *head) fit { return fitKeys(text, "records", "strikePrice", "impliedVolatility") },
	parse: parseNSE,
}

var nseColumns = []Column{
	required("timestamp", "02-Jan-2006 15:04:05, Indian time; once, in records", fault.Setting("as-of"), fIgnored),
	required("CE, PE", "the call, the put", "there is none", fIgnored),
	required("underlying", "name", "the option is unreadable", fUnderlying),
	required("underlyingValue", "rupees per unit; 0: none", "that of the other options, or "+fault.Setting("spot"), fSpot),
	required("expiryDate", "02-Jan-2006", "the option is unreadable", fExpiry),
	required("strikePrice", "rupees per unit of the underlying", "the option is unreadable", fStrike),
	optional("bidprice", "rupees per unit of the underlying; 0: none", "missing", fBid),
	optional("askPrice", "rupees per unit of the underlying; 0: none", "missing", fAsk),
	optional("lastPrice", "rupees per unit of the underlying", "missing", fLast),
	optional("totalTradedVolume", "lots today", "missing", fVolume),
	optional("openInterest", "lots", "missing, not 0", fOpenInterest),
	optional("impliedVolatility", "percent a year; 0: none", "missing", fIV),
	optional("bidQty, askQty, totalBuyQuantity, totalSellQuantity", "units of the underlying; they tell the lot", fault.Setting("multiplier"), fIgnored),
}

func parseNSE(src *input.Source, a *assembler) error {
	a.ivUnit, a.parts = model.IVPercent, true
	n := nseReader{a: a, rows: newJSONRows(src, nseColumns)}
	n.values = n.rows.header.values(callSide, &a.options)
	n.rows.other = n.quantity
	if err := n.rows.end(n.rows.object(n.top)); err != nil {
		return err
	}
	if n.rows.count == 0 {
		return src.Fail(0, "records.data", "there are no options", "the download may have failed: fetch it again")
	}
	n.multiply()
	return n.date()
}

// nseReader reads the options, and keeps what stands beside them.
type nseReader struct {
	a         *assembler
	rows      *jsonRows
	values    []field
	draft     cells.Memo[*draft]
	timestamp []byte
	lot       uint64 // the greatest common divisor of all quantities so far
	counted   int    // how many there were, zeros aside
	unlotted  bool   // a quantity is no whole number
}

func (n *nseReader) top(key []byte) error {
	if string(key) != "records" {
		return nil
	}
	return n.rows.object(func(key []byte) (err error) {
		switch string(key) {
		case "timestamp":
			n.timestamp, err = n.rows.cell()
		case "data":
			err = n.rows.array(n.pair)
		}
		return err
	})
}

// pair reads the options of one strike and expiry.
func (n *nseReader) pair(i int) error {
	return n.rows.object(func(key []byte) error {
		switch right := string(key); {
		case right != "CE" && right != "PE" || n.rows.peek() == 'n': // null
			return nil
		default:
			return n.option(fmt.Sprintf("records.data[%d].%s", i, right), nseRight[right])
		}
	})
}

var nseRight = map[string]model.Right{"CE": model.Call, "PE": model.Put}

func (n *nseReader) option(path string, right model.Right) error {
	if err := n.rows.read(path); err != nil {
		return err
	}
	row := &n.rows.row
	d, err := n.draft.Of(row.cell(fUnderlying), n.underlying)
	n.a.row(d)
	switch {
	case row.problem != "":
		n.a.unreadRecord(n.rows, fIgnored, fmt.Errorf("%s", row.problem))
	case err != nil:
		n.a.unreadRecord(n.rows, fUnderlying, err)
	case !d.skip:
		n.take(d, right, row)
	}
	return nil
}

func (n *nseReader) underlying(cell string) (*draft, error) {
	name, err := cells.ParseName(cell)
	if err != nil {
		return nil, err
	}
	d := n.a.underlying(name)
	if market.LookupRoot(name).Venue.Currency.Code != "INR" {
		d.note(model.Warn("root-unknown", name+" is not known as an index of India: hours and multiplier are those of a stock in New York"))
	}
	return d, nil
}

// contract reads what identifies the contract; bad is the field that cannot be read.
func (n *nseReader) contract(d *draft, right model.Right, row *row) (r record, bad field, err error) {
	expiry, err := cells.ParseDay(string(row.cell(fExpiry)), cmp.Or(n.a.options.Dates, model.DayFirst))
	if err != nil {
		return r, fExpiry, err
	}
	strike, err := cells.StrikeRule.Required(row.cell(fStrike))
	if err != nil {
		return r, fStrike, err
	}
	series, repair := n.a.seriesOf(d, d.Underlying, expiry)
	return record{series: series, line: int32(row.line), right: right, repaired: repair, strike: strike}, fIgnored, nil
}

// take gives a contract to the assembler.
func (n *nseReader) take(d *draft, right model.Right, row *row) {
	r, bad, err := n.contract(d, right, row)
	if err != nil {
		n.a.unreadRecord(n.rows, bad, err)
		return
	}
	if v, k := cells.Number(row.cell(fSpot)); cells.SpotRule.Accepts(v, k) {
		d.spot(v)
	}
	r.values(row, callSide, n.values, n.a, &n.rows.header)
	n.a.add(&r)
}

// quantity takes part of the search for the lot.
func (n *nseReader) quantity(key []byte) error {
	switch string(key) {
	case "bidQty", "askQty", "totalBuyQuantity", "totalSellQuantity":
	default:
		return nil
	}
	cell, err := n.rows.cell()
	v, k := cells.Number(cell)
	switch {
	case k != cells.Plain || v == 0:
	case v != math.Trunc(v) || v < 0 || v > cells.MaxCount:
		n.unlotted = true
	default:
		n.lot, n.counted = gcd(n.lot, uint64(v)), n.counted+1
	}
	return err
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// lotSample is from how many quantities on a common divisor is the lot, and not an accident.
const lotSample = 20

// multiply gives all contracts of the file the lot as multiplier.
func (n *nseReader) multiply() {
	switch {
	case n.a.options.Multiplier > 0:
		return
	case n.unlotted || n.counted < lotSample || n.lot < 2:
		n.a.notes = append(n.a.notes, model.Warn("lot-assumed",
			"the quantities on offer do not tell the lot: that of the root table is taken ("+fault.Setting("multiplier")+" if it was another)"))
		return
	}
	n.a.cols.fill(fMultiplier, float64(n.lot))
	n.a.notes = append(n.a.notes, model.Warn("lot-inferred",
		fmt.Sprintf("the multiplier is the lot of %d that all %d quantities on offer are multiples of", n.lot, n.counted)))
}

// date gives every underlying the time of the file.
func (n *nseReader) date() error {
	if !n.a.options.AsOf.IsZero() {
		return nil
	}
	t, assumed, err := cells.ParseTimeIn(string(n.timestamp), cmp.Or(n.a.options.Dates, model.DayFirst), indianTime)
	if err != nil {
		return n.rows.src.Fail(0, "records.timestamp", err.Error(), asOfHint)
	}
	for _, d := range n.a.chains {
		d.at(t)
		d.note(assumed)
	}
	return nil
}

// indianTime has no summer time.
var indianTime = time.FixedZone("IST", 5*3600+30*60)
