package vendors

import (
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// deribitHistory is a day of updates of Deribit's options as recorders such as Tardis keep it (options_chain): one row for
// each change of an option, in the order of time. The last row of each option counts, up to the time of the quotes if that is
// set. Prices are in coins, times in microseconds. The index is missing: the price of the first future is used.
var deribitHistory = deribitHistoryTable.Layout("deribit-history", "Deribit option updates of a day, csv, as Tardis has them (unverified: not tested with a real file)",
	"exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration,open_interest,last_price,bid_price,bid_amount,bid_iv,"+
		"ask_price,ask_amount,ask_iv,mark_price,mark_iv,underlying_index,underlying_price,delta,gamma,vega,theta,rho")

var deribitHistoryTable = deribitUpdates(tables.Table{Columns: []tables.Column{
	tables.Required("symbol", "BTC-9JUN20-9875-P; d is a decimal point in a strike", "the row is unreadable", tables.Symbol),
	tables.Required("timestamp", "µs since 1970, UTC", "the time of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
	tables.Required("type", "call or put", "taken from the symbol", tables.Right),
	tables.Required("strike_price", "$ per coin", "taken from the symbol", tables.Strike),
	tables.Required("expiration", "µs since 1970, UTC", "taken from the symbol", tables.Expiry),
	tables.Required("open_interest", "coins", "missing, not 0", tables.OpenInterest),
	tables.Required("bid_price", "coins; linear options $", "missing", tables.Bid),
	tables.Required("ask_price", "coins; linear options $", "missing", tables.Ask),
	tables.Required("underlying_price", "$, the future of the expiry", "the prices of the option are missing", tables.Future),
	tables.Optional("last_price", "coins; linear options $", "missing", tables.Last),
	tables.Optional("mark_iv", "annualized percent; 0: none", "missing", tables.IV),
	tables.Optional("delta", "of one option", "missing", tables.Delta),
	tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
	tables.Unused("exchange"), tables.Unused("local_timestamp"), tables.Unused("bid_amount"), tables.Unused("bid_iv"), tables.Unused("ask_amount"),
	tables.Unused("ask_iv"), tables.Unused("mark_price"), tables.Unused("underlying_index"), tables.Unused("vega"), tables.Unused("theta"), tables.Unused("rho"),
}})
