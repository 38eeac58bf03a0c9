package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// table is the premium without dividends of a put of strike 1 over
//
//	z = (ln(S/K) − ln B(T)) / (σ√T)
//
// at every volatility that is solved: in deviations from the boundary, premiums of different volatilities are alike, and
// smooth on the one side of it. Interpolation costs half of what the integral does.
type table struct {
	width, bend float64   // z = width sinh(bend ξ), ξ from 0 to 1, up to the reach of the boundaries
	node        []float64 // z
	premium     []float64 // by volatility and node
}

const (
	tableNodes = 29
	tableWidth = 1.2 // deviations within which nodes are dense
)

// newTable computes the integrals of a table.
func newTable(b *boundaries) *table {
	f := &b.frame
	pull := 2 * max(f.rate, f.yield, 0) * f.root / b.low // the premium of an option without end falls like e^{−pull·z}
	t := &table{width: tableWidth / max(1, pull)}
	t.bend = arsinh(b.reach / t.width)
	t.node = make([]float64, tableNodes)
	for i := range t.node {
		grow := kernel.Exp(t.bend * float64(i) / (tableNodes - 1))
		t.node[i] = t.width * (grow - 1/grow) / 2
	}
	t.premium = make([]float64, tableNodes*len(b.vols))
	c := columns.Get().(*column)
	defer columns.Put(c)
	for k := range b.vols {
		c.integrals(t.premium[k*tableNodes:(k+1)*tableNodes], b, k, t.node)
	}
	return t
}

// column is where the integrals of one volatility are computed, point by point at all nodes side by side.
type column struct {
	logY, y       [wholeNodes]float64          // ln(S/K) and S/K
	minus, plus   [prices * wholeNodes]float64 // −d− and −d+
	density       [prices * wholeNodes]float64 // φ of them, of no use
	rates, yields [prices * wholeNodes]float64 // N of them
}

// columns keeps their memory.
var columns = sync.Pool{New: func() any { return new(column) }}

// wholeNodes is tableNodes in whole vectors of 8.
const wholeNodes = (tableNodes + 7) / 8 * 8

// integrals writes the premiums of a put of strike 1 at volatility k of those that are solved, at distances z from its boundary.
func (c *column) integrals(to []float64, b *boundaries, k int, z []float64) {
	f, vol := &b.frame, b.vols[k]
	top := math.Sqrt(b.level[k]) // −ln B(T)
	for i, x := range z {
		c.logY[i] = float64(x*vol*f.root) - top
	}
	kernel.ExpTo(c.y[:], c.logY[:])
	for j := range f.price {
		t := &f.price[j]
		late := float64(vol * t.root) // σ√t
		slope := 1 / late
		rest := float64((float64(b.price[k*len(f.price)+j]*t.root)+f.start+t.carry)*slope) - float64(0.5*late)
		at := j * wholeNodes
		minus, plus := c.minus[at:at+wholeNodes], c.plus[at:at+wholeNodes]
		for i, x := range &c.logY {
			minus[i] = -float64(x*slope) - rest
			plus[i] = minus[i] - late
		}
	}
	n := len(f.price) * wholeNodes
	kernel.NormalTo(c.density[:n], c.rates[:n], c.minus[:n])
	if f.yield != 0 {
		kernel.NormalTo(c.density[:n], c.yields[:n], c.plus[:n])
	}
	clear(to)
	for j := range f.price {
		t := &f.price[j]
		rates, yields := c.rates[j*wholeNodes:(j+1)*wholeNodes], c.yields[j*wholeNodes:(j+1)*wholeNodes]
		for i := range to {
			to[i] += float64(t.rate*rates[i]) - float64(t.yield*c.y[i]*yields[i])
		}
	}
}

// at returns the premium at a distance z from the boundary, from 0 up to the reach.
func (t *table) at(z float64, m *mix) float64 {
	place := arsinh(z/t.width) / t.bend * (tableNodes - 1)
	first := max(0, min(int(place)-points/2+1, tableNodes-points))
	weight := lagrange(place - float64(first))
	sum := 0.0
	for k, share := range m.shares() {
		v := t.premium[k*tableNodes+first : k*tableNodes+first+points]
		one := 0.0
		for j, w := range weight {
			one += float64(w * v[j])
		}
		sum += float64(share * one)
	}
	return max(sum, 0)
}
