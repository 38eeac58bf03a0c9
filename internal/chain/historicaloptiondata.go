package chain

import "gex/internal/fault"

// historicalOptionData is the end-of-day layout of historicaloptiondata.com, a row a contract and a day. The column
// optionroot holds the whole OCC symbol. Tables scraped from Cboe's pages have the same columns; there, some have
// volatilities in percent. A quote date has no time of day: it is the close.
var historicalOptionData = historicalDialect.layout("historicaloptiondata", "historicaloptiondata.com end of day",
	"underlying,underlying_last, exchange,optionroot,optionext,type,expiration,quotedate,strike,last,bid,ask,volume,"+
		"openinterest,impliedvol,delta,gamma,theta,vega,optionalias")

var historicalDialect = &dialect{
	dates: MonthFirst,
	table: table{columns: []Column{
		{"underlying", true, "name, sometimes that of the root", "that of the symbol", fUnderlying},
		{"underlying_last", true, "$ per unit of the underlying", "the spot of the other rows", fSpot},
		{"optionroot", true, "OCC symbol", "the other columns tell", fSymbol},
		{"type", true, "call or put", "that of the symbol", fRight},
		{"expiration", true, "01/02/2006 or 2006-01-02", "that of the symbol", fExpiry},
		{"quotedate", true, "01/02/2006 or 2006-01-02; its close", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
		{"strike", true, "$ per unit of the underlying", "that of the symbol", fStrike},
		{"last", false, "$ per unit of the underlying; 0: none", "missing", fLast},
		{"bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask", false, "$ per unit of the underlying", "missing", fAsk},
		{"volume", false, "contracts that day", "missing", fVolume},
		{"openinterest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"impliedvol", false, "fraction a year, in some files percent; 0: none", "missing", fIV},
		{"delta", false, "of one option", "missing", fDelta},
		{"gamma", false, "per $ of the underlying", "missing", fGamma},
		{"theta", false, "not used", "missing", fIgnored},
		{"vega", false, "not used", "missing", fIgnored},
		{"net", false, "not used", "missing", fIgnored},
		{"exchange", false, "not used", "missing", fIgnored},
		{"optionext", false, "not used", "missing", fIgnored},
		{"optionalias", false, "not used", "missing", fIgnored},
		{"dte", false, "not used", "missing", fIgnored},
	}},
}
