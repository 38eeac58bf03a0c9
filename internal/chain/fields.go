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

// rule says which numbers a cell may hold, and what becomes of a contract whose cell holds something else.
type rule struct {
	lo, hi  float64
	extra   kind // a way of writing the number, besides the plain one, that makes sense here
	vital   bool // the contract cannot be used; else the cell is taken as missing
	meaning string
}

const (
	maxPrice    = 1e9
	maxCount    = 1e9 // no contract has ever traded a hundredth of it
	maxInterest = 1e8 // nor been open so often
)

// rules are those of the numeric cells.
var rules = [fPutSymbol]rule{
	fBid:          {0, maxPrice, dollars, false, "a price"},
	fAsk:          {0, maxPrice, dollars, false, "a price"},
	fLast:         {0, maxPrice, dollars, false, "a price"},
	fVolume:       {0, maxCount, plain, false, "a volume"},
	fOpenInterest: {0, maxInterest, plain, true, "an open interest"},
	fIV:           {0, 1e6, percent, false, "a volatility"},
	fDelta:        {-1e6, 1e6, plain, false, "a delta"},
	fGamma:        {-1e6, 1e6, plain, false, "a gamma"},
	fMultiplier:   {tiny, 1e9, plain, true, "a multiplier"},
	fDealerQty:    {-maxCount, maxCount, plain, false, "a position"},
}

// tiny is the smallest multiplier: just not zero.
const tiny = 1e-9

// strikeRule and spotRule are those of the prices a contract hangs on.
var (
	strikeRule = rule{1e-9, maxPrice, dollars, true, "a strike"}
	spotRule   = rule{1e-9, maxPrice, dollars, false, "a price"}
)

// accepts reports whether a number written so may stand in the cell.
func (r *rule) accepts(v float64, k kind) bool {
	return (k == plain || k == r.extra) && v >= r.lo && v <= r.hi
}
