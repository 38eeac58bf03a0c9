package kernel_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gex/internal/bs/kernel"
)

// TestPointwise: over columns of every length, on every path, each element has the bits of the scalar function, and nothing is
// written beyond the end. What is no number is no exception.
func TestPointwise(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	numbers := append([]float64{math.NaN(), 37.6, 37.63, -37.6, -37.63, 700, 700.1, -700, -700.1}, harsh...)
	eachPath(t, func(t *testing.T) {
		for n := range 45 {
			x := make([]float64, n)
			for i := range x {
				if x[i] = 12 * random.NormFloat64(); random.IntN(3) == 0 {
					x[i] = numbers[random.IntN(len(numbers))]
				}
			}
			checkPointwise(t, x)
		}
		checkPointwise(t, slices.Repeat(numbers, 300)) // more than a chunk
	})
}

func checkPointwise(t *testing.T, x []float64) {
	t.Helper()
	n := len(x)
	exp, density, below := slices.Repeat([]float64{42}, n+9), slices.Repeat([]float64{42}, n+9), slices.Repeat([]float64{42}, n+9)
	kernel.ExpTo(exp, x)
	kernel.NormalTo(density, below, x)
	for i, v := range x {
		wantDensity, wantBelow := kernel.Normal(v)
		if differs(exp[i:], []float64{kernel.Exp(v)}) >= 0 || differs(density[i:], []float64{wantDensity}) >= 0 || differs(below[i:], []float64{wantBelow}) >= 0 {
			t.Fatalf("at %g, element %d of %d: %x, %x, %x, want %x, %x, %x", v, i, n, exp[i], density[i], below[i], kernel.Exp(v), wantDensity, wantBelow)
		}
	}
	for i := range 9 {
		if exp[n+i] != 42 || density[n+i] != 42 || below[n+i] != 42 {
			t.Fatalf("%d elements: number %d is written", n, n+i)
		}
	}
	own := slices.Clone(x)
	if kernel.ExpTo(own, own); differs(own, exp[:n]) >= 0 {
		t.Fatalf("%d elements: in place %v, want %v", n, own, exp[:n])
	}
}

// TestLogTo: over columns of every length, on every path, each element has the bits of a column of its own, within an ulp of the
// logarithm of package math, and nothing is written beyond the end.
func TestLogTo(t *testing.T) {
	random := rand.New(rand.NewPCG(19, 20))
	eachPath(t, func(t *testing.T) {
		for n := range 45 {
			x := make([]float64, n)
			for i := range x {
				switch x[i] = math.Exp(12 * random.NormFloat64()); random.IntN(4) {
				case 0:
					x[i] = 1 + 1e-3*random.NormFloat64()
				case 1:
					x[i] = []float64{1, 0x1p-1022, math.MaxFloat64, math.Sqrt2, math.Sqrt2 / 2, math.Nextafter(1, 0)}[random.IntN(6)]
				}
			}
			log := slices.Repeat([]float64{42}, n+9)
			kernel.LogTo(log, x)
			for i, v := range x {
				one := []float64{0}
				kernel.LogTo(one, x[i:i+1])
				if want := math.Log(v); log[i] != one[0] || math.Abs(log[i]-want) > 3e-16*math.Abs(want) {
					t.Fatalf("at %g, element %d of %d: %x, alone %x, want %x", v, i, n, log[i], one[0], want)
				}
			}
			if slices.IndexFunc(log[n:], func(v float64) bool { return v != 42 }) >= 0 {
				t.Fatalf("%d elements: what follows is written", n)
			}
			if own := slices.Clone(x); n > 0 {
				if kernel.LogTo(own, own); differs(own, log[:n]) >= 0 {
					t.Fatalf("%d elements: in place %v, want %v", n, own, log[:n])
				}
			}
		}
	})
}

// TestNormal compares density and distribution with those of package math, from one end to the other.
func TestNormal(t *testing.T) {
	for i := -400; i <= 400; i++ {
		d := float64(i) / 10
		density, below := kernel.Normal(d)
		if want := math.Exp(-d*d/2) / math.Sqrt(2*math.Pi); math.Abs(density-want) > 1e-12*want+1e-306 { // the argument of theirs is rounded
			t.Errorf("density %g at %g, want %g", density, d, want)
		}
		if want := math.Erfc(-d/math.Sqrt2) / 2; math.Abs(below-want) > 1e-12*want+1e-306 { // the argument of theirs is rounded
			t.Errorf("distribution %g at %g, want %g", below, d, want)
		}
	}
	if density, below := kernel.Normal(math.NaN()); density != 0 || below != 0 {
		t.Errorf("%g and %g of no number", density, below)
	}
}

func BenchmarkPointwise(b *testing.B) {
	x, y, z := make([]float64, 96), make([]float64, 96), make([]float64, 96)
	for i := range x {
		x[i] = float64(i-48) / 10
	}
	b.Run("exp", func(b *testing.B) {
		for b.Loop() {
			kernel.ExpTo(y, x)
		}
		perCell(b, len(x), "ns/element")
	})
	b.Run("normal", func(b *testing.B) {
		for b.Loop() {
			kernel.NormalTo(y, z, x)
		}
		perCell(b, len(x), "ns/element")
	})
}
