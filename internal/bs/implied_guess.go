package bs

import "math"

// guess returns s within an eighth of the solution. Above half of the maximum (c > ½) it starts from the at-the-money
// option with the same distance to the maximum, s² = h² + 2a, exact at a = 0; below, from the Bachelier model with the
// first correction for lognormal steps.
func (p *impliedProblem) guess() float64 {
	if p.c > 0.5 {
		h := straddleInverse(-p.logR)
		return math.Sqrt(h*h + 2*p.a)
	}
	s := p.bachelierInverse()
	z := p.a / s
	return s * (1 + s*s/(24+8*z*z))
}

// straddleInverse returns the s with −ln r = x at the money, where r = 2 N(−s/2), for x > ln 2; a fit, to 2e-4.
func straddleInverse(x float64) float64 {
	v := math.Sqrt(x)
	return (((3.59087*v+4.75962)*v-1.39782)*v + 0.30605) / ((1.26788*v+1.76248)*v + 1)
}

// bachelierInverse returns the s that the price implies under Bachelier's model, where spot moves by amounts and not by
// proportions,
//
//	b = s (φ(z) − z N(−z)),   z = a/s,   b = c e^{−a/2}
//
// the limit of the model for small s, off by a factor of 1 + s²/(24 + 8z²) or so. The solution is a function of one
// variable: near the money of a/(b + a/2), in the wings of a/b; both to 1.2e-3.
func (p *impliedProblem) bachelierInverse() float64 {
	k := max(p.c*math.Exp(-p.a/2)+p.a/2, floorMoney)
	u := (p.a / k) * (p.a / k)
	if u < 2.9392 { // z < 1
		return math.Sqrt(2*math.Pi) * k * (((-0.00281*u+0.00008)*u-0.08337)*u + 1.0004)
	}
	v := math.Sqrt(math.Log(p.a) + p.a/2 - p.logC)
	z := (((0.62981*v-0.42137)*v-0.23138)*v + 0.74199) / ((0.44325*v-0.19338)*v + 1)
	return p.a / z
}
