package sample

import (
	"math"
	"math/rand/v2"

	"gex/internal/bs"
)

// What an ordinary strike near the forward of an index holds, by listing; how much more is held at round strikes, by
// roundness; and how much busier the longer listings are than their age suggests. Contracts.
var (
	heldByListing  = [...]float64{daily: 200, weekly: 300, monthEnd: 320, monthly: 500, quarterly: 1100}
	moreAtRound    = [...]float64{1, 1.3, 2, 3.5, 9}
	busyForListing = [...]float64{daily: 1, weekly: 1.5, monthEnd: 1.5, monthly: 3, quarterly: 6}
)

// place is where a contract stands in the market: all that its interest depends on.
type place struct {
	right     bs.Right
	listing   listing
	years     float64
	deviation float64 // of the strike from the forward
	roundness int
	size      float64 // of the underlying, 1 for the S&P 500
}

// crowd returns how crowded a place is, 1 at the peak: puts at 1.4 deviations below the forward, calls at 0.7 above,
// with a tail of old positions on both sides that is thin in the money.
func (p place) crowd() float64 {
	peak, width, inTheMoney := 0.7, 1.4, -p.deviation
	if p.right == bs.Put {
		peak, width, inTheMoney = -1.4, 1.9, p.deviation
	}
	x := (p.deviation - peak) / width
	crowd := math.Exp(-x*x/2) + float64(0.08*math.Exp(-math.Abs(p.deviation)/6))
	return crowd * math.Exp(-math.Max(0, inTheMoney)/2)
}

// openInterest draws the open interest.
func (p place) openInterest(rng *rand.Rand) int64 {
	mean := p.size * heldByListing[p.listing] * moreAtRound[p.roundness] * p.crowd() * math.Exp(-p.years)
	return int64(mean * scatter(rng))
}

// volume draws the contracts traded: about everything near the forward, most of it in what settles today.
func (p place) volume(rng *rand.Rand) int64 {
	nearness := math.Exp(-math.Abs(p.deviation) / 0.9)
	mean := 9000 * p.size * busyForListing[p.listing] * math.Sqrt(moreAtRound[p.roundness]) * nearness
	return int64(mean / math.Pow(1+365*p.years, 1.2) * scatter(rng))
}

// scatter is a lognormal factor of median 1.
func scatter(rng *rand.Rand) float64 { return math.Exp(0.6 * rng.NormFloat64()) }
