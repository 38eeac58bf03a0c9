package chain

import (
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// deltaNeutral is the level 3 table of deltaneutral.com, a row a contract and a day.
// Open interest is what was known that day; T1OpenInterest, of the next morning, was not. A date is its close.
var deltaNeutral = deltaNeutralDialect.layout("deltaneutral", "DeltaNeutral end of day, level 3",
	"UnderlyingSymbol,UnderlyingPrice,Flags,OptionSymbol,Type,Expiration,DataDate,Strike,Last,Bid,Ask,Volume,OpenInterest,"+
		"T1OpenInterest,IVMean,IVBid,IVAsk,Delta,Gamma,Theta,Vega,AKA")

var deltaNeutralDialect = &dialect{
	dates: model.MonthFirst,
	iv:    model.IVFraction,
	table: table{columns: []Column{
		required("UnderlyingSymbol", "name", "that of the symbol", fUnderlying),
		required("UnderlyingPrice", "$ per unit of the underlying", "the spot of the other rows", fSpot),
		required("OptionSymbol", "OCC symbol", "the other columns tell", fSymbol),
		required("Type", "call or put", "that of the symbol", fRight),
		required("Expiration", "01/02/2006", "that of the symbol", fExpiry),
		required("DataDate", "01/02/2006; its close", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		required("Strike", "$ per unit of the underlying", "that of the symbol", fStrike),
		optional("Last", "$ per unit of the underlying; 0: none", "missing", fLast),
		optional("Bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("Ask", "$ per unit of the underlying", "missing", fAsk),
		optional("Volume", "contracts that day", "missing", fVolume),
		optional("OpenInterest", "contracts at the last close", "missing, not 0", fOpenInterest),
		unused("T1OpenInterest"),
		optional("IVMean", "fraction a year; 0: none", "missing", fIV),
		unused("IVBid"),
		unused("IVAsk"),
		optional("Delta", "of one option", "missing", fDelta),
		optional("Gamma", "per $ of the underlying", "missing", fGamma),
		unused("Theta"),
		unused("Vega"),
		unused("Flags"),
		unused("AKA"),
	}},
}
