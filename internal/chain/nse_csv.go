package chain

import (
	"fmt"

	"gex/internal/fault"
)

// nseCSV is the option chain of the National Stock Exchange of India as people flatten it, a row a contract. Open
// interest and volume are in lots. Neither the lot nor the time stands in it.
var nseCSV = nseDialect.layout("nse-csv", "NSE India option chain, flattened csv",
	"Ticker,Expiration,Strike,Type,LTP,IV,Volume,OI,Bid,Ask,Change,Spot,T_years")

var nseDialect = &dialect{
	dates: DayFirst,
	iv:    IVPercent,
	parts: true,
	mend:  mendNSE,
	table: table{columns: []Column{
		{"Ticker", true, "name", "the row is unreadable", fUnderlying},
		{"Expiration", true, "02-Jan-2006", "the row is unreadable", fExpiry},
		{"Strike", true, "rupees per unit of the underlying", "the row is unreadable", fStrike},
		{"Type", true, "call or put, CE or PE", "the row is unreadable", fRight},
		{"LTP", true, "rupees per unit of the underlying", "missing", fLast},
		{"OI", true, "lots", "missing, not 0", fOpenInterest},
		{"IV", false, "percent a year; 0: none", "missing", fIV},
		{"Volume", false, "lots today", "missing", fVolume},
		{"Bid", false, "rupees per unit of the underlying; 0: none", "missing", fBid},
		{"Ask", false, "rupees per unit of the underlying; 0: none", "missing", fAsk},
		{"Spot", false, "rupees per unit; 0: none", fault.Setting("spot"), fSpot},
		{"Change", false, "not used", "missing", fIgnored},
		{"T_years", false, "not used", "missing", fIgnored},
	}},
}

// mendNSE says what the lot was taken for.
func mendNSE(l *dialectReader, d *draft, r *record, _ *row, _ field) {
	if l.a.options.Multiplier <= 0 {
		d.note(Warning{"lot-assumed", fmt.Sprintf("the file does not give the lot: %s per contract ("+fault.Setting("multiplier")+" if it was another)",
			plainNumber(l.a.series[r.series].root.Multiplier))})
	}
}
