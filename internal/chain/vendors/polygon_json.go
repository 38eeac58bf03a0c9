package vendors

import (
	"math"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// polygonJSON is the response of the option chain snapshot API of Massive, formerly Polygon.io (v3/snapshot/options/…), or
// several of its pages in an array. What the subscription does not include is missing: the quotes, the price of the underlying,
// or both. A contract without a quote has the close of its day, which is then the last price. The time of the file is
// missing: it is that of the latest quote or of the price of the underlying. The times of the day bars are midnight.
var polygonJSON = polygonRecords.Layout("polygon-json", "Massive (Polygon) option chain snapshot, JSON (unverified: not tested with a real file)",
	`{"results":[{"details":{"ticker":"O:AAPL251121C00270000","contract_type":"call","exercise_style":"american",`+
		`"expiration_date":"2025-11-21","strike_price":270,"shares_per_contract":100},"day":{"close":3.15,"volume":1200},`+
		`"last_quote":{"bid":3.1,"ask":3.2,"last_updated":1763672400000000000},"greeks":{"delta":0.53,"gamma":0.041},`+
		`"implied_volatility":0.31,"open_interest":5400,"underlying_asset":{"ticker":"AAPL","price":270.5,`+
		`"last_updated":1763672400000000000}}],"status":"OK"}`,
	fitKeys("details", "contract_type", "strike_price", "expiration_date"))

var polygonRecords = &layouts.JSONRecords{
	Paths: []string{"results", ""},
	Empty: "the vendor has no options that match the request: check the symbol and the filters",
	More:  "next_url",
	Dialect: layouts.Dialect{
		IV:        model.IVFraction,
		YearFirst: true,
		Symbol:    flexSymbol,
		Adjust:    adjustPolygon,
		Table: tables.Table{
			Columns: []tables.Column{
				tables.Required("details.ticker", "OCC symbol after O:", "the option is unreadable", tables.Symbol),
				tables.Required("details.contract_type", "call or put", "taken from the symbol", tables.Right),
				tables.Required("details.expiration_date", "2006-01-02", "taken from the symbol", tables.Expiry),
				tables.Required("details.strike_price", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
				tables.Optional("details.shares_per_contract", "units of the underlying per contract", "the multiplier of the root; not used for adjusted roots, whose deliverable it does not describe", tables.Multiplier),
				tables.Optional("underlying_asset.price", "$ per unit of the underlying; of an index under value", fault.Setting("spot"), tables.Spot),
				tables.Optional("underlying_asset.last_updated", "ns since 1970, UTC; 0: none", "the times of quotes", tables.Traded),
				tables.Optional("last_quote.last_updated", "ns since 1970, UTC; the latest of all times is that of the file", fault.Setting("as-of"), tables.Quoted),
				tables.Optional("last_quote.bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
				tables.Optional("last_quote.ask", "$ per unit of the underlying", "missing", tables.Ask),
				tables.Optional("last_trade.price", "$ per unit of the underlying", "day.close", tables.Last),
				tables.Optional("day.close", "$ per unit of the underlying, the last trade of the day", "missing", tables.Settlement),
				tables.Optional("day.volume", "contracts today", "missing", tables.Volume),
				tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
				tables.Optional("implied_volatility", "annualized fraction; 0: none", "missing", tables.IV),
				tables.Optional("greeks.delta", "of one option", "missing", tables.Delta),
				tables.Optional("greeks.gamma", "per $ of the underlying", "missing", tables.Gamma),
				tables.Unused("greeks.theta"),
				tables.Unused("greeks.vega"),
				tables.Unused("break_even_price"),
				tables.Unused("underlying_asset.ticker"),
			},
			Also: map[string]string{"underlying_asset.value": "underlying_asset.price"},
		},
	},
}

func adjustPolygon(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	last := &r.Value[tables.Last-tables.Bid]
	if v, k := cells.Number(row.Cell(tables.Settlement)); math.IsNaN(*last) && tables.Rules[tables.Last].Accepts(v, k) {
		*last = v
	}
	listedSize(l.A, r)
	noteFlex(d, row)
	latestQuote(l, d, row)
}
