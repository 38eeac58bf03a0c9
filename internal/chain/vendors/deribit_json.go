package vendors

import (
	"bytes"

	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
)

// deribitJSON is the response of Deribit's public/get_book_summary_by_currency: one object per instrument in the array
// result, or just that array. Options on a coin itself (BTC-26DEC25-144000-C) are quoted in coins; a price in dollars
// is that times the price of the future of the expiry, underlying_price. Linear ones (BTC_USDC-…) are quoted in
// dollars. A contract is one coin. Perpetuals and futures are skipped. The time is that of the latest record.
var deribitJSON = deribitRecords.Layout("deribit-json", "Deribit book summary, JSON",
	`{"jsonrpc":"2.0","result":[{"instrument_name":"BTC-26DEC25-144000-C","bid_price":0.001,"ask_price":0.0013,`+
		`"last":0.0011,"mark_iv":63.23,"open_interest":226.1,"volume":4.2,"underlying_price":92063.13,`+
		`"estimated_delivery_price":91629.58,"creation_timestamp":1763551236870}]}`,
	func(text *tables.Head) tables.Fit {
		if tables.FitKeys(text, "best_bid_price").Score > 0 {
			return tables.Fit{} // tickers
		}
		object := bytes.HasPrefix(bytes.TrimSpace(text.Text), []byte("{"))
		if object && tables.FitKeys(text, "result").Score+tables.FitKeys(text, "jsonrpc").Score == 0 {
			return tables.Fit{} // what a program computed of the instruments
		}
		return tables.FitKeys(text, "instrument_name", "mark_iv", "open_interest")
	})

var deribitRecords = &layouts.JSONRecords{
	Paths:   []string{"result", ""},
	Empty:   "request it with kind=option",
	Dialect: inNumbers(deribitSummary(tables.Table{Columns: deribitColumns})),
}
