package tables

import (
	"bytes"
	"fmt"

	"gex/internal/chain/input"
	"gex/internal/chain/model"
)

// Rows iterates over the rows of a table. Lines without quotation marks, nearly all, are split at the commas;
// the others are read by gocsv.
type Rows struct {
	Header  *Header
	Lines   *Lines
	careful carefulReader
	always  bool // read every line with gocsv
	Row     Row
	Line    []byte // of the row
	window  *input.Window
}

func NewRows(src *input.Source, h *Header) *Rows {
	return &Rows{Header: h, Lines: NewLines(h.Rest, h.Line), always: src.Careful, careful: carefulReader{header: h}, window: src.Window}
}

// ToEnd lets Next go on to the rows of the file that are not in memory yet.
func (r *Rows) ToEnd() { r.Lines.Through(r.window) }

// Expected returns the number of rows to reserve memory for, capped: an upper bound on their number, or some more than are
// expected of a file that is not in memory as a whole.
func (r *Rows) Expected() int {
	const atFirst = 1 << 21
	shortest := len(r.Header.Fields) // commas, one fewer than columns, and the line's end
	if r.window != nil {
		return min(atFirst, r.window.Lines+r.window.Lines/32)
	}
	return min(atFirst, bytes.Count(r.Header.Rest, []byte("\n"))+1, len(r.Header.Rest)/shortest+1)
}

// Next moves to the next row that is not blank. It returns false after the last.
func (r *Rows) Next() bool {
	for {
		line, ok := r.Lines.Next()
		if !ok {
			return false
		}
		if IsBlank(line) {
			continue
		}
		r.Take(line)
		return true
	}
}

// Take makes a line the current row; its number is Lines.Number.
func (r *Rows) Take(line []byte) {
	r.Line, r.Row.Line, r.Row.Repaired, r.Row.Problem = line, r.Lines.Number, 0, ""
	r.Row.Careful = r.always || bytes.IndexByte(line, '"') >= 0
	if r.Row.Careful {
		r.readCarefully(line)
	} else {
		r.split(line)
	}
}

// split cuts a line without quotation marks.
func (r *Rows) split(line []byte) {
	r.Row.Text = line
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
func (r *Rows) put(n, lo, hi int) {
	if n < len(r.Header.Fields) {
		r.Row.At[r.Header.Fields[n]] = Span{uint32(lo), uint32(hi)}
	}
}

func (r *Rows) checkCount(cells int) {
	if cells != len(r.Header.Fields) {
		r.Row.Reject(fmt.Sprintf("%d cells where the header has %d", cells, len(r.Header.Fields)))
	}
}

// maxQuoted is the maximum length of a line with quotation marks: splitting it needs many times its length in memory.
const maxQuoted = 1 << 16

// readCarefully reads a line with quotation marks, and the lines after it if a quoted text spans several. A mark that
// is never closed is dropped.
func (r *Rows) readCarefully(line []byte) {
	if len(line) > maxQuoted {
		r.Row.Reject(fmt.Sprintf("a line of %d bytes with quotation marks is too long for a row", len(line)))
		return
	}
	if Unclosed(line) >= 0 {
		if whole, after, ok := r.join(line); ok && r.careful.read(whole, &r.Row) == nil {
			r.Lines.Rest, r.Lines.Number = after.Rest, after.Number
			return
		}
		line, _ = closeQuotes(line)
		r.Row.Repaired |= model.QuoteUnclosed
	}
	if err := r.careful.read(line, &r.Row); err != nil {
		r.Row.Reject(err.Error())
	}
}

// joinLines is the maximum number of lines of a quoted text.
const joinLines = 16

// join appends the following lines until every quotation mark is closed. A line that could be a row by itself is
// never joined.
func (r *Rows) join(line []byte) (whole []byte, after Lines, ok bool) {
	after = *NewLines(r.Lines.Rest, r.Lines.Number) // which does not go beyond what the window shows, as that would overwrite line
	whole = append(whole, line...)
	for range joinLines {
		next, more := after.Next()
		if !more || len(whole)+len(next) > maxQuoted || bytes.Count(next, []byte(","))+1 == len(r.Header.Fields) {
			return nil, after, false
		}
		whole = append(append(whole, '\n'), next...)
		if Unclosed(whole) < 0 {
			return whole, after, true
		}
	}
	return nil, after, false
}
