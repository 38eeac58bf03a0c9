package kernel

import "math"

const (
	rounder    = 0x1.8p52              // x + rounder has the nearest integer to x in its low bits, |x| < 2⁵¹
	log2E      = 0x1.71547652b82fep+0  // log₂ e
	log2ELow   = 0x1.777d0ffda0d24p-56 // log₂ e − log2E
	gaussScale = 0x1.b2da4e9808a53p-1  // √(log₂ e / 2), so that 2^{−(gaussScale·d)²} = e^{−d²/2}
	gaussEnd   = 31.95                 // gaussTo is 0 beyond: its square is below 1021, so nothing is subnormal
)

// pow2 returns 2^f for |f| ≤ 1/2: a minimax polynomial, relative error 2.8e-17 with the coefficients as rounded. It is
// one expression to stay within what the compiler inlines.
func pow2(f float64) float64 {
	return math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(
		0x1.e79ba4fd7c072p-32, f, 0x1.e61b4f5140c51p-28),
		f, 0x1.b5267ceb0ed89p-24),
		f, 0x1.62bfc79d75aa1p-20),
		f, 0x1.ffcbfba97c144p-17),
		f, 0x1.4309130ed8bcdp-13),
		f, 0x1.5d87fe78cd6ddp-10),
		f, 0x1.3b2ab6fba011ap-7),
		f, 0x1.c6b08d7049fe8p-5),
		f, 0x1.ebfbdff82c5a4p-3),
		f, 0x1.62e42fefa39efp-1),
		f, 1)
}

// scale returns p·2^k for the k in the low bits of rounded = k + rounder: k is added to the exponent of p.
func scale(p, rounded float64) float64 {
	return math.Float64frombits(math.Float64bits(p) + math.Float64bits(rounded)<<52)
}

// exp returns e^x for |x| ≤ 700, within an ulp. With x log₂ e = y + low, y rounded, and k the integer next to y,
//
//	e^x = 2^k · 2^{(y − k) + low}
//
// so that the argument of pow2 keeps the bits that y has lost.
func exp(x float64) float64 {
	y := float64(x * log2E)
	low := math.FMA(x, log2ELow, math.FMA(x, log2E, -y))
	k := y + rounder
	return scale(pow2(y-(k-rounder)+low), k)
}

// gaussTo writes 2^{−y²} for every y, which is e^{−d²/2} at y = gaussScale·d. The square is never rounded: its fraction
// comes out of a fused multiply-add. The error is within an ulp. The result for a NaN is 0. dst may be ys.
func gaussTo(dst, ys []float64) {
	dst = dst[:len(ys)]
	for i, y := range ys {
		k := math.FMA(-y, y, rounder)
		e := scale(pow2(math.FMA(-y, y, rounder-k)), k)
		if !(math.Abs(y) <= gaussEnd) {
			e = 0
		}
		dst[i] = e
	}
}
