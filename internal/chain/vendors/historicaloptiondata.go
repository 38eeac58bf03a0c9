package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// historicalOptionData is the end-of-day layout of historicaloptiondata.com, one row per contract and day. The column
// optionroot holds the whole OCC symbol. Tables scraped from Cboe's pages have the same columns; some of them have
// volatilities in percent. A quote date has no time of day: it means the close.
var historicalOptionData = historicalDialect.Layout("historicaloptiondata", "historicaloptiondata.com end of day",
	"underlying,underlying_last, exchange,optionroot,optionext,type,expiration,quotedate,strike,last,bid,ask,volume,"+
		"openinterest,impliedvol,delta,gamma,theta,vega,optionalias")

var historicalDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("underlying", "name, sometimes that of the root", "taken from the symbol", tables.Underlying),
		tables.Required("underlying_last", "$ per unit of the underlying", "the spot of the other rows", tables.Spot),
		tables.Required("optionroot", "OCC symbol", "taken from the other columns", tables.Symbol),
		tables.Required("type", "call or put", "taken from the symbol", tables.Right),
		tables.Required("expiration", "01/02/2006 or 2006-01-02", "taken from the symbol", tables.Expiry),
		tables.Required("quotedate", "01/02/2006 or 2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Optional("last", "$ per unit of the underlying; 0: none", "missing", tables.Last),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("volume", "contracts that day", "missing", tables.Volume),
		tables.Optional("openinterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("impliedvol", "annualized fraction, in some files percent; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Unused("net"),
		tables.Unused("exchange"),
		tables.Unused("optionext"),
		tables.Unused("optionalias"),
		tables.Unused("dte"),
	}},
}
