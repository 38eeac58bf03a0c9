package kernel

// The loops of finite differences over nodes, four operators at a time on two sets of values. They write out their lanes, which the
// compiler does not, and round products before they are added: where a processor's fused instruction has to be asked for, that is
// faster. Divisions of the elimination wait for each other, and the rest of its loop is done meanwhile.

// Tridiagonal is a matrix M by node, of four operators side by side: the factors of the node before, of the node itself and of the
// next, and what solving for I − α M takes.
type Tridiagonal struct {
	Lower, Middle, Upper []Quad
	Ratio, Inverse, Link []Quad // filled in by Trapezoid
}

// Quad is a number of each operator, and Both are two sets of values that it acts on.
type (
	Quad = [4]float64
	Both = [8]float64
)

// Trapezoid factors I − α M, eliminating its upper diagonal from the last node to the first, and writes what that leaves of the right
// side (I + α M) v. All columns have a length. The first node has no factor before it, the last none after.
func (o *Tridiagonal) Trapezoid(right, v []Both, alpha float64) {
	if n := len(v); simd != nil && n > 0 {
		simd.trapezoid(right[:n], v, o.Lower[:n], o.Middle[:n], o.Upper[:n], o.Ratio[:n], o.Inverse[:n], o.Link[:n], alpha)
		return
	}
	o.trapezoid(right, v, alpha)
}

func (o *Tridiagonal) trapezoid(right, v []Both, alpha float64) {
	n := len(v)
	right, lower, middle, upper := right[:n], o.Lower[:n], o.Middle[:n], o.Upper[:n]
	ratio, inverse, link := o.Ratio[:n], o.Inverse[:n], o.Link[:n]
	none := new(Both) // beyond the last node, and the first
	after, below := none, new(Quad)
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
		ratio[i], inverse[i] = Quad{r0, r1, r2, r3}, Quad{i0, i1, i2, i3}
		link[i] = Quad{alpha * l[0] * i0, alpha * l[1] * i1, alpha * l[2] * i2, alpha * l[3] * i3}
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

// Blend writes what the elimination of Trapezoid leaves of another right side, x·a − y·b.
func (o *Tridiagonal) Blend(right, a, b []Both, x, y float64) {
	if n := len(right); simd != nil && n > 0 {
		simd.blend(right, a[:n], b[:n], o.Ratio[:n], x, y)
		return
	}
	o.blend(right, a, b, x, y)
}

func (o *Tridiagonal) blend(right, a, b []Both, x, y float64) {
	n := len(right)
	a, b, ratio := a[:n], b[:n], o.Ratio[:n]
	var a0, a1, a2, a3, e0, e1, e2, e3 float64 // of the node after
	for i := n - 1; i >= 0; i-- {
		h, v, share, r := &a[i], &b[i], &ratio[i], &right[i]
		a0 = float64(x*h[0]) - float64(y*v[0]) + float64(share[0]*a0)
		a1 = float64(x*h[1]) - float64(y*v[1]) + float64(share[1]*a1)
		a2 = float64(x*h[2]) - float64(y*v[2]) + float64(share[2]*a2)
		a3 = float64(x*h[3]) - float64(y*v[3]) + float64(share[3]*a3)
		e0 = float64(x*h[4]) - float64(y*v[4]) + float64(share[0]*e0)
		e1 = float64(x*h[5]) - float64(y*v[5]) + float64(share[1]*e1)
		e2 = float64(x*h[6]) - float64(y*v[6]) + float64(share[2]*e2)
		e3 = float64(x*h[7]) - float64(y*v[7]) + float64(share[3]*e3)
		r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7] = a0, a1, a2, a3, e0, e1, e2, e3
	}
}

// Substitute writes the values whose (I − α M) v has left the right side in the elimination, the first set raised to at least the
// floor one by one as they are found, from the first node to the last.
func (o *Tridiagonal) Substitute(values, right []Both, floor []Quad) {
	if n := len(values); simd != nil && n > 0 {
		simd.substitute(values, right[:n], floor[:n], o.Inverse[:n], o.Link[:n])
		return
	}
	o.substitute(values, right, floor)
}

func (o *Tridiagonal) substitute(values, right []Both, floor []Quad) {
	n := len(values)
	right, floor, inverse, link := right[:n], floor[:n], o.Inverse[:n], o.Link[:n]
	var a0, a1, a2, a3, e0, e1, e2, e3 float64 // of the node before
	for i := range values {
		l, r, inv, least, v := &link[i], &right[i], &inverse[i], &floor[i], &values[i]
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
