package chain

import (
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// ibSnapshot is a snapshot that tools for Interactive Brokers' interface save, a row a contract. Without a subscription
// to market data most of its cells are empty.
var ibSnapshot = ibDialect.layout("ib-snapshot", "Interactive Brokers snapshot, csv",
	"ticker,snapshot_timestamp,market_data_mode,market_data_type_code,expiry_date,strike,option_type,conid,local_symbol,"+
		"trading_class,exchange,bid,ask,last,mid,mark,close,volume,open_interest,implied_volatility,historical_volatility,"+
		"delta,gamma,theta,vega,option_price,pv_dividend,under_price,source,warnings,missing_fields")

var ibDialect = &dialect{
	dates:     model.MonthFirst,
	iv:        model.IVFraction,
	recording: 10 * time.Minute,
	table: table{columns: []Column{
		required("ticker", "name", "that of the symbol", fUnderlying),
		required("snapshot_timestamp", "2006-01-02T15:04:05Z", "the time of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		required("conid", "not used; tells the layout", "missing", fIgnored),
		required("local_symbol", "OCC symbol, padded", "the other columns tell", fSymbol),
		required("expiry_date", "2006-01-02", "that of the symbol", fExpiry),
		required("strike", "$ per unit of the underlying", "that of the symbol", fStrike),
		required("option_type", "call or put", "that of the symbol", fRight),
		optional("trading_class", "letters of the option symbol", "those of the symbol", fRoot),
		optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("ask", "$ per unit of the underlying", "missing", fAsk),
		optional("last", "$ per unit of the underlying", "missing", fLast),
		optional("volume", "contracts today", "missing", fVolume),
		optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("implied_volatility", "fraction a year; 0: none", "missing", fIV),
		optional("delta", "of one option", "missing", fDelta),
		optional("gamma", "per $ of the underlying", "missing", fGamma),
		optional("under_price", "$ per unit of the underlying", fault.Setting("spot"), fSpot),
		unused("market_data_mode"),
		unused("market_data_type_code"),
		unused("exchange"),
		unused("mid"),
		unused("mark"),
		unused("close"),
		unused("historical_volatility"),
		unused("theta"),
		unused("vega"),
		unused("option_price"),
		unused("pv_dividend"),
		unused("source"),
		unused("warnings"),
		unused("missing_fields"),
	}},
}
