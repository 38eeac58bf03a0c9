package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// boundaries are those of one side at every volatility that is solved, and the integrals above them at any other, all of a put
// of strike 1.
type boundaries struct {
	frame frame
	smile
	reach float64 // distance from a boundary in deviations beyond which there is no premium
	how   Effort
	like  *boundaries // those of terms that are nearly the same, to begin with; nil none

	once  sync.Once // for what follows: it is solved when a premium within reach is first asked for
	done  bool
	found []depths  // by volatility
	level []float64 // ln²B(T), by volatility
	price []float64 // ln B(0+) − ln B over √t at the points of the integral: of the first volatility, of the second, …

	close closeBoundaries
}

// closeBoundaries are those at the points for greeks close to the boundary, computed when they are first asked for.
type closeBoundaries struct {
	sync.Once
	terms []term
	ways  []float64 // ln B(0+) − ln B over √t, by volatility and point
}

// farPremium is how far from a boundary, in deviations besides the drift, premiums are below 10⁻⁷ of what the strike earns, by
// effort; of drafts and rough ones below 2·10⁻⁵ of it.
var farPremium = [...]float64{Fine: 5.5, Draft: 4.2, Rough: 4.2}

// newBoundaries prepares for the boundaries at every volatility; like are those of terms that are nearly the same, or nil.
func newBoundaries(f frame, of smile, how Effort, like *boundaries) *boundaries {
	b := &boundaries{frame: f, smile: of, how: how, like: like}
	if like != nil && !like.done {
		b.like = like.like
	}
	b.reach = farPremium[how] + math.Abs(f.rate-f.yield)*f.root/b.low + float64(0.5*b.high*f.root)
	return b
}

// beyondReach reports whether ln(S/K) is out of reach of any boundary, as all lie beyond their start: there is no premium,
// and for that nothing has to be solved.
func (b *boundaries) beyondReach(logY, vol float64) bool {
	return b.within(vol) && logY+b.frame.start >= float64(b.reach*vol*b.frame.root)
}

// solved finds the boundary at every volatility, once.
func (b *boundaries) solved() *boundaries {
	b.once.Do(func() {
		f := &b.frame
		f.price = make([]term, len(f.tables.price))
		f.late(f.price, f.tables.price)
		n := len(b.vols)
		numbers := make([]float64, n*(1+len(f.price)))
		b.found, b.level, b.price = make([]depths, 0, n), numbers[:0:n], numbers[n:n]
		e := equationMemory.Get().(*equation)
		defer equationMemory.Put(e)
		e.use(f)
		for _, vol := range b.vols {
			d := e.boundary(vol, b.next(vol), settled[b.how])
			b.found = append(b.found, d)
			b.level = append(b.level, d[f.n]*d[f.n])
		}
		b.price = b.ways(b.price, f.tables.price, f.price)
		b.like, b.done = nil, true
	})
	return b
}

// next guesses the boundary at a volatility from those found so far: over volatility, depths are nearly a line in it.
func (b *boundaries) next(vol float64) depths {
	if b.like != nil {
		return b.like.between(vol, &b.frame)
	}
	k := len(b.found)
	if k == 0 {
		return b.frame.guess(vol)
	}
	d, start, last := b.found[k-1], b.frame.start, b.vols[k-1]
	before, ratio := d, 0.0
	if k > 1 {
		before, ratio = b.found[k-2], (vol-last)/(last-b.vols[k-2])
	}
	for i := range b.frame.n + 1 {
		slope := (d[i] - start) / last
		if k > 1 {
			slope += float64(ratio * (slope - (before[i]-start)/b.vols[k-2]))
		}
		d[i] = start + float64(vol*slope)
	}
	return d
}

// between guesses the boundary of another frame, which leaves its own start, at a volatility: over volatility, the way from the
// start is nearly in proportion to it.
func (b *boundaries) between(vol float64, f *frame) (d depths) {
	m, start, n := b.at(vol), b.frame.start, b.frame.n
	for k, share := range m.shares() {
		share *= vol / b.vols[k]
		for i, x := range b.found[k][:n+1] {
			d[i] += float64(share * (x - start))
		}
	}
	last := d[n]
	if f.n != n { // at the nodes of the other
		for i := range d {
			d[i] += start
		}
		s := d.squares()
		d = depths{}
		for i := 1; i < f.n; i++ {
			share := b.frame.shares(f.tables.root[i])
			d[i] = math.Sqrt(s.at(&share)) - start
		}
		d[f.n] = last
	}
	d[0] = f.start
	for i := 1; i <= f.n; i++ {
		d[i] = f.start + max(d[i], leastWay*last) // Newton's method does not leave the start itself
	}
	return d
}

// leastWay is the least part of the whole way that a guess goes from the start to the first node.
const leastWay = 1e-3

// ways appends how far boundaries are from their start at points of an integral, over √t, by volatility.
func (b *boundaries) ways(out []float64, at []point, terms []term) []float64 {
	for _, d := range b.found {
		s := d.squares()
		for j := range at {
			out = append(out, (math.Sqrt(s.at(&at[j].share))-b.frame.start)*terms[j].inv)
		}
	}
	return out
}

// near returns what greeks close to the boundary take in the place of the price's points.
func (b *boundaries) near() (terms []term, ways []float64) {
	b.close.Do(func() {
		points := b.frame.tables.near
		b.close.terms = make([]term, len(points))
		b.frame.late(b.close.terms, points)
		b.close.ways = b.ways(make([]float64, 0, len(b.found)*len(points)), points, b.close.terms)
	})
	return b.close.terms, b.close.ways
}

// depth returns −ln B(T) at a volatility, of which m is the mix.
func (b *boundaries) depth(vol float64, m *mix) float64 {
	deep := math.Sqrt(max(mixed(b.level, m), 0))
	return b.frame.start + float64((deep-b.frame.start)*b.beyond(vol))
}

// before reports whether ln(S/K) is clearly before the boundary of any volatility of the range, which is the nearest to the start
// at the least of them.
func (b *boundaries) before(logY, vol float64) bool {
	nearest := float64(0.98 * (b.found[0][b.frame.n] - b.frame.start))
	return b.within(vol) && logY > -b.frame.start-nearest
}

// mixed returns the mix of values by volatility.
func mixed(of []float64, m *mix) float64 {
	h := 0.0
	for k, share := range m.shares() {
		h = math.FMA(share, of[k], h)
	}
	return h
}

// moneyness is where an integral is computed, at all its points side by side: −d− of every point and then, where there is a yield,
// −d+, with φ and N of them.
type moneyness struct{ at, density, below [2 * wholeFine]float64 }

var moneynesses = sync.Pool{New: func() any { return new(moneyness) }}

// wholeFine is fine in whole vectors of 8.
const wholeFine = (fine + 7) / 8 * 8

// fill computes the moneyness of ln(S/K), with the rows of the ways at the points of the terms.
func (b *boundaries) fill(at *moneyness, terms []term, rows []float64, logY, vol float64, m *mix) {
	n := len(terms)
	minus, plus := at.at[:n], at.at[n:2*n]
	clear(minus)
	for k, share := range m.shares() {
		row := rows[k*n:][:n]
		for j, x := range row {
			minus[j] = math.FMA(share, x, minus[j])
		}
	}
	inv, start := 1/vol, logY+b.frame.start
	grow := float64(b.beyond(vol) * inv)
	for j := range terms {
		t := &terms[j]
		v := float64(vol * t.root)
		x := float64(0.5*v) - float64(grow*minus[j]) - float64((start+t.carry)*float64(inv*t.inv))
		minus[j], plus[j] = x, x-v
	}
	if b.frame.yield != 0 {
		n *= 2
	}
	n = (n + 7) / 8 * 8
	kernel.NormalTo(at.density[:n], at.below[:n], at.at[:n])
}

// integral returns the premium at S/K, and its logarithm, above the boundary, as [gex/internal/bs.Boundary] does.
func (b *boundaries) integral(y, logY, vol float64, m *mix) float64 {
	at := moneynesses.Get().(*moneyness)
	defer moneynesses.Put(at)
	f := &b.frame
	b.fill(at, f.price, b.price, logY, vol, m)
	sum, n := 0.0, len(f.price)
	for j := range f.price {
		t := &f.price[j]
		sum += float64(t.rate * at.below[j])
		if t.yield != 0 {
			sum -= float64(t.yield * y * at.below[n+j])
		}
	}
	return max(sum, 0)
}

// series returns the integral at S/K and its derivatives by S/K, and whether that is past the boundary; the formulas are those
// of [gex/internal/bs.Boundary]. Close to the boundary gamma is nearly singular and takes three times as many points.
func (b *boundaries) series(y, vol float64, m *mix) (s series, past bool) {
	f, logY := &b.frame, kernel.Log(y)
	level := b.depth(vol, m)
	if logY <= -level {
		return s, true
	}
	terms, rows := f.price, b.price
	if logY+level < vol*f.root {
		terms, rows = b.near()
	}
	at := moneynesses.Get().(*moneyness)
	defer moneynesses.Put(at)
	b.fill(at, terms, rows, logY, vol, m)
	for j, plus := range at.at[len(terms) : 2*len(terms)] {
		t := &terms[j]
		inv := t.inv / vol
		densityMinus := float64(at.density[j] * t.rate * inv / y)
		s.value += float64(t.rate * at.below[j])
		s.slope -= densityMinus
		s.curve += float64(densityMinus*(1-float64(at.at[j]*inv))) / y
		if t.yield == 0 {
			continue
		}
		densityPlus, above := float64(at.density[len(terms)+j]*t.yield*inv), at.below[len(terms)+j]
		s.value -= float64(t.yield * y * above)
		s.slope += densityPlus - float64(t.yield*above)
		s.curve += float64(densityPlus*(1+float64(plus*inv))) / y
	}
	return s, false
}
