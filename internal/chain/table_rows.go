package chain

import "gex/internal/chain/input"

// tableRows walks over the rows of a table, as often as it is asked to.
type tableRows struct {
	each     func(do func(*row)) error
	expected int   // at most
	lines    *rows // those of a csv in which the walk is; nil for other tables
}

func rowsOf(src *input.Source, h *header) *tableRows {
	t := &tableRows{expected: newRows(src, h).expected()}
	t.each = func(do func(*row)) error {
		for t.lines = newRows(src, h); t.lines.next(); {
			do(&t.lines.row)
		}
		return nil
	}
	return t
}
