package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// The responses of Alpha Vantage's HISTORICAL_OPTIONS and REALTIME_OPTIONS, in JSON, where every value is a string, and as csv.
// The price of the underlying is missing: the spot is implied or set. A date means its close. Volatilities in the money are often
// not those of the quotes.
var (
	alphaVantageJSON = alphaVantageRecords.Layout("alphavantage-json", "Alpha Vantage options, JSON (unverified: not tested with a real file)",
		`{"endpoint":"Historical Options","message":"success","data":[{"contractID":"AAPL251121C00270000","symbol":"AAPL",`+
			`"expiration":"2025-11-21","strike":"270.00","type":"call","last":"3.15","mark":"3.15","bid":"3.10","bid_size":"10",`+
			`"ask":"3.20","ask_size":"12","volume":"1200","open_interest":"5400","date":"2025-11-20","implied_volatility":"0.31000",`+
			`"delta":"0.53000","gamma":"0.04100","theta":"-0.30000","vega":"0.05000","rho":"0.00400"}]}`,
		fitKeys("contractID", "expiration", "strike", "type"))
	alphaVantageCSV = alphaVantageDialect.Layout("alphavantage-csv", "Alpha Vantage options, csv (unverified: not tested with a real file)",
		"contractID,symbol,expiration,strike,type,last,mark,bid,bid_size,ask,ask_size,volume,open_interest,date,implied_volatility,"+
			"delta,gamma,theta,vega,rho")
)

var alphaVantageRecords = &layouts.JSONRecords{
	Dialect: *alphaVantageDialect,
	Paths:   []string{"data", ""},
	Empty:   "the vendor has no options of that symbol and date: check them, and fetch the file again",
}

var alphaVantageDialect = &layouts.Dialect{
	IV:        model.IVFraction,
	YearFirst: true,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("contractID", "OCC symbol", "the row is unreadable", tables.Symbol),
		tables.Required("symbol", "name", "taken from contractID", tables.Underlying),
		tables.Required("expiration", "2006-01-02", "taken from contractID", tables.Expiry),
		tables.Required("strike", "$ per unit of the underlying", "taken from contractID", tables.Strike),
		tables.Required("type", "call or put", "taken from contractID", tables.Right),
		tables.Required("date", "2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("last", "$ per unit of the underlying; 0: none", "missing", tables.Last),
		tables.Optional("volume", "contracts that day", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied_volatility", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("mark"),
		tables.Unused("bid_size"),
		tables.Unused("ask_size"),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Unused("rho"),
	}},
}
