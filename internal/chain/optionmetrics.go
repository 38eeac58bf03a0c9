package chain

import (
	"bytes"
	"strings"

	"gex/internal/fault"
)

// optionMetrics is the table of option prices of OptionMetrics as WRDS exports it, a row a contract and a day. Strikes
// are in thousandths of a dollar, unless the export has divided them. The price of the underlying is in another table;
// where people join it, as close, it is taken. A date is its close. Read from its public list of columns.
var optionMetrics = optionMetricsDialect.layout("optionmetrics", "OptionMetrics option prices (unverified: no real file was at hand)",
	"secid,date,symbol,exdate,cp_flag,strike_price,best_bid,best_offer,volume,open_interest,impl_volatility,delta,gamma,vega,"+
		"theta,optionid,am_settlement,ss_flag,ticker")

var optionMetricsDialect = &dialect{
	dates:       MonthFirst,
	iv:          IVFraction,
	thousandths: true,
	none:        -99.99,
	mend:        mendOptionMetrics,
	table: table{
		columns: []Column{
			{"date", true, "2006-01-02, 20060102 or 02JAN2006; its close", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
			{"exdate", true, "as date", "the row is unreadable", fExpiry},
			{"cp_flag", true, "C or P", "the row is unreadable", fRight},
			{"strike_price", true, "thousandths of $ per unit of the underlying", "the row is unreadable", fStrike},
			{"impl_volatility", true, "fraction a year; -99.99: none", "missing", fIV},
			{"ticker", false, "name", fault.Setting("symbol"), fUnderlying},
			{"close", false, "$ per unit of the underlying, joined from the table of prices", fault.Setting("spot"), fSpot},
			{"best_bid", false, "$ per unit of the underlying; 0: none", "missing", fBid},
			{"best_offer", false, "$ per unit of the underlying", "missing", fAsk},
			{"volume", false, "contracts that day", "missing", fVolume},
			{"open_interest", false, "contracts at the last close", "missing, not 0", fOpenInterest},
			{"delta", false, "of one option; -99.99: none", "missing", fDelta},
			{"gamma", false, "per $ of the underlying; -99.99: none", "missing", fGamma},
			{"am_settlement", false, "1: settled in the morning, 0: at the close", "by the third Friday", fSettles},
			{"ss_flag", false, "0: standard; else the contract counts as adjusted", "standard", fAdjusted},
			{"secid", false, "not used", "missing", fIgnored},
			{"symbol", false, "not used", "missing", fIgnored},
			{"symbol_flag", false, "not used", "missing", fIgnored},
			{"optionid", false, "not used", "missing", fIgnored},
			{"root", false, "not used", "missing", fIgnored},
			{"suffix", false, "not used", "missing", fIgnored},
			{"vega", false, "not used", "missing", fIgnored},
			{"theta", false, "not used", "missing", fIgnored},
			{"last_date", false, "not used", "missing", fIgnored},
			{"cfadj", false, "not used", "missing", fIgnored},
			{"contract_size", false, "not used", "missing", fIgnored},
			{"forward_price", false, "not used", "missing", fIgnored},
			{"expiry_indicator", false, "not used", "missing", fIgnored},
			{"cusip", false, "not used", "missing", fIgnored},
			{"sic", false, "not used", "missing", fIgnored},
			{"index_flag", false, "not used", "missing", fIgnored},
			{"exchange_d", false, "not used", "missing", fIgnored},
			{"class", false, "not used", "missing", fIgnored},
			{"issue_type", false, "not used", "missing", fIgnored},
			{"industry_group", false, "not used", "missing", fIgnored},
			{"issuer", false, "not used", "missing", fIgnored},
			{"div_convention", false, "not used", "missing", fIgnored},
			{"exercise_style", false, "not used", "missing", fIgnored},
		},
		also: map[string]string{"am_set_flag": "am_settlement", "stock_price": "close", "spot": "close"},
	},
}

// mendOptionMetrics sets aside contracts whose deliverable is out of the ordinary.
func mendOptionMetrics(l *dialectReader, _ *draft, r *record, row *row, _ field) {
	flag := string(bytes.TrimSpace(row.cell(fAdjusted)))
	if flag != "" && strings.Trim(flag, "0.") != "" && l.a.options.Multiplier <= 0 && r.out == Live {
		r.out = Adjusted
	}
}
