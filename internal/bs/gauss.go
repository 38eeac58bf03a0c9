package bs

import "math"

// gaussLegendre returns the nodes and weights of Gauss-Legendre quadrature with n points on (−1, 1): the roots x of the
// Legendre polynomial P_n, found by Newton's method, with weights 2/((1−x²) P_n'(x)²). Abramowitz and Stegun, 25.4.29.
func gaussLegendre(n int) (nodes, weights []float64) {
	nodes, weights = make([]float64, n), make([]float64, n)
	for i := range nodes {
		x := -math.Cos(math.Pi * (float64(i) + 0.75) / (float64(n) + 0.5))
		slope := 0.0
		for range 8 { // it converges in 3 to 5
			var p float64
			p, slope = legendre(n, x)
			x -= p / slope
		}
		nodes[i], weights[i] = x, 2/((1-x*x)*slope*slope)
	}
	return nodes, weights
}

// legendre returns P_n(x) and P_n'(x) by the recurrence (k+1) P_{k+1} = (2k+1) x P_k − k P_{k−1}.
func legendre(n int, x float64) (value, slope float64) {
	before, value := 0.0, 1.0
	for k := range n {
		f := float64(k)
		before, value = value, ((2*f+1)*x*value-f*before)/(f+1)
	}
	return value, float64(n) * (x*value - before) / (x*x - 1)
}

// angle is a point of the quadratures in time. With u = τ sin²θ, √(τ−u) = √τ cos θ cancels the singularity 1/√(τ−u) of
// the integrands, and √u = √τ sin θ that of the boundary at u = 0.
type angle struct {
	sin, cos float64 // of θ in (0, π/2)
	weight   float64 // the quadrature's, for ∫ dθ
}

// angles returns n Gauss-Legendre points in θ on (0, π/2).
func angles(n int) []angle {
	nodes, weights := gaussLegendre(n)
	points := make([]angle, n)
	for i, x := range nodes {
		sin, cos := math.Sincos(math.Pi / 4 * (1 + x))
		points[i] = angle{sin, cos, math.Pi / 4 * weights[i]}
	}
	return points
}
