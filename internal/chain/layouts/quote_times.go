package layouts

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
)

// quoteTimes reads the quote times of rows. Those without a zone are on its clock.
type quoteTimes struct {
	of    *assembly.Draft
	clock cells.Clock
	memo  cells.Memo[cells.QuoteTime]
}

// on takes the clock of the venue of an underlying.
func (q *quoteTimes) on(d *assembly.Draft) {
	if d == nil || d == q.of {
		return
	}
	q.of = d
	if v := d.Of().Venue; v != q.clock.Of {
		q.clock, q.memo = cells.ClockOf(v), cells.Memo[cells.QuoteTime]{}
	}
}

// read reads a cell whose form decides the order of day and month.
func (q *quoteTimes) read(cell string) (cells.QuoteTime, error) {
	return cells.ParseQuoteTime(cell, q.clock)
}
