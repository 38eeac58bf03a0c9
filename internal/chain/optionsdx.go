package chain

import "gex/internal/fault"

// optionsDX is the text file of optionsdx.com, a row a strike with its call and its put. The underlying stands in the
// name of the file alone (spx_eod_202301.txt), open interest nowhere. Read from its public list of columns.
var optionsDX = optionsDXDialect.layout("optionsdx", "OptionsDX (unverified: no real file was at hand)",
	"[QUOTE_UNIXTIME], [QUOTE_READTIME], [QUOTE_DATE], [QUOTE_TIME_HOURS], [UNDERLYING_LAST], [EXPIRE_DATE], [EXPIRE_UNIX], "+
		"[DTE], [C_DELTA], [C_GAMMA], [C_VEGA], [C_THETA], [C_RHO], [C_IV], [C_VOLUME], [C_LAST], [C_SIZE], [C_BID], [C_ASK], "+
		"[STRIKE], [P_BID], [P_ASK], [P_SIZE], [P_LAST], [P_DELTA], [P_GAMMA], [P_VEGA], [P_THETA], [P_RHO], [P_IV], [P_VOLUME], "+
		"[STRIKE_DISTANCE], [STRIKE_DISTANCE_PCT]")

var optionsDXDialect = &dialect{
	dates: MonthFirst,
	iv:    IVFraction,
	table: table{columns: []Column{
		{"QUOTE_READTIME", true, "2006-01-02 15:04, New York time", "the time of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
		{"UNDERLYING_LAST", true, "$ per unit of the underlying", "the spot of the other rows", fSpot},
		{"EXPIRE_DATE", true, "2006-01-02", "the row is unreadable", fExpiry},
		{"STRIKE", true, "$ per unit of the underlying", "the row is unreadable", fStrike},
		{"C_IV", true, "fraction a year, call", "missing", fIV},
		{"P_IV", true, "fraction a year, put", "missing", fIV + putSide},
		{"C_BID", false, "$ per unit of the underlying, call; 0: none", "missing", fBid},
		{"P_BID", false, "$ per unit of the underlying, put; 0: none", "missing", fBid + putSide},
		{"C_ASK", false, "$ per unit of the underlying, call", "missing", fAsk},
		{"P_ASK", false, "$ per unit of the underlying, put", "missing", fAsk + putSide},
		{"C_LAST", false, "$ per unit of the underlying, call", "missing", fLast},
		{"P_LAST", false, "$ per unit of the underlying, put", "missing", fLast + putSide},
		{"C_VOLUME", false, "contracts that day, call", "missing", fVolume},
		{"P_VOLUME", false, "contracts that day, put", "missing", fVolume + putSide},
		{"C_DELTA", false, "of one call", "missing", fDelta},
		{"P_DELTA", false, "of one put", "missing", fDelta + putSide},
		{"C_GAMMA", false, "per $ of the underlying, call", "missing", fGamma},
		{"P_GAMMA", false, "per $ of the underlying, put", "missing", fGamma + putSide},
		{"QUOTE_UNIXTIME", false, "not used", "missing", fIgnored},
		{"QUOTE_DATE", false, "not used", "missing", fIgnored},
		{"QUOTE_TIME_HOURS", false, "not used", "missing", fIgnored},
		{"EXPIRE_UNIX", false, "not used", "missing", fIgnored},
		{"DTE", false, "not used", "missing", fIgnored},
		{"C_VEGA", false, "not used", "missing", fIgnored},
		{"P_VEGA", false, "not used", "missing", fIgnored},
		{"C_THETA", false, "not used", "missing", fIgnored},
		{"P_THETA", false, "not used", "missing", fIgnored},
		{"C_RHO", false, "not used", "missing", fIgnored},
		{"P_RHO", false, "not used", "missing", fIgnored},
		{"C_SIZE", false, "not used", "missing", fIgnored},
		{"P_SIZE", false, "not used", "missing", fIgnored},
		{"STRIKE_DISTANCE", false, "not used", "missing", fIgnored},
		{"STRIKE_DISTANCE_PCT", false, "not used", "missing", fIgnored},
	}},
}
