package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// deribitTickerJSON is a collection of Deribit's public/ticker or public/get_order_book, one response per instrument: an array,
// one a line, an object by names, each as it came or only its result, and the messages of a subscription to tickers. It has
// the content of deribitJSON, and greeks. Of several responses for one instrument the last counts. The time is that of the
// latest response.
var deribitTickerJSON = deribitTickerRecords.Layout("deribit-ticker-json", "Deribit tickers or order books, JSON (unverified: not tested with a real file)",
	`[{"instrument_name":"BTC-26DEC25-144000-C","timestamp":1763551236870,"best_bid_price":0.001,"best_ask_price":0.0013,`+
		`"last_price":0.0011,"mark_iv":63.23,"open_interest":226.1,"underlying_price":92063.13,"index_price":91629.58,`+
		`"stats":{"volume":4.2},"greeks":{"delta":0.01,"gamma":0.000001}}]`,
	func(text *tables.Head) tables.Fit {
		if f := tables.FitKeys(text, "instrument_name", "best_bid_price", "open_interest"); f.Lacks != "best_bid_price" {
			return f
		}
		return tables.Fit{} // nearly any list of instruments
	})

var deribitTickerRecords = &layouts.JSONRecords{
	Keys: []string{"instrument_name"},
	Fix:  fixDeribitSpot,
	Dialect: inNumbers(deribitUpdates(tables.Table{Columns: append([]tables.Column{
		tables.Optional("stats.volume", "coins in 24 hours", "missing", tables.Volume),
		tables.Optional("greeks.delta", "of one option", "missing", tables.Delta),
		tables.Optional("greeks.gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("bids, asks"),
	}, deribitTickerColumns...)})),
}

// deribitTickerCSV is the same as a table.
var deribitTickerCSV = deribitTickerTable.Layout("deribit-ticker-csv", "Deribit tickers, csv (unverified: not tested with a real file)",
	"instrument_name,timestamp,best_bid_price,best_ask_price,last_price,mark_iv,open_interest,underlying_price,index_price")

var deribitTickerTable = deribitUpdates(tables.Table{
	Also: map[string]string{"stats.volume": "volume", "greeks.delta": "delta", "greeks.gamma": "gamma", "spot_ref": "index_price"},
	Columns: append([]tables.Column{
		tables.Optional("volume", "coins in 24 hours", "missing", tables.Volume),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("expiration_timestamp"),
		tables.Unused("state"),
		tables.Unused("mark_price"),
		tables.Unused("best_bid_amount"),
		tables.Unused("best_ask_amount"),
		tables.Unused("underlying_index"),
		tables.Unused("settlement_price"),
		tables.Unused("interest_rate"),
	}, deribitTickerColumns...),
})

var deribitTickerColumns = []tables.Column{
	tables.Required("instrument_name", "BTC-26DEC25-144000-C; d is a decimal point in a strike", "the option is unreadable", tables.Symbol),
	tables.Required("underlying_price", "$, the future of the expiry", "the prices of the option are missing", tables.Future),
	tables.Optional("index_price", "$", "the estimated one, or "+fault.Setting("spot"), tables.Spot),
	tables.Optional("estimated_delivery_price", "$, the index, used if index_price is missing", "missing", tables.SpotBid),
	tables.Optional("timestamp", "ms since 1970, UTC", "the time of the other records, or "+fault.Setting("as-of"), tables.QuoteTime),
	tables.Required("best_bid_price", "coins; linear options $; 0: none", "missing", tables.Bid),
	tables.Required("best_ask_price", "coins; linear options $; 0: none", "missing", tables.Ask),
	tables.Optional("last_price", "coins; linear options $", "missing", tables.Last),
	tables.Required("open_interest", "coins", "missing, not 0", tables.OpenInterest),
	tables.Optional("mark_iv", "annualized percent; 0: none", "missing", tables.IV),
	tables.Unused("bid_iv"),
	tables.Unused("ask_iv"),
}

// fixDeribitSpot uses the estimated delivery price, which is the index, when the record does not have the index.
func fixDeribitSpot(_ *assembly.Assembler, _ string, rows *tables.JSONRows) {
	if index := rows.Row.Cell(tables.SpotBid); len(rows.Row.Cell(tables.Spot)) == 0 && len(index) > 0 {
		rows.Set(tables.Spot, index)
	}
}
