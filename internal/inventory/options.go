package inventory

import "gex/internal/market"

// Options say how a file is read.
type Options struct {
	Name     string      // of the file, for messages and for the state
	Dealers  string      // of Dealers; "" for the first
	Exchange string      // where the trades took place, when no column says so; "": not known
	Symbol   string      // only this underlying; "": all
	Through  market.Date // nothing after this date; zero: all
	Columns  map[string]string

	Unbalanced bool // use rows of which bought, sold and traded contracts differ
	Legs       bool // classify trades that are legs of a spread
}
