package vol

import (
	"math"
	"sort"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// Smile is the volatility of one expiry as a function of ln K: variance linear in ln K
// between strikes, flat outside. It is the f of the volatility rules (docs/theory.md
// 7.2).
type Smile struct {
	k, v []float64 // ln K ascending, and variance σ² a year
}

// Smile returns the smile of expiry x. The volatility of a strike is that of its
// out-of-the-money leg, else of the other.
func (s *Surface) Smile(c *chain.Chain, x int) Smile {
	var m Smile
	for strike, v := range s.strikes(c, x) {
		m.k, m.v = append(m.k, kernel.Log(strike)), append(m.v, v*v)
	}
	return m
}

// At returns the volatility at k = ln K, a fraction a year,
//
//	√(v₀ + (v₁ − v₀) (k − k₀)/(k₁ − k₀))
//
// between the strikes around it, the outermost strike's beyond; NaN when the smile has
// no strike.
func (m Smile) At(k float64) float64 {
	n := len(m.k)
	if n == 0 {
		return math.NaN()
	}
	j := sort.SearchFloat64s(m.k, k)
	switch {
	case j == 0:
		return math.Sqrt(m.v[0])
	case j == n:
		return math.Sqrt(m.v[n-1])
	}
	t := (k - m.k[j-1]) / (m.k[j] - m.k[j-1])
	return math.Sqrt(m.v[j-1] + float64(t*(m.v[j]-m.v[j-1])))
}

// AtEach writes the volatility at each k[i] + shift, as At does, k = ln K ascending.
func (m Smile) AtEach(dst, k []float64, shift float64) {
	n, j := len(m.k), 0
	for i, at := range k {
		at += shift
		for j < n && m.k[j] < at {
			j++
		}
		switch {
		case i > 0 && k[i] == k[i-1]: // the other side of the strike
			dst[i] = dst[i-1]
		case n == 0:
			dst[i] = math.NaN()
		case j == 0:
			dst[i] = math.Sqrt(m.v[0])
		case j == n:
			dst[i] = math.Sqrt(m.v[n-1])
		default:
			t := (at - m.k[j-1]) / (m.k[j] - m.k[j-1])
			dst[i] = math.Sqrt(m.v[j-1] + float64(t*(m.v[j]-m.v[j-1])))
		}
	}
}

// Strikes returns the lowest and the highest strike of the smile, NaN of none.
func (m Smile) Strikes() (low, high float64) {
	if len(m.k) == 0 {
		return math.NaN(), math.NaN()
	}
	return kernel.Exp(m.k[0]), kernel.Exp(m.k[len(m.k)-1])
}
