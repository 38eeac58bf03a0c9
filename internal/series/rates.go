package series

import (
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
	shift    float64 // added to every rate
	rows     []row   // ascending by date, one a date, each with a yield
}

// Constant is a rate for every date and tenor: continuously compounded, a fraction a year.
func Constant(rate float64) *Rates { return &Rates{constant: rate} }

// Shifted returns the rates with a fraction a year added to each.
func (r *Rates) Shifted(by float64) *Rates {
	out := *r
	out.shift += by
	return &out
}

// On returns the curve of the last row on or before a date, never of a later one. Error, fault.Input: the file begins
// later, or the yields of the row contradict each other.
func (r *Rates) On(date market.Date) (Curve, error) {
	if r.name == "" {
		return Curve{nodes: []node{{rate: r.constant + r.shift}}}, nil
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
	for i := range nodes {
		nodes[i].rate += r.shift
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
