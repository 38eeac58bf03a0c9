package vendors

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// deribitJSON is the response of Deribit's public/get_book_summary_by_currency: one object per instrument in the array
// result, or just that array. Options on a coin itself (BTC-26DEC25-144000-C) are quoted in coins; a price in dollars
// is that times the price of the future of the expiry, underlying_price. Linear ones (BTC_USDC-…) are quoted in
// dollars. A contract is one coin. Perpetuals and futures are skipped. The time is that of the latest record.
var deribitJSON = assembly.Layout{
	Format: tables.Format{
		Name:    "deribit-json",
		Title:   "Deribit book summary, JSON",
		Columns: deribitColumns,
		Example: `{"jsonrpc":"2.0","result":[{"instrument_name":"BTC-26DEC25-144000-C","bid_price":0.001,"ask_price":0.0013,` +
			`"last":0.0011,"mark_iv":63.23,"open_interest":226.1,"volume":4.2,"underlying_price":92063.13,` +
			`"estimated_delivery_price":91629.58,"creation_timestamp":1763551236870}]}`,
	},
	Fit: func(text *tables.Head) tables.Fit {
		if tables.FitKeys(text, "best_bid_price").Score > 0 {
			return tables.Fit{} // tickers
		}
		return tables.FitKeys(text, "instrument_name", "mark_iv", "open_interest")
	},
	Parse: parseDeribitJSON,
}

var deribitColumns = []tables.Column{
	tables.Required("instrument_name", "BTC-26DEC25-144000-C; d is a decimal point in a strike", "the option is unreadable", tables.Symbol),
	tables.Required("underlying_price", "$, the future of the expiry", "the prices of the option are missing", tables.Future),
	tables.Required("estimated_delivery_price", "$, the index", fault.Setting("spot"), tables.Spot),
	tables.Required("creation_timestamp", "ms since 1970, UTC", "the time of the other records, or "+fault.Setting("as-of"), tables.QuoteTime),
	tables.Optional("bid_price", "coins; linear options $", "missing", tables.Bid),
	tables.Optional("ask_price", "coins; linear options $", "missing", tables.Ask),
	tables.Optional("last", "coins; linear options $", "missing", tables.Last),
	tables.Optional("volume", "coins in 24 hours", "missing", tables.Volume),
	tables.Optional("open_interest", "coins", "missing, not 0", tables.OpenInterest),
	tables.Optional("mark_iv", "annualized percent; 0: none", "missing", tables.IV),
}

func parseDeribitJSON(src *input.Source, a *assembly.Assembler) error {
	a.IVUnit = model.IVPercent
	d := deribitReader{a: a, rows: tables.NewJSONRows(src, deribitColumns)}
	d.values = d.rows.Header.Values(tables.CallSide, &a.Options)
	if err := d.rows.End(d.top()); err != nil {
		return err
	}
	if d.rows.Count == d.others {
		return src.Fail(0, "result", "the file has no options", "request it with kind=option")
	}
	if d.others > 0 {
		a.Notes = append(a.Notes, model.Warn("no-options", fmt.Sprintf("%d instruments are not options and were skipped", d.others)))
	}
	return nil
}

// deribitReader reads the instruments.
type deribitReader struct {
	a      *assembly.Assembler
	rows   *tables.JSONRows
	values []tables.Field
	others int // instruments that are not options
}

func (d *deribitReader) top() error {
	if d.rows.Peek() == '[' {
		return d.rows.Array(d.instrument)
	}
	return d.rows.Object(func(key []byte) error {
		if string(key) != "result" {
			return nil
		}
		return d.rows.Array(d.instrument)
	})
}

func (d *deribitReader) instrument(i int) error {
	if err := d.rows.Read(fmt.Sprintf("result[%d]", i)); err != nil {
		return err
	}
	row := &d.rows.Row
	name := string(row.Cell(tables.Symbol))
	if row.Problem == "" && isOtherInstrument(name) {
		d.others++
		return nil
	}
	option, err := parseDeribit(name)
	if row.Problem != "" {
		err = fmt.Errorf("%s", row.Problem)
	}
	if err != nil {
		d.a.Row(nil)
		d.a.UnreadRecord(d.rows, tables.Symbol, err)
		return nil
	}
	d.take(option, row)
	return nil
}

// deribitRecording is the maximum time between the records of one response.
const deribitRecording = 5 * time.Minute

// take adds an option to the assembler.
func (d *deribitReader) take(option deribitOption, row *tables.Row) {
	of := d.a.Underlying(option.coin)
	at, dated := cells.EpochTime(string(row.Cell(tables.QuoteTime)))
	if !d.a.Wanted(of, at) {
		return
	}
	d.a.Row(of)
	if of.Skip {
		return
	}
	if dated {
		of.RecordedAround(at, deribitRecording)
	}
	if v, k := cells.Number(row.Cell(tables.Spot)); cells.SpotRule.Accepts(v, k) {
		of.SetSpot(v)
	}
	d.add(of, option, row)
}

func (d *deribitReader) add(of *assembly.Draft, option deribitOption, row *tables.Row) {
	series, repair := d.a.SeriesOf(of, option.coin, option.expiry)
	r := assembly.Record{Series: series, Line: int32(row.Line), Right: option.right, Repaired: repair, Strike: option.strike}
	r.Values(row, tables.CallSide, d.values, d.a, &d.rows.Header)
	future := d.future(&r, row)
	if !option.linear() {
		r.InDollars(future, row, d.a, &d.rows.Header)
	}
	d.a.Add(&r)
}

// future returns the price of the expiry's future, NaN if the record has none.
func (d *deribitReader) future(r *assembly.Record, row *tables.Row) float64 {
	future, err := cells.SpotRule.Required(row.Cell(tables.Future))
	if err != nil {
		r.Repaired |= model.CellUnread
		d.a.Problem(row.Line, d.rows.Header.Name(tables.Future), err.Error())
		return math.NaN()
	}
	d.a.Future(r.Series, future)
	return future
}

// deribitOption holds the parts of an instrument name.
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
		return o, fmt.Errorf("%s is not a supported coin", cells.Quote(o.coin))
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
