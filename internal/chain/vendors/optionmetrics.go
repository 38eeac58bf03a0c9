package vendors

import (
	"bytes"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/lazy"
)

// optionMetrics is the OptionMetrics table of option prices as exported by WRDS, one row per contract and day. Strikes
// are in thousandths of a dollar unless the export divided them. The price of the underlying is in another table;
// if it was joined as close, it is read. A date means its close. Written from its public list of columns.
var optionMetrics = optionMetricsDialect.Layout("optionmetrics", "OptionMetrics option prices (unverified: not tested with a real file)",
	"secid,date,symbol,exdate,cp_flag,strike_price,best_bid,best_offer,volume,open_interest,impl_volatility,delta,gamma,vega,"+
		"theta,optionid,am_settlement,ss_flag,ticker").
	Noted("The price of the underlying is in the table of security prices: join its close on secid and date, as in SQL\n" +
		"SELECT o.*, p.close FROM opprcd2024 o JOIN secprd2024 p USING (secid, date)")

var optionMetricsDialect = &layouts.Dialect{
	Dates:       model.MonthFirst,
	IV:          model.IVFraction,
	Thousandths: true,
	None:        -99.99,
	Root:        rootOfOptionMetrics,
	Adjust:      adjustOptionMetrics,
	Table: tables.Table{
		Columns: []tables.Column{
			tables.Required("date", "2006-01-02, 20060102 or 02JAN2006; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("exdate", "as date", "the row is unreadable", tables.Expiry),
			tables.Required("cp_flag", "C or P", "the row is unreadable", tables.Right),
			tables.Required("strike_price", "thousandths of $ per unit of the underlying", "the row is unreadable", tables.Strike),
			tables.Required("impl_volatility", "annualized fraction; -99.99: none", "missing", tables.IV),
			tables.Optional("ticker", "name", "taken from symbol, else "+fault.Setting("symbol"), tables.Underlying),
			tables.Optional("symbol", "SPXW 260320C5000000: its root; before 2010 XMQ.AB, which has none", "by am_settlement", tables.Root),
			tables.Optional("close", "$ per unit of the underlying, joined from the table of prices", fault.Setting("spot"), tables.Spot),
			tables.Optional("best_bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Optional("best_offer", "$ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("volume", "contracts that day", "missing", tables.Volume),
			tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
			tables.Optional("delta", "of one option; -99.99: none", "missing", tables.Delta),
			tables.Optional("gamma", "per $ of the underlying; -99.99: none", "missing", tables.Gamma),
			tables.Optional("am_settlement", "1: settled in the morning, 0: at the close", "by the third Friday", tables.Settles),
			tables.Optional("ss_flag", "0: standard; else the contract counts as adjusted", "standard", tables.Adjusted),
			tables.Unused("secid"),
			tables.Unused("symbol_flag"),
			tables.Unused("optionid"),
			tables.Unused("root"),
			tables.Unused("suffix"),
			tables.Unused("vega"),
			tables.Unused("theta"),
			tables.Unused("last_date"),
			tables.Unused("cfadj"),
			tables.Unused("contract_size"),
			tables.Unused("forward_price"),
			tables.Unused("expiry_indicator"),
			tables.Unused("cusip"),
			tables.Unused("sic"),
			tables.Unused("index_flag"),
			tables.Unused("exchange_d"),
			tables.Unused("class"),
			tables.Unused("issue_type"),
			tables.Unused("industry_group"),
			tables.Unused("issuer"),
			tables.Unused("div_convention"),
			tables.Unused("exercise_style"),
		},
		Also: map[string]string{"am_set_flag": "am_settlement", "stock_price": "close", "spot": "close"},
	},
}

// optionMetricsSymbol is the symbol of an option since 2010: root, date, side and strike in thousandths, padded or not.
var optionMetricsSymbol = lazy.Regexp(`^([A-Z][A-Z.]*[0-9]?) *[0-9]{6}[CP][0-9]+$`)

// rootOfOptionMetrics returns the root in the symbol of an option, "" for the symbols that exchanges had before 2010, which do
// not have one.
func rootOfOptionMetrics(cell string) (string, error) {
	if m := optionMetricsSymbol().FindStringSubmatch(strings.ToUpper(cell)); m != nil {
		return cells.ParseRoot(m[1])
	}
	return "", nil
}

// adjustOptionMetrics leaves out contracts with a non-standard deliverable.
func adjustOptionMetrics(l *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	flag := string(bytes.TrimSpace(row.Cell(tables.Adjusted)))
	if flag != "" && strings.Trim(flag, "0.") != "" && l.A.Options.Multiplier <= 0 && r.Out == model.Live {
		r.Out = model.Adjusted
	}
}
