package vendors

import (
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// dhan is the response of the option chain API of Dhan, a broker of India: the options of one expiry in data.oc, by strike
// ("25000.000000"), ce and pe. Open interest and volume are in units of the underlying; the lot size, of which they and the
// quoted quantities are multiples, is missing. The underlying, the expiration and the time are only in the request: they are
// set, or in the name of the file (NIFTY-2026-07-21.json).
var dhan = dhanRecords.Layout("dhan-json", "Dhan option chain, JSON (unverified: not tested with a real file)",
	`{"data":{"last_price":25080.4,"oc":{"25000.000000":{"ce":{"implied_volatility":10.5,"last_price":158.75,"oi":78000,"top_bid_price":157.4,`+
		`"top_bid_quantity":325,"top_ask_price":159.2,"top_ask_quantity":130,"volume":1690,"greeks":{"delta":0.55,"gamma":0.0009}},"pe":{}}}}}`,
	fitAll("oc", "oi", "top_bid_price"))

var dhanRecords = &layouts.JSONRecords{
	Keys:       []string{"ce", "pe"},
	Quantities: []string{"top_bid_quantity", "top_ask_quantity", "previous_oi", "previous_volume"},
	Fix: func(_ *assembly.Assembler, path string, rows *tables.JSONRows) {
		if _, strike, ok := strings.Cut(path, "oc."); ok {
			rows.Set(tables.Strike, []byte(strike))
		}
	},
	Dialect: layouts.Dialect{
		IV: model.IVPercent, Units: true, Parts: true, Clock: indianClock,
		Table: tables.Table{Columns: append(append([]tables.Column{
			tables.Required("data.last_price", "rupees per unit of the underlying; 0: none", fault.Setting("spot"), tables.Spot),
			tables.Required("oc", "the strikes, rupees per unit of the underlying", "the strike is unreadable", tables.Strike),
		}, dhanSide("ce", tables.CallSide)...), dhanSide("pe", tables.PutSide)...)},
	},
}

func dhanSide(name string, side tables.Field) []tables.Column {
	return []tables.Column{
		tables.Required(name+".oi", "units of the underlying", "missing, not 0", tables.OpenInterest+side),
		tables.Optional(name+".top_bid_price", "rupees per unit of the underlying; 0: none", "missing", tables.Bid+side),
		tables.Optional(name+".top_ask_price", "rupees per unit of the underlying; 0: none", "missing", tables.Ask+side),
		tables.Optional(name+".last_price", "rupees per unit of the underlying", "missing", tables.Last+side),
		tables.Optional(name+".volume", "units of the underlying today", "missing", tables.Volume+side),
		tables.Optional(name+".implied_volatility", "annualized percent; 0: none", "missing", tables.IV+side),
		tables.Optional(name+".greeks.delta", "of one option", "missing", tables.Delta+side),
		tables.Optional(name+".greeks.gamma", "per rupee of the underlying", "missing", tables.Gamma+side),
	}
}
