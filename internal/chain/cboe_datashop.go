package chain

import (
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

// Cboe DataShop sells two tables of the end of day, a row a contract and a day. Both have a snapshot of 15:45, a
// quarter of an hour before the close; the first also has the quotes of the close, and its own are those. The second
// has volatilities and greeks, which are of 15:45, and so is all that is taken from it.
var (
	datashopQuotes = datashopQuotesDialect.layout("cboe-eodquotes", "Cboe DataShop UnderlyingOptionsEODQuotes",
		"underlying_symbol,quote_date,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size_1545,"+
			"bid_1545,ask_size_1545,ask_1545,underlying_bid_1545,underlying_ask_1545,bid_size_eod,bid_eod,ask_size_eod,"+
			"ask_eod,underlying_bid_eod,underlying_ask_eod,vwap,open_interest,delivery_code")
	datashopCalcs = datashopCalcsDialect.layout("cboe-eodcalcs", "Cboe DataShop UnderlyingOptionsEODCalcs",
		"underlying_symbol,quote_date,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size_1545,"+
			"bid_1545,ask_size_1545,ask_1545,underlying_bid_1545,underlying_ask_1545,active_underlying_price_1545,"+
			"implied_volatility_1545,delta_1545,gamma_1545,theta_1545,vega_1545,rho_1545,open_interest")
)

var datashopQuotesDialect = &dialect{
	dates: MonthFirst,
	table: table{columns: append([]Column{
		{"underlying_bid_eod", true, "$; with the ask it makes the spot", "the spot of the other rows", fSpotBid},
		{"underlying_ask_eod", true, "$", "the spot of the other rows", fSpotAsk},
		{"bid_eod", true, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask_eod", true, "$ per unit of the underlying", "missing", fAsk},
		{"underlying_bid_1545", false, "not used", "missing", fIgnored},
		{"underlying_ask_1545", false, "not used", "missing", fIgnored},
		{"bid_1545", false, "not used", "missing", fIgnored},
		{"ask_1545", false, "not used", "missing", fIgnored},
	}, datashopColumns...)},
}

var datashopCalcsDialect = &dialect{
	dates: MonthFirst,
	iv:    IVFraction,
	when:  quarterBeforeClose,
	table: table{columns: append([]Column{
		{"active_underlying_price_1545", false, "$ per unit of the underlying; 0: none", "between bid and ask", fSpot},
		{"underlying_bid_1545", true, "$; with the ask it makes the spot", "the spot of the other rows", fSpotBid},
		{"underlying_ask_1545", true, "$", "the spot of the other rows", fSpotAsk},
		{"bid_1545", true, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask_1545", true, "$ per unit of the underlying", "missing", fAsk},
		{"implied_volatility_1545", true, "fraction a year; 0: none", "missing", fIV},
		{"delta_1545", false, "of one option", "missing", fDelta},
		{"gamma_1545", false, "per $ of the underlying", "missing", fGamma},
		{"theta_1545", false, "not used", "missing", fIgnored},
		{"vega_1545", false, "not used", "missing", fIgnored},
		{"rho_1545", false, "not used", "missing", fIgnored},
		{"implied_underlying_price_1545", false, "not used", "missing", fIgnored},
		{"underlying_bid_eod", false, "not used", "missing", fIgnored},
		{"underlying_ask_eod", false, "not used", "missing", fIgnored},
		{"bid_eod", false, "not used", "missing", fIgnored},
		{"ask_eod", false, "not used", "missing", fIgnored},
	}, datashopColumns...)},
}

// datashopColumns are in both tables.
var datashopColumns = []Column{
	{"underlying_symbol", true, "name; indices with ^", "the row is unreadable", fUnderlying},
	{"quote_date", true, "2006-01-02 or 1/2/2006 0:00:00", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
	{"root", true, "letters of the option symbol", "the underlying", fRoot},
	{"expiration", true, "2006-01-02 or 1/2/2006 0:00:00", "the row is unreadable", fExpiry},
	{"strike", true, "$ per unit of the underlying", "the row is unreadable", fStrike},
	{"option_type", true, "C or P", "the row is unreadable", fRight},
	{"trade_volume", false, "contracts that day", "missing", fVolume},
	{"close", false, "$ per unit of the underlying, the last trade; 0: none", "missing", fLast},
	{"open_interest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
	{"open", false, "not used", "missing", fIgnored},
	{"high", false, "not used", "missing", fIgnored},
	{"low", false, "not used", "missing", fIgnored},
	{"vwap", false, "not used", "missing", fIgnored},
	{"bid_size_1545", false, "not used", "missing", fIgnored},
	{"ask_size_1545", false, "not used", "missing", fIgnored},
	{"bid_size_eod", false, "not used", "missing", fIgnored},
	{"ask_size_eod", false, "not used", "missing", fIgnored},
	{"delivery_code", false, "not used", "missing", fIgnored},
}

// quarterBeforeClose is the moment of the snapshot of a date: 15:45, and on half days 12:45.
func quarterBeforeClose(cell string, order DateOrder) (longTime, error) {
	t, err := parseWhen(cell, order)
	if err == nil && t.assumed.Code == closeAssumed(cell).Code {
		t.at = market.Close(market.DateOf(t.at)).Add(-15 * time.Minute)
		t.assumed = Warning{"as-of-1545", "the quotes are Cboe's snapshot of a quarter of an hour before the close"}
	}
	return t, err
}
