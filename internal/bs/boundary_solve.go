package bs

import "math"

// The equation of the boundary: Andersen, Lake and Offengenden 2016, "High-performance American option pricing", system A.
// It says that the value of the put of strike 1 meets its payoff smoothly at y = B(τ), τ being the time left:
//
//	B(τ) e^{(r−q)τ} D = N
//	N = φ(d−(τ,B))/(σ√τ) + r ∫₀^τ e^{ru} φ(d−)/(σ√t) du
//	D = φ(d+(τ,B))/(σ√τ) + Φ(d+(τ,B)) + q ∫₀^τ e^{qu} (Φ(d+) + φ(d+)/(σ√t)) du
//
// where in the integrals t = τ − u, z = B(τ)/B(u), and d± = (ln z + (r−q)t)/(σ√t) ± σ√t/2; outside them t = τ, z = B(τ).
//
// The paper iterates B ← N e^{−(r−q)τ}/D. That diverges where r − q is large beside σ. Here all nodes are solved together by
// Newton's method with the exact derivatives, which takes 4 to 6 steps from a guess, and up to 20 at extreme rates.

// The steps end when no −ln B moves by more than settled of the largest, or by more than rounding, or after maxSteps.
const (
	settled  = 1e-10
	rounding = 1e-15
	maxSteps = 60
	deepest  = 100 // of −ln B: nothing falls as far
)

// solve finds depth = −ln B at τ_i = x_i², x_i = √T (1 − cos(iπ/n))/2. H(x) = ln²B is smooth in x and interpolated by the
// polynomial through the nodes. Where the steps do not settle, which takes a drift over T of ten deviations and more, the
// first guess stands: B and its bounds are then all within a few σ²/|r−q| of each other. solve reports whether they did.
func (b *Boundary) solve(g Grid) bool {
	n := g.Nodes
	b.root, b.depth = make([]float64, n+1), make([]float64, n+1)
	for i := range b.root {
		b.root[i] = math.Sqrt(b.years) * (1 - math.Cos(float64(i)*math.Pi/float64(n))) / 2
	}
	start, most := -math.Log(startOf(b.rate, b.yield)), b.endless()
	b.start(start, most)
	points := angles(g.Points)
	shares := make([][][]float64, n+1)
	for i := 1; i <= n; i++ {
		for _, p := range points {
			shares[i] = append(shares[i], b.shares(b.root[i]*p.sin))
		}
	}
	matrix, miss := make([][]float64, n), make([]float64, n)
	for range maxSteps {
		for i := range matrix {
			matrix[i] = make([]float64, n)
			miss[i] = b.equation(i+1, points, shares[i+1], matrix[i])
		}
		eliminate(matrix, miss)
		if b.move(miss, most) <= settled*b.depth[n]+rounding {
			return true
		}
	}
	b.start(start, most)
	return false
}

// start sets the first guess: −ln B leaves its value at τ = 0 like 0.9 σ√τ and bends towards that of an endless option.
func (b *Boundary) start(start, most float64) {
	for i, x := range b.root {
		b.depth[i] = start
		if most > start {
			b.depth[i] -= (most - start) * math.Expm1(-0.9*b.vol*x/(most-start))
		}
	}
}

// endless returns −ln B∞, the boundary of an option without end, which no other falls below (Merton 1973), at most deepest:
//
//	B∞ = λ/(λ−1),    σ²λ(λ−1)/2 + (r−q)λ − r = 0,    λ < 0
func (b *Boundary) endless() float64 {
	variance := b.vol * b.vol
	m, ratio := (b.rate-b.yield)/variance-0.5, 2*b.rate/variance
	root := math.Sqrt(m*m + ratio)
	if m < 0 { // λ = −m − root cancels
		return min(math.Log1p((root-m)/ratio), deepest) // +Inf at a rate of 0
	}
	return math.Log1p(1 / (m + root))
}

// equation returns B e^{(r−q)τ} D − N at node i, and in row its derivatives by the depths of nodes 1 … n. With S = √H the
// depth at a point and L_m its share of node m,
//
//	ln z = S − depth_i    ∂S/∂depth_m = L_m depth_m/S    ∂d±/∂ln z = 1/(σ√t)
//
// so that ∂/∂ln z of φ(d−)/(σ√t) is −d− φ(d−)/(σ√t)², and that of Φ(d+) + φ(d+)/(σ√t) is −d− φ(d+)/(σ√t)².
func (b *Boundary) equation(i int, points []angle, shares [][]float64, row []float64) float64 {
	x, depth := b.root[i], b.depth[i]
	tau, s := x*x, b.vol*x
	plus, minus := b.d(-depth, x)
	num, den := pdf(minus)/s, pdf(plus)/s+cdf(plus)
	numSlope, denSlope := -minus*pdf(minus)/(s*s), -minus*pdf(plus)/(s*s) // by ln B(τ)
	factor := math.Exp(-depth + (b.rate-b.yield)*tau)
	for j, p := range points {
		u, root := tau*p.sin*p.sin, x*p.cos // √t
		v := b.vol * root
		at := b.depthOf(shares[j])
		plus, minus := b.d(at-depth, root)
		du := 2 * tau * p.sin * p.cos * p.weight
		r, q := b.rate*math.Exp(b.rate*u)*du, b.yield*math.Exp(b.yield*u)*du
		num += r * pdf(minus) / v
		den += q * (cdf(plus) + pdf(plus)/v)
		byN, byD := -r*minus*pdf(minus)/(v*v), -q*minus*pdf(plus)/(v*v)
		numSlope, denSlope = numSlope+byN, denSlope+byD
		if at > 0 {
			for m := range row {
				row[m] += (factor*byD - byN) * shares[j][m+1] * b.depth[m+1] / at
			}
		}
	}
	row[i-1] += numSlope - factor*(denSlope+den)
	return factor*den - num
}

// move subtracts the Newton step from the depths and returns the largest change. Each depth stays between what it is at the
// start and most, and within a factor of 4 of what it was above the start.
func (b *Boundary) move(step []float64, most float64) (change float64) {
	for i, start := 1, b.depth[0]; i < len(b.depth); i++ {
		old := b.depth[i] - start
		next := old - step[i-1]
		if math.IsNaN(next) { // 0/0: nothing moves the boundary where all densities vanish
			next = old
		}
		next = max(old/4, min(next, 4*old, most-start))
		b.depth[i] = start + next
		change = max(change, math.Abs(next-old))
	}
	return change
}

// d returns d+ and d− of ln z over a time t, given √t.
func (b *Boundary) d(logZ, root float64) (plus, minus float64) {
	s := b.vol * root
	m := (logZ + (b.rate-b.yield)*root*root) / s
	return m + s/2, m - s/2
}

// shares returns the share of every node in the polynomial at x, by the barycentric formula for the Chebyshev points
// z_i = −cos(iπ/n), z = 2x/√T − 1 (Berrut and Trefethen 2004): L_m = w_m/(z−z_m) / Σ w_k/(z−z_k), w = ½, −1, 1, …, ±½.
func (b *Boundary) shares(x float64) []float64 {
	n := len(b.root) - 1
	share, sum := make([]float64, n+1), 0.0
	for m, node := range b.root {
		weight := 1.0
		if m == 0 || m == n {
			weight = 0.5
		}
		if m%2 == 1 {
			weight = -weight
		}
		if x == node {
			clear(share)
			share[m] = 1
			return share
		}
		share[m] = weight / (x - node)
		sum += share[m]
	}
	for m := range share {
		share[m] /= sum
	}
	return share
}

// depthOf returns −ln B where the nodes have these shares: √H.
func (b *Boundary) depthOf(shares []float64) float64 {
	h := 0.0
	for m, share := range shares {
		h += share * b.depth[m] * b.depth[m]
	}
	return math.Sqrt(max(h, 0))
}

// eliminate solves matrix · x = right by Gaussian elimination with pivots, and leaves x in right.
func eliminate(matrix [][]float64, right []float64) {
	n := len(right)
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(matrix[i][k]) > math.Abs(matrix[pivot][k]) {
				pivot = i
			}
		}
		matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
		right[k], right[pivot] = right[pivot], right[k]
		for i := k + 1; i < n; i++ {
			f := matrix[i][k] / matrix[k][k]
			for j := k; j < n; j++ {
				matrix[i][j] -= f * matrix[k][j]
			}
			right[i] -= f * right[k]
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			right[k] -= matrix[k][j] * right[j]
		}
		right[k] /= matrix[k][k]
	}
}
