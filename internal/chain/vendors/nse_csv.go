package vendors

import (
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// nseCSV is the option chain of the National Stock Exchange of India as commonly flattened, one row per contract. Open
// interest and volume are in lots. The lot size and the time are missing.
var nseCSV = nseDialect.Layout("nse-csv", "NSE India option chain, flattened csv",
	"Ticker,Expiration,Strike,Type,LTP,IV,Volume,OI,Bid,Ask,Change,Spot,T_years")

var nseDialect = &layouts.Dialect{
	Dates: model.DayFirst,
	IV:    model.IVPercent,
	Parts: true,
	Table: tables.Table{Columns: []tables.Column{
		tables.Required("Ticker", "name", "the row is unreadable", tables.Underlying),
		tables.Required("Expiration", "02-Jan-2006", "the row is unreadable", tables.Expiry),
		tables.Required("Strike", "rupees per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("Type", "call or put, CE or PE", "the row is unreadable", tables.Right),
		tables.Required("LTP", "rupees per unit of the underlying", "missing", tables.Last),
		tables.Required("OI", "lots", "missing, not 0", tables.OpenInterest),
		tables.Optional("IV", "annualized percent; 0: none", "missing", tables.IV),
		tables.Optional("Volume", "lots today", "missing", tables.Volume),
		tables.Optional("Bid", "rupees per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("Ask", "rupees per unit of the underlying; 0: none", "missing", tables.Ask),
		tables.Optional("Spot", "rupees per unit; 0: none", fault.Setting("spot"), tables.Spot),
		tables.Unused("Change"),
		tables.Unused("T_years"),
	}},
}
