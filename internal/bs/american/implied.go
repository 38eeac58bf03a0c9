package american

import "math"

// Status says whether a price has a volatility in the range of [Premiums].
type Status uint8

const (
	OK         Status = iota
	AtPayoff          // the price is no more than exercise now gives: no volatility can be read from it
	BelowRange        // the price is below that at the lowest volatility
	AboveRange        // the price is above that at the highest volatility
)

// String returns what is wrong with the price, or "ok".
func (s Status) String() string {
	return [...]string{"ok", "at the payoff", "below the range of volatility", "above the range of volatility"}[s]
}

// The search ends when a volatility moves by less than fineVol of itself. A secant step that moves it by less than coarseVol
// is the last: the next would move it by far less than fineVol.
const (
	fineVol   = 1e-10
	coarseVol = 1e-5
	maxTrials = 60
)

// ImpliedVol returns the volatility whose American price is that of a quote, within 10⁻⁷ of itself where the price rises with
// it, and 0 where the status is not OK. A guess > 0, the volatility of the quote before say, saves trials: with none it
// takes 4 to 5 prices, from a good one 2 or 3.
//
// Each step is that of the secant, at first with the European vega as its slope, and within a bracket.
func (p *Premiums) ImpliedVol(price, spot, strike, guess float64) (vol float64, status Status) {
	slack := float64(1e-12 * (spot + strike))
	if !(price > max(p.payoff(spot, strike), 0)+slack) {
		return 0, AtPayoff
	}
	low, high := p.low, p.high
	triedLow, triedHigh := false, false
	vol = guess
	if !(vol > low && vol < high) {
		vol = math.Sqrt(low * high)
	}
	var before, missBefore float64
	for trial := range maxTrials {
		e := p.european(spot, strike, vol)
		miss := e.price + p.Premium(spot, strike, vol) - price
		switch {
		case math.Abs(miss) <= slack:
			return vol, OK
		case miss > 0 && vol <= p.low:
			return 0, BelowRange
		case miss < 0 && vol >= p.high:
			return 0, AboveRange
		case miss < 0:
			low, triedLow = vol, true
		default:
			high, triedHigh = vol, true
		}
		slope := e.asset * e.density * math.Sqrt(p.terms.Years)
		if trial > 0 {
			slope = (miss - missBefore) / (vol - before)
		}
		next := vol - miss/slope
		last := trial > 0 && math.Abs(next-vol) <= coarseVol*vol
		if !(next > low && next < high) { // not a number where the slope vanishes
			last = false
			switch {
			case miss > 0 && !triedLow:
				next = p.low
			case miss < 0 && !triedHigh:
				next = p.high
			default:
				next = 0.5 * (low + high)
			}
		}
		if last || high-low <= fineVol*high {
			return next, OK
		}
		before, missBefore, vol = vol, miss, next
	}
	return vol, OK
}
