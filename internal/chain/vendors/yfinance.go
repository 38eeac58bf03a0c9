package vendors

import (
	"bytes"
	"errors"
	"math"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// yfinance is what users save of yfinance's option_chain(): calls, puts or both, of one expiry or many, often with
// columns of their own after Yahoo's. Nothing says when it was made: the latest trade of any contract is taken, which
// on any liquid underlying is within a minute of it. Without underlyingPrice the spot has to be given.
var yfinance = yfinanceDialect.Layout("yfinance", "yfinance option_chain, csv",
	"contractSymbol,lastTradeDate,strike,lastPrice,bid,ask,change,percentChange,volume,openInterest,impliedVolatility,"+
		"inTheMoney,contractSize,currency,optionType,expirationDate,underlyingPrice")

var yfinanceDialect = &layouts.Dialect{
	Dates:  model.MonthFirst,
	IV:     model.IVFraction,
	Adjust: adjustYfinance,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("contractSymbol", "OCC symbol", "the row is unreadable", tables.Symbol),
		tables.Required("lastTradeDate", "2006-01-02 15:04:05+00:00; without a zone UTC", "no trade", tables.Traded),
		tables.Required("strike", "$ per unit of the underlying", "that of the symbol", tables.Strike),
		tables.Required("lastPrice", "$ per unit of the underlying", "missing", tables.Last),
		tables.Required("impliedVolatility", "fraction a year; 0 and 1e-05: none", "missing", tables.IV),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("volume", "contracts on the day of the last trade", "missing", tables.Volume),
		tables.Optional("openInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("optionType", "call or put", "that of the symbol", tables.Right),
		tables.Optional("expirationDate", "2006-01-02", "that of the symbol", tables.Expiry),
		tables.Optional("underlyingPrice", "$ per unit of the underlying", fault.Setting("spot"), tables.Spot),
		tables.Unused("change"),
		tables.Unused("percentChange"),
		tables.Unused("inTheMoney"),
		tables.Unused("contractSize"),
		tables.Unused("currency"),
		tables.Unused("days_to_expire"),
		tables.Unused("time_to_expire_years"),
		tables.Unused("moneyness"),
	}},
}

// noIV is just above 1e-05, which Yahoo writes when it has no volatility.
const noIV = 1.0001e-05

// always is longer than any two trades are apart.
const always = math.MaxInt64 * time.Nanosecond

func adjustYfinance(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	if iv := &r.Value[tables.IV-tables.Bid]; *iv > 0 && *iv <= noIV {
		*iv = math.NaN()
	}
	cell := bytes.TrimSpace(row.Cell(tables.Traded))
	if len(cell) == 0 || !l.A.Options.AsOf.IsZero() {
		return
	}
	if t, err := l.Trades.Of(cell, func(cell string) (time.Time, error) { return parseTrade(cell, l.Orders.When) }); err == nil {
		d.RecordedAround(t, always)
		d.Note(model.Warn("as-of-last-trade", "the file does not say when it was made: the time of the latest trade is taken"))
	}
}

// parseTrade reads a time that is UTC when it has no zone. A date alone is not precise enough.
func parseTrade(cell string, order model.DateOrder) (time.Time, error) {
	t, err := cells.ParseWhenIn(cell, order, cells.Clock{Location: time.UTC})
	if err == nil && t.Assumed.Code == cells.CloseAssumed(cell).Code {
		err = errors.New(cells.Quote(cell) + " has no time of day")
	}
	return t.At, err
}
