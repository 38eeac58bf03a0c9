package chain

// polygon is the list of option contracts of polygon.io with its greeks, a row a contract. As it comes it has neither
// prices nor open interest; columns with them, where people add them, are taken.
var polygon = polygonDialect.layout("polygon", "Polygon option contracts, csv",
	"symbol,expiration_date,strike_price,type,underlying_ticker,exercise_style,primary_exchange,delta,gamma,theta,vega,rho")

var polygonDialect = &dialect{
	dates: MonthFirst,
	table: table{columns: []Column{
		{"symbol", true, "OCC symbol after O:", "the other columns tell", fSymbol},
		{"expiration_date", true, "2006-01-02", "that of the symbol", fExpiry},
		{"strike_price", true, "$ per unit of the underlying", "that of the symbol", fStrike},
		{"type", true, "call or put", "that of the symbol", fRight},
		{"underlying_ticker", true, "name", "that of the symbol", fUnderlying},
		{"delta", false, "of one option", "missing", fDelta},
		{"gamma", false, "per $ of the underlying", "missing", fGamma},
		{"bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"ask", false, "$ per unit of the underlying", "missing", fAsk},
		{"volume", false, "contracts today", "missing", fVolume},
		{"open_interest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"implied_volatility", false, "fraction a year; 0: none", "missing", fIV},
		{"theta", false, "not used", "missing", fIgnored},
		{"vega", false, "not used", "missing", fIgnored},
		{"rho", false, "not used", "missing", fIgnored},
		{"exercise_style", false, "not used", "missing", fIgnored},
		{"primary_exchange", false, "not used", "missing", fIgnored},
	}},
}
