package vendors

import (
	"time"

	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// bybit is the response of Bybit's v5/market/tickers with category=option: one object per option in result.list. Options are
// settled in dollars at 08:00 UTC, as those of Deribit are, and a contract is one coin. Numbers are text; a quote of 0 is
// none. Several pages, one after another, are one file.
var bybit = bybitRecords.Layout("bybit-json", "Bybit option tickers, JSON (unverified: not tested with a real file)",
	`{"retCode":0,"retMsg":"SUCCESS","result":{"category":"option","list":[{"symbol":"BTC-26DEC25-144000-C-USDT","bid1Price":"92","ask1Price":"119.5",`+
		`"lastPrice":"101","markIv":"0.6323","openInterest":"226.1","volume24h":"4.2","underlyingPrice":"92063.13","indexPrice":"91629.58",`+
		`"delta":"0.01","gamma":"0.000001"}]},"time":1763551236870}`,
	fitAll("bid1Price", "markIv", "symbol"))

var bybitRecords = &layouts.JSONRecords{
	Keys: []string{"symbol"},
	Dialect: layouts.Dialect{
		IV: model.IVFraction, YearFirst: true, Recording: 5 * time.Minute, Clock: coinClock, Merge: true, Others: isNoOption, Adjust: adjustDollars,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("symbol", "BTC-26DEC25-144000-C-USDT", "the option is unreadable", tables.Symbol),
			tables.Required("time", "ms since 1970, UTC; once, outside the list", fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("underlyingPrice", "$, the future of the expiry", "missing", tables.Future),
			tables.Required("indexPrice", "$", fault.Setting("spot"), tables.Spot),
			tables.Required("openInterest", "coins", "missing, not 0", tables.OpenInterest),
			tables.Optional("bid1Price", "$; 0: none", "missing", tables.Bid),
			tables.Optional("ask1Price", "$; 0: none", "missing", tables.Ask),
			tables.Optional("lastPrice", "$; 0: none", "missing", tables.Last),
			tables.Optional("volume24h", "coins in 24 hours", "missing", tables.Volume),
			tables.Optional("markIv", "annualized fraction; 0: none", "missing", tables.IV),
			tables.Optional("delta", "of one option", "missing", tables.Delta),
			tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		}},
	},
}
