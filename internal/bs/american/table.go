package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// table is the premium without dividends of a put of strike 1 over
//
//	z = (ln(S/K) − ln B(T)) / (σ√T)
//
// at every volatility that is solved: in deviations from the boundary, premiums of different volatilities are alike, and
// smooth on the one side of it. Interpolation costs an eighth of the integral.
type table struct {
	width, bend float64   // z = width sinh(bend ξ), ξ from 0 to 1
	reach       float64   // of z
	node        []float64 // z
	premium     []float64 // by volatility and node
}

const (
	tableNodes = 29
	tableWidth = 1.2 // deviations within which nodes are dense
	tableReach = 5.5 // deviations, besides the drift: premiums beyond are below 10⁻⁸ of the strike
)

// newTable computes the integrals of a table.
func newTable(b *boundaries) *table {
	f := b.frame
	drift := math.Abs(f.rate-f.yield) * f.root / b.low
	pull := 2 * max(f.rate, f.yield, 0) * f.root / b.low // the premium of an option without end falls like e^{−pull·z}
	t := &table{width: tableWidth / max(1, pull), reach: tableReach + drift + float64(0.5*b.high*f.root)}
	t.bend = arsinh(t.reach / t.width)
	t.premium = make([]float64, 0, tableNodes*len(b.vols))
	t.node = make([]float64, tableNodes)
	for i := range t.node {
		grow := kernel.Exp(t.bend * float64(i) / (tableNodes - 1))
		t.node[i] = t.width * (grow - 1/grow) / 2
	}
	for k, vol := range b.vols {
		t.premium = append(t.premium, b.column(k, vol, t.node)...)
	}
	return t
}

// column returns the integral at one of the volatilities that are solved, at distances z from the boundary.
func (b *boundaries) column(k int, vol float64, z []float64) []float64 {
	f := b.frame
	top := math.Sqrt(max(b.level[k], 0))
	var slope, rest [prices]float64 // of d− in ln(S/K)
	var late [prices]float64        // σ√t
	for j := range slope {
		t := &f.price[j]
		late[j] = float64(vol * t.root)
		slope[j] = 1 / late[j]
		rest[j] = float64((math.Sqrt(max(b.price[k*prices+j], 0))+t.carry)*slope[j]) - float64(0.5*late[j])
	}
	out := make([]float64, len(z))
	for i := range z {
		logY := float64(z[i]*vol*f.root) - top
		y, sum := kernel.Exp(logY), 0.0
		for j := range slope {
			t := &f.price[j]
			minus := float64(logY*slope[j]) + rest[j]
			_, tail := kernel.Tail(minus)
			if minus < 0 {
				tail = 1 - tail
			}
			sum += float64(t.rate * tail)
			if t.yield != 0 {
				plus := minus + late[j]
				_, tail := kernel.Tail(plus)
				if plus < 0 {
					tail = 1 - tail
				}
				sum -= float64(t.yield * y * tail)
			}
		}
		out[i] = sum
	}
	return out
}

// at returns the premium at a distance z from the boundary, 0 ≤ z < reach.
func (t *table) at(z float64, m *mix) float64 {
	place := arsinh(z/t.width) / t.bend * (tableNodes - 1)
	first := max(0, min(int(place)-points/2+1, tableNodes-points))
	weight := lagrange(place - float64(first))
	sum := 0.0
	for k, share := range m.share {
		v := t.premium[k*tableNodes+first : k*tableNodes+first+points]
		one := 0.0
		for j, w := range weight {
			one += float64(w * v[j])
		}
		sum += float64(share * one)
	}
	return max(sum, 0)
}
