package vendors

import (
	"time"

	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// ibSnapshot is a snapshot saved by tools for the Interactive Brokers API, one row per contract. Without a subscription
// to market data most of its cells are empty.
var ibSnapshot = ibDialect.Layout("ib-snapshot", "Interactive Brokers snapshot, csv",
	"ticker,snapshot_timestamp,market_data_mode,market_data_type_code,expiry_date,strike,option_type,conid,local_symbol,"+
		"trading_class,exchange,bid,ask,last,mid,mark,close,volume,open_interest,implied_volatility,historical_volatility,"+
		"delta,gamma,theta,vega,option_price,pv_dividend,under_price,source,warnings,missing_fields")

var ibDialect = &layouts.Dialect{
	Dates:     model.MonthFirst,
	IV:        model.IVFraction,
	Recording: 10 * time.Minute,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("ticker", "name", "taken from the symbol", tables.Underlying),
		tables.Required("snapshot_timestamp", "2006-01-02T15:04:05Z", "the time of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Required("conid", "not used; identifies the layout", "missing", tables.Ignored),
		tables.Required("local_symbol", "OCC symbol, padded", "taken from the other columns", tables.Symbol),
		tables.Required("expiry_date", "2006-01-02", "taken from the symbol", tables.Expiry),
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Required("option_type", "call or put", "taken from the symbol", tables.Right),
		tables.Optional("trading_class", "root of the option symbol", "taken from the symbol", tables.Root),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("last", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied_volatility", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("under_price", "$ per unit of the underlying", fault.Setting("spot"), tables.Spot),
		tables.Unused("market_data_mode"),
		tables.Unused("market_data_type_code"),
		tables.Unused("exchange"),
		tables.Unused("mid"),
		tables.Unused("mark"),
		tables.Unused("close"),
		tables.Unused("historical_volatility"),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Unused("option_price"),
		tables.Unused("pv_dividend"),
		tables.Unused("source"),
		tables.Unused("warnings"),
		tables.Unused("missing_fields"),
	}},
}
