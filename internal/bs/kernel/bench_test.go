package kernel_test

import (
	"math"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
)

const benchSize = 20000

// perCell reports the time of one of n cells.
func perCell(b *testing.B, n int, unit string) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), unit)
}

// BenchmarkGreeks compares six greeks at one spot: the columns here, one option at a time with math.Erf and everything
// shared, and the textbook.
func BenchmarkGreeks(b *testing.B) {
	s := newSample(benchSize)
	b.Run("batch", func(b *testing.B) {
		batch, g := s.batch(), allGreeks(benchSize)
		g.Vanna = nil
		for b.Loop() {
			batch.GreeksTo(&g, sampleSpot)
		}
		perCell(b, benchSize, "ns/option")
	})
	options := make([]bs.Option, benchSize)
	for i := range options {
		options[i] = s.option(i, sampleSpot)
	}
	b.Run("naive", func(b *testing.B) {
		for b.Loop() {
			for i := range options {
				naive(&options[i])
			}
		}
		perCell(b, benchSize, "ns/option")
	})
	b.Run("textbook", func(b *testing.B) {
		for b.Loop() {
			for _, o := range options {
				o.Price()
				o.Delta()
				o.Gamma()
				o.Vega()
				o.Theta()
				o.Charm()
			}
		}
		perCell(b, benchSize, "ns/option")
	})
}

// naive is what one writes first: six greeks of one option, with what they share taken once.
//
//go:noinline
func naive(o *bs.Option) (price, delta, gamma, vega, theta, charm float64) {
	normal := func(x float64) float64 { return 0.5 * (1 + math.Erf(x/math.Sqrt2)) }
	sign := 1.0
	if o.Right == bs.Put {
		sign = -1
	}
	root := math.Sqrt(o.Years)
	s := o.Vol * root
	d1 := (math.Log(o.Spot/o.Strike)+(o.Rate-o.Yield)*o.Years)/s + 0.5*s
	d2 := d1 - s
	discount, dividend := math.Exp(-o.Rate*o.Years), math.Exp(-o.Yield*o.Years)
	density := dividend * math.Exp(-0.5*d1*d1) / math.Sqrt(2*math.Pi)
	n1, n2 := dividend*normal(sign*d1), discount*normal(sign*d2)
	price = sign * (o.Spot*n1 - o.Strike*n2)
	delta = sign * n1
	gamma = density / (o.Spot * s)
	vega = o.Spot * density * root
	theta = sign*(o.Yield*o.Spot*n1-o.Rate*o.Strike*n2) - o.Spot*density*o.Vol/(2*root)
	charm = sign*o.Yield*n1 - density*((o.Rate-o.Yield)/s-d2/(2*o.Years))
	return price, delta, gamma, vega, theta, charm
}

// BenchmarkNew is what deriving a batch costs.
func BenchmarkNew(b *testing.B) {
	s := newSample(benchSize)
	for b.Loop() {
		s.batch()
	}
	perCell(b, benchSize, "ns/option")
}

// BenchmarkProfile compares the gamma of the whole book over a ladder of spots with the full formula in every cell.
func BenchmarkProfile(b *testing.B) {
	s, spots := newSample(benchSize), ladder()
	batch, dst := s.batch(), make([]float64, len(spots))
	cells := benchSize * len(spots)
	b.Run("batch", func(b *testing.B) {
		for b.Loop() {
			batch.GammaTo(dst, spots)
		}
		perCell(b, cells, "ns/cell")
	})
	b.Run("ladder", func(b *testing.B) {
		for b.Loop() {
			batch.LadderTo(dst, sampleSpot, 0.001, -223, 182)
		}
		perCell(b, cells, "ns/cell")
	})
	b.Run("ladder1000", func(b *testing.B) {
		dst := make([]float64, 1000)
		for b.Loop() {
			batch.LadderTo(dst, sampleSpot, 0.0004, -500, 499)
		}
		perCell(b, benchSize*len(dst), "ns/cell")
	})
	b.Run("narrow", func(b *testing.B) {
		late := s.late().batch()
		for b.Loop() {
			late.LadderTo(dst, sampleSpot, 0.001, -223, 182)
		}
		perCell(b, cells, "ns/cell")
	})
	b.Run("naive", func(b *testing.B) {
		for b.Loop() {
			naiveProfile(dst, spots, s)
		}
		perCell(b, cells, "ns/cell")
	})
}

// late is the chain with all of it expiring in two hours, strikes within a twentieth of the spot: none takes the
// recurrence.
func (s *sample) late() *sample {
	l := *s
	l.groups = []kernel.Group{{Hi: len(s.strike), Years: 2.0 / 24 / 365, Rate: 0.04}}
	l.strike = make([]float64, len(s.strike))
	for i, k := range s.strike {
		l.strike[i] = sampleSpot + (k-sampleSpot)/10
	}
	return &l
}

// BenchmarkSmall is a whole market: underlyings of a few hundred contracts in expiries of forty.
func BenchmarkSmall(b *testing.B) {
	const n = 600
	s := newSample(n)
	s.groups = s.groups[:0]
	for lo := 0; lo < n; lo += 40 {
		s.groups = append(s.groups, kernel.Group{Lo: lo, Hi: lo + 40, Years: float64(lo+10) / 600, Rate: 0.04})
	}
	batch, g, dst := s.batch(), allGreeks(n), make([]float64, 406)
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			s.batch()
		}
		perCell(b, n, "ns/option")
	})
	b.Run("greeks", func(b *testing.B) {
		for b.Loop() {
			batch.GreeksTo(&g, sampleSpot)
		}
		perCell(b, n, "ns/option")
	})
	b.Run("ladder", func(b *testing.B) {
		for b.Loop() {
			batch.LadderTo(dst, sampleSpot, 0.001, -223, 182)
		}
		perCell(b, n*len(dst), "ns/cell")
	})
}

// naiveProfile is the full formula of gamma for every contract at every spot.
func naiveProfile(dst, spots []float64, s *sample) {
	for j, spot := range spots {
		dst[j] = 0
		for _, g := range s.groups {
			for i := g.Lo; i < g.Hi; i++ {
				total := s.vol[i] * math.Sqrt(g.Years)
				d1 := (math.Log(spot/s.strike[i])+g.Carry)/total + 0.5*total
				density := math.Exp(-0.5*d1*d1) / math.Sqrt(2*math.Pi)
				dst[j] += s.weight[i] * math.Exp(g.Carry-g.Rate*g.Years) * density / (spot * total)
			}
		}
	}
}

// BenchmarkDelta is a scenario ladder of dealer delta.
func BenchmarkDelta(b *testing.B) {
	s := newSample(benchSize)
	batch, spots := s.batch(), ladder()[200:217]
	dst := make([]float64, len(spots))
	for b.Loop() {
		batch.DeltaTo(dst, spots)
	}
	perCell(b, benchSize*len(spots), "ns/cell")
}

// BenchmarkSlope is one step of a root search.
func BenchmarkSlope(b *testing.B) {
	batch := newSample(benchSize).batch()
	for b.Loop() {
		batch.GammaSlope(sampleSpot)
	}
	perCell(b, benchSize, "ns/cell")
}

// BenchmarkSum is the ordered sum.
func BenchmarkSum(b *testing.B) {
	x := newSample(benchSize).weight
	for b.Loop() {
		kernel.Sum(x)
	}
	perCell(b, benchSize, "ns/value")
}
