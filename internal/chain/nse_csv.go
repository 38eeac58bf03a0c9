package chain

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// nseCSV is the option chain of the National Stock Exchange of India as people flatten it, a row a contract. Open
// interest and volume are in lots. Neither the lot nor the time stands in it.
var nseCSV = nseDialect.layout("nse-csv", "NSE India option chain, flattened csv",
	"Ticker,Expiration,Strike,Type,LTP,IV,Volume,OI,Bid,Ask,Change,Spot,T_years")

var nseDialect = &dialect{
	dates: model.DayFirst,
	iv:    model.IVPercent,
	parts: true,
	mend:  mendNSE,
	table: table{columns: []Column{
		required("Ticker", "name", "the row is unreadable", fUnderlying),
		required("Expiration", "02-Jan-2006", "the row is unreadable", fExpiry),
		required("Strike", "rupees per unit of the underlying", "the row is unreadable", fStrike),
		required("Type", "call or put, CE or PE", "the row is unreadable", fRight),
		required("LTP", "rupees per unit of the underlying", "missing", fLast),
		required("OI", "lots", "missing, not 0", fOpenInterest),
		optional("IV", "percent a year; 0: none", "missing", fIV),
		optional("Volume", "lots today", "missing", fVolume),
		optional("Bid", "rupees per unit of the underlying; 0: none", "missing", fBid),
		optional("Ask", "rupees per unit of the underlying; 0: none", "missing", fAsk),
		optional("Spot", "rupees per unit; 0: none", fault.Setting("spot"), fSpot),
		unused("Change"),
		unused("T_years"),
	}},
}

// mendNSE says what the lot was taken for.
func mendNSE(l *dialectReader, d *draft, r *record, _ *row, _ field) {
	if l.a.options.Multiplier <= 0 {
		d.note(model.Warn("lot-assumed", fmt.Sprintf("the file does not give the lot: %s per contract ("+fault.Setting("multiplier")+" if it was another)",
			cells.FormatNumber(l.a.series[r.series].root.Multiplier))))
	}
}
