package tables

import "gex/internal/chain/cells"

// Field says what a column holds, independent of its name.
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
	SpotBid // of the underlying, used if the spot is missing
	SpotAsk
	BothIV   // the volatility of both call and put, used if they have no separate one
	Traded   // time of the last trade
	Quoted   // time of the contract's own quote; the latest is that of the file
	Settles  // 1 if AM-settled
	Adjusted // whether the deliverable is non-standard
	Delay
	Repaired
	LeftOut
	Caveats       // assumptions made when the file was converted
	Settlement    // the settlement price of the day, used instead of the last price
	CoinPrice     // $ per coin, for prices quoted in coins
	DealerUnknown // contracts that may be the dealers' besides their position, in files of gex inventory

	Symbol // first cell of a contract: of the call in a two-sided row, else of the only contract
	Bid    // first numeric cell
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

// Offsets of a contract's cells in a row: 0 for the call or the only contract, PutSide for the put.
const (
	CallSide  Field = 0
	PutSide         = PutSymbol - Symbol
	NumFields       = PutSymbol + PutSide
	NumValues       = PutSymbol - Bid
)

// Rules holds the rule of each numeric cell.
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

// Restored lists the columns that only files written by gex convert have.
var Restored = []Field{Delay, Future, Repaired, LeftOut}
