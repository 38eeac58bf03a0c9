package bs

import "math"

// invSqrt2Pi is 1/√(2π), the normal density at zero.
const invSqrt2Pi = 0.39894228040143267793994605993438186847585863116493

// cdf returns the normal distribution function N(x). Through erfc it keeps its relative accuracy in the lower tail.
func cdf(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

// pdf returns the normal density φ(x).
func pdf(x float64) float64 { return invSqrt2Pi * math.Exp(-0.5*x*x) }
