package chain

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gex/internal/fault"
)

// A stray row is a line among the rows of a table that is no contract: the header again, a sum, a page break, a footer.

// identity are the columns that tell a contract from others.
var identity = []field{fSymbol, fPutSymbol, fExpiry, fStrike, fRight}

// isStray reports whether the row is no contract: of the columns that say which it is, at most one can be read, and of
// two or fewer none.
func (r *rows) isStray() bool {
	if r.row.problem != "" {
		return r.isStrayLine()
	}
	for _, f := range []field{fSymbol, fPutSymbol} {
		if cell := bytes.TrimSpace(r.row.cell(f)); namesAll(cell) {
			return false
		}
	}
	there, good := 0, 0
	for _, f := range identity {
		if !slices.Contains(r.header.fields, f) {
			continue
		}
		there++
		if names(f, bytes.TrimSpace(r.row.cell(f))) {
			good++
		}
	}
	return there > 0 && (good == 0 || good == 1 && there > 2)
}

// namesAll reports whether a cell looks like the symbol of an option.
func namesAll(cell []byte) bool {
	if _, ok := cutSymbol(cell); ok {
		return true
	}
	const digits = "0123456789"
	return bytes.ContainsAny(cell, digits) && !bytes.ContainsAny(cell, " :")
}

// names reports whether a cell may say which contract a row is.
func names(f field, cell []byte) bool {
	switch f {
	case fStrike:
		v, k := number(cell)
		return strikeRule.accepts(v, k)
	case fRight:
		_, err := parseRight(cell)
		return err == nil
	}
	return bytes.ContainsAny(cell, "0123456789")
}

// isStrayLine reports whether a line whose cells cannot be told apart is no row that was damaged: it has at most two
// cells with anything in them, or the header's names.
func (r *rows) isStrayLine() bool {
	cells := r.words()
	filled := 0
	for _, cell := range cells {
		if cell != "" {
			filled++
		}
	}
	return len(cells) > 0 && (filled <= 2 || r.namesOf(cells) > 0)
}

// words are the cells of the line of the row, none when it is too long for a header.
func (r *rows) words() []string {
	const longest = 8 << 10
	if len(r.line) > longest {
		return nil
	}
	return splitHeader(r.line)
}

// stray counts the row as one that is no contract, with the records that a row of the table has.
func (a *assembler) stray(r *rows, records int) {
	what := "no contract, skipped: " + quote(bytes.TrimSpace(r.line))
	if shared := r.namesOf(r.words()); shared == len(r.header.names) {
		what = "the header again, skipped"
	} else if shared > 0 {
		a.abandon(a.src.joined(r.row.line, "another header stands here, so that the rows after it have other columns"))
	} else if isMarkup(r.line) {
		a.abandon(a.src.truncated(r.row.line, "a page of the web begins here, where rows should go on"))
	}
	a.problem(r.row.line, "", what)
	a.unread(records, 0)
	a.current.strays = append(a.current.strays, r.row.line)
}

// namesOf counts the names of the header among cells that are another header, or the same: all of it when the cells are
// those of the header in their order, 0 when they are no header.
func (r *rows) namesOf(cells []string) (n int) {
	if slices.EqualFunc(cells, r.header.names, func(a, b string) bool { return canonical(a) == canonical(b) }) {
		return len(cells)
	}
	for _, cell := range cells {
		known := func(name string) bool { return name != "" && canonical(name) == canonical(cell) }
		if slices.ContainsFunc(r.header.names, known) {
			n++
		}
	}
	if n < 3 || 2*n < len(cells) {
		return 0
	}
	return min(n, len(r.header.names)-1)
}

// isMarkup reports whether a line begins a web page.
func isMarkup(line []byte) bool {
	line = bytes.ToLower(bytes.TrimSpace(line))
	return bytes.HasPrefix(line, []byte("<!doctype")) || bytes.HasPrefix(line, []byte("<html")) || bytes.HasPrefix(line, []byte("<?xml"))
}

// joined is the error for a file in which another begins.
func (s *source) joined(line int, what string) *fault.Error {
	return s.fail(line, "", "two files are joined: "+what,
		s.command(fmt.Sprintf("split them before line %d: head -n %d FILE > first.csv; tail -n +%d FILE > second.csv", line, line-1, line)))
}

// abandon keeps the first reason for which the file cannot be used as a whole.
func (a *assembler) abandon(e *fault.Error) {
	if a.refusal == nil {
		a.refusal = e
	}
}

// noteStrays warns of the rows that are no contracts.
func (d *draft) noteStrays() {
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
	d.note(Warning{"stray-row", fmt.Sprintf("%d rows are no contracts and were skipped: lines %s", n, strings.Join(lines, ", "))})
}
