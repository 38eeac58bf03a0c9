package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// alpaca is the response of Alpaca's option snapshots API (v1beta1/options/snapshots/…), or several of its pages in an array:
// objects whose keys are OCC symbols. It has neither open interest nor the price of the underlying. The volume is
// that of the latest day with a trade: of an earlier day than the quote's it counts as 0. The time of the file is that of the
// latest quote.
var alpaca = alpacaRecords.Layout("alpaca", "Alpaca option snapshots, JSON (unverified: not tested with a real file)",
	`{"next_page_token":null,"snapshots":{"AAPL251121C00270000":{"dailyBar":{"c":3.15,"t":"2025-11-20T05:00:00Z","v":1200},`+
		`"greeks":{"delta":0.53,"gamma":0.041},"impliedVolatility":0.31,"latestQuote":{"ap":3.2,"bp":3.1,"t":"2025-11-20T20:59:59.997Z"},`+
		`"latestTrade":{"p":3.15,"t":"2025-11-20T20:59:12Z"}}}}`,
	fitKeys("latestQuote", "bp", "ap"))

var alpacaRecords = &layouts.JSONRecords{
	Paths: []string{"snapshots", ""},
	Key:   tables.Symbol,
	Empty: "the vendor has no options that match the request: check the symbol and the filters",
	More:  "next_page_token",
	Dialect: layouts.Dialect{
		IV:        model.IVFraction,
		YearFirst: true,
		Symbol:    flexSymbol,
		Adjust:    adjustAlpaca,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("the key of each snapshot", "OCC symbol", "the option is unreadable", tables.Symbol),
			tables.Required("latestQuote.t", "2006-01-02T15:04:05Z; the latest is the time of the file", fault.Setting("as-of"), tables.Quoted),
			tables.Required("latestQuote.bp", "bid, $ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Required("latestQuote.ap", "ask, $ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("latestTrade.p", "$ per unit of the underlying", "missing", tables.Last),
			tables.Optional("dailyBar.v", "contracts on the day of dailyBar.t", "missing", tables.Volume),
			tables.Optional("dailyBar.t", "2006-01-02T05:00:00Z, midnight in New York", "the day of the quote", tables.Settles),
			tables.Optional("impliedVolatility", "annualized fraction; 0: none", "missing", tables.IV),
			tables.Optional("greeks.delta", "of one option", "missing", tables.Delta),
			tables.Optional("greeks.gamma", "per $ of the underlying", "missing", tables.Gamma),
			tables.Unused("greeks.theta"),
			tables.Unused("latestTrade.t"),
			tables.Unused("minuteBar"),
			tables.Unused("prevDailyBar"),
		}},
	},
}

func adjustAlpaca(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	noteFlex(d, row)
	latestQuote(l, d, row)
	quoted, err := cells.ParseWhen(string(row.Cell(tables.Quoted)), model.DatesByContent)
	bar, barErr := cells.ParseWhen(string(row.Cell(tables.Settles)), model.DatesByContent)
	if err == nil && barErr == nil && market.DateOf(bar.At).Compare(market.DateOf(quoted.At)) < 0 {
		r.Value[tables.Volume-tables.Bid] = 0
	}
}
