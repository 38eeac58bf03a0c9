package kernel_test

import (
	"math"
	"runtime"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs/kernel"
)

// TestLadderTo compares a ladder with its spots taken one by one, which are its oracle.
func TestLadderTo(t *testing.T) {
	s := newSample(9000)
	b, gross := s.batch(), s.gross()
	for _, c := range []struct {
		base, step float64
		from, to   int
	}{
		{sampleSpot, 0.001, -223, 182},
		{sampleSpot, 0.0001, -500, 500},
		{sampleSpot, 0.004, -60, 60},
		{sampleSpot, 0.05, -20, 20},
		{sampleSpot, -0.001, 0, 300},
		{100, 0.01, 300, 450},
		{sampleSpot, 0.001, 7, 7},
	} {
		spots := rungs(c.base, c.step, c.from, c.to)
		got, want, scale := b.LadderTo(nil, c.base, c.step, c.from, c.to), b.GammaTo(nil, spots), gross.GammaTo(nil, spots)
		worst := 0.0
		for j := range got {
			miss := math.Abs(got[j] - want[j])
			if !(miss <= 1e-13*scale[j]+1e-290) {
				t.Errorf("step %v, spot %v: %v, want %v, gross %v", c.step, spots[j], got[j], want[j], scale[j])
			}
			worst = max(worst, miss/max(scale[j], 1e-290))
		}
		t.Logf("step %v, %d rungs: worst %.1e of gross", c.step, len(got), worst)
	}
}

// gross is the batch with every weight positive.
func (s *sample) gross() *kernel.Batch {
	long := *s
	long.weight = make([]float64, len(s.weight))
	for i, w := range s.weight {
		long.weight[i] = math.Abs(w)
	}
	return long.batch()
}

func rungs(base, step float64, from, to int) (spots []float64) {
	for j := from; j <= to; j++ {
		spots = append(spots, kernel.Rung(base, step, j))
	}
	return spots
}

// TestRungsTo: every spot has the bits of Rung, whatever the length, and beyond what a spot can be.
func TestRungsTo(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for _, step := range []float64{1e-3, -0.017, 3} {
			for n := range 90 {
				from := -n / 2
				got := kernel.RungsTo(nil, sampleSpot, step, from, from+n-1)
				sameBits(t, "RungsTo", got, rungs(sampleSpot, step, from, from+n-1))
			}
		}
	})
}

// TestLadderThreads checks that the number of threads does not show, nor where a ladder ends.
func TestLadderThreads(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	b := newSample(10000).batch()
	runtime.GOMAXPROCS(1)
	want := b.LadderTo(nil, sampleSpot, 0.001, -223, 182)
	for _, threads := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(threads)
		sameBits(t, "LadderTo", b.LadderTo(make([]float64, len(want)), sampleSpot, 0.001, -223, 182), want)
	}
	sameBits(t, "a shorter ladder", b.LadderTo(nil, sampleSpot, 0.001, -223, -150), want[:74])
}

// TestLadderSingle checks the relative error of every term on its own, wherever it is not negligible.
func TestLadderSingle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sample{
			groups: []kernel.Group{{Hi: 1, Years: 1}},
			strike: []float64{sampleSpot * math.Exp(rapid.Float64Range(-0.5, 0.5).Draw(t, "moneyness"))},
			vol:    []float64{math.Exp(rapid.Float64Range(-9, 1).Draw(t, "ln s"))},
			put:    []bool{false},
			weight: []float64{1},
		}
		step := rapid.Float64Range(1e-5, 0.01).Draw(t, "step")
		from := rapid.IntRange(-300, 300).Draw(t, "from")
		spots := rungs(sampleSpot, step, from, from+100)
		b := s.batch()
		got, want := b.LadderTo(nil, sampleSpot, step, from, from+100), b.GammaTo(nil, spots)
		for j, spot := range spots {
			o := s.option(0, spot)
			d := math.Log(spot/o.Strike)/o.Vol + o.Vol/2
			if math.Abs(d) < 8.6 && !(math.Abs(got[j]-want[j]) <= (4e-13+16*0x1p-52*math.Abs(d)/o.Vol)*want[j]) {
				t.Errorf("spot %v, d1 %v: %v, want %v (%.1e)", spot, d, got[j], want[j], got[j]/want[j]-1)
			}
		}
	})
}

// TestLadderFinite throws any finite numbers at a ladder.
func TestLadderFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.Float64()
		draw := func(name string) []float64 { return []float64{any.Draw(t, name)} }
		group := kernel.Group{Hi: 1, Years: any.Draw(t, "years"), Rate: any.Draw(t, "rate"), Carry: any.Draw(t, "carry")}
		b := kernel.New([]kernel.Group{group}, draw("strike"), draw("vol"), []bool{true}, draw("weight"))
		finite(t, "LadderTo", b.LadderTo(nil, any.Draw(t, "base"), any.Draw(t, "step"), -70, 70)...)
	})
}
