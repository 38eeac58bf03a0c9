package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// frame is what boundaries of one maturity, rate and yield share, whatever the volatility: the terms of the put of strike 1
// that a call is by symmetry. Its equation and its method are those of [gex/internal/bs.Boundary], where they are explained.
type frame struct {
	*tables
	years, root float64 // T, √T
	rate, yield float64 // r, q of the put
	start       float64 // −ln B(0+)

	price []term
}

// term is a point of an integral over u, with t = τ − u.
type term struct {
	root, inv   float64 // √t and 1 over it
	carry       float64 // (r−q) t
	rate, yield float64 // r e^{ru} du and q e^{qu} du in the equation of the boundary, r e^{−rt} du and q e^{−qt} du in a premium
}

func newFrame(years, rate, yield float64, how Effort) frame {
	f := frame{tables: how.tables(), years: years, root: math.Sqrt(years), rate: rate, yield: yield}
	if yield > rate {
		f.start = kernel.Log(yield / rate)
	}
	return f
}

// late fills in the terms of points of the integral of a premium.
func (f *frame) late(to []term, points []point) {
	f.terms(to, points, func(p *point) float64 { return -p.t })
}

// compounding is where the rates of the points of a frame, and after them its yields, are compounded side by side.
type compounding [2 * wholeCells]float64

var compoundings = sync.Pool{New: func() any { return new(compounding) }}

// terms fills in the terms of points, with the rates compounded over a part of T.
func (f *frame) terms(to []term, points []point, over func(*point) float64) {
	m := compoundings.Get().(*compounding)
	defer compoundings.Put(m)
	n := len(points)
	for j := range points {
		time := over(&points[j]) * f.years
		m[j], m[n+j] = float64(f.rate*time), float64(f.yield*time)
	}
	whole, inv := (2*n+7)/8*8, 1/f.root
	kernel.ExpTo(m[:whole], m[:whole])
	for j := range points {
		t, du := points[j].t*f.years, points[j].weight*f.years
		to[j] = term{root: points[j].root * f.root, inv: points[j].inv * inv, carry: (f.rate - f.yield) * t, rate: f.rate * m[j] * du, yield: f.yield * m[n+j] * du}
	}
}

// depths are −ln B at the nodes, 0 beyond those that a grid has.
type depths [nodes + 1]float64

// settled are the parts of the largest depth within which every depth moves in the last step of Newton's method, by effort: the
// next would move it by the square. Premiums are within 3·10⁻⁷ of the strike of those of more steps, of drafts within 10⁻⁵ and
// of rough ones within 10⁻⁴.
var settled = [...]float64{Fine: 3e-3, Draft: 1e-2, Rough: 3e-2}

const (
	maxSteps = 60
	deepest  = 100 // of a depth: nothing falls as far
)

// guess returns depths that leave their start as in the last moments before settlement, and bend towards that of an endless
// option: like 0.9 σ√τ, and where they start at the strike like σ√τ times the root of the lesser of
//
//	ln(σ²/(8π (r−q)² τ))    2 ln(1/(4√π r τ))
//
// (Evans, Kuske and Keller 2002, for q < r and q = r).
func (f *frame) guess(vol float64) (d depths) {
	most := f.endless(vol) - f.start
	for i := range f.tables.root {
		d[i] = f.start
		if !(most > 0) || i == 0 {
			continue
		}
		root, slope := f.root*f.tables.root[i], 0.9 // √τ
		if f.start == 0 {
			drift := float64((f.rate - f.yield) * root)
			below := kernel.Log(vol * vol / (8 * math.Pi * drift * drift))
			equal := -2 * kernel.Log(4*math.SqrtPi*f.rate*root*root)
			slope = math.Sqrt(max(slope*slope, min(below, equal)))
		}
		d[i] += float64(most * (1 - kernel.Exp(-slope*vol*root/most)))
	}
	return d
}

// endless returns −ln B∞, the boundary of an option without end: B∞ = λ/(λ−1), σ²λ(λ−1)/2 + (r−q)λ − r = 0, λ < 0.
func (f *frame) endless(vol float64) float64 {
	variance := float64(vol * vol)
	m, ratio := (f.rate-f.yield)/variance-0.5, 2*f.rate/variance
	root := math.Sqrt(math.FMA(m, m, ratio))
	if m < 0 { // λ = −m − root cancels
		return min(kernel.Log(1+(root-m)/ratio), deepest) // +Inf at a rate of 0
	}
	return kernel.Log(1 + 1/(m+root))
}

// squares are ln²B at the nodes, in which the boundary is a polynomial.
func (d *depths) squares() (s depths) {
	for i, x := range d {
		s[i] = x * x
	}
	return s
}

// at returns ln²B where the nodes have these shares, which are 0 beyond those that a grid has.
func (s *depths) at(share *[nodes + 1]float64) float64 {
	low := float64(share[0]*s[0]) + float64(share[1]*s[1]) + (float64(share[2]*s[2]) + float64(share[3]*s[3]))
	high := float64(share[4]*s[4]) + float64(share[5]*s[5]) + (float64(share[6]*s[6]) + float64(share[7]*s[7]))
	return max(low+high, 0)
}

// equation is that of the boundary at a volatility, with what it takes of the points of its integrals, those of one node after
// those of the other, and of the nodes themselves. They are computed side by side.
type equation struct {
	*frame
	own, whole int                 // cells before those of the nodes, and all in whole vectors of 8
	cell       [mostCells]term     // by node and point
	v, inv     [cells]float64      // σ√t and 1 over it
	depth      [mostCells]float64  // −ln B
	growth     [wholeCells]float64 // z e^{(r−q)t}, z of two points of the boundary
	plus       [wholeCells]float64 // d+
	density    [wholeCells]float64 // φ(d+)
	below      [wholeCells]float64 // N(d+)
}

// equationMemory keeps their memory.
var equationMemory = sync.Pool{New: func() any { return new(equation) }}

// The cells of an equation are those of the points, those of the nodes, and what makes whole vectors of 8.
const (
	mostCells  = nodes * equations
	cells      = mostCells + nodes
	wholeCells = (cells + 7) / 8 * 8
)

// boundary solves the boundary at a volatility, from a guess, to a part of its depth.
func (e *equation) boundary(vol float64, guess depths, within float64) depths {
	e.reset(vol)
	most := e.endless(vol)
	d := guess
	var matrix [nodes][nodes]float64
	var miss [nodes]float64
	for range maxSteps {
		e.evaluate(&d)
		for i := range e.n {
			miss[i] = e.node(i+1, &d, &matrix[i])
		}
		eliminate(matrix[:e.n], miss[:e.n])
		if d.move(miss[:e.n], most) <= float64(within*d[e.n])+1e-14 {
			return d
		}
	}
	return e.guess(vol)
}

// use fills in the points of a frame.
func (e *equation) use(f *frame) {
	e.frame, e.own = f, f.n*f.l
	e.whole = (e.own + f.n + 7) / 8 * 8
	f.terms(e.cell[:e.own], f.tables.solve, func(p *point) float64 { return p.u })
}

// reset fills in the deviations of a volatility.
func (e *equation) reset(vol float64) {
	for c := range e.own {
		e.v[c] = float64(vol * e.cell[c].root)
	}
	for i := range e.n {
		e.v[e.own+i] = float64(vol * e.root * e.tables.root[i+1])
	}
	for c, v := range e.v[:e.own+e.n] {
		e.inv[c] = 1 / v
	}
}

// evaluate computes the cells.
func (e *equation) evaluate(d *depths) {
	s := d.squares()
	for i := range e.n {
		lo, hi := i*e.l, (i+1)*e.l
		points, cells, depths, growths := e.tables.solve[lo:hi], e.cell[lo:hi], e.depth[lo:hi], e.growth[lo:hi]
		for c := range points {
			depth := math.Sqrt(s.at(&points[c].share))
			depths[c], growths[c] = depth, depth-d[i+1]+cells[c].carry // ln z + (r−q)t
		}
		root := e.root * e.tables.root[i+1]
		e.growth[e.own+i] = float64((e.rate-e.yield)*root*root) - d[i+1]
	}
	for c, inv := range e.inv[:e.own+e.n] {
		e.plus[c] = float64(e.growth[c]*inv) + float64(0.5*e.v[c])
	}
	kernel.ExpTo(e.growth[:e.whole], e.growth[:e.whole])
	kernel.NormalTo(e.density[:e.whole], e.below[:e.whole], e.plus[:e.whole])
}

// node returns B e^{(r−q)τ} D − N at node i and its derivatives by the depths of nodes 1 … n.
func (e *equation) node(i int, d *depths, whole *[nodes]float64) float64 {
	own, row := e.own+i-1, whole[:e.n]
	factor, density, inv := e.growth[own], e.density[own], e.inv[own]
	minus := e.plus[own] - e.v[own]
	num, den := float64(factor*density*inv), float64(density*inv)+e.below[own]
	byN, byD := float64(-minus*inv*num), float64(-minus*density*inv*inv)
	var r1, r2, r3, r4, r5, r6, r7 float64 // of the row
	for c := (i - 1) * e.l; c < i*e.l; c++ {
		t, share := &e.cell[c], &e.tables.solve[c].share
		inv, density := e.inv[c], float64(e.density[c]*e.inv[c])
		minus := e.plus[c] - e.v[c]
		late := float64(t.rate * e.growth[c] * density) // r e^{ru} φ(d−)/(σ√t), as φ(d−) = z e^{(r−q)t} φ(d+)
		num += late
		den += float64(t.yield * (e.below[c] + density))
		late = float64(-minus * inv * late)
		rest := float64(-minus * inv * t.yield * density)
		byN += late
		byD += rest
		if depth := e.depth[c]; depth > 0 {
			pull := (float64(factor*rest) - late) / depth
			r1, r2, r3, r4 = r1+float64(pull*share[1]), r2+float64(pull*share[2]), r3+float64(pull*share[3]), r4+float64(pull*share[4])
			if e.n > roughNodes {
				r5, r6, r7 = r5+float64(pull*share[5]), r6+float64(pull*share[6]), r7+float64(pull*share[7])
			}
		}
	}
	*whole = [nodes]float64{float64(r1 * d[1]), float64(r2 * d[2]), float64(r3 * d[3]), float64(r4 * d[4]), float64(r5 * d[5]), float64(r6 * d[6]), float64(r7 * d[7])}
	row[i-1] += byN - float64(factor*(byD+den))
	return float64(factor*den) - num
}

// move subtracts the Newton step, within bounds, and returns the largest change.
func (d *depths) move(step []float64, most float64) (change float64) {
	start := d[0]
	for i := range step {
		old := d[i+1] - start
		next := old - step[i]
		if next != next { // 0/0
			next = old
		}
		next = max(old/4, min(next, 4*old, most-start))
		d[i+1] = start + next
		change = max(change, math.Abs(next-old))
	}
	return change
}

// eliminate solves matrix · x = right by Gaussian elimination with pivots, and leaves x in right.
func eliminate(matrix [][nodes]float64, right []float64) {
	n := len(right)
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(matrix[i][k]) > math.Abs(matrix[pivot][k]) {
				pivot = i
			}
		}
		if pivot != k {
			matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
			right[k], right[pivot] = right[pivot], right[k]
		}
		inverse := 1 / matrix[k][k]
		for i := k + 1; i < n; i++ {
			share := -matrix[i][k] * inverse
			for j := k + 1; j < n; j++ {
				matrix[i][j] = math.FMA(share, matrix[k][j], matrix[i][j])
			}
			right[i] = math.FMA(share, right[k], right[i])
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			right[k] = math.FMA(-matrix[k][j], right[j], right[k])
		}
		right[k] /= matrix[k][k]
	}
}
