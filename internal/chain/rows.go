package chain

import (
	"bytes"
	"fmt"

	"gex/internal/chain/input"
	"gex/internal/chain/model"
)

// row is one row of a table by what its cells mean.
type row struct {
	line     int
	text     []byte
	at       [numFields]span // where in the text; places instead of slices spare the collector its book-keeping
	repaired model.Repair
	careful  bool   // it was read on the careful path
	problem  string // why the cells cannot be told apart; "" they can
}

type span struct{ lo, hi uint32 }

// reject leaves the row without cells.
func (r *row) reject(problem string) {
	r.text, r.at, r.problem = nil, [numFields]span{}, problem
}

// cell returns the cell of a field, empty when there is no such column.
func (r *row) cell(f field) []byte { return r.text[r.at[f].lo:r.at[f].hi] }

// copyTwins fills the cells that are taken from the column of another.
func (r *row) copyTwins(h *header) {
	for _, t := range h.twins {
		r.at[t.field] = r.at[t.of]
	}
}

// rows walks over the rows of a table. Lines without quotation marks, nearly all, are split where the commas are;
// the others take the careful path.
type rows struct {
	header  *header
	lines   *lines
	careful carefulReader
	always  bool // take the careful path for every line
	row     row
	line    []byte // of the row
}

func newRows(src *input.Source, h *header) *rows {
	return &rows{header: h, lines: newLines(h.rest, h.line), always: src.Careful, careful: carefulReader{header: h}}
}

// expected is for how many rows there should be a place at first: as many as there are at most, of very many the first.
func (r *rows) expected() int {
	const atFirst = 1 << 21
	shortest := len(r.header.fields) // commas, one fewer than columns, and the line's end
	return min(atFirst, bytes.Count(r.header.rest, []byte("\n"))+1, len(r.header.rest)/shortest+1)
}

// next moves to the next row that holds something; false after the last.
func (r *rows) next() bool {
	for {
		line, ok := r.lines.next()
		if !ok {
			return false
		}
		if isBlank(line) {
			continue
		}
		r.take(line)
		return true
	}
}

// take makes a line the row, that of the number which lines has come to.
func (r *rows) take(line []byte) {
	r.line, r.row.line, r.row.repaired, r.row.problem = line, r.lines.number, 0, ""
	r.row.careful = r.always || bytes.IndexByte(line, '"') >= 0
	if r.row.careful {
		r.readCarefully(line)
	} else {
		r.split(line)
	}
}

// split cuts a line without quotation marks.
func (r *rows) split(line []byte) {
	r.row.text = line
	n, start := 0, 0
	for i, c := range line {
		if c == ',' {
			r.put(n, start, i)
			n, start = n+1, i+1
		}
	}
	r.put(n, start, len(line))
	r.checkCount(n + 1)
}

// put sets the cell of column n.
func (r *rows) put(n, lo, hi int) {
	if n < len(r.header.fields) {
		r.row.at[r.header.fields[n]] = span{uint32(lo), uint32(hi)}
	}
}

func (r *rows) checkCount(cells int) {
	if cells != len(r.header.fields) {
		r.row.reject(fmt.Sprintf("%d cells where the header has %d", cells, len(r.header.fields)))
	}
}

// maxQuoted is how long a line with quotation marks may be: to take it apart takes many times its length.
const maxQuoted = 1 << 16

// readCarefully reads a line with quotation marks, and the lines after it over which a quoted text runs. A mark that
// is never closed is dropped.
func (r *rows) readCarefully(line []byte) {
	if len(line) > maxQuoted {
		r.row.reject(fmt.Sprintf("a line of %d bytes with quotation marks is no row", len(line)))
		return
	}
	if unclosed(line) >= 0 {
		if whole, after, ok := r.join(line); ok && r.careful.read(whole, &r.row) == nil {
			*r.lines = after
			return
		}
		line, _ = closeQuotes(line)
		r.row.repaired |= model.QuoteUnclosed
	}
	if err := r.careful.read(line, &r.row); err != nil {
		r.row.reject(err.Error())
	}
}

// joinLines is over how many lines a quoted text may run.
const joinLines = 16

// join appends the lines that follow until every quotation mark is closed. A line that could be a row by itself is
// never swallowed.
func (r *rows) join(line []byte) (whole []byte, after lines, ok bool) {
	after = *r.lines
	whole = append(whole, line...)
	for range joinLines {
		next, more := after.next()
		if !more || len(whole)+len(next) > maxQuoted || bytes.Count(next, []byte(","))+1 == len(r.header.fields) {
			return nil, after, false
		}
		whole = append(append(whole, '\n'), next...)
		if unclosed(whole) < 0 {
			return whole, after, true
		}
	}
	return nil, after, false
}
