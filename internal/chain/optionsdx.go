package chain

import (
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// optionsDX is the text file of optionsdx.com, a row a strike with its call and its put. The underlying stands in the
// name of the file alone (spx_eod_202301.txt), open interest nowhere. Read from its public list of columns.
var optionsDX = optionsDXDialect.layout("optionsdx", "OptionsDX (unverified: no real file was at hand)",
	"[QUOTE_UNIXTIME], [QUOTE_READTIME], [QUOTE_DATE], [QUOTE_TIME_HOURS], [UNDERLYING_LAST], [EXPIRE_DATE], [EXPIRE_UNIX], "+
		"[DTE], [C_DELTA], [C_GAMMA], [C_VEGA], [C_THETA], [C_RHO], [C_IV], [C_VOLUME], [C_LAST], [C_SIZE], [C_BID], [C_ASK], "+
		"[STRIKE], [P_BID], [P_ASK], [P_SIZE], [P_LAST], [P_DELTA], [P_GAMMA], [P_VEGA], [P_THETA], [P_RHO], [P_IV], [P_VOLUME], "+
		"[STRIKE_DISTANCE], [STRIKE_DISTANCE_PCT]")

var optionsDXDialect = &dialect{
	dates: model.MonthFirst,
	iv:    model.IVFraction,
	table: table{columns: []Column{
		required("QUOTE_READTIME", "2006-01-02 15:04, New York time", "the time of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
		required("UNDERLYING_LAST", "$ per unit of the underlying", "the spot of the other rows", fSpot),
		required("EXPIRE_DATE", "2006-01-02", "the row is unreadable", fExpiry),
		required("STRIKE", "$ per unit of the underlying", "the row is unreadable", fStrike),
		required("C_IV", "fraction a year, call", "missing", fIV),
		required("P_IV", "fraction a year, put", "missing", fIV+putSide),
		optional("C_BID", "$ per unit of the underlying, call; 0: none", "missing", fBid),
		optional("P_BID", "$ per unit of the underlying, put; 0: none", "missing", fBid+putSide),
		optional("C_ASK", "$ per unit of the underlying, call", "missing", fAsk),
		optional("P_ASK", "$ per unit of the underlying, put", "missing", fAsk+putSide),
		optional("C_LAST", "$ per unit of the underlying, call", "missing", fLast),
		optional("P_LAST", "$ per unit of the underlying, put", "missing", fLast+putSide),
		optional("C_VOLUME", "contracts that day, call", "missing", fVolume),
		optional("P_VOLUME", "contracts that day, put", "missing", fVolume+putSide),
		optional("C_DELTA", "of one call", "missing", fDelta),
		optional("P_DELTA", "of one put", "missing", fDelta+putSide),
		optional("C_GAMMA", "per $ of the underlying, call", "missing", fGamma),
		optional("P_GAMMA", "per $ of the underlying, put", "missing", fGamma+putSide),
		unused("QUOTE_UNIXTIME"),
		unused("QUOTE_DATE"),
		unused("QUOTE_TIME_HOURS"),
		unused("EXPIRE_UNIX"),
		unused("DTE"),
		unused("C_VEGA"),
		unused("P_VEGA"),
		unused("C_THETA"),
		unused("P_THETA"),
		unused("C_RHO"),
		unused("P_RHO"),
		unused("C_SIZE"),
		unused("P_SIZE"),
		unused("STRIKE_DISTANCE"),
		unused("STRIKE_DISTANCE_PCT"),
	}},
}
