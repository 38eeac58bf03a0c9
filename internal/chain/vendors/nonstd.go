package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// nonstd is an end-of-day table with padded OCC symbols, named after its last column, which marks weeklies, quarterlies
// and minis. The price of the underlying is missing. A date means its close.
var nonstd = nonstdDialect.Layout("nonstd", "end of day with padded OCC symbols and nonstd",
	"date, symbol, under, expiration, strike, put/call, bid, ask, price, volume, open interest, implied vol, delta, gamma, rho, theta, vega, nonstd")

var nonstdDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("date", "2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Required("symbol", "OCC symbol, the root padded to six", "taken from the other columns", tables.Symbol),
		tables.Required("under", "name", "taken from the symbol", tables.Underlying),
		tables.Required("expiration", "2006-01-02", "taken from the symbol", tables.Expiry),
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Required("put/call", "C or P", "taken from the symbol", tables.Right),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("price", "$ per unit of the underlying, the last trade; 0: none", "missing", tables.Last),
		tables.Optional("volume", "contracts that day", "missing", tables.Volume),
		tables.Optional("open interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied vol", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("rho"),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Required("nonstd", "not used; it does not give the multiplier of minis", "missing", tables.Ignored),
	}},
}
