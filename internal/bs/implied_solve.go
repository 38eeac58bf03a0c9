package bs

import "math"

// solve returns s. The guess is within an eighth, and the order of the steps is four: a step below 10⁻⁵ leaves an error
// below ε. A step down never more than halves s; an s below floorTotal ends the search, as no volatility.
func (p *impliedProblem) solve() float64 {
	const enough, most = 1e-5, 20
	s := p.guess()
	for range most {
		if s < floorTotal {
			break
		}
		step := p.step(s)
		s = max(s+step, s/2)
		if math.Abs(step) <= enough*s {
			break
		}
	}
	return s
}

// step returns the third-order Householder step from s, on ln c, or on ln r where the difference W would cancel and the
// sum V does not. With f = c or f = r, u = f/f′ and l = ln(target/f),
//
//	step = u l (1 + l g2/2) / (1 + l (g2 + l g3/6))
//
// where g2 and g3 are the second and third derivative of ln f over its first, times u and u²:
//
//	g2 = u f″/f′ − 1                     s f″/f′  = z² − t²
//	g3 = u² f‴/f′ − 3 u f″/f′ + 2        s² f‴/f′ = (z² − t²)² − 3z² − t²
func (p *impliedProblem) step(s float64) float64 {
	z, t := p.a/s, s/2
	d := t - z
	u, target := 0.0, p.logC
	switch {
	case t <= smallHalf:
		u = millsDifference(z, t)
	case d <= 0:
		u = mills(-d) - mills(t+z)
	default:
		u, target = -mills(d)-mills(t+z), p.logR
	}
	l := target - logDensity(d) - math.Log(math.Abs(u))
	second := z*z - t*t
	third := second*second - 3*z*z - t*t
	part := u / s
	g2 := part*second - 1
	g3 := part*part*third - 3*part*second + 2
	return u * l * (1 + l*g2/2) / (1 + l*(g2+l*g3/6))
}

// logDensity returns ln φ(d).
func logDensity(d float64) float64 {
	const logRoot2Pi = 0.91893853320467274178032973640561763986139747363778
	return -0.5*d*d - logRoot2Pi
}

// smallHalf is the s/2 up to which M(z−t) − M(z+t) is taken from its series.
const smallHalf = 0.1

// millsDifference returns M(z−t) − M(z+t) for 0 ≤ t ≤ smallHalf, where the two are too near to subtract, by the Taylor
// series at z, −2 Σ M⁽ⁿ⁾ tⁿ/n! over odd n up to 11. The derivatives come from M' = zM − 1 and
// M⁽ⁿ⁺¹⁾ = zM⁽ⁿ⁾ + nM⁽ⁿ⁻¹⁾.
func millsDifference(z, t float64) float64 {
	even := mills(z)
	odd := z*even - 1
	sum, power := odd*t, t
	for i, ratio := range oddFactorials {
		n := float64(2*i + 1)
		even = z*odd + n*even
		odd = z*even + (n+1)*odd
		power *= t * t * ratio
		sum += odd * power
	}
	return -2 * sum
}

// oddFactorials are n!/(n+2)! for n = 1, 3, 5, 7, 9.
var oddFactorials = [...]float64{1.0 / 6, 1.0 / 20, 1.0 / 42, 1.0 / 72, 1.0 / 110}
