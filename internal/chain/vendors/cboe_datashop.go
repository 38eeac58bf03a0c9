package vendors

import (
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// Cboe DataShop sells two end-of-day tables, with one row per contract and day. Both have a snapshot at 15:45,
// 15 minutes before the close. The first also has the quotes at the close, which are read. The second
// has volatilities and greeks at 15:45, so all values are read from that snapshot.
var (
	datashopQuotes = datashopQuotesDialect.Layout("cboe-eodquotes", "Cboe DataShop UnderlyingOptionsEODQuotes",
		"underlying_symbol,quote_date,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size_1545,"+
			"bid_1545,ask_size_1545,ask_1545,underlying_bid_1545,underlying_ask_1545,bid_size_eod,bid_eod,ask_size_eod,"+
			"ask_eod,underlying_bid_eod,underlying_ask_eod,vwap,open_interest,delivery_code")
	datashopCalcs = datashopCalcsDialect.Layout("cboe-eodcalcs", "Cboe DataShop UnderlyingOptionsEODCalcs",
		"underlying_symbol,quote_date,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size_1545,"+
			"bid_1545,ask_size_1545,ask_1545,underlying_bid_1545,underlying_ask_1545,active_underlying_price_1545,"+
			"implied_volatility_1545,delta_1545,gamma_1545,theta_1545,vega_1545,rho_1545,open_interest")
)

var datashopQuotesDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	Table: tables.Table{Columns: append([]tables.Column{
		tables.Required("underlying_bid_eod", "$; the spot is the midpoint with the ask", "the spot of the other rows", tables.SpotBid),
		tables.Required("underlying_ask_eod", "$", "the spot of the other rows", tables.SpotAsk),
		tables.Required("bid_eod", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Required("ask_eod", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Unused("underlying_bid_1545"),
		tables.Unused("underlying_ask_1545"),
		tables.Unused("bid_1545"),
		tables.Unused("ask_1545"),
	}, datashopColumns...)},
}

var datashopCalcsDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	IV:    model.IVFraction,
	When:  quarterBeforeClose,
	Table: tables.Table{Columns: append([]tables.Column{
		tables.Optional("active_underlying_price_1545", "$ per unit of the underlying; 0: none", "between bid and ask", tables.Spot),
		tables.Required("underlying_bid_1545", "$; the spot is the midpoint with the ask", "the spot of the other rows", tables.SpotBid),
		tables.Required("underlying_ask_1545", "$", "the spot of the other rows", tables.SpotAsk),
		tables.Required("bid_1545", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Required("ask_1545", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Required("implied_volatility_1545", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("delta_1545", "of one option", "missing", tables.Delta),
		tables.Optional("gamma_1545", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("theta_1545"),
		tables.Unused("vega_1545"),
		tables.Unused("rho_1545"),
		tables.Unused("implied_underlying_price_1545"),
		tables.Unused("underlying_bid_eod"),
		tables.Unused("underlying_ask_eod"),
		tables.Unused("bid_eod"),
		tables.Unused("ask_eod"),
	}, datashopColumns...)},
}

// datashopColumns lists the columns of both tables.
var datashopColumns = []tables.Column{
	tables.Required("underlying_symbol", "name; indices with ^", "the row is unreadable", tables.Underlying),
	tables.Required("quote_date", "2006-01-02 or 1/2/2006 0:00:00", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
	tables.Required("root", "root of the option symbol", "the underlying", tables.Root),
	tables.Required("expiration", "2006-01-02 or 1/2/2006 0:00:00", "the row is unreadable", tables.Expiry),
	tables.Required("strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
	tables.Required("option_type", "C or P", "the row is unreadable", tables.Right),
	tables.Optional("trade_volume", "contracts that day", "missing", tables.Volume),
	tables.Optional("close", "$ per unit of the underlying, the last trade; 0: none", "missing", tables.Last),
	tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
	tables.Unused("open"),
	tables.Unused("high"),
	tables.Unused("low"),
	tables.Unused("vwap"),
	tables.Unused("bid_size_1545"),
	tables.Unused("ask_size_1545"),
	tables.Unused("bid_size_eod"),
	tables.Unused("ask_size_eod"),
	tables.Unused("delivery_code"),
}

// quarterBeforeClose returns the time of the snapshot of a date: 15:45, on half days 12:45.
func quarterBeforeClose(cell string, order model.DateOrder) (cells.QuoteTime, error) {
	t, err := cells.ParseWhen(cell, order)
	if err == nil && t.Assumed.Code == cells.CloseAssumed(cell).Code {
		t.At = market.Close(market.DateOf(t.At)).Add(-15 * time.Minute)
		t.Assumed = model.Warn("as-of-1545", "the quotes are Cboe's snapshot 15 minutes before the close")
	}
	return t, err
}
