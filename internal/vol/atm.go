package vol

import (
	"iter"
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// atTheMoney fills in ATMVol of every expiry.
func (f *fitter) atTheMoney() {
	for x := range f.s.Expiries {
		f.s.Expiries[x].ATMVol = atmVol(f.c, f.s, x)
	}
}

// atmVol returns the volatility of expiry x at its forward F, a fraction a year
// (docs/theory.md 6.3): variance linear in k = ln K/F between the two strikes around k
// = 0, the nearest strike's where one side has none. The volatility of a strike is that
// of its out-of-the-money leg, else of the other. NaN when the expiry is settled or no
// strike has a volatility.
func atmVol(c *chain.Chain, s *Surface, x int) float64 {
	e := s.Expiries[x]
	if e.Years <= 0 {
		return math.NaN()
	}
	below, above := point{}, point{} // at first with K/F in place of its logarithm
	// The last strike at or below the forward, and the first above it.
	for strike, v := range s.strikes(c, x) {
		p := point{strike / e.Forward, v * v}
		if p.k > 1 {
			above = p
			break
		}
		below = p
	}
	below.k, above.k = kernel.Log(below.k), kernel.Log(above.k)
	return math.Sqrt(between(below, above))
}

// strikes yields the strikes of expiry x that have a volatility, ascending, with that
// volatility (strikeVol), a fraction a year.
func (s *Surface) strikes(c *chain.Chain, x int) iter.Seq2[float64, float64] {
	return func(yield func(strike, vol float64) bool) {
		for lo, hi := range strikeRanges(c, x) {
			if v := strikeVol(c, s, lo, hi, s.Expiries[x].Forward); v > 0 && !yield(c.Strike[lo], v) {
				return
			}
		}
	}
}

// strikeRanges yields the contracts [lo, hi) of each strike of expiry x, ascending. They
// are adjacent: chains are sorted by expiry, then strike.
func strikeRanges(c *chain.Chain, x int) iter.Seq2[int, int] {
	return func(yield func(lo, hi int) bool) {
		e := c.Expiries[x]
		for lo := e.Lo; lo < e.Hi; {
			hi := lo + 1
			for hi < e.Hi && c.Strike[hi] == c.Strike[lo] {
				hi++
			}
			if !yield(lo, hi) {
				return
			}
			lo = hi
		}
	}
}

// point is a strike: k = ln K/F and its variance σ² a year; v = 0 when there is none.
type point struct{ k, v float64 }

// between interpolates the variance at k = 0: v₀ + (v₁ − v₀)·(−k₀)/(k₁ − k₀); the other
// point's when one is missing, NaN when both are.
func between(below, above point) float64 {
	switch {
	case below.v == 0 && above.v == 0:
		return math.NaN()
	case below.v == 0:
		return above.v
	case above.v == 0:
		return below.v
	}
	t := -below.k / (above.k - below.k) // 0 at the strike below, 1 at the one above
	return below.v + float64(t*(above.v-below.v))
}

// strikeVol returns the volatility of one strike, a fraction a year, of its contracts
// [lo, hi): the out-of-the-money leg's (the put below the forward, the call from it
// on), else the other's, else 0.
func strikeVol(c *chain.Chain, s *Surface, lo, hi int, forward float64) float64 {
	otm := chain.Call
	if c.Strike[lo] < forward {
		otm = chain.Put
	}
	other := 0.0
	for i := lo; i < hi; i++ {
		if !(s.Vol[i] > 0) || c.Out[i] != chain.Live {
			continue
		}
		if c.Right[i] == otm {
			return s.Vol[i]
		}
		other = s.Vol[i]
	}
	return other
}
