package kernel

import "math"

// Exp returns e^x within an ulp, the same bits on every machine; math.Exp's differ.
//
// Special cases: e^{±700} beyond |x| = 700; NaN for NaN.
func Exp(x float64) float64 {
	if x != x {
		return x
	}
	return exp(within(x, 700))
}

// Log returns ln x within an ulp, the same bits on every machine; math.Log's differ.
//
// Special cases: NaN for x < 0 and for NaN; −Inf at 0; +Inf at +Inf; ln 2⁻¹⁰²² for the subnormal x below 2⁻¹⁰²².
func Log(x float64) float64 {
	switch {
	case x < 0 || x != x:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case x > math.MaxFloat64:
		return x
	case x < 0x1p-1022:
		x = 0x1p-1022
	}
	high, _ := logPair(x)
	return high
}

// Tail returns the normal density φ(d) and the tail N(−|d|), the same bits on every machine and within a few ulps. Both are
// 0 beyond |d| = 37.6, and for a NaN.
func Tail(d float64) (density, tail float64) {
	y := gaussScale * d
	if !(math.Abs(y) <= gaussEnd) {
		return 0, 0
	}
	k := math.FMA(-y, y, rounder)
	density = invSqrt2Pi * scale(pow2(math.FMA(-y, y, rounder-k)), k)
	d = math.Abs(d)
	return density, density * (millsNumerator(d) / millsDenominator(d))
}

// Normal returns the normal density φ(d) and the distribution N(d), as Tail does. Below d = −37.6 both are 0, above 37.6
// density and tail are; 0 and 0 for a NaN.
func Normal(d float64) (density, below float64) {
	density, below = Tail(d)
	if d > 0 {
		below = 1 - below
	}
	return density, below
}
