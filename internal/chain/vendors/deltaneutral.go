package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// deltaNeutral is the level 3 table of deltaneutral.com, one row per contract and day.
// Open interest is the figure known that day; T1OpenInterest was published the next morning. A date means its close.
var deltaNeutral = deltaNeutralDialect.Layout("deltaneutral", "DeltaNeutral end of day, level 3",
	"UnderlyingSymbol,UnderlyingPrice,Flags,OptionSymbol,Type,Expiration,DataDate,Strike,Last,Bid,Ask,Volume,OpenInterest,"+
		"T1OpenInterest,IVMean,IVBid,IVAsk,Delta,Gamma,Theta,Vega,AKA")

var deltaNeutralDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	IV:    model.IVFraction,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("UnderlyingSymbol", "name", "taken from the symbol", tables.Underlying),
		tables.Required("UnderlyingPrice", "$ per unit of the underlying", "the spot of the other rows", tables.Spot),
		tables.Required("OptionSymbol", "OCC symbol", "taken from the other columns", tables.Symbol),
		tables.Required("Type", "call or put", "taken from the symbol", tables.Right),
		tables.Required("Expiration", "01/02/2006", "taken from the symbol", tables.Expiry),
		tables.Required("DataDate", "01/02/2006; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Required("Strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Optional("Last", "$ per unit of the underlying; 0: none", "missing", tables.Last),
		tables.Optional("Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("Ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("Volume", "contracts that day", "missing", tables.Volume),
		tables.Optional("OpenInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Unused("T1OpenInterest"),
		tables.Optional("IVMean", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Unused("IVBid"),
		tables.Unused("IVAsk"),
		tables.Optional("Delta", "of one option", "missing", tables.Delta),
		tables.Optional("Gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("Theta"),
		tables.Unused("Vega"),
		tables.Unused("Flags"),
		tables.Unused("AKA"),
	}},
}
