package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// lanes is the number of contracts that a solver carries. Every step of a tridiagonal system waits for the one before;
// those of four contracts do not wait for each other.
const lanes = 4

type quad = kernel.Quad

// both are the values of four American options, and of the same as European ones.
type both = kernel.Both

// The steps of TR-BDF2: a trapezoid over γ of the step, then a backward difference over the rest. With γ = 2 − √2 both have
// the same matrix I − α·operator, α = (1 − √½) of the step (Bank et al. 1985; Hosea and Shampine 1996).
const (
	gammaStep = 2 - math.Sqrt2
	alphaStep = 1 - math.Sqrt2/2
	newShare  = 0.5 + math.Sqrt2/2 // 1/(γ(2−γ))
	oldShare  = math.Sqrt2/2 - 0.5 // (1−γ)²/(γ(2−γ))
)

// ofLane is of for one of four contracts, American and European.
func (s *stencil) ofLane(values []both, k int) (american, european float64) {
	v, w := (*[points]both)(values[s.first:]), &s.weight
	american, european = w[0]*v[0][k], w[0]*v[0][lanes+k]
	american, european = math.FMA(w[1], v[1][k], american), math.FMA(w[1], v[1][lanes+k], european)
	american, european = math.FMA(w[2], v[2][k], american), math.FMA(w[2], v[2][lanes+k], european)
	american, european = math.FMA(w[3], v[3][k], american), math.FMA(w[3], v[3][lanes+k], european)
	american, european = math.FMA(w[4], v[4][k], american), math.FMA(w[4], v[4][lanes+k], european)
	american, european = math.FMA(w[5], v[5][k], american), math.FMA(w[5], v[5][lanes+k], european)
	return american, european
}
