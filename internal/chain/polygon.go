package chain

import "gex/internal/chain/model"

// polygon is the list of option contracts of polygon.io with its greeks, a row a contract. As it comes it has neither
// prices nor open interest; columns with them, where people add them, are taken.
var polygon = polygonDialect.layout("polygon", "Polygon option contracts, csv",
	"symbol,expiration_date,strike_price,type,underlying_ticker,exercise_style,primary_exchange,delta,gamma,theta,vega,rho")

var polygonDialect = &dialect{
	dates: model.MonthFirst,
	table: table{columns: []Column{
		required("symbol", "OCC symbol after O:", "the other columns tell", fSymbol),
		required("expiration_date", "2006-01-02", "that of the symbol", fExpiry),
		required("strike_price", "$ per unit of the underlying", "that of the symbol", fStrike),
		required("type", "call or put", "that of the symbol", fRight),
		required("underlying_ticker", "name", "that of the symbol", fUnderlying),
		optional("delta", "of one option", "missing", fDelta),
		optional("gamma", "per $ of the underlying", "missing", fGamma),
		optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("ask", "$ per unit of the underlying", "missing", fAsk),
		optional("volume", "contracts today", "missing", fVolume),
		optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("implied_volatility", "fraction a year; 0: none", "missing", fIV),
		unused("theta"),
		unused("vega"),
		unused("rho"),
		unused("exercise_style"),
		unused("primary_exchange"),
	}},
}
