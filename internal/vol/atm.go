package vol

import (
	"iter"
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// atTheMoney fills in every expiry's volatility at the forward.
func (f *fitter) atTheMoney() {
	for x := range f.s.Expiries {
		f.s.Expiries[x].ATMVol = atmVol(f.c, f.s, x)
	}
}

// atmVol is the volatility of expiry x at its forward: linear in total variance and ln K between the two strikes around
// it, the nearest strike's outside. Each strike counts with its out-of-the-money leg, or the other when that has none.
// NaN when the expiry is settled or no strike has a volatility.
func atmVol(c *chain.Chain, s *Surface, x int) float64 {
	e := s.Expiries[x]
	if e.Years <= 0 {
		return math.NaN()
	}
	below, above := point{}, point{}
	for strike, v := range s.strikes(c, x) {
		p := point{kernel.Log(strike / e.Forward), v * v}
		if p.k > 0 {
			above = p
			break
		}
		below = p
	}
	return math.Sqrt(between(below, above))
}

// strikes yields the strikes of expiry x that have a volatility, ascending, each with its strikeVol.
func (s *Surface) strikes(c *chain.Chain, x int) iter.Seq2[float64, float64] {
	return func(yield func(strike, vol float64) bool) {
		e := c.Expiries[x]
		for lo := e.Lo; lo < e.Hi; {
			hi := lo + 1
			for hi < e.Hi && c.Strike[hi] == c.Strike[lo] {
				hi++
			}
			if v := strikeVol(c, s, lo, hi, s.Expiries[x].Forward); v > 0 && !yield(c.Strike[lo], v) {
				return
			}
			lo = hi
		}
	}
}

// point is a strike in log-moneyness with its variance a year; v = 0 means there is none.
type point struct{ k, v float64 }

// between interpolates the variance at k = 0.
func between(below, above point) float64 {
	switch {
	case below.v == 0 && above.v == 0:
		return math.NaN()
	case below.v == 0:
		return above.v
	case above.v == 0:
		return below.v
	}
	t := -below.k / (above.k - below.k)
	return below.v + float64(t*(above.v-below.v))
}

// strikeVol is the volatility of the contracts [lo, hi) of one strike: the out-of-the-money leg's, else the other's,
// else 0.
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
