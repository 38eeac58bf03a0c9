package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// The option chain of MarketData.app (v1/options/chain/…), in JSON with one array per column, and as csv. A request may leave out
// any column but the symbol; one without updated needs the time of the quotes, one without underlyingPrice implies the spot or
// needs it. The time is that of the latest update of any contract.
var (
	marketDataJSON = marketDataRecords.Layout("marketdata-json", "MarketData.app option chain, JSON (unverified: not tested with a real file)",
		`{"s":"ok","optionSymbol":["AAPL251121C00270000"],"underlying":["AAPL"],"expiration":[1763758800],"side":["call"],`+
			`"strike":[270],"updated":[1763672400],"bid":[3.1],"mid":[3.15],"ask":[3.2],"last":[3.15],"openInterest":[5400],`+
			`"volume":[1200],"underlyingPrice":[270.5],"iv":[0.31],"delta":[0.53],"gamma":[0.041]}`,
		fitKeys("optionSymbol", "side", "strike"))
	marketDataCSV = marketDataDialect.Layout("marketdata-csv", "MarketData.app option chain, csv (unverified: not tested with a real file)",
		"optionSymbol,underlying,expiration,side,strike,firstTraded,dte,updated,bid,bidSize,mid,ask,askSize,last,openInterest,volume,"+
			"inTheMoney,intrinsicValue,extrinsicValue,underlyingPrice,iv,delta,gamma,theta,vega")
)

var marketDataRecords = &layouts.JSONRecords{
	Dialect: *marketDataDialect,
	Paths:   []string{""},
	Arrays:  true,
	Empty:   "the vendor has no options that match the request: check the symbol, the date and the filters",
}

var marketDataDialect = &layouts.Dialect{
	IV:        model.IVFraction,
	YearFirst: true,
	Adjust: func(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
		listedSize(l.A, r)
		latestQuote(l, d, row)
	},
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("optionSymbol", "OCC symbol", "the row is unreadable", tables.Symbol),
		tables.Required("side", "call or put", "taken from the symbol", tables.Right),
		tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
		tables.Optional("underlying", "name", "taken from the symbol", tables.Underlying),
		tables.Optional("expiration", "s since 1970, UTC, or a date with the year first", "taken from the symbol", tables.Expiry),
		tables.Optional("updated", "s since 1970, UTC, or a time with a zone; the latest is the time of the file", fault.Setting("as-of"), tables.Quoted),
		tables.Optional("underlyingPrice", "$ per unit of the underlying", fault.Setting("spot"), tables.Spot),
		tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("last", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("openInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("iv", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Optional("contractMultiplier", "units of the underlying per contract", "the multiplier of the root; not used for adjusted roots, whose deliverable it does not describe", tables.Multiplier),
		tables.Unused("s"),
		tables.Unused("firstTraded"),
		tables.Unused("dte"),
		tables.Unused("bidSize"),
		tables.Unused("mid"),
		tables.Unused("askSize"),
		tables.Unused("inTheMoney"),
		tables.Unused("intrinsicValue"),
		tables.Unused("extrinsicValue"),
		tables.Unused("theta"),
		tables.Unused("vega"),
		tables.Unused("rho"),
	}},
}
