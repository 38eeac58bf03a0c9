package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// optionsDX is the text file of optionsdx.com, one row per strike with its call and its put. The underlying is only in the
// file name (spx_eod_202301.txt), and open interest is missing. Written from its public list of columns.
var optionsDX = optionsDXDialect.Layout("optionsdx", "OptionsDX (unverified: not tested with a real file)",
	"[QUOTE_UNIXTIME], [QUOTE_READTIME], [QUOTE_DATE], [QUOTE_TIME_HOURS], [UNDERLYING_LAST], [EXPIRE_DATE], [EXPIRE_UNIX], "+
		"[DTE], [C_DELTA], [C_GAMMA], [C_VEGA], [C_THETA], [C_RHO], [C_IV], [C_VOLUME], [C_LAST], [C_SIZE], [C_BID], [C_ASK], "+
		"[STRIKE], [P_BID], [P_ASK], [P_SIZE], [P_LAST], [P_DELTA], [P_GAMMA], [P_VEGA], [P_THETA], [P_RHO], [P_IV], [P_VOLUME], "+
		"[STRIKE_DISTANCE], [STRIKE_DISTANCE_PCT]")

var optionsDXDialect = &layouts.Dialect{
	Dates: model.MonthFirst,
	IV:    model.IVFraction,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("QUOTE_READTIME", "2006-01-02 15:04, New York time", "the time of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
		tables.Required("UNDERLYING_LAST", "$ per unit of the underlying", "the spot of the other rows", tables.Spot),
		tables.Required("EXPIRE_DATE", "2006-01-02", "the row is unreadable", tables.Expiry),
		tables.Required("STRIKE", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("C_IV", "annualized fraction, call", "missing", tables.IV),
		tables.Required("P_IV", "annualized fraction, put", "missing", tables.IV+tables.PutSide),
		tables.Optional("C_BID", "$ per unit of the underlying, call; 0: none", "missing", tables.Bid),
		tables.Optional("P_BID", "$ per unit of the underlying, put; 0: none", "missing", tables.Bid+tables.PutSide),
		tables.Optional("C_ASK", "$ per unit of the underlying, call", "missing", tables.Ask),
		tables.Optional("P_ASK", "$ per unit of the underlying, put", "missing", tables.Ask+tables.PutSide),
		tables.Optional("C_LAST", "$ per unit of the underlying, call", "missing", tables.Last),
		tables.Optional("P_LAST", "$ per unit of the underlying, put", "missing", tables.Last+tables.PutSide),
		tables.Optional("C_VOLUME", "contracts that day, call", "missing", tables.Volume),
		tables.Optional("P_VOLUME", "contracts that day, put", "missing", tables.Volume+tables.PutSide),
		tables.Optional("C_DELTA", "of one call", "missing", tables.Delta),
		tables.Optional("P_DELTA", "of one put", "missing", tables.Delta+tables.PutSide),
		tables.Optional("C_GAMMA", "per $ of the underlying, call", "missing", tables.Gamma),
		tables.Optional("P_GAMMA", "per $ of the underlying, put", "missing", tables.Gamma+tables.PutSide),
		tables.Unused("QUOTE_UNIXTIME"),
		tables.Unused("QUOTE_DATE"),
		tables.Unused("QUOTE_TIME_HOURS"),
		tables.Unused("EXPIRE_UNIX"),
		tables.Unused("DTE"),
		tables.Unused("C_VEGA"),
		tables.Unused("P_VEGA"),
		tables.Unused("C_THETA"),
		tables.Unused("P_THETA"),
		tables.Unused("C_RHO"),
		tables.Unused("P_RHO"),
		tables.Unused("C_SIZE"),
		tables.Unused("P_SIZE"),
		tables.Unused("STRIKE_DISTANCE"),
		tables.Unused("STRIKE_DISTANCE_PCT"),
	}},
}
