package vendors

import (
	"bytes"
	"errors"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// yfinance is the output of yfinance's option_chain() as users save it: calls, puts or both, one expiry or many, often with
// additional columns after Yahoo's. The time is missing: that of the latest trade of any contract is used, which
// is within a minute on any liquid underlying. Without underlyingPrice the spot must be set.
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
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Required("lastPrice", "$ per unit of the underlying", "missing", tables.Last),
		tables.Required("impliedVolatility", "annualized fraction; 0 and 1e-05: none", "missing", tables.IV),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("volume", "contracts on the day of the last trade", "missing", tables.Volume),
		tables.Optional("openInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("optionType", "call or put", "taken from the symbol", tables.Right),
		tables.Optional("expirationDate", "2006-01-02", "taken from the symbol", tables.Expiry),
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

func adjustYfinance(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	dropYahooIV(r)
	cell := bytes.TrimSpace(row.Cell(tables.Traded))
	if len(cell) == 0 || !l.A.Options.AsOf.IsZero() {
		return
	}
	if t, err := l.Trades.Of(cell, func(cell string) (time.Time, error) { return parseTrade(cell, l.Orders.When) }); err == nil {
		tradedAt(d, t)
	}
}

// parseTrade reads a time, in UTC if it has no zone. A date without a time is not precise enough.
func parseTrade(cell string, order model.DateOrder) (time.Time, error) {
	t, err := cells.ParseWhenIn(cell, order, cells.Clock{Location: time.UTC})
	if err == nil && t.Assumed.Code == cells.CloseAssumed(cell).Code {
		err = errors.New(cells.Quote(cell) + " has no time of day")
	}
	return t.At, err
}
