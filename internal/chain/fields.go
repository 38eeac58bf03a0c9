package chain

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
var rules = [fPutSymbol]rule{
	fBid:          {lo: 0, hi: maxPrice, extra: dollars, meaning: "a price"},
	fAsk:          {lo: 0, hi: maxPrice, extra: dollars, meaning: "a price"},
	fLast:         {lo: 0, hi: maxPrice, extra: dollars, meaning: "a price"},
	fVolume:       {lo: 0, hi: maxCount, meaning: "a volume"},
	fOpenInterest: {lo: 0, hi: maxInterest, vital: true, meaning: "an open interest"},
	fIV:           {lo: 0, hi: 1e6, extra: percent, meaning: "a volatility"},
	fDelta:        {lo: -1e6, hi: 1e6, meaning: "a delta"},
	fGamma:        {lo: -1e6, hi: 1e6, meaning: "a gamma"},
	fMultiplier:   {lo: tiny, hi: 1e9, vital: true, meaning: "a multiplier"},
	fDealerQty:    {lo: -maxCount, hi: maxCount, meaning: "a position"},
}

// restored are the columns that hold what other layouts tell in other ways.
var restored = []field{fDelay, fFuture, fRepaired, fLeftOut}
