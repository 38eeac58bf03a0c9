package series

import (
	"cmp"
	"slices"

	"gex/internal/market"
)

// Curve is the rates of one date.
type Curve struct {
	File  string      // base name of the file it is from; "": a constant
	Date  market.Date // of its row; zero: a constant
	nodes []node      // ascending by tenor, at least one
}

// Rate returns the continuously compounded rate, a fraction a year, of a tenor in years (ACT/365). Between two tenors of
// the file r·T is linear, so that the forward rate between them is constant; before the first and beyond the last tenor r is
// theirs.
func (c Curve) Rate(years float64) float64 {
	i, _ := slices.BinarySearchFunc(c.nodes, years, func(n node, t float64) int { return cmp.Compare(n.years, t) })
	switch i {
	case 0:
		return c.nodes[0].rate
	case len(c.nodes):
		return c.nodes[i-1].rate
	}
	a, b := c.nodes[i-1], c.nodes[i]
	// r = a + (b-a)·w is a line in r·T for this w; written so, two equal rates give exactly theirs.
	w := b.years * (years - a.years) / (years * (b.years - a.years))
	return a.rate + float64((b.rate-a.rate)*w)
}

// Shortest returns the first tenor, in years; 0 for a constant.
func (c Curve) Shortest() float64 { return c.nodes[0].years }

// node is the rate of one tenor.
type node struct {
	years float64
	rate  float64 // continuously compounded, a fraction a year
}
