package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// tradier is the response of the option chain API of Tradier (markets/options/chains), which has one expiry; several in an
// array are read too. The volatilities and greeks, by ORATS, are only in responses to greeks=true; they are computed once an
// hour. The price of the underlying and the time of the file are missing: the spot is implied or set, and the time is that
// of the latest quote. Tested with the sample response of the vendor's documentation.
var tradier = tradierRecords.Layout("tradier", "Tradier option chain, JSON (unverified: not tested with a real file)",
	`{"options":{"option":[{"symbol":"AAPL251121C00270000","root_symbol":"AAPL","underlying":"AAPL","type":"option",`+
		`"option_type":"call","strike":270.0,"expiration_date":"2025-11-21","bid":3.1,"ask":3.2,"last":3.15,"volume":1200,`+
		`"open_interest":5400,"contract_size":100,"bid_date":1763672399000,"ask_date":1763672400000,`+
		`"greeks":{"delta":0.53,"gamma":0.041,"mid_iv":0.31,"smv_vol":0.309,"updated_at":"2025-11-20 20:00:04"}}]}}`,
	fitKeys("root_symbol", "option_type", "expiration_date"))

var tradierRecords = &layouts.JSONRecords{
	Paths: []string{"options.option", ""},
	Empty: "the vendor has no options of that symbol and expiration: request one of the dates of markets/options/expirations",
	Dialect: layouts.Dialect{
		IV:        model.IVFraction,
		YearFirst: true,
		Adjust:    adjustTradier,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("symbol", "OCC symbol", "the option is unreadable", tables.Symbol),
			tables.Required("root_symbol", "not used; the symbol has it", "taken from the symbol", tables.Ignored),
			tables.Required("option_type", "call or put", "taken from the symbol", tables.Right),
			tables.Required("expiration_date", "2006-01-02", "taken from the symbol", tables.Expiry),
			tables.Required("strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
			tables.Optional("underlying", "name", "taken from the symbol", tables.Ignored),
			tables.Optional("bid_date", "ms since 1970, UTC; the latest of these and of ask_date is the time of the file; 0: none", fault.Setting("as-of"), tables.Quoted),
			tables.Optional("ask_date", "ms since 1970, UTC; 0: none", "bid_date", tables.Traded),
			tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("last", "$ per unit of the underlying", "missing", tables.Last),
			tables.Optional("volume", "contracts today", "missing", tables.Volume),
			tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
			tables.Optional("contract_size", "units of the underlying per contract", "the multiplier of the root; not used for adjusted roots, whose deliverable it does not describe", tables.Multiplier),
			tables.Optional("greeks.mid_iv", "annualized fraction; 0 and 10: none", "greeks.smv_vol", tables.IV),
			tables.Optional("greeks.smv_vol", "annualized fraction, smoothed; 0: none", "missing", tables.BothIV),
			tables.Optional("greeks.delta", "of one option", "missing", tables.Delta),
			tables.Optional("greeks.gamma", "per $ of the underlying", "missing", tables.Gamma),
			tables.Unused("greeks.updated_at"),
		}},
	},
}

// tradierNoIV is what the vendor writes where the quotes do not give a volatility.
const tradierNoIV = 10

func adjustTradier(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	if iv := &r.Value[tables.IV-tables.Bid]; *iv == tradierNoIV {
		*iv = 0
	}
	if v, _ := cells.Number(row.Cell(tables.BothIV)); v != tradierNoIV {
		bothIV(r, row)
	}
	listedSize(l.A, r)
	latestQuote(l, d, row)
}
