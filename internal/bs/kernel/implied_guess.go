package kernel

import "math"

// guess fills in s within an eighth of the solution. The functions of the same names in package bs explain its parts:
//
//	c > ½:   s = √(h² + 2a),                 h of straddleInverse
//	else:    s = b (1 + b²/(24 + 8 (a/b)²)), b of bachelierInverse
func (w *quotes) guess() {
	for i, c := range w.c[:w.n] {
		if c > 0.5 {
			h := straddleInverse(-w.logR[i])
			w.s[i] = math.Sqrt(math.FMA(h, h, 2*w.a[i]))
			continue
		}
		s := bachelierInverse(w.a[i], c, w.logC[i])
		z := w.a[i] / s
		w.s[i] = math.FMA(s, s*s/math.FMA(8*z, z, 24), s)
	}
}

// straddleInverse returns the s with −ln r = x at the money, where r = 2 N(−s/2), for x > ln 2; to 2e-4.
func straddleInverse(x float64) float64 {
	v := math.Sqrt(x)
	return math.FMA(math.FMA(math.FMA(3.59087, v, 4.75962), v, -1.39782), v, 0.30605) /
		math.FMA(math.FMA(1.26788, v, 1.76248), v, 1)
}

// bachelierInverse returns the s that the price implies under Bachelier's model, where spot moves by amounts and not by
// proportions; to 1.2e-3.
func bachelierInverse(a, c, logC float64) float64 {
	k := max(math.FMA(c, exp(-0.5*a), 0.5*a), minMoney)
	u := (a / k) * (a / k)
	if u < 2.9392 {
		p := math.FMA(math.FMA(math.FMA(-0.00281, u, 0.00008), u, -0.08337), u, 1.0004)
		return k * (p / invSqrt2Pi)
	}
	logA := [1]float64{a}
	logTo(logA[:], logA[:])
	v := math.Sqrt(math.FMA(0.5, a, logA[0]) - logC)
	return a * math.FMA(math.FMA(0.44325, v, -0.19338), v, 1) /
		math.FMA(math.FMA(math.FMA(0.62981, v, -0.42137), v, -0.23138), v, 0.74199)
}
