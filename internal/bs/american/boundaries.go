package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// boundaries are those of one side at every volatility that is solved, and the integrals above them at any other, all of a put
// of strike 1.
type boundaries struct {
	frame *frame
	smile
	reach float64   // distance from a boundary in deviations beyond which there is no premium
	found []depths  // by volatility
	level []float64 // ln²B(T), by volatility
	price []float64 // ln²B at the points of the integral: of the first volatility, of the second, …

	close closeBoundaries
}

// closeBoundaries are those at the points for greeks close to the boundary, computed when they are first asked for.
type closeBoundaries struct {
	sync.Once
	terms   [fine]term
	squares []float64 // ln²B, by volatility and point
}

// farPremium is how far from a boundary, in deviations besides the drift, premiums are below 10⁻⁸ of the strike.
const farPremium = 5.5

// newBoundaries finds the boundary at every volatility.
func newBoundaries(f *frame, of smile) *boundaries {
	b := &boundaries{frame: f, smile: of}
	b.reach = farPremium + math.Abs(f.rate-f.yield)*f.root/b.low + float64(0.5*b.high*f.root)
	e := equationMemory.Get().(*equation)
	defer equationMemory.Put(e)
	e.frame = f
	for _, vol := range b.vols {
		d := e.boundary(vol, b.next(vol))
		b.found = append(b.found, d)
		b.level = append(b.level, d[nodes]*d[nodes])
	}
	b.price = b.squares(f.tables.price[:])
	return b
}

// next guesses the boundary at a volatility from those found so far: over volatility, depths are nearly a line in it.
func (b *boundaries) next(vol float64) depths {
	k := len(b.found)
	if k == 0 {
		return b.frame.guess(vol)
	}
	d, start, last := b.found[k-1], b.frame.start, b.vols[k-1]
	before, ratio := d, 0.0
	if k > 1 {
		before, ratio = b.found[k-2], (vol-last)/(last-b.vols[k-2])
	}
	for i := range d {
		slope := (d[i] - start) / last
		if k > 1 {
			slope += float64(ratio * (slope - (before[i]-start)/b.vols[k-2]))
		}
		d[i] = start + float64(vol*slope)
	}
	return d
}

// squares returns ln²B at points of an integral, by volatility.
func (b *boundaries) squares(at []point) []float64 {
	out := make([]float64, 0, len(b.found)*len(at))
	for _, d := range b.found {
		s := d.squares()
		for j := range at {
			out = append(out, s.at(&at[j].share))
		}
	}
	return out
}

// near returns what greeks close to the boundary take in the place of the price's points.
func (b *boundaries) near() (terms []term, squares []float64) {
	b.close.Do(func() {
		points := b.frame.tables.near[:]
		b.frame.late(b.close.terms[:], points)
		b.close.squares = b.squares(points)
	})
	return b.close.terms[:], b.close.squares
}

// depth returns −ln B(T) at a volatility, of which m is the mix.
func (b *boundaries) depth(vol float64, m *mix) float64 {
	return b.deep(mixed(b.level, 1, 0, m), b.beyond(vol))
}

// mixed returns the mix of entry j of rows that are width long, one a volatility.
func mixed(rows []float64, width, j int, m *mix) float64 {
	h := 0.0
	for k, share := range m.shares() {
		h = math.FMA(share, rows[k*width+j], h)
	}
	return h
}

// deep returns −ln B of ln²B, grown beyond the range of volatilities.
func (b *boundaries) deep(h, grow float64) float64 {
	if h < 0 {
		h = 0
	}
	return b.frame.start + float64((math.Sqrt(h)-b.frame.start)*grow)
}

// moneyness is where an integral is computed, at all its points side by side.
type moneyness struct {
	minus, densityMinus, below [wholeFine]float64 // −d−, φ and N of it
	plus, densityPlus, above   [wholeFine]float64 // the same of −d+, where there is a yield
}

var moneynesses = sync.Pool{New: func() any { return new(moneyness) }}

// wholeFine is fine in whole vectors of 8.
const wholeFine = (fine + 7) / 8 * 8

// fill computes the moneyness of ln(S/K), with the rows of ln²B at the points of the terms.
func (b *boundaries) fill(at *moneyness, terms []term, rows []float64, logY, vol float64, m *mix) {
	grow := b.beyond(vol)
	for j := range terms {
		t := &terms[j]
		v := float64(vol * t.root)
		minus := (logY+b.deep(mixed(rows, len(terms), j, m), grow)+t.carry)/v - float64(0.5*v)
		at.minus[j], at.plus[j] = -minus, -minus-v
	}
	n := (len(terms) + 7) / 8 * 8
	kernel.NormalTo(at.densityMinus[:n], at.below[:n], at.minus[:n])
	if b.frame.yield != 0 {
		kernel.NormalTo(at.densityPlus[:n], at.above[:n], at.plus[:n])
	}
}

// integral returns the premium at ln(S/K) above the boundary, as [gex/internal/bs.Boundary] does.
func (b *boundaries) integral(logY, vol float64, m *mix) float64 {
	at := moneynesses.Get().(*moneyness)
	defer moneynesses.Put(at)
	f := b.frame
	b.fill(at, f.price[:], b.price, logY, vol, m)
	sum, y := 0.0, kernel.Exp(logY)
	for j := range f.price {
		t := &f.price[j]
		sum += float64(t.rate * at.below[j])
		if t.yield != 0 {
			sum -= float64(t.yield * y * at.above[j])
		}
	}
	return max(sum, 0)
}

// series returns the integral at S/K and its derivatives by S/K, and whether that is past the boundary; the formulas are those
// of [gex/internal/bs.Boundary]. Close to the boundary gamma is nearly singular and takes three times as many points.
func (b *boundaries) series(y, vol float64, m *mix) (s series, past bool) {
	f, logY := b.frame, kernel.Log(y)
	level := b.depth(vol, m)
	if logY <= -level {
		return s, true
	}
	terms, rows := f.price[:], b.price
	if logY+level < vol*f.root {
		terms, rows = b.near()
	}
	at := moneynesses.Get().(*moneyness)
	defer moneynesses.Put(at)
	b.fill(at, terms, rows, logY, vol, m)
	for j := range terms {
		t := &terms[j]
		inv := 1 / float64(vol*t.root)
		densityMinus := float64(at.densityMinus[j] * t.rate * inv / y)
		s.value += float64(t.rate * at.below[j])
		s.slope -= densityMinus
		s.curve += float64(densityMinus*(1-float64(at.minus[j]*inv))) / y
		if t.yield == 0 {
			continue
		}
		densityPlus := float64(at.densityPlus[j] * t.yield * inv)
		s.value -= float64(t.yield * y * at.above[j])
		s.slope += densityPlus - float64(t.yield*at.above[j])
		s.curve += float64(densityPlus*(1+float64(at.plus[j]*inv))) / y
	}
	return s, false
}
