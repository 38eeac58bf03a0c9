package chain

import (
	"time"

	"gex/internal/fault"
)

// ibSnapshot is a snapshot that tools for Interactive Brokers' interface save, a row a contract. Without a subscription
// to market data most of its cells are empty.
var ibSnapshot = ibDialect.layout("ib-snapshot", "Interactive Brokers snapshot, csv",
	"ticker,snapshot_timestamp,market_data_mode,market_data_type_code,expiry_date,strike,option_type,conid,local_symbol,"+
		"trading_class,exchange,bid,ask,last,mid,mark,close,volume,open_interest,implied_volatility,historical_volatility,"+
		"delta,gamma,theta,vega,option_price,pv_dividend,under_price,source,warnings,missing_fields")

var ibDialect = &dialect{
	dates:     MonthFirst,
	iv:        IVFraction,
	recording: 10 * time.Minute,
	table: table{columns: []Column{
		{"ticker", true, "name", "that of the symbol", fUnderlying},
		{"snapshot_timestamp", true, "2006-01-02T15:04:05Z", "the time of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
		{"conid", true, "not used; tells the layout", "missing", fIgnored},
		{"local_symbol", true, "OCC symbol, padded", "the other columns tell", fSymbol},
		{"expiry_date", true, "2006-01-02", "that of the symbol", fExpiry},
		{"strike", true, "$ per unit of the underlying", "that of the symbol", fStrike},
		{"option_type", true, "call or put", "that of the symbol", fRight},
		{"trading_class", false, "letters of the option symbol", "those of the symbol", fRoot},
		{"bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask", false, "$ per unit of the underlying", "missing", fAsk},
		{"last", false, "$ per unit of the underlying", "missing", fLast},
		{"volume", false, "contracts today", "missing", fVolume},
		{"open_interest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"implied_volatility", false, "fraction a year; 0: none", "missing", fIV},
		{"delta", false, "of one option", "missing", fDelta},
		{"gamma", false, "per $ of the underlying", "missing", fGamma},
		{"under_price", false, "$ per unit of the underlying", fault.Setting("spot"), fSpot},
		{"market_data_mode", false, "not used", "missing", fIgnored},
		{"market_data_type_code", false, "not used", "missing", fIgnored},
		{"exchange", false, "not used", "missing", fIgnored},
		{"mid", false, "not used", "missing", fIgnored},
		{"mark", false, "not used", "missing", fIgnored},
		{"close", false, "not used", "missing", fIgnored},
		{"historical_volatility", false, "not used", "missing", fIgnored},
		{"theta", false, "not used", "missing", fIgnored},
		{"vega", false, "not used", "missing", fIgnored},
		{"option_price", false, "not used", "missing", fIgnored},
		{"pv_dividend", false, "not used", "missing", fIgnored},
		{"source", false, "not used", "missing", fIgnored},
		{"warnings", false, "not used", "missing", fIgnored},
		{"missing_fields", false, "not used", "missing", fIgnored},
	}},
}
