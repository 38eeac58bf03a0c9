package inventory

import "math"

// Quote is the quote before a trade. A size that is not known is NaN, and a side without a quote too.
type Quote struct{ Bid, Ask, BidSize, AskSize float64 }

// Classify returns who took the other side of the dealers in a trade: 1 when customers bought, -1 when they sold, 0 when nothing
// says so. The rules are tried in this order (Grauer, Schuster and Uhrig-Homburg, "Option Trade Classification"):
//
//	trade size  as large as the ask: a resting limit order of a customer was filled, who sold; as large as the bid: who bought
//	quote       above the middle of the quote: bought, below it: sold
//	depth       at the middle: bought when the ask is the larger side, sold when the bid is
func Classify(price, size float64, q Quote) int {
	if atAsk, atBid := size == q.AskSize, size == q.BidSize; atAsk != atBid {
		if atAsk {
			return -1
		}
		return 1
	}
	if !(q.Bid >= 0 && q.Ask > 0 && q.Ask >= q.Bid) || math.IsNaN(price) {
		return 0
	}
	// Prices are in cents, or fractions of one: the middle is met within rounding.
	twice := 2 * price
	middle := q.Bid + q.Ask
	tolerance := 1e-9 * middle
	switch {
	case twice > middle+tolerance:
		return 1
	case twice < middle-tolerance:
		return -1
	case q.AskSize > q.BidSize:
		return 1
	case q.BidSize > q.AskSize:
		return -1
	}
	return 0
}

// Estimate returns the unbiased position and its standard error of what was classified with an accuracy a, the probability that
// a sign is right, from the raw position z and Σ size²:
//
//	E[z] = (2a − 1) · true z        position = z / (2a − 1)        error = √(4a(1 − a) Σ size²) / (2a − 1)
func Estimate(raw, squares, accuracy float64) (position, se float64) {
	gain := 2*accuracy - 1
	return raw / gain, math.Sqrt(4*accuracy*(1-accuracy)*squares) / gain
}
