package chain

import "gex/internal/fault"

// nonstd is an end-of-day table with padded OCC symbols, called after its last column, which tells weeklies, quarterlies
// and minis apart. The price of the underlying stands nowhere. A date is its close.
var nonstd = nonstdDialect.layout("nonstd", "end of day with padded OCC symbols and nonstd",
	"date, symbol, under, expiration, strike, put/call, bid, ask, price, volume, open interest, implied vol, delta, gamma, rho, theta, vega, nonstd")

var nonstdDialect = &dialect{
	dates: MonthFirst,
	table: table{columns: []Column{
		{"date", true, "2006-01-02; its close", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
		{"symbol", true, "OCC symbol, the root padded to six", "the other columns tell", fSymbol},
		{"under", true, "name", "that of the symbol", fUnderlying},
		{"expiration", true, "2006-01-02", "that of the symbol", fExpiry},
		{"strike", true, "$ per unit of the underlying", "that of the symbol", fStrike},
		{"put/call", true, "C or P", "that of the symbol", fRight},
		{"bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask", false, "$ per unit of the underlying", "missing", fAsk},
		{"price", false, "$ per unit of the underlying, the last trade; 0: none", "missing", fLast},
		{"volume", false, "contracts that day", "missing", fVolume},
		{"open interest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"implied vol", false, "fraction a year; 0: none", "missing", fIV},
		{"delta", false, "of one option", "missing", fDelta},
		{"gamma", false, "per $ of the underlying", "missing", fGamma},
		{"rho", false, "not used", "missing", fIgnored},
		{"theta", false, "not used", "missing", fIgnored},
		{"vega", false, "not used", "missing", fIgnored},
		{"nonstd", true, "not used; the multiplier of minis does not stand in it", "missing", fIgnored},
	}},
}
