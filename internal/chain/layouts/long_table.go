package layouts

import (
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

var LongTable = tables.Table{
	Columns: []tables.Column{
		tables.Required("underlying", "name", "the row is unreadable", tables.Underlying),
		tables.Required("spot", "$ per unit; the same in all rows of an underlying", "the spot of the other rows", tables.Spot),
		tables.Optional("quote_time", "RFC 3339; without a zone on the clock of the venue (New York, Mumbai, UTC for coins); a date alone is its close; the same in all rows of an underlying", "the time of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Optional("root", "root of the option symbol", "the underlying; of SPX, NDX and RUT by the third Friday", tables.Root),
		tables.Required("expiration", "2006-01-02", "the row is unreadable", tables.Expiry),
		tables.Required("strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("type", "C, P, call or put", "the row is unreadable", tables.Right),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("last", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("iv", "annualized fraction, or percent with the sign; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("multiplier", "units of the underlying per contract", "the multiplier of the root", tables.Multiplier),
		tables.Optional("dealer_qty", "dealer position in contracts; negative: short", "none given", tables.DealerQty),
		tables.Optional("dealer_unknown", "contracts that may be the dealers' besides dealer_qty, either way; gex inventory writes it", "not known", tables.DealerUnknown),
		tables.Optional("delay", "age of the quotes at quote_time, in minutes; the same in all rows of an underlying", "0", tables.Delay),
		tables.Optional("future", "$, the future of the expiry, where options are priced off it", "none", tables.Future),
		tables.Optional("repaired", "repairs of the record: expiry-rolled, cell-unread, quote-unclosed", "none", tables.Repaired),
		tables.Optional("left_out", "adjusted or unreadable: why the contract is left out", "not left out", tables.LeftOut),
		tables.Optional("caveats", "assumptions made about the underlying when the file was converted, as code: message, separated by |; market: NSE or US, where the name alone means something else", "none", tables.Caveats),
	},
}
