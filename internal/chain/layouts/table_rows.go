package layouts

import (
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
)

// tableRows walks over the rows of a table, as often as it is asked to.
type tableRows struct {
	each     func(do func(*tables.Row)) error
	expected int          // at most
	lines    *tables.Rows // those of a csv in which the walk is; nil for other tables
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
