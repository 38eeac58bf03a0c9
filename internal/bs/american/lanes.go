package american

import "math"

// The loops of the solver over nodes, four contracts at a time. Each writes out its lanes, which the compiler does not, and
// rounds products before they are added: where a processor's fused instruction has to be asked for, that is faster.

// lanes is the number of contracts that a solver carries. Every step of a tridiagonal system waits for the one before;
// those of four contracts do not wait for each other.
const lanes = 4

type quad [lanes]float64

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

// apply writes (I + α·operator) v to right.
func (o *operator) apply(right, v []quad, alpha float64) {
	n := len(v)
	right, lower, middle, upper := right[:n], o.lower[:n], o.middle[:n], o.upper[:n]
	var before quad // of nothing at the first node, as the one after the last is
	at := v[0]
	for i := range v {
		var after quad
		if i+1 < n {
			after = v[i+1]
		}
		l, m, u, r := &lower[i], &middle[i], &upper[i], &right[i]
		r[0] = at[0] + float64(alpha*(float64(l[0]*before[0])+float64(m[0]*at[0])+float64(u[0]*after[0])))
		r[1] = at[1] + float64(alpha*(float64(l[1]*before[1])+float64(m[1]*at[1])+float64(u[1]*after[1])))
		r[2] = at[2] + float64(alpha*(float64(l[2]*before[2])+float64(m[2]*at[2])+float64(u[2]*after[2])))
		r[3] = at[3] + float64(alpha*(float64(l[3]*before[3])+float64(m[3]*at[3])+float64(u[3]*after[3])))
		before, at = at, after
	}
}

// blend writes the right side of the second half of a step, of the values in its middle and at its start.
func blend(right, half, start []quad) {
	half, start = half[:len(right)], start[:len(right)]
	for i := range right {
		r, h, v := &right[i], &half[i], &start[i]
		r[0] = float64(newShare*h[0]) - float64(oldShare*v[0])
		r[1] = float64(newShare*h[1]) - float64(oldShare*v[1])
		r[2] = float64(newShare*h[2]) - float64(oldShare*v[2])
		r[3] = float64(newShare*h[3]) - float64(oldShare*v[3])
	}
}

// factor eliminates the upper diagonal of I − α·operator, from the last node to the first.
func (o *operator) factor(alpha float64) {
	n := len(o.middle)
	lower, middle, upper := o.lower[:n], o.middle[:n], o.upper[:n]
	ratio, inverse, link := o.ratio[:n], o.inverse[:n], o.link[:n]
	var next, below quad // the inverse and the lower diagonal of the node after
	for i := n - 1; i >= 0; i-- {
		l, m, u := &lower[i], &middle[i], &upper[i]
		r0, r1, r2, r3 := alpha*u[0]*next[0], alpha*u[1]*next[1], alpha*u[2]*next[2], alpha*u[3]*next[3]
		next[0] = 1 / (1 - float64(alpha*(m[0]+float64(r0*below[0]))))
		next[1] = 1 / (1 - float64(alpha*(m[1]+float64(r1*below[1]))))
		next[2] = 1 / (1 - float64(alpha*(m[2]+float64(r2*below[2]))))
		next[3] = 1 / (1 - float64(alpha*(m[3]+float64(r3*below[3]))))
		below = *l
		ratio[i] = quad{r0, r1, r2, r3}
		inverse[i] = next
		link[i] = quad{alpha * l[0] * next[0], alpha * l[1] * next[1], alpha * l[2] * next[2], alpha * l[3] * next[3]}
	}
}

// solve writes the values whose (I − α·operator) v is right, which it uses up.
func (o *operator) solve(values, right []quad) {
	n := len(values)
	right, inverse, link := right[:n], o.inverse[:n], o.link[:n]
	o.eliminateUpper(right)
	var v0, v1, v2, v3 float64 // of the node before
	for i := range values {
		l, r, inv := &link[i], &right[i], &inverse[i]
		v0 = float64(l[0]*v0) + float64(r[0]*inv[0])
		v1 = float64(l[1]*v1) + float64(r[1]*inv[1])
		v2 = float64(l[2]*v2) + float64(r[2]*inv[2])
		v3 = float64(l[3]*v3) + float64(r[3]*inv[3])
		values[i] = quad{v0, v1, v2, v3}
	}
}

// solveAbove is solve for values that are at least the payoff. The elimination ran towards the side where exercise is best, so
// that the substitution starts there: values are raised to the payoff one by one as they are found (Brennan and Schwartz 1977).
func (o *operator) solveAbove(values, right, payoff []quad) {
	n := len(values)
	right, payoff, inverse, link := right[:n], payoff[:n], o.inverse[:n], o.link[:n]
	o.eliminateUpper(right)
	var v0, v1, v2, v3 float64 // of the node before
	for i := range values {
		l, r, inv, least := &link[i], &right[i], &inverse[i], &payoff[i]
		v0 = float64(l[0]*v0) + float64(r[0]*inv[0])
		v1 = float64(l[1]*v1) + float64(r[1]*inv[1])
		v2 = float64(l[2]*v2) + float64(r[2]*inv[2])
		v3 = float64(l[3]*v3) + float64(r[3]*inv[3])
		if v0 < least[0] {
			v0 = least[0]
		}
		if v1 < least[1] {
			v1 = least[1]
		}
		if v2 < least[2] {
			v2 = least[2]
		}
		if v3 < least[3] {
			v3 = least[3]
		}
		values[i] = quad{v0, v1, v2, v3}
	}
}

// eliminateUpper applies the elimination of factor to a right side.
func (o *operator) eliminateUpper(right []quad) {
	ratio := o.ratio[:len(right)]
	var v0, v1, v2, v3 float64 // of the node after
	for i := len(right) - 1; i >= 0; i-- {
		r, share := &right[i], &ratio[i]
		v0 = r[0] + float64(share[0]*v0)
		v1 = r[1] + float64(share[1]*v1)
		v2 = r[2] + float64(share[2]*v2)
		v3 = r[3] + float64(share[3]*v3)
		*r = quad{v0, v1, v2, v3}
	}
}

// ofLane is of for one of four contracts.
func (s *stencil) ofLane(values []quad, k int) float64 {
	v := values[s.first : s.first+points : s.first+points]
	sum := s.weight[0] * v[0][k]
	for j := 1; j < points; j++ {
		sum = math.FMA(s.weight[j], v[j][k], sum)
	}
	return sum
}
