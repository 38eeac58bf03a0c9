package chain

import "gex/internal/fault"

// deltaNeutral is the level 3 table of deltaneutral.com, a row a contract and a day.
// Open interest is what was known that day; T1OpenInterest, of the next morning, was not. A date is its close.
var deltaNeutral = deltaNeutralDialect.layout("deltaneutral", "DeltaNeutral end of day, level 3",
	"UnderlyingSymbol,UnderlyingPrice,Flags,OptionSymbol,Type,Expiration,DataDate,Strike,Last,Bid,Ask,Volume,OpenInterest,"+
		"T1OpenInterest,IVMean,IVBid,IVAsk,Delta,Gamma,Theta,Vega,AKA")

var deltaNeutralDialect = &dialect{
	dates: MonthFirst,
	iv:    IVFraction,
	table: table{columns: []Column{
		{"UnderlyingSymbol", true, "name", "that of the symbol", fUnderlying},
		{"UnderlyingPrice", true, "$ per unit of the underlying", "the spot of the other rows", fSpot},
		{"OptionSymbol", true, "OCC symbol", "the other columns tell", fSymbol},
		{"Type", true, "call or put", "that of the symbol", fRight},
		{"Expiration", true, "01/02/2006", "that of the symbol", fExpiry},
		{"DataDate", true, "01/02/2006; its close", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
		{"Strike", true, "$ per unit of the underlying", "that of the symbol", fStrike},
		{"Last", false, "$ per unit of the underlying; 0: none", "missing", fLast},
		{"Bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"Ask", false, "$ per unit of the underlying", "missing", fAsk},
		{"Volume", false, "contracts that day", "missing", fVolume},
		{"OpenInterest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"T1OpenInterest", false, "not used", "missing", fIgnored},
		{"IVMean", false, "fraction a year; 0: none", "missing", fIV},
		{"IVBid", false, "not used", "missing", fIgnored},
		{"IVAsk", false, "not used", "missing", fIgnored},
		{"Delta", false, "of one option", "missing", fDelta},
		{"Gamma", false, "per $ of the underlying", "missing", fGamma},
		{"Theta", false, "not used", "missing", fIgnored},
		{"Vega", false, "not used", "missing", fIgnored},
		{"Flags", false, "not used", "missing", fIgnored},
		{"AKA", false, "not used", "missing", fIgnored},
	}},
}
