package kernel_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gex/internal/bs/bstest"
	"gex/internal/bs/kernel"
)

// eachPath runs a test on every path that this machine has, and says which it has not.
func eachPath(t *testing.T, test func(t *testing.T)) {
	has, lacks := kernel.Paths()
	for _, path := range has {
		t.Run(path, func(t *testing.T) {
			defer kernel.Use(path)()
			test(t)
		})
	}
	if len(lacks) > 0 {
		t.Logf("NOT tested, as this machine has no %s", strings.Join(lacks, " and "))
	}
}

// results are the bits of everything that a book gives at some spots.
type results map[string][]float64

func (s *sample) results(spots []float64, base, step float64, rungs int) results {
	r, b, n := results{}, s.batch(), len(s.strike)
	for j, spot := range spots {
		g := allGreeks(n)
		b.GreeksTo(&g, spot)
		for _, c := range columns {
			r[fmt.Sprint(c.name, j)] = *c.column(&g)
		}
		gamma, slope := b.GammaSlope(spot)
		r[fmt.Sprint("slope", j)] = []float64{gamma, slope}
	}
	r["gamma sum"] = b.GammaTo(nil, spots)
	r["delta sum"] = b.DeltaTo(nil, spots)
	vanna, charm := new(kernel.Vanna), new(kernel.Charm)
	vanna.Reset(b)
	charm.Reset(b)
	for j, spot := range spots {
		r[fmt.Sprint("vanna, charm", j)] = []float64{vanna.At(spot), charm.At(spot)}
	}
	r["ladder"] = b.LadderTo(nil, base, step, -rungs, rungs)
	return r
}

// same checks that all paths give the same results as plain Go.
func same(t *testing.T, name string, take func() results) {
	t.Helper()
	restore := kernel.Use("scalar")
	want := take()
	restore()
	has, _ := kernel.Paths()
	for _, path := range has {
		restore := kernel.Use(path)
		got := take()
		restore()
		for _, column := range slices.Sorted(maps.Keys(want)) {
			if i := differs(got[column], want[column]); i >= 0 {
				t.Fatalf("%s, %s: %s: value %d is %x, plain Go has %x", name, path, column, i, got[column][i], want[column][i])
			}
		}
	}
}

// differs returns the first value whose bits differ, or -1. One NaN is as good as another.
func differs(got, want []float64) int {
	for i := range want {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			return i
		}
	}
	return -1
}

// TestPaths compares the paths over books of every size that is odd in some way.
func TestPaths(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1000, 4095, 4096, 4097, 8192, 8200} {
		s := newSample(n)
		same(t, fmt.Sprint(n, " contracts"), func() results {
			return s.results([]float64{4000, sampleSpot, 5032.25}, sampleSpot, 0.001, 70)
		})
	}
}

// TestPathsGroups compares the paths over expiries of a few contracts each, in every position.
func TestPathsGroups(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		s := &sample{}
		for range 1 + random.IntN(20) {
			s.expire(random, random.IntN(20), math.Exp(-10+10*random.Float64()))
		}
		same(t, fmt.Sprint(len(s.strike), " contracts"), func() results {
			return s.results([]float64{sampleSpot, 4800}, sampleSpot, 0.002, 40)
		})
	}
}

// expire adds an expiry of n contracts around the spot.
func (s *sample) expire(random *rand.Rand, n int, years float64) {
	lo := len(s.strike)
	for i := range n {
		s.strike = append(s.strike, sampleSpot*math.Exp(0.2*random.NormFloat64()))
		s.vol = append(s.vol, 0.05+random.Float64())
		s.put = append(s.put, random.IntN(2) == 0)
		s.weight = append(s.weight, s.draw(random, i))
	}
	s.groups = append(s.groups, kernel.Group{Lo: lo, Hi: lo + n, Years: years, Rate: 0.05, Carry: 0.02 * years})
}

// TestPathsNarrow compares the paths over the last hours of a book, when no contract takes the recurrence.
func TestPathsNarrow(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, years := range []float64{1e-3, 1e-4, 1e-5, 1e-7} {
		s := &sample{}
		for range 5 {
			s.expire(random, 900, years)
		}
		for _, step := range []float64{0.001, 0.0001, -0.001, 0.02} {
			same(t, fmt.Sprint(years, " years"), func() results {
				return s.results([]float64{sampleSpot}, sampleSpot, step, 100)
			})
		}
	}
}

// TestPathsLadders compares the paths over ladders of every length that is odd in some way, wide and narrow contracts mixed.
func TestPathsLadders(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	s := &sample{}
	for _, years := range []float64{1e-6, 0.1, 1e-4, 1e-3, 1} {
		s.expire(random, 61, years)
	}
	for _, last := range []int{0, 1, 6, 7, 8, 62, 63, 64, 65, 127, 128, 200} {
		same(t, fmt.Sprint(last+1, " rungs"), func() results {
			return results{"ladder": s.batch().LadderTo(nil, 4900, 0.0005, 0, last)}
		})
	}
}

// TestGreeksStay checks that vectors write nothing beyond the columns, wherever the last expiry starts.
func TestGreeksStay(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(11, 12))
		for n := range 40 {
			s := &sample{}
			s.expire(random, n/3, 0.1)
			s.expire(random, n-n/3, 0.2)
			var g, beyond kernel.Greeks
			for _, c := range columns {
				buffer := slices.Repeat([]float64{42}, n+16)
				*c.column(&g), *c.column(&beyond) = buffer[8:8+n], buffer
			}
			s.batch().GreeksTo(&g, sampleSpot)
			for _, c := range columns {
				buffer := *c.column(&beyond)
				for i, v := range buffer {
					if (i < 8 || i >= 8+n) && v != 42 {
						t.Fatalf("%d contracts: %s writes number %d", n, c.name, i-8)
					}
				}
			}
		}
	})
}

// harsh are numbers that no market has. What is no number is not among them: it has no meaning, and no bits, to hold to.
var harsh = []float64{
	0, math.Copysign(0, -1), 1, -1, 5e-324, -5e-324, 1e-310, 0x1p-1022, 1e-300, 1e-50, 1e-40, 1e-17, 1e-9, 0.5, 2, 100, 4999,
	sampleSpot, 5001, 1e9, 1e20, 1e50, 1e300, math.MaxFloat64, -math.MaxFloat64, math.Inf(1), math.Inf(-1),
}

// TestPathsHarsh compares the paths over every kind of number in every column.
func TestPathsHarsh(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		s := harshSample(random, harsh, 1+random.IntN(30))
		spots := []float64{harsh[random.IntN(len(harsh))], sampleSpot}
		base, step := harsh[random.IntN(len(harsh))], harsh[random.IntN(len(harsh))]
		same(t, fmt.Sprintf("%+v", *s), func() results { return s.results(spots, base, step, 40) })
	}
}

// harshSample makes a book of a few expiries out of the numbers, half of them ordinary.
func harshSample(random *rand.Rand, numbers []float64, n int) *sample {
	draw := func(ordinary float64) float64 {
		if random.IntN(2) == 0 {
			return ordinary
		}
		return numbers[random.IntN(len(numbers))]
	}
	s := &sample{}
	for lo := 0; lo < n; {
		hi := min(n, lo+1+random.IntN(12))
		s.groups = append(s.groups, kernel.Group{Lo: lo, Hi: hi, Years: draw(0.1), Rate: draw(0.04), Carry: draw(0.01)})
		lo = hi
	}
	for range n {
		s.strike = append(s.strike, draw(sampleSpot))
		s.vol = append(s.vol, draw(0.2))
		s.put = append(s.put, random.IntN(2) == 0)
		s.weight = append(s.weight, draw(300))
	}
	return s
}

// FuzzPaths compares the paths over books made of any numbers.
func FuzzPaths(f *testing.F) {
	fuzzNumbers(f, func(t *testing.T, random *rand.Rand, n int, numbers []float64) {
		numbers = slices.DeleteFunc(numbers, math.IsNaN)
		s := harshSample(random, numbers, 1+n)
		spots := []float64{numbers[random.IntN(len(numbers))], sampleSpot}
		base, step := numbers[random.IntN(len(numbers))], numbers[random.IntN(len(numbers))]
		same(t, "fuzzed", func() results { return s.results(spots, base, step, 40) })
	})
}

// fuzzNumbers fuzzes a test that draws n contracts at random out of some numbers, which are any.
func fuzzNumbers(f *testing.F, test func(t *testing.T, random *rand.Rand, n int, numbers []float64)) {
	var seed []byte
	for _, x := range harsh {
		seed = binary.LittleEndian.AppendUint64(seed, math.Float64bits(x))
	}
	f.Add(uint64(1), uint8(9), seed)
	f.Add(uint64(2), uint8(200), seed[:16])
	f.Fuzz(func(t *testing.T, order uint64, n uint8, data []byte) {
		numbers := []float64{sampleSpot}
		for ; len(data) >= 8; data = data[8:] {
			numbers = append(numbers, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		test(t, rand.New(rand.NewPCG(order, 0)), int(n), numbers)
	})
}

// TestReferencePaths compares the paths over the reference rows, each an expiry of its own.
func TestReferencePaths(t *testing.T) {
	s, spots := &sample{}, []float64{}
	for i, row := range bstest.Reference(t, "bsm_reference.csv") {
		o := row.Option(t)
		s.groups = append(s.groups, kernel.Group{Lo: i, Hi: i + 1, Years: o.Years, Rate: o.Rate, Carry: (o.Rate - o.Yield) * o.Years})
		s.strike, s.vol = append(s.strike, o.Strike), append(s.vol, o.Vol)
		s.put, s.weight = append(s.put, i%2 == 0), append(s.weight, float64(i%7)-3)
		if i%100 == 0 {
			spots = append(spots, o.Spot)
		}
	}
	same(t, "reference", func() results { return s.results(spots, spots[0], 0.001, 200) })
}

// TestNoNumber checks that what is no number does no harm on any path, whatever comes of it.
func TestNoNumber(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(13, 14))
		for range 100 {
			harshSample(random, []float64{math.NaN()}, 1+random.IntN(30)).results([]float64{math.NaN(), sampleSpot}, sampleSpot, 0.001, 70)
			harshQuotes(random, []float64{math.NaN()}, random.IntN(60)).results()
		}
	})
}

// TestChoosePath lists what GEX_SIMD may say on this machine.
func TestChoosePath(t *testing.T) {
	has, lacks := kernel.Paths()
	widest := has[len(has)-1]
	for name, want := range map[string]string{"": widest, "scalar": "scalar", "AVX2": widest, "sse": widest} {
		if got, warn := kernel.ChoosePath(name); got != want || (warn != "") != (name != "" && name != want) {
			t.Errorf("%q chooses %s, want %s; warning %q", name, got, want, warn)
		}
	}
	for _, name := range has {
		if got, warn := kernel.ChoosePath(name); got != name || warn != "" {
			t.Errorf("%q chooses %s, warning %q", name, got, warn)
		}
	}
	for _, name := range lacks {
		if got, warn := kernel.ChoosePath(name); got != widest || !strings.Contains(warn, name) {
			t.Errorf("%q chooses %s, want %s; warning %q", name, got, widest, warn)
		}
	}
}
