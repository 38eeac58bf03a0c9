package bs

import "math"

// mills returns the Mills ratio of the normal distribution, M(x) = (1 − N(x))/φ(x), for x ≥ 0. It falls from √(π/2) at 0
// like 1/x. M(x) = √(π/2) erfcx(x/√2).
func mills(x float64) float64 { return math.Sqrt(math.Pi/2) * erfcx(x/math.Sqrt2) }

// erfcx returns e^{y²} erfc(y) for y ≥ 0. The rounding error of the square, which the exponential would multiply by y², is
// put back by the factor 1 + error.
func erfcx(y float64) float64 {
	if y > 25 {
		return erfcxTail(y)
	}
	square := y * y
	lost := math.FMA(y, y, -square)
	return math.Exp(square) * (1 + lost) * math.Erfc(y)
}

// erfcxTail is the asymptotic series (1 − 1/(2y²) + 1·3/(2y²)² − 1·3·5/(2y²)³ + …)/(y√π), for y ≥ 25. Abramowitz and
// Stegun, 7.1.23.
func erfcxTail(y float64) float64 {
	series := 1.0
	for n := 7; n > 0; n-- {
		series = 1 - series*float64(2*n-1)/(2*y*y)
	}
	return series / (y * math.Sqrt(math.Pi))
}
