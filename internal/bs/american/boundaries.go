package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// boundaries are those of one side at every volatility that is solved, and the integrals above them at any other, all of a put
// of strike 1.
type boundaries struct {
	frame *frame
	smile
	level []float64 // ln²B(T), by volatility
	price []float64 // ln²B at the points of the integral: of the first volatility, of the second, …
	near  []float64 // at the points for greeks close to the boundary
}

// newBoundaries finds the boundary at every volatility, each from the one before.
func newBoundaries(f *frame, of smile) *boundaries {
	b := &boundaries{frame: f, smile: of}
	var d depths
	for k, vol := range b.vols {
		if k == 0 {
			d = f.boundary(vol, f.guess(vol))
		} else {
			grow := vol / b.vols[k-1]
			for i := 1; i < len(d); i++ {
				d[i] = f.start + float64((d[i]-f.start)*grow)
			}
			d = f.boundary(vol, d)
		}
		b.level = append(b.level, d[nodes]*d[nodes])
		b.price = d.squares(b.price, f.tables.price[:])
		b.near = d.squares(b.near, f.tables.near[:])
	}
	return b
}

// depth returns −ln B(T) at a volatility, of which m is the mix.
func (b *boundaries) depth(vol float64, m *mix) float64 {
	return b.deep(mixed(b.level, 1, 0, m), b.beyond(vol))
}

// mixed returns the mix of entry j of rows that are width long, one a volatility.
func mixed(rows []float64, width, j int, m *mix) float64 {
	h := 0.0
	for k, share := range m.share {
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

// integral returns the premium at ln(S/K) above the boundary, as [gex/internal/bs.Boundary] does.
func (b *boundaries) integral(logY, vol float64, m *mix) float64 {
	sum, y, grow := 0.0, kernel.Exp(logY), b.beyond(vol)
	for j := range b.frame.price {
		t := &b.frame.price[j]
		depth := b.deep(mixed(b.price, prices, j, m), grow)
		v := float64(vol * t.root)
		minus := (logY+depth+t.carry)/v - float64(0.5*v)
		_, tail := kernel.Tail(minus)
		if minus < 0 {
			tail = 1 - tail
		}
		sum = math.FMA(t.rate, tail, sum)
		if t.yield != 0 {
			plus := minus + v
			_, tail := kernel.Tail(plus)
			if plus < 0 {
				tail = 1 - tail
			}
			sum = math.FMA(-t.yield*y, tail, sum)
		}
	}
	if sum < 0 {
		sum = 0
	}
	return sum
}

// series returns the integral at S/K and its derivatives by S/K, and whether that is past the boundary; the formulas are those
// of [gex/internal/bs.Boundary]. Close to the boundary gamma is nearly singular and takes three times as many points.
func (b *boundaries) series(y, vol float64, m *mix) (s series, past bool) {
	f, logY, grow := b.frame, kernel.Log(y), b.beyond(vol)
	level := b.depth(vol, m)
	if logY <= -level {
		return s, true
	}
	terms, rows := f.price[:], b.price
	if logY+level < vol*f.root {
		terms, rows = f.near[:], b.near
	}
	for j := range terms {
		t := &terms[j]
		v := float64(vol * t.root)
		inv := 1 / v
		u := logY + b.deep(mixed(rows, len(terms), j, m), grow) + t.carry
		plus := math.FMA(u, inv, 0.5*v)
		minus := plus - v
		densityPlus, above := normal(-plus)
		densityMinus, below := normal(-minus)
		densityMinus = float64(densityMinus * t.rate * inv / y)
		densityPlus = float64(densityPlus * t.yield * inv)
		s.value += float64(t.rate*below) - float64(t.yield*y*above)
		s.slope += densityPlus - densityMinus - float64(t.yield*above)
		s.curve += (float64(densityMinus*math.FMA(minus, inv, 1)) + float64(densityPlus*math.FMA(-plus, inv, 1))) / y
	}
	return s, false
}
