package bs

import "errors"

// ErrTwoBoundaries is what [NewBoundary] wraps where an option is exercised between two boundaries: a put at
// yield < rate < 0, a call at rate < yield < 0. One boundary does not describe it.
var ErrTwoBoundaries = errors.New("early exercise has two boundaries")

// Grid says how finely a boundary is solved.
type Grid struct {
	Nodes  int // n: times at which the boundary is solved, beside τ = 0
	Points int // l: of the quadrature in the equation of the boundary
	Prices int // p: points of the quadrature of the premium, three times as many near the boundary
}

// Standard leaves errors of 10⁻⁶ of the larger of spot and strike in prices, 3·10⁻⁶ over years at a yield of 50 %; Fine, which
// costs ten times as much, 10⁻⁸.
var (
	Standard = Grid{Nodes: 7, Points: 13, Prices: 21}
	Fine     = Grid{Nodes: 16, Points: 33, Prices: 61}
)

// Boundary is the early-exercise boundary of American options of one side, maturity, rate, yield and volatility. It does
// not depend on spot and strike but through their ratio, so that one boundary prices every strike. Its methods take spot and
// strike in the currency of the underlying.
//
// Everything is computed for a put with strike 1, at y = S/K. A call is a put with rate and yield swapped, spot and strike
// swapped (McDonald and Schroder 1998):
//
//	C(S, K; r, q) = P(K, S; q, r) = S p(K/S; q, r)
type Boundary struct {
	right Right
	years float64 // T
	vol   float64 // σ
	rate  float64 // r of the put: the yield of a call
	yield float64 // q of the put: the rate of a call

	exercise exercise
	level    float64   // B(T)
	root     []float64 // x_i = √τ_i at the nodes, i = 0 … n
	depth    []float64 // −ln B(τ_i)

	prices, near []moment // quadratures of the premium: as the grid has it, and close to the boundary
}

// exercise says whether exercise before settlement can be right.
type exercise uint8

const (
	never     exercise = iota // the American option is the European one
	below                     // a put is exercised at S ≤ K B(T)
	noVol                     // σ = 0: a certain path
	twoBounds                 // refused
)

// exerciseOf says when a put at rate r and yield q is exercised early. Exercise earns r on the strike and gives up q on the
// asset: r K − q S a year.
func exerciseOf(r, q float64) exercise {
	switch {
	case r > 0, r == 0 && q < 0:
		return below
	case r < 0 && q < r:
		return twoBounds
	}
	return never
}

// startOf returns X = B(0+): just before settlement a put in the money is exercised where its carry r − q y is not negative.
func startOf(r, q float64) float64 {
	if q > r {
		return r / q
	}
	return 1
}

// The domain of a boundary. A premium is at most what exercise can earn until settlement, rT of the strike and −qT of the
// spot: below floorCarry it counts as none. Below floorVol of total volatility σ√T the path counts as certain.
const (
	floorCarry = 1e-9
	floorVol   = 1e-7
	maxTotal   = 50 // of σ√T
)

// moment is a point of the quadrature of the premium.
type moment struct {
	angle
	depth float64 // −ln B(u)
}
