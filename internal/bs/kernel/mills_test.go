package kernel

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"gex/internal/reftest"
)

// TestReferenceMills checks that the Mills ratio is made of the coefficients of the reference: numerator and denominator
// against the same polynomials in 200 bits.
func TestReferenceMills(t *testing.T) {
	code := map[string]func(float64) float64{"P": millsNumerator, "Q": millsDenominator}
	for line := range strings.Lines(string(reftest.Read(t, "mills_ratio.txt"))) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		polynomial := code[fields[0]]
		if polynomial == nil {
			t.Fatalf("unknown polynomial %q", fields[0])
		}
		delete(code, fields[0])
		var coefficients []float64
		for _, f := range fields[1:] {
			c, err := strconv.ParseFloat(f, 64)
			if err != nil {
				t.Fatal(err)
			}
			coefficients = append(coefficients, c)
		}
		for x := 0.0; x <= 40; x += 0.125 {
			if miss := relative(polynomial(x), horner(coefficients, x)); !(-2*0x1p-52 < miss && miss < 2*0x1p-52) {
				t.Errorf("%s(%g) is off by %g", fields[0], x, miss)
			}
		}
	}
	if len(code) > 0 {
		t.Errorf("the reference lacks a polynomial: %v", code)
	}
}

// horner evaluates a polynomial whose coefficients stand from x⁰ up.
func horner(coefficients []float64, x float64) *big.Float {
	sum := toBig(0)
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum.Add(sum.Mul(sum, toBig(x)), toBig(coefficients[i]))
	}
	return sum
}
