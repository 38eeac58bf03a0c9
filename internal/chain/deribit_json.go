package chain

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// deribitJSON is the answer of Deribit's public/get_book_summary_by_currency: an object an instrument in the array
// result, or that array alone. Options on a coin itself (BTC-26DEC25-144000-C) are quoted in coins; a price in dollars
// is that times the price of the future of the expiry, underlying_price. Linear ones (BTC_USDC-…) are quoted in
// dollars. A contract is one coin. Perpetuals and futures are passed over. The time is that of the latest record.
var deribitJSON = layout{
	Format: Format{
		Name:    "deribit-json",
		Title:   "Deribit book summary, JSON",
		Columns: deribitColumns,
		Example: `{"jsonrpc":"2.0","result":[{"instrument_name":"BTC-26DEC25-144000-C","bid_price":0.001,"ask_price":0.0013,` +
			`"last":0.0011,"mark_iv":63.23,"open_interest":226.1,"volume":4.2,"underlying_price":92063.13,` +
			`"estimated_delivery_price":91629.58,"creation_timestamp":1763551236870}]}`,
	},
	fit:   func(text *head) fit { return fitKeys(text, "instrument_name", "mark_iv", "open_interest") },
	parse: parseDeribitJSON,
}

var deribitColumns = []Column{
	required("instrument_name", "BTC-26DEC25-144000-C; d is a decimal point in a strike", "the option is unreadable", fSymbol),
	required("underlying_price", "$, the future of the expiry", "the prices of the option are missing", fFuture),
	required("estimated_delivery_price", "$, the index", fault.Setting("spot"), fSpot),
	required("creation_timestamp", "ms since 1970, UTC", "the time of the other records, or "+fault.Setting("as-of"), fQuoteTime),
	optional("bid_price", "coins; linear options $", "missing", fBid),
	optional("ask_price", "coins; linear options $", "missing", fAsk),
	optional("last", "coins; linear options $", "missing", fLast),
	optional("volume", "coins in 24 hours", "missing", fVolume),
	optional("open_interest", "coins", "missing, not 0", fOpenInterest),
	optional("mark_iv", "percent a year; 0: none", "missing", fIV),
}

func parseDeribitJSON(src *input.Source, a *assembler) error {
	a.ivUnit = model.IVPercent
	d := deribitReader{a: a, rows: newJSONRows(src, deribitColumns)}
	d.values = d.rows.header.values(callSide, &a.options)
	if err := d.rows.end(d.top()); err != nil {
		return err
	}
	if d.rows.count == d.others {
		return src.Fail(0, "result", "there are no options", "ask the interface with kind=option")
	}
	if d.others > 0 {
		a.notes = append(a.notes, model.Warn("no-options", fmt.Sprintf("instruments that are no options, passed over: %d", d.others)))
	}
	return nil
}

// deribitReader reads the instruments.
type deribitReader struct {
	a      *assembler
	rows   *jsonRows
	values []field
	others int // instruments that are no options
}

func (d *deribitReader) top() error {
	if d.rows.peek() == '[' {
		return d.rows.array(d.instrument)
	}
	return d.rows.object(func(key []byte) error {
		if string(key) != "result" {
			return nil
		}
		return d.rows.array(d.instrument)
	})
}

func (d *deribitReader) instrument(i int) error {
	if err := d.rows.read(fmt.Sprintf("result[%d]", i)); err != nil {
		return err
	}
	row := &d.rows.row
	name := string(row.cell(fSymbol))
	if row.problem == "" && isOtherInstrument(name) {
		d.others++
		return nil
	}
	option, err := parseDeribit(name)
	if row.problem != "" {
		err = fmt.Errorf("%s", row.problem)
	}
	if err != nil {
		d.a.row(nil)
		d.a.unreadRecord(d.rows, fSymbol, err)
		return nil
	}
	d.take(option, row)
	return nil
}

// deribitRecording is how far the records of one answer may be apart.
const deribitRecording = 5 * time.Minute

// take gives an option to the assembler.
func (d *deribitReader) take(option deribitOption, row *row) {
	of := d.a.underlying(option.coin)
	at, dated := cells.EpochTime(string(row.cell(fQuoteTime)))
	if !d.a.wanted(of, at) {
		return
	}
	d.a.row(of)
	if of.skip {
		return
	}
	if dated {
		of.around(at, deribitRecording)
	}
	if v, k := cells.Number(row.cell(fSpot)); cells.SpotRule.Accepts(v, k) {
		of.spot(v)
	}
	d.add(of, option, row)
}

func (d *deribitReader) add(of *draft, option deribitOption, row *row) {
	series, repair := d.a.seriesOf(of, option.coin, option.expiry)
	r := record{series: series, line: int32(row.line), right: option.right, repaired: repair, strike: option.strike}
	r.values(row, callSide, d.values, d.a, &d.rows.header)
	future := d.future(&r, row)
	if !option.linear() {
		r.inDollars(future, row, d.a, &d.rows.header)
	}
	d.a.add(&r)
}

// future is the price of the expiry's future; NaN when the record has none.
func (d *deribitReader) future(r *record, row *row) float64 {
	future, err := cells.SpotRule.Required(row.cell(fFuture))
	if err != nil {
		r.repaired |= model.CellUnread
		d.a.problem(row.line, d.rows.header.name(fFuture), err.Error())
		return math.NaN()
	}
	d.a.future(r.series, future)
	return future
}

// deribitOption is what the name of an option says.
type deribitOption struct {
	coin   string // the root: BTC, or BTC_USDC
	expiry market.Date
	strike float64
	right  model.Right
}

// linear options are quoted and margined in dollars, the others in their coin.
func (o deribitOption) linear() bool { return strings.Contains(o.coin, "_") }

// isOtherInstrument reports whether a name is that of a perpetual, a future or a combination: BTC-PERPETUAL,
// BTC-26DEC25, BTC-FS-28NOV25_PERP.
func isOtherInstrument(name string) bool {
	dashes := strings.Count(name, "-")
	return name != "" && dashes > 0 && !strings.HasSuffix(name, "-C") && !strings.HasSuffix(name, "-P")
}

// parseDeribit reads the name of an option: BTC-26DEC25-144000-C, XRP_USDC-5DEC25-2d15-P.
func parseDeribit(name string) (o deribitOption, err error) {
	bad := fmt.Errorf("%s is not the name of an option", cells.Quote(name))
	parts := strings.Split(name, "-")
	if len(parts) != 4 {
		return o, bad
	}
	o.coin = parts[0]
	if market.LookupRoot(o.coin).Venue.Unit != market.Coins {
		return o, fmt.Errorf("%s is not a coin that gex knows", cells.Quote(o.coin))
	}
	var ok bool
	if o.expiry, ok = cells.ParseDeribitDate(parts[1]); !ok {
		return o, bad
	}
	strike := strings.Replace(parts[2], "d", ".", 1)
	if o.strike, err = cells.StrikeRule.Required([]byte(strike)); err != nil {
		return o, bad
	}
	o.right, err = cells.ParseRight([]byte(parts[3]))
	return o, err
}
