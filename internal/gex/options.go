package gex

import (
	"gex/internal/market"
)

// Options are the choices behind a report; the zero value of each field is its default.
type Options struct {
	Sign      string      // naive, short, long, column, or two weights for calls and puts: "1,-1"
	Weight    string      // oi, volume, oi+volume
	Wall      string      // net, gross, side
	Unit      string      // pct, point, shares
	TradeDate market.Date // zero: from as-of
	Range     float64     // half-width of the spot ladder as a fraction of spot; 0: 0.2
	Moves     []float64   // percent; nil: DefaultMoves

	// Filters: which contracts are asked for. All empty: all.
	DTE      *[2]int       // days to expiry, both ends included
	Expiries []market.Date // expiry dates
	Roots    []string      // option roots
	Exclude  []string      // buckets to leave away: 0dte, open, 1dte, 2-7, 8-30, 31-90, 91+
}

// DefaultMoves is the spot ladder of the flow table, in percent.
var DefaultMoves = []float64{-5, -4, -3, -2, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 2, 3, 4, 5}
