package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// polygon is the list of option contracts of polygon.io with its greeks, one row per contract. By itself it has neither
// prices nor open interest; columns with them are read if users have added them.
var polygon = polygonDialect.Layout("polygon", "Polygon option contracts, csv",
	"symbol,expiration_date,strike_price,type,underlying_ticker,exercise_style,primary_exchange,delta,gamma,theta,vega,rho")

var polygonDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("symbol", "OCC symbol after O:", "taken from the other columns", tables.Symbol),
		tables.Required("expiration_date", "2006-01-02", "taken from the symbol", tables.Expiry),
		tables.Required("strike_price", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Required("type", "call or put", "taken from the symbol", tables.Right),
		tables.Required("underlying_ticker", "name", "taken from the symbol", tables.Underlying),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied_volatility", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Unused("rho"),
		tables.Unused("exercise_style"),
		tables.Unused("primary_exchange"),
	}},
}
