package vendors

import (
	"bytes"

	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// openBB is the option chain of the OpenBB platform (derivatives.options.chains), saved as csv. Which columns have cells depends on the
// provider. A file without eod_date has the time of its latest quote, or without one of its latest trade. Times without
// a zone are New York's.
var openBB = openBBDialect.Layout("openbb", "OpenBB options chains, csv (unverified: not tested with a real file)",
	"underlying_symbol,underlying_price,contract_symbol,eod_date,expiration,dte,strike,option_type,contract_size,open_interest,volume,"+
		"theoretical_price,last_trade_price,last_trade_time,bid,bid_size,bid_time,ask,ask_size,ask_time,mark,implied_volatility,"+
		"delta,gamma,theta,vega,rho")

var openBBDialect = &layouts.Dialect{
	Dates:  model.MonthFirst,
	Adjust: adjustOpenBB,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("underlying_symbol", "name", "taken from the symbol", tables.Underlying),
		tables.Required("contract_symbol", "OCC symbol", "taken from the other columns", tables.Symbol),
		tables.Required("expiration", "2006-01-02", "taken from the symbol", tables.Expiry),
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Required("option_type", "call or put", "taken from the symbol", tables.Right),
		tables.Optional("eod_date", "2006-01-02; its close", "ask_time or last_trade_time, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Optional("ask_time", "2006-01-02 15:04:05", "last_trade_time", tables.Quoted),
		tables.Optional("last_trade_time", "2006-01-02 15:04:05", fault.Setting("as-of"), tables.Traded),
		tables.Optional("underlying_price", "$ per unit of the underlying", fault.Setting("spot"), tables.Spot),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("last_trade_price", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied_volatility", "annualized fraction, of some providers percent; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("contract_size", "units of the underlying per contract", "the multiplier of the root; not used for adjusted roots, whose deliverable it does not describe", tables.Multiplier),
		tables.Unused("dte"), tables.Unused("theoretical_price"), tables.Unused("last_trade_size"), tables.Unused("tick"),
		tables.Unused("bid_size"), tables.Unused("bid_time"), tables.Unused("bid_exchange"), tables.Unused("ask_size"),
		tables.Unused("ask_exchange"), tables.Unused("mark"), tables.Unused("open"), tables.Unused("high"), tables.Unused("low"),
		tables.Unused("close"), tables.Unused("prev_close"), tables.Unused("change"), tables.Unused("change_percent"),
		tables.Unused("theta"), tables.Unused("vega"), tables.Unused("rho"), tables.Unused("in_the_money"), tables.Unused("currency"),
		tables.Unused("open_bid"), tables.Unused("open_ask"), tables.Unused("index"),
	}},
}

func adjustOpenBB(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	listedSize(l.A, r)
	if len(bytes.TrimSpace(row.Cell(tables.QuoteTime))) == 0 {
		latestQuote(l, d, row)
	}
}
