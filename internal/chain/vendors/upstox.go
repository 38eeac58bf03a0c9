package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/lazy"
)

// upstox is the response of the option chain API of Upstox, a broker of India: one object per strike in data, with a call and a
// put. Open interest and volume are in units of the underlying; the lot size, of which they and the quoted quantities are
// multiples, is missing. The time is missing.
var upstox = upstoxRecords.Layout("upstox-json", "Upstox option chain, JSON (unverified: not tested with a real file)",
	`{"status":"success","data":[{"expiry":"2026-07-21","strike_price":25000,"underlying_key":"NSE_INDEX|Nifty 50","underlying_spot_price":25080.4,`+
		`"call_options":{"market_data":{"ltp":158.75,"volume":1690,"oi":78000,"bid_price":157.4,"bid_qty":325,"ask_price":159.2,"ask_qty":130},`+
		`"option_greeks":{"delta":0.55,"gamma":0.0009,"iv":10.5}},"put_options":{}}]}`,
	fitAll("underlying_spot_price", "strike_price", "market_data"))

var upstoxRecords = &layouts.JSONRecords{
	Keys:       []string{"call_options", "put_options"},
	Quantities: []string{"bid_qty", "ask_qty", "prev_oi"},
	Fix:        fixUpstox,
	Dialect: layouts.Dialect{
		IV: model.IVPercent, YearFirst: true, Units: true, Parts: true, Name: parseIndianName, Clock: indianClock,
		Table: tables.Table{Columns: append(append([]tables.Column{
			tables.Required("strike_price", "rupees per unit of the underlying", "the strike is unreadable", tables.Strike),
			tables.Required("expiry", "2006-01-02", "the strike is unreadable", tables.Expiry),
			tables.Required("underlying_key", "NSE_INDEX|Nifty 50; of a stock its ISIN, which is not its name", fault.Setting("symbol"), tables.Underlying),
			tables.Required("underlying_spot_price", "rupees per unit; 0: none", fault.Setting("spot"), tables.Spot),
		}, upstoxSide("call_options", tables.CallSide)...), upstoxSide("put_options", tables.PutSide)...)},
	},
}

// isin is the key of a stock: NSE_EQ|INE002A01018.
var isin = lazy.Regexp(`\|IN[A-Z0-9]{10}$`)

// fixUpstox drops the ISIN of a stock: the name comes from the options or from the name of the file.
func fixUpstox(_ *assembly.Assembler, _ string, rows *tables.JSONRows) {
	if isin().Match(rows.Row.Cell(tables.Underlying)) {
		rows.Set(tables.Underlying, nil)
	}
}

func upstoxSide(name string, side tables.Field) []tables.Column {
	return []tables.Column{
		tables.Required(name+".market_data.oi", "units of the underlying", "missing, not 0", tables.OpenInterest+side),
		tables.Optional(name+".market_data.bid_price", "rupees per unit of the underlying; 0: none", "missing", tables.Bid+side),
		tables.Optional(name+".market_data.ask_price", "rupees per unit of the underlying; 0: none", "missing", tables.Ask+side),
		tables.Optional(name+".market_data.ltp", "rupees per unit of the underlying", "missing", tables.Last+side),
		tables.Optional(name+".market_data.volume", "units of the underlying today", "missing", tables.Volume+side),
		tables.Optional(name+".option_greeks.iv", "annualized percent; 0: none", "missing", tables.IV+side),
		tables.Optional(name+".option_greeks.delta", "of one option", "missing", tables.Delta+side),
		tables.Optional(name+".option_greeks.gamma", "per rupee of the underlying", "missing", tables.Gamma+side),
	}
}
