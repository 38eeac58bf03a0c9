package chain

import (
	"bytes"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// optionMetrics is the table of option prices of OptionMetrics as WRDS exports it, a row a contract and a day. Strikes
// are in thousandths of a dollar, unless the export has divided them. The price of the underlying is in another table;
// where people join it, as close, it is taken. A date is its close. Read from its public list of columns.
var optionMetrics = optionMetricsDialect.layout("optionmetrics", "OptionMetrics option prices (unverified: no real file was at hand)",
	"secid,date,symbol,exdate,cp_flag,strike_price,best_bid,best_offer,volume,open_interest,impl_volatility,delta,gamma,vega,"+
		"theta,optionid,am_settlement,ss_flag,ticker")

var optionMetricsDialect = &dialect{
	dates:       model.MonthFirst,
	iv:          model.IVFraction,
	thousandths: true,
	none:        -99.99,
	mend:        mendOptionMetrics,
	table: table{
		columns: []Column{
			required("date", "2006-01-02, 20060102 or 02JAN2006; its close", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
			required("exdate", "as date", "the row is unreadable", fExpiry),
			required("cp_flag", "C or P", "the row is unreadable", fRight),
			required("strike_price", "thousandths of $ per unit of the underlying", "the row is unreadable", fStrike),
			required("impl_volatility", "fraction a year; -99.99: none", "missing", fIV),
			optional("ticker", "name", fault.Setting("symbol"), fUnderlying),
			optional("close", "$ per unit of the underlying, joined from the table of prices", fault.Setting("spot"), fSpot),
			optional("best_bid", "$ per unit of the underlying; 0: none", "missing", fBid),
			optional("best_offer", "$ per unit of the underlying", "missing", fAsk),
			optional("volume", "contracts that day", "missing", fVolume),
			optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
			optional("delta", "of one option; -99.99: none", "missing", fDelta),
			optional("gamma", "per $ of the underlying; -99.99: none", "missing", fGamma),
			optional("am_settlement", "1: settled in the morning, 0: at the close", "by the third Friday", fSettles),
			optional("ss_flag", "0: standard; else the contract counts as adjusted", "standard", fAdjusted),
			unused("secid"),
			unused("symbol"),
			unused("symbol_flag"),
			unused("optionid"),
			unused("root"),
			unused("suffix"),
			unused("vega"),
			unused("theta"),
			unused("last_date"),
			unused("cfadj"),
			unused("contract_size"),
			unused("forward_price"),
			unused("expiry_indicator"),
			unused("cusip"),
			unused("sic"),
			unused("index_flag"),
			unused("exchange_d"),
			unused("class"),
			unused("issue_type"),
			unused("industry_group"),
			unused("issuer"),
			unused("div_convention"),
			unused("exercise_style"),
		},
		also: map[string]string{"am_set_flag": "am_settlement", "stock_price": "close", "spot": "close"},
	},
}

// mendOptionMetrics sets aside contracts whose deliverable is out of the ordinary.
func mendOptionMetrics(l *dialectReader, _ *draft, r *record, row *row, _ field) {
	flag := string(bytes.TrimSpace(row.cell(fAdjusted)))
	if flag != "" && strings.Trim(flag, "0.") != "" && l.a.options.Multiplier <= 0 && r.out == model.Live {
		r.out = model.Adjusted
	}
}
