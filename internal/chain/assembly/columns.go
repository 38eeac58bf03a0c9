package assembly

import (
	"math"

	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/system"
)

// columns holds the contracts of a file, one slice per property, in file order until they are sorted. The chains of the
// file are subslices.
type columns struct {
	n        int // contracts so far; the slices are longer
	ready    int // for how many the system has been asked for pages
	series   []int32
	line     []int32
	right    []model.Right
	out      []model.Reason
	repaired []model.Repair
	strike   []float64
	value    [tables.NumValues][]float64 // by field from Bid on
}

// The columns of a file are longer than it turns out to have contracts. Pages for all of them are asked for at once, or in a
// large file for partLen contracts at a time.
const (
	partLen   = 1 << 15
	manyParts = 16 * partLen
)

// reserve makes columns for n contracts in total, in the memory they have if that is enough.
func (c *columns) reserve(n int) {
	c.ready = n
	if n >= manyParts {
		c.ready = c.n
	}
	c.series, c.line = resized(c.series, n), resized(c.line, n)
	c.right, c.out, c.repaired = resized(c.right, n), resized(c.out, n), resized(c.repaired, n)
	c.strike = resized(c.strike, n)
	for i := range c.value {
		c.value[i] = resized(c.value[i], n)
	}
}

// of returns where a numeric column is.
func (c *columns) of(f tables.Field) *[]float64 {
	if f == tables.Strike {
		return &c.strike
	}
	return &c.value[f-tables.Bid]
}

// resized returns a column of n values that begins with those of another, in its memory if that is enough.
func resized[T any](from []T, n int) []T {
	if n <= cap(from) {
		return from[:n]
	}
	to := system.Reserved[T](n)
	copy(to, from)
	return to
}

// grow makes sure that n more contracts fit.
func (c *columns) grow(n int) {
	if c.n+n > c.ready {
		c.prepare(n)
	}
}

// prepare makes longer columns for at least n more contracts, or asks for more of their pages.
func (c *columns) prepare(n int) {
	if c.n+n > len(c.strike) {
		c.reserve(2*c.n + 64)
	}
	if c.n+n <= c.ready {
		return
	}
	lo, hi := c.ready, min(c.ready+partLen, len(c.strike))
	c.ready = hi
	system.Populate(c.series[lo:hi])
	system.Populate(c.line[lo:hi])
	system.Populate(c.right[lo:hi])
	system.Populate(c.out[lo:hi])
	system.Populate(c.repaired[lo:hi])
	system.Populate(c.strike[lo:hi])
	for _, column := range c.value {
		system.Populate(column[lo:hi])
	}
}

func (c *columns) add(r *Record) {
	c.grow(1)
	n := c.n
	c.series[n], c.line[n] = r.Series, r.Line
	c.right[n], c.out[n], c.repaired[n] = r.Right, r.Out, r.Repaired
	c.strike[n] = r.Strike
	for i := range c.value {
		c.value[i][n] = r.Value[i]
	}
	c.n++
}

// reorder moves contract order[i] to index i. The series are no longer needed: lines take their memory. The values go through
// one spare column, not a second set of them.
func (c *columns) reorder(order []int32) {
	c.series, c.line = nil, gather(c.series, c.line, order)
	c.right, c.out, c.repaired = gather(nil, c.right, order), gather(nil, c.out, order), gather(nil, c.repaired, order)
	spare := c.strike
	c.strike = gather(nil, c.strike, order)
	for i, column := range c.value {
		c.value[i], spare = gather(spare, column, order), column
	}
}

// gather returns from in the given order. It allocates to if it is nil.
func gather[T any](to, from []T, order []int32) []T {
	if to == nil {
		to = make([]T, len(order))
	}
	to = to[:len(order)]
	for i, j := range order {
		to[i] = from[j]
	}
	return to
}

// cut assigns the contracts [lo, hi) to a chain.
func (c *columns) cut(to *model.Chain, lo, hi int) {
	part := func(f tables.Field) []float64 { return c.value[f-tables.Bid][lo:hi:hi] }
	to.Strike, to.Right = c.strike[lo:hi:hi], c.right[lo:hi:hi]
	to.Bid, to.Ask, to.Last = part(tables.Bid), part(tables.Ask), part(tables.Last)
	to.Volume, to.OpenInterest = part(tables.Volume), part(tables.OpenInterest)
	to.IV, to.Delta, to.Gamma = part(tables.IV), part(tables.Delta), part(tables.Gamma)
	to.Multiplier, to.DealerQty = part(tables.Multiplier), part(tables.DealerQty)
	to.Line, to.Out, to.Repaired = c.line[lo:hi:hi], c.out[lo:hi:hi], c.repaired[lo:hi:hi]
}

func isNumber(v float64) bool { return !math.IsNaN(v) }
