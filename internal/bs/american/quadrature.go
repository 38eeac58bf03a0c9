package american

import (
	"math"
	"sync"
)

// The grid of a boundary, the coarsest that leaves 10⁻⁶ of the strike (docs/theory.md 1.6). That of a draft leaves 10⁻⁵, a rough
// one 3·10⁻⁵.
const (
	nodes     = 7  // n: times at which it is solved
	equations = 13 // l: points of the integrals in its equation
	prices    = 21 // p: points of the integral of a premium
	fine      = 63 // the same for greeks close to the boundary

	draftNodes     = 5
	draftEquations = 8
	draftPrices    = 11

	roughNodes     = 4
	roughEquations = 7
	roughPrices    = 8
)

// point is a point of a quadrature in time, u = τ sin²θ, t = τ − u = τ cos²θ, and the boundary's nodes at it. The factor
// √(τ−u) = √τ cos θ cancels the singularity of the integrands. Times are in units of T.
type point struct {
	u, t   float64
	root   float64 // √t
	inv    float64 // 1/√t
	weight float64 // of ∫ du: 2τ sin θ cos θ times the weight in θ
	share  [nodes + 1]float64
}

// tables are the numbers that all boundaries of a grid share.
type tables struct {
	n, l  int       // nodes, and points of an equation
	root  []float64 // √τ_i = (1 − cos(iπ/n))/2
	solve []point   // for the equations at nodes 1 … n
	price []point   // for a premium
	near  []point   // for a premium close to the boundary
}

// The tables of the grids.
var (
	fineTables  = sync.OnceValue(func() *tables { return newTables(nodes, equations, prices, fine) })
	draftTables = sync.OnceValue(func() *tables { return newTables(draftNodes, draftEquations, draftPrices, fine) })
	roughTables = sync.OnceValue(func() *tables { return newTables(roughNodes, roughEquations, roughPrices, fine) })
)

func newTables(n, l, prices, near int) *tables {
	t := &tables{n: n, l: l, root: make([]float64, n+1), solve: make([]point, n*l), price: make([]point, prices), near: make([]point, near)}
	for i := range t.root {
		sin, _ := sincos(math.Pi / float64(2*n) * float64(i))
		t.root[i] = sin * sin // (1 − cos 2x)/2
	}
	for i := range n {
		t.points(t.solve[i*l:(i+1)*l], t.root[i+1])
	}
	t.points(t.price, 1)
	t.points(t.near, 1)
	return t
}

// points fills in the points of an integral from 0 to τ = root².
func (t *tables) points(points []point, root float64) {
	n, tau := len(points), root*root
	for i := range points {
		x, weight := gaussLegendre(n, i)
		sin, cos := sincos(math.Pi / 4 * (1 + x))
		points[i] = point{u: sin * sin * tau, t: cos * cos * tau, root: cos * root, inv: 1 / (cos * root), weight: math.Pi / 2 * weight * sin * cos * tau, share: t.shares(float64(root * sin))}
	}
}

// shares returns the share of every node in the polynomial at x, in units of √T: the barycentric formula for Chebyshev
// points (Berrut and Trefethen 2004).
func (t *tables) shares(x float64) (share [nodes + 1]float64) {
	sum := 0.0
	for m, node := range t.root {
		weight := 1 - 2*float64(m%2)
		if m == 0 || m == t.n {
			weight /= 2
		}
		share[m] = weight / (x - node)
		sum += share[m]
	}
	for m := range t.root {
		share[m] /= sum
	}
	return share
}

// gaussLegendre returns point i of n on (−1, 1) and its weight: a root of the Legendre polynomial by Newton's method, and
// 2/((1−x²) P_n'(x)²). Abramowitz and Stegun, 25.4.29.
func gaussLegendre(n, i int) (x, weight float64) {
	sin, _ := sincos(math.Pi / 2 * math.Abs(float64(2*i+1-n)) / (float64(n) + 0.5)) // close to the root
	x = math.Copysign(sin, float64(2*i+1-n))
	if 2*i+1 == n {
		x = 0
	}
	slope := 0.0
	for range 6 {
		before, value := 0.0, 1.0
		for k := range n {
			f := float64(k)
			before, value = value, (float64((2*f+1)*x*value)-float64(f*before))/(f+1)
		}
		slope = float64(n) * (float64(x*value) - before) / (float64(x*x) - 1)
		x -= value / slope
	}
	return x, 2 / ((1 - float64(x*x)) * slope * slope)
}

// sincos returns the sine and cosine of 0 ≤ x ≤ π/2 by Taylor's series, the same bits on every machine, which those of
// package math are not.
func sincos(x float64) (sin, cos float64) {
	square := x * x
	sin, cos = 1, 1
	for k := 26; k > 0; k -= 2 { // 1 − x²/(2·3) (1 − x²/(4·5) (1 − …
		sin = math.FMA(-square/float64(k*(k+1)), sin, 1)
		cos = math.FMA(-square/float64(k*(k-1)), cos, 1)
	}
	return x * sin, cos
}
