package american

import "math"

// The loops of the solver over nodes, four contracts at a time, each as an American and a European option. They write out their
// lanes, which the compiler does not, and round products before they are added: where a processor's fused instruction has to be
// asked for, that is faster. Divisions of the elimination wait for each other, and the rest of its loop is done meanwhile.

// lanes is the number of contracts that a solver carries. Every step of a tridiagonal system waits for the one before;
// those of four contracts do not wait for each other.
const lanes = 4

type quad [lanes]float64

// both are the values of four American options, and of the same as European ones.
type both [2 * lanes]float64

// The steps of TR-BDF2: a trapezoid over γ of the step, then a backward difference over the rest. With γ = 2 − √2 both have
// the same matrix I − α·operator, α = (1 − √½) of the step (Bank et al. 1985; Hosea and Shampine 1996).
const (
	gammaStep = 2 - math.Sqrt2
	alphaStep = 1 - math.Sqrt2/2
	newShare  = 0.5 + math.Sqrt2/2 // 1/(γ(2−γ))
	oldShare  = math.Sqrt2/2 - 0.5 // (1−γ)²/(γ(2−γ))
)

// operator is a tridiagonal matrix by node: the factors of the node before, of the node itself and of the next, and what solving
// for I − α·operator takes.
type operator struct {
	lower, middle, upper []quad
	ratio, inverse, link []quad
}

// trapezoid factors I − α·operator, eliminating its upper diagonal from the last node to the first, and writes what that leaves of
// the right side of the first half of a step, (I + α·operator) v.
func (o *operator) trapezoid(right, v []both, alpha float64) {
	n := len(v)
	right, lower, middle, upper := right[:n], o.lower[:n], o.middle[:n], o.upper[:n]
	ratio, inverse, link := o.ratio[:n], o.inverse[:n], o.link[:n]
	none := new(both) // beyond the last node, and the first
	after, below := none, new(quad)
	var i0, i1, i2, i3 float64                 // the inverse of the node after
	var a0, a1, a2, a3, e0, e1, e2, e3 float64 // and its right side
	for i := n - 1; i >= 0; i-- {
		at, before := &v[i], none
		if i > 0 {
			before = &v[i-1]
		}
		l, m, u, r := &lower[i], &middle[i], &upper[i], &right[i]
		r0, r1, r2, r3 := alpha*u[0]*i0, alpha*u[1]*i1, alpha*u[2]*i2, alpha*u[3]*i3
		i0 = 1 / (1 - float64(alpha*(m[0]+float64(r0*below[0]))))
		i1 = 1 / (1 - float64(alpha*(m[1]+float64(r1*below[1]))))
		i2 = 1 / (1 - float64(alpha*(m[2]+float64(r2*below[2]))))
		i3 = 1 / (1 - float64(alpha*(m[3]+float64(r3*below[3]))))
		ratio[i], inverse[i] = quad{r0, r1, r2, r3}, quad{i0, i1, i2, i3}
		link[i] = quad{alpha * l[0] * i0, alpha * l[1] * i1, alpha * l[2] * i2, alpha * l[3] * i3}
		a0 = at[0] + float64(alpha*(float64(l[0]*before[0])+float64(m[0]*at[0])+float64(u[0]*after[0]))) + float64(r0*a0)
		a1 = at[1] + float64(alpha*(float64(l[1]*before[1])+float64(m[1]*at[1])+float64(u[1]*after[1]))) + float64(r1*a1)
		a2 = at[2] + float64(alpha*(float64(l[2]*before[2])+float64(m[2]*at[2])+float64(u[2]*after[2]))) + float64(r2*a2)
		a3 = at[3] + float64(alpha*(float64(l[3]*before[3])+float64(m[3]*at[3])+float64(u[3]*after[3]))) + float64(r3*a3)
		e0 = at[4] + float64(alpha*(float64(l[0]*before[4])+float64(m[0]*at[4])+float64(u[0]*after[4]))) + float64(r0*e0)
		e1 = at[5] + float64(alpha*(float64(l[1]*before[5])+float64(m[1]*at[5])+float64(u[1]*after[5]))) + float64(r1*e1)
		e2 = at[6] + float64(alpha*(float64(l[2]*before[6])+float64(m[2]*at[6])+float64(u[2]*after[6]))) + float64(r2*e2)
		e3 = at[7] + float64(alpha*(float64(l[3]*before[7])+float64(m[3]*at[7])+float64(u[3]*after[7]))) + float64(r3*e3)
		r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7] = a0, a1, a2, a3, e0, e1, e2, e3
		after, below = at, l
	}
}

// difference writes what the elimination leaves of the right side of the second half of a step, of the values in its middle and at
// its start.
func (o *operator) difference(right, half, start []both) {
	n := len(right)
	half, start, ratio := half[:n], start[:n], o.ratio[:n]
	var a0, a1, a2, a3, e0, e1, e2, e3 float64 // of the node after
	for i := n - 1; i >= 0; i-- {
		h, v, share, r := &half[i], &start[i], &ratio[i], &right[i]
		a0 = float64(newShare*h[0]) - float64(oldShare*v[0]) + float64(share[0]*a0)
		a1 = float64(newShare*h[1]) - float64(oldShare*v[1]) + float64(share[1]*a1)
		a2 = float64(newShare*h[2]) - float64(oldShare*v[2]) + float64(share[2]*a2)
		a3 = float64(newShare*h[3]) - float64(oldShare*v[3]) + float64(share[3]*a3)
		e0 = float64(newShare*h[4]) - float64(oldShare*v[4]) + float64(share[0]*e0)
		e1 = float64(newShare*h[5]) - float64(oldShare*v[5]) + float64(share[1]*e1)
		e2 = float64(newShare*h[6]) - float64(oldShare*v[6]) + float64(share[2]*e2)
		e3 = float64(newShare*h[7]) - float64(oldShare*v[7]) + float64(share[3]*e3)
		r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7] = a0, a1, a2, a3, e0, e1, e2, e3
	}
}

// substitute writes the values whose (I − α·operator) v has left the right side in the elimination, American ones of at least the
// payoff. The elimination ran towards the side where exercise is best, so that the substitution starts there: values are raised
// to the payoff one by one as they are found (Brennan and Schwartz 1977).
func (o *operator) substitute(values, right []both, payoff []quad) {
	n := len(values)
	right, payoff, inverse, link := right[:n], payoff[:n], o.inverse[:n], o.link[:n]
	var a0, a1, a2, a3, e0, e1, e2, e3 float64 // of the node before
	for i := range values {
		l, r, inv, least, v := &link[i], &right[i], &inverse[i], &payoff[i], &values[i]
		a0 = float64(l[0]*a0) + float64(r[0]*inv[0])
		a1 = float64(l[1]*a1) + float64(r[1]*inv[1])
		a2 = float64(l[2]*a2) + float64(r[2]*inv[2])
		a3 = float64(l[3]*a3) + float64(r[3]*inv[3])
		if a0 < least[0] {
			a0 = least[0]
		}
		if a1 < least[1] {
			a1 = least[1]
		}
		if a2 < least[2] {
			a2 = least[2]
		}
		if a3 < least[3] {
			a3 = least[3]
		}
		e0 = float64(l[0]*e0) + float64(r[4]*inv[0])
		e1 = float64(l[1]*e1) + float64(r[5]*inv[1])
		e2 = float64(l[2]*e2) + float64(r[6]*inv[2])
		e3 = float64(l[3]*e3) + float64(r[7]*inv[3])
		v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7] = a0, a1, a2, a3, e0, e1, e2, e3
	}
}

// ofLane is of for one of four contracts, American and European.
func (s *stencil) ofLane(values []both, k int) (american, european float64) {
	v := values[s.first : s.first+points : s.first+points]
	american, european = s.weight[0]*v[0][k], s.weight[0]*v[0][lanes+k]
	for j := 1; j < points; j++ {
		american = math.FMA(s.weight[j], v[j][k], american)
		european = math.FMA(s.weight[j], v[j][lanes+k], european)
	}
	return american, european
}
