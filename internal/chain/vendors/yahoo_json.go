package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// yahooJSON is the response of Yahoo's option API (v7/finance/options/…), with the calls and the puts of one expiry, or
// several responses in an array. Numbers may be objects with a raw and a formatted value. The time of the file is that of the
// price of the underlying; the quotes of most symbols are live or delayed by 15 minutes, which the file does not say.
var yahooJSON = yahooRecords.Layout("yahoo-json", "Yahoo Finance option API, JSON (unverified: not tested with a real file)",
	`{"optionChain":{"result":[{"underlyingSymbol":"AAPL","expirationDates":[1763683200],"strikes":[270.0],`+
		`"quote":{"regularMarketPrice":270.5,"regularMarketTime":1763672400,"symbol":"AAPL"},"options":[{"expirationDate":1763683200,`+
		`"calls":[{"contractSymbol":"AAPL251121C00270000","strike":270.0,"currency":"USD","lastPrice":3.15,"volume":1200,"openInterest":5400,`+
		`"bid":3.1,"ask":3.2,"contractSize":"REGULAR","expiration":1763683200,"lastTradeDate":1763672399,"impliedVolatility":0.31}],`+
		`"puts":[]}]}],"error":null}}`,
	fitKeys("optionChain", "contractSymbol", "lastTradeDate"))

var yahooRecords = &layouts.JSONRecords{
	Paths:    []string{"optionChain.result.options.calls", "optionChain.result.options.puts"},
	Empty:    "the vendor has no options of that symbol and date: check them, and fetch the file again",
	Expiries: "optionChain.result.expirationDates",
	Dialect: layouts.Dialect{
		IV:        model.IVFraction,
		YearFirst: true,
		Adjust:    adjustYahoo,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("quote.regularMarketPrice", "$ per unit of the underlying; once", fault.Setting("spot"), tables.Spot),
			tables.Required("quote.regularMarketTime", "s since 1970, UTC; once, the time of the file", fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("contractSymbol", "OCC symbol", "the option is unreadable", tables.Symbol),
			tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
			tables.Required("lastTradeDate", "not used; s since 1970, UTC", "missing", tables.Ignored),
			tables.Optional("expiration", "s since 1970, midnight UTC of the date", "taken from the symbol", tables.Expiry),
			tables.Optional("lastPrice", "$ per unit of the underlying", "missing", tables.Last),
			tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("volume", "contracts on the day of the last trade", "missing", tables.Volume),
			tables.Optional("openInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
			tables.Optional("impliedVolatility", "annualized fraction; 0 and 1e-05: none", "missing", tables.IV),
			tables.Unused("contractSize"),
			tables.Unused("currency"),
			tables.Unused("inTheMoney"),
		}},
	},
}

func adjustYahoo(_ *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, _ *tables.Row, _ tables.Field) {
	dropYahooIV(r)
}
