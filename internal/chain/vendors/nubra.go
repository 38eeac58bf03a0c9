package vendors

import (
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// nubra is the response of the option chain API of Nubra, a broker of India, or what its Python kit writes of it: the options
// of one expiry in chain.ce and chain.pe. Prices and strikes are in paise, a hundredth of a rupee; open interest and volume in
// units of the underlying, with the lot in each option. There are no quotes, only last prices and volatilities. The time is
// that of the latest option.
var nubra = nubraRecords.Layout("nubra-json", "Nubra option chain, JSON (unverified: not tested with a real file)",
	`{"chain":{"asset":"NIFTY","exchange":"NSE","expiry":"20260721","ce":[{"ref_id":3069,"ts":1784021340000000000,"sp":2500000,"ls":65,"ltp":15875,`+
		`"ltpchg":-3.2,"iv":0.105,"delta":0.55,"gamma":0.0009,"oi":78000,"volume":1690}],"pe":[],"atm":2510000,"cp":2508040}}`,
	func(text *tables.Head) tables.Fit {
		short, long := fitAll("asset", "sp", "ltp", "cp"), fitAll("asset", "strike_price", "last_traded_price", "current_price")
		return tables.Fit{Score: max(short(text).Score, long(text).Score)}
	})

var nubraRecords = &layouts.JSONRecords{
	Keys: []string{"sp", "strike_price"},
	Fix:  fixNubra,
	Dialect: layouts.Dialect{
		YearFirst: true, Units: true, Parts: true, Name: parseIndianName, Clock: indianClock, Recording: 8 * time.Hour,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("asset", "name, once in chain", fault.Setting("symbol"), tables.Underlying),
			tables.Required("expiry", "20060102, once in chain", "the option is unreadable", tables.Expiry),
			tables.Required("cp", "paise per unit of the underlying, once in chain", fault.Setting("spot"), tables.Spot),
			tables.Optional("current_price", "another name of cp", "missing", tables.Spot),
			tables.Required("ce, pe", "the calls, the puts", "none on that side", tables.Right),
			tables.Required("sp", "paise per unit of the underlying", "the option is unreadable", tables.Strike),
			tables.Optional("strike_price", "another name of sp", "missing", tables.Strike),
			tables.Required("oi", "units of the underlying", "missing, not 0", tables.OpenInterest),
			tables.Optional("open_interest", "another name of oi", "missing", tables.OpenInterest),
			tables.Optional("ts", "ns since 1970, UTC", "the time of the other options, or "+fault.Setting("as-of"), tables.QuoteTime),
			tables.Optional("timestamp", "another name of ts", "missing", tables.QuoteTime),
			tables.Optional("ls", "units of the underlying per contract", "the lot of the expiry", tables.Multiplier),
			tables.Optional("lot_size", "another name of ls", "missing", tables.Multiplier),
			tables.Optional("ltp", "paise per unit of the underlying; 0: none", "missing", tables.Last),
			tables.Optional("last_traded_price", "another name of ltp", "missing", tables.Last),
			tables.Optional("volume", "units of the underlying today", "missing", tables.Volume),
			tables.Optional("iv", "annualized, percent or a fraction by its size; 0: none", "missing", tables.IV),
			tables.Optional("delta", "of one option", "missing", tables.Delta),
			tables.Optional("gamma", "per rupee of the underlying", "missing", tables.Gamma),
		}},
	},
}

// fixNubra takes the side from the path, and turns paise into rupees.
func fixNubra(_ *assembly.Assembler, path string, rows *tables.JSONRows) {
	at := "." + path
	switch {
	case strings.Contains(at, ".ce["):
		rows.Set(tables.Right, []byte("CE"))
	case strings.Contains(at, ".pe["):
		rows.Set(tables.Right, []byte("PE"))
	}
	for _, f := range []tables.Field{tables.Strike, tables.Last, tables.Spot} {
		if cell := rows.Row.Cell(f); len(cell) > 0 {
			rows.Set(f, hundredth(cell))
		}
	}
}
