package tables

import "gex/internal/chain/cells"

// Field says what a column holds, whatever the vendor calls it.
type Field uint8

const (
	Ignored Field = iota
	Underlying
	Spot
	QuoteTime
	Root
	Expiry
	Strike
	Right
	Future  // the price of the expiry's future
	SpotBid // of the underlying, where the spot is missing
	SpotAsk
	BothIV   // the volatility of call and put, where they have none of their own
	Traded   // when the last trade was
	Settles  // whether in the morning
	Adjusted // whether the deliverable is out of the ordinary
	Delay
	Repaired
	LeftOut
	Caveats    // what was assumed when the file was converted
	Settlement // the settlement price of the day, in the place of the last
	CoinPrice  // of prices in coins

	Symbol // here begin a contract's own cells: of the call in a two-sided row, else of the only contract
	Bid    // here begin those that are numbers
	Ask
	Last
	Volume
	OpenInterest
	IV
	Delta
	Gamma
	Multiplier
	DealerQty

	PutSymbol // the put's cells in a two-sided row, in the same order
)

// Positions of a contract's cells in a row: the call's (or only contract's) as named above, the put's further on.
const (
	CallSide  Field = 0
	PutSide         = PutSymbol - Symbol
	NumFields       = PutSymbol + PutSide
	NumValues       = PutSymbol - Bid
)

// Rules are those of the numeric cells.
var Rules = [PutSymbol]cells.Rule{
	Bid:          {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	Ask:          {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	Last:         {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	Volume:       {Lo: 0, Hi: cells.MaxCount, Meaning: "a volume"},
	OpenInterest: {Lo: 0, Hi: cells.MaxInterest, Vital: true, Meaning: "an open interest"},
	IV:           {Lo: 0, Hi: 1e6, Extra: cells.Percent, Meaning: "a volatility"},
	Delta:        {Lo: -1e6, Hi: 1e6, Meaning: "a delta"},
	Gamma:        {Lo: -1e6, Hi: 1e6, Meaning: "a gamma"},
	Multiplier:   {Lo: cells.Tiny, Hi: 1e9, Vital: true, Meaning: "a multiplier"},
	DealerQty:    {Lo: -cells.MaxCount, Hi: cells.MaxCount, Meaning: "a position"},
}

// Restored are the columns that only files written by gex convert have.
var Restored = []Field{Delay, Future, Repaired, LeftOut}
