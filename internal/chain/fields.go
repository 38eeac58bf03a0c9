package chain

import "gex/internal/chain/cells"

// field says what a column holds, whatever the vendor calls it.
type field uint8

const (
	fIgnored field = iota
	fUnderlying
	fSpot
	fQuoteTime
	fRoot
	fExpiry
	fStrike
	fRight
	fFuture  // the price of the expiry's future
	fSpotBid // of the underlying, where the spot is missing
	fSpotAsk
	fBothIV   // the volatility of call and put, where they have none of their own
	fTraded   // when the last trade was
	fSettles  // whether in the morning
	fAdjusted // whether the deliverable is out of the ordinary
	fDelay
	fRepaired
	fLeftOut
	fCaveats    // what was assumed when the file was converted
	fSettlement // the settlement price of the day, in the place of the last
	fCoinPrice  // of prices in coins

	fSymbol // here begin a contract's own cells: of the call in a two-sided row, else of the only contract
	fBid    // here begin those that are numbers
	fAsk
	fLast
	fVolume
	fOpenInterest
	fIV
	fDelta
	fGamma
	fMultiplier
	fDealerQty

	fPutSymbol // the put's cells in a two-sided row, in the same order
)

// Positions of a contract's cells in a row: the call's (or only contract's) as named above, the put's further on.
const (
	callSide  field = 0
	putSide         = fPutSymbol - fSymbol
	numFields       = fPutSymbol + putSide
	numValues       = fPutSymbol - fBid
)

// rules are those of the numeric cells.
var rules = [fPutSymbol]cells.Rule{
	fBid:          {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	fAsk:          {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	fLast:         {Lo: 0, Hi: cells.MaxPrice, Extra: cells.Dollars, Meaning: "a price"},
	fVolume:       {Lo: 0, Hi: cells.MaxCount, Meaning: "a volume"},
	fOpenInterest: {Lo: 0, Hi: cells.MaxInterest, Vital: true, Meaning: "an open interest"},
	fIV:           {Lo: 0, Hi: 1e6, Extra: cells.Percent, Meaning: "a volatility"},
	fDelta:        {Lo: -1e6, Hi: 1e6, Meaning: "a delta"},
	fGamma:        {Lo: -1e6, Hi: 1e6, Meaning: "a gamma"},
	fMultiplier:   {Lo: cells.Tiny, Hi: 1e9, Vital: true, Meaning: "a multiplier"},
	fDealerQty:    {Lo: -cells.MaxCount, Hi: cells.MaxCount, Meaning: "a position"},
}

// restored are the columns that hold what other layouts tell in other ways.
var restored = []field{fDelay, fFuture, fRepaired, fLeftOut}
