package inventory

import "gex/internal/market"

// Position is what dealers hold of a series, in contracts.
type Position struct {
	Series Series

	Qty     float64 // negative: short
	Raw     float64 // without a correction for the accuracy of signs; Qty where nothing was classified
	SE      float64 // standard error of Qty; NaN where nothing was classified, or with an unknown accuracy
	Unknown float64 // contracts from before the first file, of which dealers may hold any number, either way; NaN: not known
	First   market.Date
	Days    int    // dates with rows
	Clipped bool   // by open interest
	Label   string // of a public position
}

// Book is what dealers hold, by series, and how it is known.
type Book struct {
	First, Last  market.Date
	Until        string // time of the last row, where only a part of the last date is covered
	Files        int
	Aggressor    bool // trades were classified: the sides are the aggressors', unless an accuracy makes an estimate of it
	Positions    []Position
	LeftOut      LeftOut
	Clipped      int // series
	Gaps         []Gap
	Traded       float64 // Σ contracts on the exchanges of the files, of days whose files have both; 0: not known
	Industry     float64 // Σ contracts on all exchanges
	UnsignedPart float64 // share of contracts that could not be classified; NaN without trades
	Exchanges    []string
}

// Gap is a trading day of which no file has anything, or nothing after some time.
type Gap struct {
	Date  market.Date
	After string // 15:04:05; "": all of the day
}

func (g Gap) String() string {
	if g.After == "" {
		return g.Date.String()
	}
	return g.Date.String() + " after " + g.After
}

// Carrying says what is made of a ledger.
type Carrying struct {
	Underlying string      // "" for all
	Through    market.Date // zero: to the last date
	Gaps       bool        // go on over trading days without a file
	Accuracy   float64     // probability that the sign of a trade is right; 0: not known
	Known      []Known

	// Of a chain for which the book is made; Asked is zero without one.
	Asked      market.Date                               // its trade date
	InterestOf market.Date                               // its open interest is of the close before this date
	Interest   func(Series) (contracts float64, ok bool) // which is NaN in a series without it
}

// Left lists what takes no part, by reason, without reasons that have no rows.
func (l LeftOut) Left() []struct {
	Reason string
	Rows   int
} {
	var list []struct {
		Reason string
		Rows   int
	}
	for why, n := range l {
		if n > 0 {
			list = append(list, struct {
				Reason string
				Rows   int
			}{Reason(why).String(), n})
		}
	}
	return list
}
