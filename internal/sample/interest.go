package sample

import (
	"math"
	"math/rand/v2"

	"gex/internal/bs"
)

// heldByListing is the open interest, in contracts, of an ordinary strike near the
// forward of an index. moreAtRound is its factor at round strikes, by roundness.
// busyForListing is the factor of volume of the longer listings over what their time to
// settlement alone would give.
var (
	heldByListing  = [...]float64{daily: 200, weekly: 300, monthEnd: 320, monthly: 500, quarterly: 1100}
	moreAtRound    = [...]float64{1, 1.3, 2, 3.5, 9}
	busyForListing = [...]float64{daily: 1, weekly: 1.5, monthEnd: 1.5, monthly: 3, quarterly: 6}
)

// place is what open interest and volume of a contract depend on.
type place struct {
	right     bs.Right
	listing   listing
	years     float64 // T_q to settlement
	deviation float64 // ln(K/F) in standard deviations
	roundness int
	size      float64 // of the underlying, 1 for the S&P 500
	lean      float64 // see Options
}

// crowd returns how much is held at a place, about 1 at the peak: puts at 1.4 standard
// deviations below the forward, calls at 0.7 above, with a tail of old positions on
// both sides and little in the money. With x the distance from the peak in widths,
//
//	(e^{−x²/2} + 0.08 e^{−|deviation|/6}) e^{−in the money/2}
func (p place) crowd() float64 {
	peak, width, inTheMoney := 0.7, 1.4, -p.deviation
	if p.right == bs.Put {
		peak, width, inTheMoney = -1.4, 1.9, p.deviation
	}
	x := (p.deviation - peak) / width
	crowd := math.Exp(-x*x/2) + float64(0.08*math.Exp(-math.Abs(p.deviation)/6))
	return crowd * math.Exp(-math.Max(0, inTheMoney)/2)
}

// openInterest draws the open interest, in contracts: size · held · round · crowd ·
// e^{−years}, scattered.
func (p place) openInterest(rng *rand.Rand) int64 {
	mean := p.size * heldByListing[p.listing] * moreAtRound[p.roundness] * p.crowd() * math.Exp(-p.years)
	if p.right == bs.Put {
		p.lean = -p.lean
	}
	mean *= math.Exp(p.lean)
	return int64(mean * scatter(rng))
}

// volume draws the contracts traded on the day: 9,000 at the forward of an index,
// falling off over 0.9 standard deviations and with (1 + days)^1.2, so that most of it
// is near the forward and settles today.
func (p place) volume(rng *rand.Rand) int64 {
	nearness := math.Exp(-math.Abs(p.deviation) / 0.9)
	mean := 9000 * p.size * busyForListing[p.listing] * math.Sqrt(moreAtRound[p.roundness]) * nearness
	return int64(mean / math.Pow(1+365*p.years, 1.2) * scatter(rng))
}

// scatter draws a lognormal factor of median 1 with a standard deviation of 0.6 in its
// logarithm.
func scatter(rng *rand.Rand) float64 { return math.Exp(0.6 * rng.NormFloat64()) }
