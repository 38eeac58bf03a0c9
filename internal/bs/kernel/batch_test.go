package kernel_test

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"pgregory.net/rapid"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
)

// TestGreeksAgainstTextbook compares a whole chain with package bs.
func TestGreeksAgainstTextbook(t *testing.T) {
	const n = 3000
	s, g := newSample(n), allGreeks(n)
	s.batch().GreeksTo(&g, sampleSpot)
	for _, c := range columns {
		for i, got := range *c.column(&g) {
			o := s.option(i, sampleSpot)
			if want := c.scalar(o); !(math.Abs(got-want) <= 1e-12*math.Abs(want)+1e-13*unit(c.name, o)) {
				t.Fatalf("contract %d: %s = %v, the textbook has %v", i, c.name, got, want)
			}
		}
	}
}

// unit is the natural size of a greek.
func unit(name string, o bs.Option) float64 {
	s := o.Vol * math.Sqrt(o.Years)
	return map[string]float64{
		"price": o.Spot,
		"delta": 1,
		"gamma": 1 / (o.Spot * s),
		"vega":  o.Spot * math.Sqrt(o.Years),
		"theta": o.Spot * s / o.Years,
		"vanna": 1 / o.Vol,
		"charm": 1 / o.Years,
	}[name]
}

// TestGreeksSkip checks that columns left out change nothing in the others.
func TestGreeksSkip(t *testing.T) { eachPath(t, testGreeksSkip) }

func testGreeksSkip(t *testing.T) {
	const n = 700
	b, all := newSample(n).batch(), allGreeks(n)
	b.GreeksTo(&all, sampleSpot)
	for _, c := range columns {
		var one kernel.Greeks
		*c.column(&one) = make([]float64, n)
		b.GreeksTo(&one, sampleSpot)
		sameBits(t, c.name, *c.column(&one), *c.column(&all))
	}
}

// TestSumsAgainstTextbook compares every sum with a plain loop over package bs, to a part of the gross.
func TestSumsAgainstTextbook(t *testing.T) {
	const n = 5000
	s := newSample(n)
	b, spots := s.batch(), []float64{3000, 4900, sampleSpot, 5030, 7000}
	gammas, deltas := b.GammaTo(nil, spots), b.DeltaTo(make([]float64, len(spots)), spots)
	vanna, charm := new(kernel.Vanna), new(kernel.Charm)
	for _, size := range []int{2 * n, n} { // in the memory of a larger one
		other := newSample(size).batch()
		vanna.Reset(other)
		charm.Reset(other)
	}
	vanna.Reset(b)
	charm.Reset(b)
	for j, spot := range spots {
		near(t, "vanna", vanna.At(spot), s, spot, bs.Option.Vanna)
		near(t, "charm", charm.At(spot), s, spot, bs.Option.Charm)
		near(t, "gamma", gammas[j], s, spot, bs.Option.Gamma)
		near(t, "delta", deltas[j], s, spot, bs.Option.Delta)
		gamma, slope := b.GammaSlope(spot)
		near(t, "gamma of GammaSlope", gamma, s, spot, bs.Option.Gamma)
		near(t, "slope", slope, s, spot, bs.Option.Speed)
	}
}

// near checks got against Σ weight × greek, to 1e-13 of Σ |weight × greek|.
func near(t *testing.T, name string, got float64, s *sample, spot float64, greek func(bs.Option) float64) {
	t.Helper()
	var sum, gross float64
	for i, w := range s.weight {
		v := w * greek(s.option(i, spot))
		sum += v
		gross += math.Abs(v)
	}
	if !(math.Abs(got-sum) <= 1e-13*gross) {
		t.Errorf("%s at %v = %v, want %v ± %v", name, spot, got, sum, 1e-13*gross)
	}
}

// TestGammaToIsSumOfGreeks checks the identity that lets totals and profile be in one report.
func TestGammaToIsSumOfGreeks(t *testing.T) {
	const n = 5000
	s := newSample(n)
	b, g := s.batch(), kernel.Greeks{Gamma: make([]float64, n), Delta: make([]float64, n)}
	b.GreeksTo(&g, sampleSpot)
	gross := 0.0
	for i, w := range s.weight {
		g.Gamma[i] *= w
		g.Delta[i] *= w
		gross += math.Abs(g.Gamma[i])
	}
	if got, want := b.GammaTo(nil, []float64{sampleSpot})[0], kernel.Sum(g.Gamma); !(math.Abs(got-want) <= 1e-14*gross) {
		t.Errorf("GammaTo = %v, sum of the greeks %v", got, want)
	}
}

// TestSlopeByDifferences checks the slope as the derivative of the sum it comes with.
func TestSlopeByDifferences(t *testing.T) {
	b := newSample(2000).batch()
	sum := func(x float64) float64 { gamma, _ := b.GammaSlope(x); return gamma }
	for _, spot := range []float64{4700, sampleSpot, 5200} {
		want := fd.Derivative(sum, spot, &fd.Settings{Formula: fd.Central, Step: 0.01})
		if _, got := b.GammaSlope(spot); !(math.Abs(got-want) <= 1e-5*math.Abs(want)) {
			t.Errorf("slope at %v = %v, by differences %v", spot, got, want)
		}
	}
}

// TestThreads checks that the number of threads does not show.
func TestThreads(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	b, spots := newSample(10000).batch(), ladder()
	runtime.GOMAXPROCS(1)
	gammas, deltas := b.GammaTo(nil, spots), b.DeltaTo(nil, spots[:40])
	for _, threads := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(threads)
		sameBits(t, "GammaTo", b.GammaTo(nil, spots), gammas)
		sameBits(t, "DeltaTo", b.DeltaTo(nil, spots[:40]), deltas)
	}
	alone := b.GammaTo(nil, spots[7:8])
	sameBits(t, "a spot alone", alone, gammas[7:8])
}

// TestNoWeight checks that contracts without a weight leave no trace in the sums.
func TestNoWeight(t *testing.T) { eachPath(t, testNoWeight) }

func testNoWeight(t *testing.T) {
	s := newSample(9001)
	kept := &sample{}
	for _, g := range s.groups {
		lo := len(kept.strike)
		for i := g.Lo; i < g.Hi; i++ {
			if s.weight[i] != 0 {
				kept.strike, kept.vol = append(kept.strike, s.strike[i]), append(kept.vol, s.vol[i])
				kept.put, kept.weight = append(kept.put, s.put[i]), append(kept.weight, s.weight[i])
			}
		}
		g.Lo, g.Hi = lo, len(kept.strike)
		kept.groups = append(kept.groups, g)
	}
	all, without, spots := s.batch(), kept.batch(), ladder()[190:210]
	sameBits(t, "GammaTo", all.GammaTo(nil, spots), without.GammaTo(nil, spots))
	sameBits(t, "DeltaTo", all.DeltaTo(nil, spots), without.DeltaTo(nil, spots))
	for _, spot := range spots {
		g1, s1 := all.GammaSlope(spot)
		g2, s2 := without.GammaSlope(spot)
		sameBits(t, "GammaSlope", []float64{g1, s1}, []float64{g2, s2})
	}
}

// TestFinite throws any finite numbers at a batch.
func TestFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "contracts")
		any := rapid.Float64()
		draw := func(name string) []float64 { return rapid.SliceOfN(any, n, n).Draw(t, name) }
		group := kernel.Group{Hi: n, Years: any.Draw(t, "years"), Rate: any.Draw(t, "rate"), Carry: any.Draw(t, "carry")}
		put := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "put")
		b := kernel.New([]kernel.Group{group}, draw("strike"), draw("vol"), put, draw("weight"))
		spot := any.Draw(t, "spot")

		g := allGreeks(n)
		b.GreeksTo(&g, spot)
		for _, c := range columns {
			finite(t, c.name, *c.column(&g)...)
		}
		finite(t, "GammaTo", b.GammaTo(nil, []float64{spot})...)
		finite(t, "DeltaTo", b.DeltaTo(nil, []float64{spot})...)
		gamma, slope := b.GammaSlope(spot)
		finite(t, "GammaSlope", gamma, slope)
	})
}

func finite(t *rapid.T, name string, x ...float64) {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Errorf("%s = %v", name, x)
		}
	}
}

// TestEmpty checks a book of nothing.
func TestEmpty(t *testing.T) {
	b := kernel.New(nil, nil, nil, nil, nil)
	b.GreeksTo(&kernel.Greeks{}, sampleSpot)
	if got := b.GammaTo(nil, []float64{1, 2}); !slices.Equal(got, []float64{0, 0}) {
		t.Errorf("GammaTo = %v, want zeros", got)
	}
	if gamma, slope := b.GammaSlope(1); gamma != 0 || slope != 0 {
		t.Errorf("GammaSlope = %v, %v, want zeros", gamma, slope)
	}
}

// TestPanics lists the mistakes of a caller.
func TestPanics(t *testing.T) {
	one, two, put := []float64{1}, []float64{1, 2}, []bool{false}
	group := func(lo, hi int) []kernel.Group { return []kernel.Group{{Lo: lo, Hi: hi, Years: 1}} }
	b := kernel.New(group(0, 1), one, one, put, one)
	for name, mistake := range map[string]func(){
		"vol of another length":    func() { kernel.New(group(0, 1), one, two, put, one) },
		"put of another length":    func() { kernel.New(group(0, 1), one, one, nil, one) },
		"weight of another length": func() { kernel.New(group(0, 1), one, one, put, two) },
		"groups that end early":    func() { kernel.New(nil, one, one, put, one) },
		"groups that end late":     func() { kernel.New(group(0, 2), one, one, put, one) },
		"groups that start late":   func() { kernel.New(group(1, 1), one, one, put, one) },
		"a short greek":            func() { b.GreeksTo(&kernel.Greeks{Price: []float64{}}, 1) },
		"a short gamma":            func() { b.GammaTo(one, two) },
		"a long delta":             func() { b.DeltaTo(two, one) },
	} {
		panics(t, name, mistake)
	}
}

// panics checks that a mistake of the caller panics.
func panics(t *testing.T, name string, mistake func()) {
	t.Run(name, func(t *testing.T) {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		mistake()
	})
}

// sameBits checks that two columns are equal bit for bit.
func sameBits(t *testing.T, name string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", name, len(got), len(want))
	}
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("%s: value %d is %x, want %x", name, i, got[i], want[i])
		}
	}
}

// TestReset checks that a batch in the memory of another has the bits of a new one, whatever the other left there.
func TestReset(t *testing.T) { eachPath(t, testReset) }

func testReset(t *testing.T) {
	again := new(kernel.Batch)
	for _, n := range []int{5003, 5, 700, 0, 4099, 1} {
		spoil(again, n+17)
		for _, everyWeight := range []bool{false, true} {
			s := newSample(n)
			for i, w := range s.weight {
				if everyWeight && w == 0 {
					s.weight[i] = 1
				}
			}
			again.Reset(s.groups, s.strike, s.vol, s.put, s.weight)
			fresh, got, want := s.batch(), allGreeks(n), allGreeks(n)
			again.GreeksTo(&got, sampleSpot)
			fresh.GreeksTo(&want, sampleSpot)
			for _, c := range columns {
				sameBits(t, c.name, *c.column(&got), *c.column(&want))
			}
			sameBits(t, "delta sum", again.DeltaTo(nil, ladder()), fresh.DeltaTo(nil, ladder()))
			sameBits(t, "gamma sum", again.GammaTo(nil, ladder()), fresh.GammaTo(nil, ladder()))
			sameBits(t, "ladder", again.LadderTo(nil, sampleSpot, 1e-3, -223, 182), fresh.LadderTo(nil, sampleSpot, 1e-3, -223, 182))
		}
	}
}

// spoil makes a batch of n contracts that are no numbers.
func spoil(b *kernel.Batch, n int) {
	nan := slices.Repeat([]float64{math.NaN()}, n)
	b.Reset([]kernel.Group{{Hi: n, Years: math.NaN(), Rate: math.NaN(), Carry: math.NaN()}}, nan, nan, make([]bool, n), nan)
}
