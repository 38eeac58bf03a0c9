package assembly

import (
	"bytes"
	"fmt"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// A stray row is a line among the rows of a table that is not a contract: a repeated header, a total, a page break, a footer.

// Stray counts the row as one that is not a contract; records is the number of records per row of the table.
func (a *Assembler) Stray(r *tables.Rows, records int) {
	what := "not a contract, skipped: " + cells.Quote(bytes.TrimSpace(r.Line))
	if shared := r.NamesOf(r.Words()); shared == len(r.Header.Names) {
		what = "repeated header, skipped"
	} else if shared > 0 {
		a.Abandon(a.Src.Joined(r.Row.Line, "another header begins here, so the rows after it have other columns"))
	} else if input.IsMarkup(r.Line) {
		a.Abandon(a.Src.Truncated(r.Row.Line, "a web page begins here, where rows should continue"))
	}
	a.Problem(r.Row.Line, "", what)
	a.Unread(records, 0)
	a.Current.strays = append(a.Current.strays, a.Src.FileLine(r.Row.Line))
}

// noteStrays warns about rows that are not contracts.
func (d *Draft) noteStrays() {
	n := len(d.strays)
	if n == 0 {
		return
	}
	const most = 5
	var lines []string
	for _, line := range d.strays[:min(n, most)] {
		lines = append(lines, fmt.Sprint(line))
	}
	if n > most {
		lines = append(lines, fmt.Sprintf("and %d more", n-most))
	}
	d.Note(model.Warn("stray-row", fmt.Sprintf("%d rows are not contracts and were skipped: lines %s", n, strings.Join(lines, ", "))))
}
