package american

import (
	"math"
	"sync"
)

// smile is a range of volatilities and the Chebyshev points over it, at which premiums are solved.
type smile struct {
	low, high float64
	vols      []float64
	weight    []float64 // barycentric: ±½, ∓1, …
}

// volatilities returns how many volatilities a range takes so that interpolation adds no more than 10⁻⁶ of the strike.
func volatilities(low, high float64) int {
	switch ratio := high / low; {
	case ratio < 1.0001:
		return 1
	case ratio <= 1.35:
		return 4
	case ratio <= 2.8:
		return 6
	case ratio <= 5:
		return 8
	case ratio <= 10:
		return 11
	}
	return maxVols
}

// maxVols is the largest number of volatilities.
const maxVols = 16

// nodes sets m Chebyshev points over the range.
func (s *smile) nodes(m int) {
	of := chebyshev()[m]
	s.vols, s.weight = make([]float64, m), of.weight
	for k, place := range of.place {
		s.vols[k] = s.low + float64((s.high-s.low)*place)
	}
}

// chebyshevPoints are points over a range from 0 to 1, and their barycentric weights.
type chebyshevPoints struct{ place, weight []float64 }

// chebyshev returns the points by their number.
var chebyshev = sync.OnceValue(func() []chebyshevPoints {
	all := make([]chebyshevPoints, maxVols+1)
	all[1] = chebyshevPoints{[]float64{0}, []float64{1}}
	for m := 2; m <= maxVols; m++ {
		p := chebyshevPoints{make([]float64, m), make([]float64, m)}
		for k := range m {
			sin, _ := sincos(math.Pi / 2 * float64(k) / float64(m-1))
			p.place[k], p.weight[k] = sin*sin, 1-2*float64(k%2) // (1 − cos 2x)/2
		}
		p.weight[0] /= 2
		p.weight[m-1] /= 2
		all[m] = p
	}
	return all
})

// mix is how much each of the points counts at a volatility between them.
type mix struct {
	share [maxVols]float64
	count int
}

func (m *mix) shares() []float64 { return m.share[:m.count] }

// at returns the mix at a volatility, clamped to the range.
func (s *smile) at(vol float64) (m mix) {
	m.count = len(s.vols)
	vol = max(s.low, min(vol, s.high))
	sum := 0.0
	for k, v := range s.vols {
		if vol == v {
			m.share = [maxVols]float64{}
			m.share[k] = 1
			return m
		}
		m.share[k] = s.weight[k] / (vol - v)
		sum += m.share[k]
	}
	sum = 1 / sum
	for k := range m.shares() {
		m.share[k] *= sum
	}
	return m
}

// within reports whether a volatility is in the range.
func (s *smile) within(vol float64) bool { return vol >= s.low && vol <= s.high }

// beyond returns how a depth grows from the end of the range to a volatility beyond it: in proportion; 1 within.
func (s *smile) beyond(vol float64) float64 {
	switch {
	case vol < s.low:
		return vol / s.low
	case vol > s.high:
		return vol / s.high
	}
	return 1
}
