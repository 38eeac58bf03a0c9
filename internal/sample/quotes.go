package sample

import (
	"math"
	"math/rand/v2"
)

// ticks are the smallest price steps in cents, below three dollars and from there on.
type ticks struct{ low, high int64 }

var (
	indexTicks = ticks{5, 10}
	fundTicks  = ticks{1, 1}
	stockTicks = ticks{1, 5}
)

// at returns the tick of a price in cents.
func (t ticks) at(cents float64) int64 {
	if cents < 300 {
		return t.low
	}
	return t.high
}

// leg is one contract as a file shows it. Prices are cents.
type leg struct {
	priced     // exact
	bid, ask   int64
	last, net  int64 // last trade, and its change on the day
	volume, oi int64 // contracts
	blind      bool  // no time value to imply a volatility from
}

// quote fills in a leg's prices, in cents. Half the spread is half a tick, 0.4% of the time
// value, and up to 0.03% of spot deep in the money (|delta| from 0.6 to 1); the mid is off by
// up to 0.3 of that; bid and ask are rounded outward to ticks.
func (l *leg) quote(spot float64, t ticks, rng *rand.Rand) {
	cents := 100 * l.price
	timeValue := math.Max(0, cents-float64(100*l.least))
	deep := math.Max(0, math.Abs(l.delta)-0.6) / 0.4
	// Half of the spread, in cents.
	half := float64(t.at(cents))/2 + float64(0.004*timeValue) + float64(0.03*spot*deep)
	mid := math.Max(0, cents+float64(0.3*half*(2*rng.Float64()-1)))
	// Bid and ask are at least a tick apart.
	l.bid = max(0, floorTo(mid-half, t))
	l.ask = max(ceilTo(mid+half, t), l.bid+t.low)
	l.last = max(t.low, int64(math.Round(mid+float64(half*(rng.Float64()-0.5)))))
	l.net = int64(float64(l.last) * (rng.Float64() - 0.5) / 4)
	if l.volume == 0 {
		l.net = 0
		if rng.Float64() < 0.5 {
			l.last = 0 // never traded
		}
	}
	// Half a cent of time value in the money is less than a tick: vendors print no
	// volatility for it.
	l.blind = math.Abs(l.delta) > 0.5 && timeValue < 0.5
}

// floorTo rounds a price in cents down to its tick.
func floorTo(cents float64, t ticks) int64 {
	tick := t.at(cents)
	return int64(math.Floor(cents/float64(tick))) * tick
}

// ceilTo rounds a price in cents up to its tick.
func ceilTo(cents float64, t ticks) int64 {
	tick := t.at(cents)
	return int64(math.Ceil(cents/float64(tick))) * tick
}
