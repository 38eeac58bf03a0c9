package kernel_test

import (
	"math"
	"math/rand/v2"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
)

// sampleSpot is the spot that sample is around.
const sampleSpot = 5000.0

// sample is the columns of a chain.
type sample struct {
	groups              []kernel.Group
	strike, vol, weight []float64
	put                 []bool
}

// newSample makes a chain of n contracts like that of a large index: 40 expiries from two hours to two years, strikes from
// half the spot to half above it, calls long and puts short, one contract in ten without open interest.
func newSample(n int) *sample {
	const expiries = 40
	random := rand.New(rand.NewPCG(1, 2))
	s := &sample{}
	for g := range expiries {
		years := (0.1 + 0.5*float64(g*g)) / 365
		lo, hi := n*g/expiries, n*(g+1)/expiries
		s.groups = append(s.groups, kernel.Group{Lo: lo, Hi: hi, Years: years, Rate: 0.04, Carry: 0.03 * years})
		for i := lo; i < hi; i++ {
			moneyness := -0.5 + float64(i-lo)/float64(hi-lo)
			s.strike = append(s.strike, math.Round(sampleSpot*(1+moneyness)))
			s.vol = append(s.vol, 0.15+0.3*moneyness*moneyness+0.01*random.Float64())
			s.put = append(s.put, i%2 == 1)
			s.weight = append(s.weight, s.draw(random, i))
		}
	}
	return s
}

// draw returns the weight of contract i: whole contracts of 100, none in one case of ten.
func (s *sample) draw(random *rand.Rand, i int) float64 {
	contracts := math.Round(1000 * random.ExpFloat64())
	if random.IntN(10) == 0 {
		contracts = 0
	}
	if i%2 == 1 {
		contracts = -contracts
	}
	return 100 * contracts
}

func (s *sample) batch() *kernel.Batch {
	return kernel.New(s.groups, s.strike, s.vol, s.put, s.weight)
}

// option returns contract i at a spot as the textbook takes it.
func (s *sample) option(i int, spot float64) bs.Option {
	o := bs.Option{Spot: spot, Strike: s.strike[i], Vol: s.vol[i]}
	if s.put[i] {
		o.Right = bs.Put
	}
	for _, g := range s.groups {
		if g.Lo <= i && i < g.Hi {
			o.Years, o.Rate, o.Yield = g.Years, g.Rate, g.Rate-g.Carry/g.Years
		}
	}
	return o
}

// ladder returns the spots S·e^{j/1000}, j = −223 … 182: 20% down to 20% up.
func ladder() []float64 {
	var spots []float64
	for j := -223; j <= 182; j++ {
		spots = append(spots, sampleSpot*math.Exp(float64(j)/1000))
	}
	return spots
}
