package chain

import (
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// historicalOptionData is the end-of-day layout of historicaloptiondata.com, a row a contract and a day. The column
// optionroot holds the whole OCC symbol. Tables scraped from Cboe's pages have the same columns; there, some have
// volatilities in percent. A quote date has no time of day: it is the close.
var historicalOptionData = historicalDialect.layout("historicaloptiondata", "historicaloptiondata.com end of day",
	"underlying,underlying_last, exchange,optionroot,optionext,type,expiration,quotedate,strike,last,bid,ask,volume,"+
		"openinterest,impliedvol,delta,gamma,theta,vega,optionalias")

var historicalDialect = &dialect{
	dates: model.MonthFirst,
	table: table{columns: []Column{
		required("underlying", "name, sometimes that of the root", "that of the symbol", fUnderlying),
		required("underlying_last", "$ per unit of the underlying", "the spot of the other rows", fSpot),
		required("optionroot", "OCC symbol", "the other columns tell", fSymbol),
		required("type", "call or put", "that of the symbol", fRight),
		required("expiration", "01/02/2006 or 2006-01-02", "that of the symbol", fExpiry),
		required("quotedate", "01/02/2006 or 2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		required("strike", "$ per unit of the underlying", "that of the symbol", fStrike),
		optional("last", "$ per unit of the underlying; 0: none", "missing", fLast),
		optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("ask", "$ per unit of the underlying", "missing", fAsk),
		optional("volume", "contracts that day", "missing", fVolume),
		optional("openinterest", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("impliedvol", "fraction a year, in some files percent; 0: none", "missing", fIV),
		optional("delta", "of one option", "missing", fDelta),
		optional("gamma", "per $ of the underlying", "missing", fGamma),
		unused("theta"),
		unused("vega"),
		unused("net"),
		unused("exchange"),
		unused("optionext"),
		unused("optionalias"),
		unused("dte"),
	}},
}
