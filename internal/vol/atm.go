package vol

import (
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
	for lo := c.Expiries[x].Lo; lo < c.Expiries[x].Hi; {
		hi := lo + 1
		for hi < c.Expiries[x].Hi && c.Strike[hi] == c.Strike[lo] {
			hi++
		}
		if v := strikeVol(c, s, lo, hi, e.Forward); v > 0 {
			p := point{kernel.Log(c.Strike[lo] / e.Forward), v * v}
			if p.k <= 0 {
				below = p
			} else {
				above = p
				break
			}
		}
		lo = hi
	}
	return math.Sqrt(between(below, above))
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
