package series

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"gex/internal/fault"
	"gex/internal/market"
)

// Rates are interest rates by date and tenor, or one rate for all of them. They do not change once made.
type Rates struct {
	name     string // of the file, as it was given; "": a constant
	constant float64
	rows     []row // ascending by date, one a date, each with a yield
}

// row is what a file says of one date.
type row struct {
	date    market.Date
	line    int
	columns []column
	yields  []float64 // of the columns, fractions a year; NaN missing
}

// Constant is a rate for every date and tenor: continuously compounded, a fraction a year.
func Constant(rate float64) *Rates { return &Rates{constant: rate} }

// Curve is the rates of one date.
type Curve struct {
	File  string      // base name of the file it is from; "": a constant
	Date  market.Date // of its row; zero: a constant
	nodes []node      // ascending by tenor, at least one
}

// node is the rate of one tenor.
type node struct {
	years float64
	rate  float64 // continuously compounded, a fraction a year
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

// On returns the curve of the last row on or before a date, never of a later one. Error, fault.Input: the file begins
// later, or the yields of the row contradict each other.
func (r *Rates) On(date market.Date) (Curve, error) {
	if r.name == "" {
		return Curve{nodes: []node{{rate: r.constant}}}, nil
	}
	i, found := slices.BinarySearchFunc(r.rows, date, func(row row, d market.Date) int { return row.date.Compare(d) })
	if !found {
		i--
	}
	for i > 0 && r.partial(i) {
		i--
	}
	if i < 0 {
		return Curve{}, &fault.Error{
			Code:    fault.Input,
			Problem: fault.Problem{File: r.name, What: fmt.Sprintf("no rates on or before %s: the file begins on %s", date, r.rows[0].date)},
			Hint:    fmt.Sprintf("download a file that has %s, or give a number such as %s 4.5%%", date, fault.Setting("rate")),
		}
	}
	nodes, err := r.rows[i].curve()
	if err != nil {
		err.File = r.name
		return Curve{}, err
	}
	return Curve{File: filepath.Base(r.name), Date: r.rows[i].date, nodes: nodes}, nil
}

// fillDays is for how many days a column that has yields is expected to go on having them.
const fillDays = 7

// partial reports whether row i lacks a yield that a row of the week before it has: FRED lists weekends and holidays on
// which the federal funds rate alone has a value, and days on which some series are not published yet. What it has is not the
// curve of its date.
func (r *Rates) partial(i int) bool {
	now := &r.rows[i]
	for j := i - 1; j >= 0 && r.rows[j].date.DaysUntil(now.date) <= fillDays; j-- {
		before := &r.rows[j]
		for k, c := range before.columns {
			if !math.IsNaN(before.yields[k]) && now.lacks(c) {
				return true
			}
		}
	}
	return false
}

// lacks reports whether the row has a column without a yield. A column that it does not have at all is no longer published.
func (r *row) lacks(c column) bool {
	k := slices.IndexFunc(r.columns, func(own column) bool { return own.tenor == c.tenor && own.quoted == c.quoted })
	return k >= 0 && math.IsNaN(r.yields[k])
}
