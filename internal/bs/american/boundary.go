package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// frame is what boundaries of one maturity, rate and yield share, whatever the volatility: the terms of the put of strike 1
// that a call is by symmetry. Its equation and its method are those of [gex/internal/bs.Boundary], where they are explained.
type frame struct {
	*tables
	years, root float64 // T, √T
	rate, yield float64 // r, q of the put
	start       float64 // −ln B(0+)

	solve [nodes + 1][equations]term
	price [prices]term
	near  [fine]term
}

// term is a point of an integral over u, with t = τ − u.
type term struct {
	root, carry float64 // √t, (r−q) t
	rate, yield float64 // r e^{ru} du and q e^{qu} du in the equation of the boundary, r e^{−rt} du and q e^{−qt} du in a premium
}

func newFrame(years, rate, yield float64) *frame {
	f := &frame{tables: shared(), years: years, root: math.Sqrt(years), rate: rate, yield: yield}
	if yield > rate {
		f.start = kernel.Log(yield / rate)
	}
	for i := 1; i <= nodes; i++ {
		tau := f.tables.root[i] * f.tables.root[i] * years
		for j := range f.solve[i] {
			p := &f.tables.solve[i][j]
			f.solve[i][j] = f.term(p, tau, p.sin2*tau)
		}
	}
	for j := range f.price {
		p := &f.tables.price[j]
		f.price[j] = f.term(p, years, -p.cos2*years)
	}
	for j := range f.near {
		p := &f.tables.near[j]
		f.near[j] = f.term(p, years, -p.cos2*years)
	}
	return f
}

// term returns the term of a point of an integral to τ, with the rates compounded over a time.
func (f *frame) term(p *point, tau, over float64) term {
	t, du := p.cos2*tau, p.weight*tau
	return term{
		root: math.Sqrt(t), carry: (f.rate - f.yield) * t,
		rate: f.rate * kernel.Exp(f.rate*over) * du, yield: f.yield * kernel.Exp(f.yield*over) * du,
	}
}

// depths are −ln B at the nodes.
type depths [nodes + 1]float64

// Newton's method ends when no depth moves by more than settled of the largest: the next step would move it by the square.
const (
	settled  = 1e-6
	maxSteps = 60
	deepest  = 100 // of a depth: nothing falls as far
)

// boundary solves the boundary at a volatility, from a guess.
func (f *frame) boundary(vol float64, guess depths) depths {
	most := f.endless(vol)
	d := guess
	var matrix [nodes][nodes]float64
	var miss [nodes]float64
	for range maxSteps {
		for i := range matrix {
			miss[i] = f.equation(i+1, vol, &d, &matrix[i])
		}
		eliminate(&matrix, &miss)
		if d.move(&miss, most) <= float64(settled*d[nodes])+1e-14 {
			return d
		}
	}
	return f.guess(vol)
}

// guess returns depths that leave their start like 0.9 σ√τ and bend towards that of an endless option.
func (f *frame) guess(vol float64) (d depths) {
	most := f.endless(vol) - f.start
	for i := range d {
		d[i] = f.start
		if most > 0 {
			d[i] += float64(most * (1 - kernel.Exp(-0.9*vol*f.root*f.tables.root[i]/most)))
		}
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

// depth returns −ln B where the nodes have these shares.
func (d *depths) depth(share *[nodes + 1]float64) float64 {
	h := 0.0
	for m, s := range share {
		h = math.FMA(s*d[m], d[m], h)
	}
	if h < 0 {
		h = 0
	}
	return math.Sqrt(h)
}

// squares appends ln²B at points of an integral.
func (d *depths) squares(to []float64, at []point) []float64 {
	for j := range at {
		depth := d.depth(&at[j].share)
		to = append(to, depth*depth)
	}
	return to
}

// equation returns B e^{(r−q)τ} D − N at node i and its derivatives by the depths of nodes 1 … n.
func (f *frame) equation(i int, vol float64, d *depths, row *[nodes]float64) float64 {
	root := f.root * f.tables.root[i] // √τ
	carry, s := float64((f.rate-f.yield)*root*root), float64(vol*root)
	factor := kernel.Exp(carry - d[i])
	invS := 1 / s
	plus := float64((carry-d[i])*invS) + float64(0.5*s)
	density, below := normal(plus)
	minus := plus - s
	num, den := float64(factor*density*invS), math.FMA(density, invS, below)
	byN, byD := float64(-minus*invS*num), float64(-minus*density*invS*invS)
	*row = [nodes]float64{}
	for j := range f.solve[i] {
		t, share := &f.solve[i][j], &f.tables.solve[i][j].share
		depth := d.depth(share)
		v := float64(vol * t.root)
		inv := 1 / v
		u := depth - d[i] + t.carry // ln z + (r−q)t
		plus := math.FMA(u, inv, 0.5*v)
		density, below := normal(plus)
		density = float64(density * inv)
		minus := plus - v
		late := float64(t.rate * kernel.Exp(u) * density) // r e^{ru} φ(d−)/(σ√t), as φ(d−) = z e^{(r−q)t} φ(d+)
		num += late
		den = math.FMA(t.yield, below+density, den)
		late = float64(-minus * inv * late)
		rest := float64(-minus * inv * t.yield * density)
		byN += late
		byD += rest
		if depth > 0 {
			pull := (float64(factor*rest) - late) / depth
			for m := range row {
				row[m] = math.FMA(pull*share[m+1], d[m+1], row[m])
			}
		}
	}
	row[i-1] += byN - float64(factor*(byD+den))
	return float64(factor*den) - num
}

// normal returns φ(d) and N(d).
func normal(d float64) (density, below float64) {
	density, below = kernel.Tail(d)
	if d > 0 {
		below = 1 - below
	}
	return density, below
}

// move subtracts the Newton step, within bounds, and returns the largest change.
func (d *depths) move(step *[nodes]float64, most float64) (change float64) {
	start := d[0]
	for i := 1; i <= nodes; i++ {
		old := d[i] - start
		next := old - step[i-1]
		if next != next { // 0/0
			next = old
		}
		next = max(old/4, min(next, 4*old, most-start))
		d[i] = start + next
		change = max(change, math.Abs(next-old))
	}
	return change
}

// eliminate solves matrix · x = right by Gaussian elimination with pivots, and leaves x in right.
func eliminate(matrix *[nodes][nodes]float64, right *[nodes]float64) {
	for k := range nodes {
		pivot := k
		for i := k + 1; i < nodes; i++ {
			if math.Abs(matrix[i][k]) > math.Abs(matrix[pivot][k]) {
				pivot = i
			}
		}
		matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
		right[k], right[pivot] = right[pivot], right[k]
		inverse := 1 / matrix[k][k]
		for i := k + 1; i < nodes; i++ {
			share := -matrix[i][k] * inverse
			for j := k + 1; j < nodes; j++ {
				matrix[i][j] = math.FMA(share, matrix[k][j], matrix[i][j])
			}
			right[i] = math.FMA(share, right[k], right[i])
		}
	}
	for k := nodes - 1; k >= 0; k-- {
		for j := k + 1; j < nodes; j++ {
			right[k] = math.FMA(-matrix[k][j], right[j], right[k])
		}
		right[k] /= matrix[k][k]
	}
}
