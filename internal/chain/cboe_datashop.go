package chain

import (
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
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
	dates: model.MonthFirst,
	table: table{columns: append([]Column{
		required("underlying_bid_eod", "$; with the ask it makes the spot", "the spot of the other rows", fSpotBid),
		required("underlying_ask_eod", "$", "the spot of the other rows", fSpotAsk),
		required("bid_eod", "$ per unit of the underlying; 0: none", "missing", fBid),
		required("ask_eod", "$ per unit of the underlying", "missing", fAsk),
		unused("underlying_bid_1545"),
		unused("underlying_ask_1545"),
		unused("bid_1545"),
		unused("ask_1545"),
	}, datashopColumns...)},
}

var datashopCalcsDialect = &dialect{
	dates: model.MonthFirst,
	iv:    model.IVFraction,
	when:  quarterBeforeClose,
	table: table{columns: append([]Column{
		optional("active_underlying_price_1545", "$ per unit of the underlying; 0: none", "between bid and ask", fSpot),
		required("underlying_bid_1545", "$; with the ask it makes the spot", "the spot of the other rows", fSpotBid),
		required("underlying_ask_1545", "$", "the spot of the other rows", fSpotAsk),
		required("bid_1545", "$ per unit of the underlying; 0: none", "missing", fBid),
		required("ask_1545", "$ per unit of the underlying", "missing", fAsk),
		required("implied_volatility_1545", "fraction a year; 0: none", "missing", fIV),
		optional("delta_1545", "of one option", "missing", fDelta),
		optional("gamma_1545", "per $ of the underlying", "missing", fGamma),
		unused("theta_1545"),
		unused("vega_1545"),
		unused("rho_1545"),
		unused("implied_underlying_price_1545"),
		unused("underlying_bid_eod"),
		unused("underlying_ask_eod"),
		unused("bid_eod"),
		unused("ask_eod"),
	}, datashopColumns...)},
}

// datashopColumns are in both tables.
var datashopColumns = []Column{
	required("underlying_symbol", "name; indices with ^", "the row is unreadable", fUnderlying),
	required("quote_date", "2006-01-02 or 1/2/2006 0:00:00", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
	required("root", "letters of the option symbol", "the underlying", fRoot),
	required("expiration", "2006-01-02 or 1/2/2006 0:00:00", "the row is unreadable", fExpiry),
	required("strike", "$ per unit of the underlying", "the row is unreadable", fStrike),
	required("option_type", "C or P", "the row is unreadable", fRight),
	optional("trade_volume", "contracts that day", "missing", fVolume),
	optional("close", "$ per unit of the underlying, the last trade; 0: none", "missing", fLast),
	optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
	unused("open"),
	unused("high"),
	unused("low"),
	unused("vwap"),
	unused("bid_size_1545"),
	unused("ask_size_1545"),
	unused("bid_size_eod"),
	unused("ask_size_eod"),
	unused("delivery_code"),
}

// quarterBeforeClose is the moment of the snapshot of a date: 15:45, and on half days 12:45.
func quarterBeforeClose(cell string, order model.DateOrder) (cells.QuoteTime, error) {
	t, err := cells.ParseWhen(cell, order)
	if err == nil && t.Assumed.Code == cells.CloseAssumed(cell).Code {
		t.At = market.Close(market.DateOf(t.At)).Add(-15 * time.Minute)
		t.Assumed = model.Warn("as-of-1545", "the quotes are Cboe's snapshot of a quarter of an hour before the close")
	}
	return t, err
}
