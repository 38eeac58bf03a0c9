package vendors

import (
	"gex/internal/chain/tables"
)

// deribitCSV is Deribit's book summary saved as a table; see deribitJSON for its content.
var deribitCSV = deribitDialect.Layout("deribit-csv", "Deribit book summary, csv",
	"instrument_name,ask_price,base_currency,bid_price,creation_timestamp,estimated_delivery_price,high,interest_rate,last,"+
		"low,mark_iv,mark_price,mid_price,open_interest,price_change,quote_currency,underlying_index,underlying_price,volume,volume_usd")

var deribitDialect = deribitSummary(tables.Table{Columns: append([]tables.Column{
	tables.Unused("base_currency"),
	tables.Unused("quote_currency"),
	tables.Unused("underlying_index"),
	tables.Unused("interest_rate"),
	tables.Unused("mark_price"),
	tables.Unused("mid_price"),
	tables.Unused("high"),
	tables.Unused("low"),
	tables.Unused("price_change"),
	tables.Unused("volume_usd"),
	tables.Unused("volume_notional"),
}, deribitColumns...)})
