package layouts

import (
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
)

// tableRows iterates over the rows of a table, any number of times.
type tableRows struct {
	each     func(do func(*tables.Row)) error
	expected int          // at most
	lines    *tables.Rows // the rows of a csv being read; nil for other tables
}

func rowsOf(src *input.Source, h *tables.Header) *tableRows {
	t := &tableRows{expected: tables.NewRows(src, h).Expected()}
	t.each = func(do func(*tables.Row)) error {
		for t.lines = tables.NewRows(src, h); t.lines.Next(); {
			do(&t.lines.Row)
		}
		return nil
	}
	return t
}
