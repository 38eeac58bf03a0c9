package inventory

import (
	"slices"
	"strings"
)

// Columns by the names that are known here; a file may have them under other names, which [Options.Columns] gives.
const (
	colQuoteDate  = "quote_date"
	colTime       = "trade_datetime"
	colUnderlying = "underlying_symbol"
	colRoot       = "option_symbol"
	colExpiration = "expiration_date"
	colStrike     = "strike_price"
	colType       = "call_put_flag"
	colSeriesType = "series_type"
	colTraded     = "total_exchange_vol"
	colIndustry   = "total_industry_vol"
	colInterest   = "open_interest"
	colExchange   = "exchange"
)

// Columns of trades.
const (
	colTradeTime  = "time"
	colTradeRoot  = "root"
	colTradeDate  = "expiration"
	colTradeK     = "strike"
	colTradeType  = "type"
	colSize       = "size"
	colPrice      = "price"
	colBid        = "bid"
	colAsk        = "ask"
	colBidSize    = "bid_size"
	colAskSize    = "ask_size"
	colCondition  = "condition"
	colCanceledID = "canceled_trade_condition_id"
	colSide       = "side"
	colInstrument = "instrument"
	colExchanges  = "number_of_exchanges"
)

// spellings are other names of columns, by vendor.
var openCloseSpellings = map[string]string{
	"underlying": colUnderlying, "ticker": colUnderlying, "symbol": colUnderlying, "root": colRoot, "option_root": colRoot,
	"expiration": colExpiration, "expiry": colExpiration, "strike": colStrike,
	"call_or_put": colType, "call_put": colType, "option_type": colType, "type": colType, "put_call": colType,
	"total_volume": colTraded, "exchange_id": colExchange, "exchange_name": colExchange, "trade_date": colQuoteDate,
}

// tradeSpellings are those of files of trades: Cboe DataShop, emlama's gex-backtesting, Deribit.
var tradeSpellings = map[string]string{
	"underlying_symbol": "underlying", "ticker": colInstrument, "instrument_name": colInstrument, "option_symbol": colInstrument,
	"quote_datetime": colTradeTime, "sip_timestamp": colTradeTime, "timestamp": colTradeTime, "trade_datetime": colTradeTime,
	"expiration_date": colTradeDate, "expiry": colTradeDate, "strike_price": colTradeK,
	"option_type": colTradeType, "opt_type": colTradeType, "call_or_put": colTradeType, "right": colTradeType,
	"trade_size": colSize, "amount": colSize, "trade_price": colPrice, "best_bid": colBid, "best_ask": colAsk,
	"trade_condition_id": colCondition, "direction": colSide,
}

// layout is what a file is, and where its columns are.
type layout struct {
	source Source
	at     map[string]int    // columns of the file by the names known here
	names  map[string]string // of them in the file
	flows  flows
	width  int
}

// column is where a column is; -1 without it.
func (l *layout) column(name string) int {
	if at, ok := l.at[name]; ok {
		return at
	}
	return -1
}

// named is the name of a column in the file.
func (l *layout) named(name string) string {
	if n, ok := l.names[name]; ok {
		return n
	}
	return name
}

// header reads the line of names.
func header(cells [][]byte, o *Options) (*layout, error) {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = plain(c)
	}
	mapped := slices.Clone(names)
	for known, column := range o.Columns {
		at := slices.Index(names, plain([]byte(column)))
		if at < 0 {
			return nil, &misread{column: column, what: "the file has no such column", hint: "its columns are " + shortList(names)}
		}
		mapped[at] = known
	}
	l := &layout{at: map[string]int{}, names: map[string]string{}, width: len(cells)}
	if err := refuse(mapped); err != nil {
		return nil, err
	}
	l.source = kindOf(mapped)
	spellings := openCloseSpellings
	if l.source == Trades {
		spellings = tradeSpellings
		if own := slices.Index(mapped, colExchanges); own >= 0 {
			mapped = mapped[:own+1] // the quotes of each exchange follow, under names that repeat
		}
	}
	for i, name := range mapped {
		if known, other := spellings[name]; other && !slices.Contains(mapped, known) {
			name = known
		}
		if _, twice := l.at[name]; !twice {
			l.at[name], l.names[name] = i, string(cells[i])
		}
	}
	return l, l.complete(mapped, o)
}

// kindOf is what a file with such columns is.
func kindOf(names []string) Source {
	has := func(list ...string) bool {
		return slices.ContainsFunc(list, func(name string) bool { return slices.Contains(names, name) })
	}
	switch {
	case has("mm_buy_vol", "mm_sell_vol") && has(colTime):
		return Intervals
	case has("mm_buy_vol", "mm_sell_vol"):
		return EndOfDay
	case has(colPrice, "trade_price", colSide, "direction") && has(colSize, "trade_size", "amount"):
		return Trades
	case has(colTime) && !has(colQuoteDate):
		return Intervals
	}
	return EndOfDay
}

// refuse refuses files that cannot say who bought.
func refuse(names []string) error {
	has := func(name string) bool { return slices.Contains(names, name) }
	switch {
	case has("actype") && has("actdate"):
		return &misread{what: "OCC's volume by account type does not say who bought and who sold", hint: "give Cboe's Open-Close files, or trades with quotes"}
	case has("mm_buy_qty") && !has("mm_buy_vol"):
		return &misread{column: "mm_buy_qty", what: "the columns that end in _qty count trades and not contracts", hint: "give the file with the columns mm_buy_vol and mm_sell_vol"}
	}
	return nil
}

// complete refuses a layout that lacks a column.
func (l *layout) complete(names []string, o *Options) error {
	needs := []string{colRoot, colExpiration, colStrike, colType}
	switch l.source {
	case EndOfDay:
		needs = append([]string{colQuoteDate}, needs...)
	case Intervals:
		needs = append([]string{colTime}, needs...)
	case Trades:
		needs = []string{colTradeTime, colSize}
		if l.column(colInstrument) < 0 {
			needs = append(needs, colTradeRoot, colTradeDate, colTradeK, colTradeType)
		}
		if l.column(colSide) < 0 {
			needs = append(needs, colPrice, colBid, colAsk)
		}
	}
	for _, name := range needs {
		if l.column(name) < 0 {
			return &misread{column: name, what: "no such column, which " + l.what() + " has", hint: whatIsRead}
		}
	}
	if l.source == Trades {
		return nil
	}
	known := slices.Clone(names)
	for name, at := range l.at {
		known[at] = name
	}
	var err error
	if l.flows, err = flowsOf(known, o.Dealers); err != nil {
		return &misread{what: err.Error() + ", which " + DealerWords[o.Dealers] + " need", hint: whatIsRead}
	}
	return nil
}

// what names the layout.
func (l *layout) what() string {
	return [...]string{"an Open-Close file of whole days", "an Open-Close file of intervals", "a file of trades"}[l.source]
}

// shortList is the beginning of a list of names.
func shortList(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

// ColumnNames are the columns that [Options.Columns] can name.
func ColumnNames() []string {
	list := []string{colQuoteDate, colTime, colUnderlying, colRoot, colExpiration, colStrike, colType, colSeriesType, colTraded, colIndustry, colInterest, colExchange}
	list = append(list, volumeColumns()...)
	return append(list, "underlying", colTradeTime, colTradeRoot, colTradeDate, colTradeK, colTradeType, colSize, colPrice, colBid, colAsk, colBidSize, colAskSize,
		colCondition, colCanceledID, colSide, colInstrument)
}

// inColumn says which column an error about a cell is in.
func (l *layout) inColumn(name string, err error) error {
	return &misread{column: l.named(name), what: err.Error(), hint: hintOf(err)}
}
