package kernel

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

func TestScalarFunctions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-700, 700).Draw(t, "x")
		if got, want := Exp(x), math.Exp(x); math.Abs(got-want) > 2e-16*want*2 {
			t.Fatalf("Exp(%g) = %g, want %g", x, got, want)
		}
		y := math.Exp(x)
		if got, want := Log(y), math.Log(y); math.Abs(got-want) > 4e-16*math.Max(math.Abs(want), 1) {
			t.Fatalf("Log(%g) = %g, want %g", y, got, want)
		}
	})
	for _, c := range [][2]float64{{Exp(0), 1}, {Log(1), 0}, {Exp(1000), Exp(700)}} {
		if c[0] != c[1] {
			t.Errorf("got %g, want %g", c[0], c[1])
		}
	}
	for _, x := range []float64{Exp(math.NaN()), Log(math.NaN()), Log(-1)} {
		if !math.IsNaN(x) {
			t.Errorf("%g where there is no number", x)
		}
	}
	if !math.IsInf(Log(0), -1) || !math.IsInf(Log(math.Inf(1)), 1) || Log(5e-324) != Log(0x1p-1022) {
		t.Errorf("ends of Log: %g, %g, %g", Log(0), Log(math.Inf(1)), Log(5e-324))
	}
}
