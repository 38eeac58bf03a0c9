package kernel

import "math"

// smallHalf is the s/2 up to which M(z−t) − M(z+t) is taken from its series.
const smallHalf = 0.1

// logRoot2Pi is ln √(2π).
const logRoot2Pi = 0.91893853320467274178032973640561763986139747363778

// step takes the third-order Householder step of every quote on ln c, or on ln r where W would cancel. With u = W or
// u = −V and l the logarithm of the target over the value,
//
//	step = u l (1 + l g2/2) / (1 + l (g2 + l g3/6))
//
// where g2 and g3 are the second and third derivative of the logarithm over its first, times u and u² (see package bs).
func (w *quotes) step() {
	w.quotients()
	var buffer [blockSize]float64
	logU := buffer[:w.n]
	for i, u := range w.u[:w.n] {
		logU[i] = math.Abs(u)
	}
	logTo(logU, logU)
	for i, s := range w.s[:w.n] {
		z, u, target := w.z[i], w.u[i], w.logC[i]
		t := float64(0.5 * s)
		d := t - z
		if t > smallHalf {
			target = choose(d, target, w.logR[i])
		}
		l := math.FMA(0.5*d, d, target+logRoot2Pi) - logU[i]
		z2, t2, part := float64(z*z), float64(t*t), u/s
		second := z2 - t2
		third := math.FMA(second, second, math.FMA(-3, z2, -t2))
		ratio := float64(part * second)
		g2 := ratio - 1
		g3 := math.FMA(part*part, third, math.FMA(-3, ratio, 2))
		step := u * l * math.FMA(0.5*l, g2, 1) / math.FMA(l, math.FMA(l*(1.0/6), g3, g2), 1)
		w.s[i] = max(s+step, 0.5*s)
	}
}

// quotients fills in z = a/s and u. With d = s/2 − z, M is taken at two points: e, and |d| or, for the series, z.
func (w *quotes) quotients() {
	for i, s := range w.s[:w.n] {
		t, z := float64(0.5*s), float64(w.a[i]*(1/s))
		d, e := t-z, t+z
		x := math.Abs(d)
		if t <= smallHalf {
			x = z
		}
		q1, q2 := millsDenominator(x), millsDenominator(e)
		inverse := 1 / (q1 * q2)
		m1 := float64(millsNumerator(x) * (q2 * inverse))
		m2 := float64(millsNumerator(e) * (q1 * inverse))
		u := -math.Copysign(m1, d) - m2
		if t <= smallHalf {
			u = millsDifference(z, t, m1)
		}
		w.z[i], w.u[i] = z, u
	}
}

// millsDifference returns M(z−t) − M(z+t) for t ≤ smallHalf, given M(z), by the Taylor series at z, −2 Σ M⁽ⁿ⁾ tⁿ/n! over
// odd n up to 11. The derivatives come from M' = zM − 1 and M⁽ⁿ⁺¹⁾ = zM⁽ⁿ⁾ + nM⁽ⁿ⁻¹⁾.
func millsDifference(z, t, m float64) float64 {
	m1 := math.FMA(z, m, -1)
	m2 := math.FMA(z, m1, m)
	m3 := math.FMA(z, m2, 2*m1)
	m4 := math.FMA(z, m3, 3*m2)
	m5 := math.FMA(z, m4, 4*m3)
	m6 := math.FMA(z, m5, 5*m4)
	m7 := math.FMA(z, m6, 6*m5)
	m8 := math.FMA(z, m7, 7*m6)
	m9 := math.FMA(z, m8, 8*m7)
	m10 := math.FMA(z, m9, 9*m8)
	m11 := math.FMA(z, m10, 10*m9)
	y := t * t
	p := math.FMA(m11*(1.0/39916800), y, m9*(1.0/362880))
	p = math.FMA(p, y, m7*(1.0/5040))
	p = math.FMA(p, y, m5*(1.0/120))
	p = math.FMA(p, y, m3*(1.0/6))
	return -2 * t * math.FMA(p, y, m1)
}
