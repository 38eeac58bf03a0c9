package chain

import (
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// nonstd is an end-of-day table with padded OCC symbols, called after its last column, which tells weeklies, quarterlies
// and minis apart. The price of the underlying stands nowhere. A date is its close.
var nonstd = nonstdDialect.layout("nonstd", "end of day with padded OCC symbols and nonstd",
	"date, symbol, under, expiration, strike, put/call, bid, ask, price, volume, open interest, implied vol, delta, gamma, rho, theta, vega, nonstd")

var nonstdDialect = &dialect{
	dates: model.MonthFirst,
	table: table{columns: []Column{
		required("date", "2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		required("symbol", "OCC symbol, the root padded to six", "the other columns tell", fSymbol),
		required("under", "name", "that of the symbol", fUnderlying),
		required("expiration", "2006-01-02", "that of the symbol", fExpiry),
		required("strike", "$ per unit of the underlying", "that of the symbol", fStrike),
		required("put/call", "C or P", "that of the symbol", fRight),
		optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("ask", "$ per unit of the underlying", "missing", fAsk),
		optional("price", "$ per unit of the underlying, the last trade; 0: none", "missing", fLast),
		optional("volume", "contracts that day", "missing", fVolume),
		optional("open interest", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("implied vol", "fraction a year; 0: none", "missing", fIV),
		optional("delta", "of one option", "missing", fDelta),
		optional("gamma", "per $ of the underlying", "missing", fGamma),
		unused("rho"),
		unused("theta"),
		unused("vega"),
		required("nonstd", "not used; the multiplier of minis does not stand in it", "missing", fIgnored),
	}},
}
