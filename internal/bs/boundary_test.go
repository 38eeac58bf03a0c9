package bs

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestBoundarySettles checks that Newton's method settles wherever the drift over T is below ten deviations, also at rates
// and yields that are nearly equal or nearly nothing, and that the boundary falls as time is added, but for the wiggle of a polynomial.
func TestBoundarySettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := func(low, high float64, name string) float64 {
			return math.Exp(rapid.Float64Range(math.Log(low), math.Log(high)).Draw(t, name))
		}
		b := &Boundary{right: Put, years: log(1e-4, 5, "years"), vol: log(0.02, 4, "vol"), rate: log(1e-6, 0.5, "rate")}
		switch rapid.IntRange(0, 2).Draw(t, "yield") {
		case 0:
			b.yield = log(1e-6, 1, "yield")
		case 1:
			b.yield = b.rate * (1 + log(1e-9, 0.1, "more"))
		case 2:
			b.yield = -log(1e-6, 0.2, "negative")
		}
		if drift := math.Abs(b.rate-b.yield) * math.Sqrt(b.years) / b.vol; drift > 10 || b.rate*b.years < floorCarry || b.vol*math.Sqrt(b.years) > 5 {
			return
		}
		if !b.solve(Standard) {
			t.Fatalf("T %v, r %v, q %v, σ %v: %v", b.years, b.rate, b.yield, b.vol, b.depth)
		}
		for i := 1; i < len(b.depth); i++ {
			if !(b.depth[i] >= b.depth[i-1]*(1-1e-2)) {
				t.Fatalf("T %v, r %v, q %v, σ %v: it rises: %v", b.years, b.rate, b.yield, b.vol, b.depth)
			}
		}
	})
}

// TestGaussLegendre integrates powers up to 2n − 1, for which the quadrature is exact.
func TestGaussLegendre(t *testing.T) {
	for _, n := range []int{1, 2, 7, 13, 21, 33, 61, 183} {
		nodes, weights := gaussLegendre(n)
		for power := 0; power < 2*n; power++ {
			sum, want := 0.0, 0.0
			for i, x := range nodes {
				sum += weights[i] * math.Pow(x, float64(power))
			}
			if power%2 == 0 {
				want = 2 / float64(power+1)
			}
			if !(math.Abs(sum-want) < 1e-13) {
				t.Fatalf("%d points: ∫ x^%d is %v, want %v", n, power, sum, want)
			}
		}
	}
}
