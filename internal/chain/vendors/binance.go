package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// binance are responses of Binance's option API (eapi/v1), one after another in one file: ticker has the quotes, mark the
// volatilities and greeks, and openInterest, which is asked for by coin and expiry, the open interest. Rows on the same symbol
// are joined. Options are settled in dollars at 08:00 UTC, as those of Deribit are, and a contract is one coin.
var binance = binanceRecords.Layout("binance-json", "Binance option tickers, marks and open interest, JSON (unverified: not tested with a real file)",
	`[{"symbol":"BTC-251226-144000-C","markIV":"0.6323","delta":"0.01","gamma":"0.000001"}]`+"\n"+
		`[{"symbol":"BTC-251226-144000-C","bidPrice":"92","askPrice":"119.5","lastPrice":"101","volume":"4.2","exercisePrice":"91629.58"}]`+"\n"+
		`[{"symbol":"BTC-251226-144000-C","sumOpenInterest":"226.1","timestamp":"1763551236870"}]`,
	func(text *tables.Head) tables.Fit {
		marks, interest, tickers := fitAll("symbol", "markIV"), fitAll("symbol", "sumOpenInterest"), fitAll("symbol", "bidPrice", "exercisePrice")
		return tables.Fit{Score: max(marks(text).Score, interest(text).Score, tickers(text).Score)}
	})

var binanceRecords = &layouts.JSONRecords{
	Keys: []string{"symbol"},
	Refuse: refuseWithoutInterest("Binance", "sumOpenInterest",
		"ask eapi/v1/openInterest for it, by underlyingAsset and expiration, and append the responses to the file: cat ticker.json openInterest.json > chain.json"),
	Dialect: layouts.Dialect{
		IV: model.IVFraction, YearFirst: true, Recording: coinRecording, Clock: coinClock, Merge: true, Others: isNoOption, Adjust: adjustDollars,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("symbol", "BTC-251226-144000-C", "the option is unreadable", tables.Symbol),
			tables.Required("sumOpenInterest", "coins", "missing, not 0", tables.OpenInterest),
			tables.Optional("timestamp", "ms since 1970, UTC", "closeTime", tables.QuoteTime),
			tables.Optional("closeTime", "ms since 1970, UTC", fault.Setting("as-of"), tables.QuoteTime),
			tables.Optional("exercisePrice", "$, the index", fault.Setting("spot"), tables.Spot),
			tables.Optional("bidPrice", "$; 0: none", "missing", tables.Bid),
			tables.Optional("askPrice", "$; 0: none", "missing", tables.Ask),
			tables.Optional("lastPrice", "$; 0: none", "missing", tables.Last),
			tables.Optional("volume", "coins in 24 hours", "missing", tables.Volume),
			tables.Optional("markIV", "annualized fraction; 0: none", "missing", tables.IV),
			tables.Optional("delta", "of one option", "missing", tables.Delta),
			tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		}},
	},
}
