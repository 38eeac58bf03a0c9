package series

import (
	"math"
	"slices"
	"strconv"

	"gex/internal/market"
)

// row is what a file says of one date.
type row struct {
	date    market.Date
	line    int
	columns []column
	yields  []float64 // of the columns, fractions a year; NaN missing
}

// lacks reports whether the row has a column without a yield. A column that it does not have at all is no longer published.
func (r *row) lacks(c column) bool {
	k := slices.IndexFunc(r.columns, func(own column) bool { return own.tenor == c.tenor && own.quoted == c.quoted })
	return k >= 0 && math.IsNaN(r.yields[k])
}

// same reports whether two rows have the same yields in the same columns.
func (r *row) same(o *row) bool {
	return slices.EqualFunc(r.columns, o.columns, func(a, b column) bool { return a.tenor == b.tenor && a.quoted == b.quoted }) &&
		slices.EqualFunc(r.yields, o.yields, func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })
}

// percent prints a fraction in percent.
func percent(x float64) string { return strconv.FormatFloat(math.Round(1e8*x)/1e6, 'f', -1, 64) }
