package kernel

import "math"

// invSqrt2Pi is 1/√(2π), the normal density at zero.
const invSqrt2Pi = 0x1.9884533d43651p-2

// millsEnd is the largest argument of the Mills ratio: its polynomials do not overflow there.
const millsEnd = 1e15

// millsNumerator is the P9 of a rational approximation P9/Q10 of the Mills ratio M(x) = (1 − N(x))/φ(x) for x ≥ 0. Its
// relative error is 5.1e-17 up to x = 39, where φ has long underflowed, and 1e-11 beyond. All coefficients are positive:
// nothing cancels. docs/theory.md 1.5.
func millsNumerator(x float64) float64 {
	return math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(
		0x1.d216db7aef342p-19, x, 0x1.879974fa43ccdp-14),
		x, 0x1.42338db27d32dp-10),
		x, 0x1.4fd75e7c921e3p-7),
		x, 0x1.e504e23b072eap-5),
		x, 0x1.f58165e135752p-3),
		x, 0x1.734dfde99f2a7p-1),
		x, 0x1.7d2e79849e00ep+0),
		x, 0x1.f1391c8aa86f4p+0),
		x, 0x1.40d931ff62705p+0)
}

// millsDenominator is the Q10 of millsNumerator.
func millsDenominator(x float64) float64 {
	return math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(
		0x1.d216db7af5287p-19, x, 0x1.879974fa1d482p-14),
		x, 0x1.431c99211b5bcp-10),
		x, 0x1.52e691605e496p-7),
		x, 0x1.ef07ee2c4748bp-5),
		x, 0x1.050e79ec67061p-2),
		x, 0x1.9060adeaf3265p-1),
		x, 0x1.b6dc363310833p+0),
		x, 0x1.47d3ea0d779e3p+1),
		x, 0x1.2c7e16f65e44ap+1),
		x, 1)
}

// millsArgument returns |d| of y = gaussScale·d, at most millsEnd.
func millsArgument(y float64) float64 {
	d := math.Abs(y) * (1 / gaussScale)
	if d > millsEnd {
		d = millsEnd
	}
	return d
}
