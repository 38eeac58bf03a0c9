package assembly

import (
	"bytes"
	"math"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/digits"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// quick is the fast path. It reads ordinary rows in one pass over their bytes, directly into the columns. Cells that are the
// same in many rows (underlying, spot, time, root, expiry) are not parsed: they must equal, byte for byte, those of a row
// that the general reader read without a problem. Any unusual row is left to the general reader.
type quick struct {
	a            *Assembler
	rows         *tables.Rows
	sides        int // contracts in a row
	steps        []step
	absent       [2][]tables.Field // by side, the numeric columns that the file lacks
	now, before  *rowPattern       // two, because rows of two roots may alternate
	spare        *rowPattern
	contracts    int // after the last row
	problemCount int
	strike       [2]float64 // in the symbols of the row
	right        model.Right
	text         []byte   // from this row on
	compared     [][]byte // what the following steps compare with
}

// rowPattern holds what the rows of a series have in common.
type rowPattern struct {
	cells  [][]byte // expected bytes of the steps that compare
	draft  *Draft
	series [2]int32
	repair [2]model.Repair
}

// ReadRows adds the contracts of all rows, sides per row, to the assembler: on the fast path if possible, otherwise with read.
func ReadRows(src *input.Source, a *Assembler, r *tables.Rows, sides int, read func(*tables.Row)) {
	r.ToEnd()
	newQuick(src, a, r, sides).each(read)
}

// newQuick returns a fast path for rows with this number of contracts. With an unknown column it leaves every row to read.
func newQuick(src *input.Source, a *Assembler, r *tables.Rows, sides int) *quick {
	q := &quick{a: a, rows: r}
	list, ok := stepsOf(r.Header.Fields, a)
	if !ok || src.Careful || src.NoQuick {
		return q
	}
	q.steps, q.sides = list, sides
	for side := range sides {
		for f := tables.Bid; f < tables.PutSymbol; f++ {
			if !slices.Contains(r.Header.Fields, f+tables.Field(side)*tables.PutSide) {
				q.absent[side] = append(q.absent[side], f-tables.Bid)
			}
		}
	}
	return q
}

// each reads all rows, the unusual ones with read.
func (q *quick) each(read func(*tables.Row)) {
	for {
		for q.next() {
		}
		if !q.rows.Next() {
			return
		}
		read(&q.rows.Row)
		q.learn()
	}
}

// next reads the next row. It returns false if the general reader has to do that.
func (q *quick) next() bool {
	if q.now == nil {
		return false
	}
	if q.read(q.now) {
		return true
	}
	if q.before == nil || !q.read(q.before) {
		return false
	}
	q.now, q.before = q.before, q.now
	return true
}

// read reads the next row if it is like the rows of a series.
func (q *quick) read(like *rowPattern) bool {
	q.a.cols.grow(q.sides)
	q.text, q.compared = q.rows.Lines.Rest, like.cells
	at, last := 0, len(q.steps)-1
	for i := range q.steps {
		s := &q.steps[i]
		var end int
		if s.do == readCells {
			end = q.cells(s, at)
		} else {
			end = q.compare(s, at)
		}
		if uint(end) >= uint(len(q.text)) || q.text[end] != ',' && i < last {
			return false
		}
		at = end + 1
	}
	rest := endOfLine(q.text, at-1)
	if rest == nil || !q.strikesAgree() {
		return false
	}
	q.rows.Lines.Rest = rest
	q.rows.Lines.Number++
	q.finish(like)
	return true
}

// strikesAgree reports whether the row has a strike and its symbols have the same.
func (q *quick) strikesAgree() bool {
	strike := q.a.cols.strike[q.a.cols.n]
	return isNumber(strike) && (q.sides == 1 || q.strike[0] == strike && q.strike[1] == strike)
}

// cells reads consecutive cells, the first of which begins at at. It returns the end of the last, -1 if one of them is unusual.
func (q *quick) cells(s *step, at int) (end int) {
	text := q.text[at:]
	if end = s.group.Read(text, q.a.cols.n); end < 0 {
		return -1
	}
	for i := range s.others {
		c := &s.others[i]
		if lo, hi := s.group.Bounds(c.cell); !q.other(c.do, text[lo:hi]) {
			return -1
		}
	}
	return at + end
}

// other reads a cell that is no number. It returns false if the cell is unusual.
func (q *quick) other(do action, cell []byte) bool {
	if do == readRight {
		return q.readRight(cell)
	}
	return len(cell) == 0
}

// readRight reads C, P, call or put.
func (q *quick) readRight(cell []byte) bool {
	switch string(cell) {
	case "C", "call":
		q.right = model.Call
	case "P", "put":
		q.right = model.Put
	default:
		return false
	}
	return true
}

// compare skips the bytes that are the same as in other rows, and returns -1 if they differ.
func (q *quick) compare(s *step, at int) (end int) {
	same := q.compared[0]
	q.compared = q.compared[1:]
	if end = at + len(same); !bytes.HasPrefix(q.text[at:], same) {
		return -1
	}
	if s.do == compareSymbol {
		if end+cells.StrikeLen > len(q.text) {
			return -1
		}
		mills, ok := digits.EightDigits(digits.LoadEight(q.text[end:]) ^ digits.Zeros)
		if !ok || mills == 0 {
			return -1
		}
		q.strike[s.side] = float64(mills) / 1000
		end += cells.StrikeLen
	}
	return end
}

// endOfLine returns the text after the line end at at, nil if there is no line end.
func endOfLine(text []byte, at int) []byte {
	if at+1 < len(text) && text[at] == '\r' {
		at++
	}
	if text[at] != '\n' {
		return nil
	}
	return text[at+1:]
}

// finish completes the contracts of a row that was read.
func (q *quick) finish(like *rowPattern) {
	c := &q.a.cols
	strike := c.strike[c.n]
	for side := range q.sides {
		i, of := c.n, &q.a.series[like.series[side]]
		for _, f := range q.absent[side] {
			c.value[f][i] = math.NaN()
		}
		c.series[i], c.line[i], c.repaired[i] = like.series[side], int32(q.rows.Lines.Number), like.repair[side]
		c.strike[i], c.right[i] = strike, q.right
		if q.sides == 2 {
			c.right[i] = model.Right(side)
		}
		c.out[i] = q.a.multiplier(&of.root, &c.value[tables.Multiplier-tables.Bid][i], model.Live)
		of.contracts++
		c.n++
	}
	q.a.Row(like.draft)
	q.contracts = c.n
}

// learn takes a row from the general reader as a pattern for the next rows if there was nothing unusual in it.
func (q *quick) learn() {
	c, row := &q.a.cols, &q.rows.Row
	contracts, problems := c.n-q.contracts, q.a.problemCount()-q.problemCount
	q.contracts, q.problemCount = c.n, q.a.problemCount()
	if row.Careful || contracts != q.sides || problems != 0 || q.sides == 0 {
		return
	}
	if q.spare == nil {
		q.spare = &rowPattern{}
	}
	like := q.spare
	like.draft, like.cells = q.a.Current, like.cells[:0]
	for i := range q.steps {
		if !like.learn(row, &q.steps[i]) {
			return
		}
	}
	for side := range q.sides {
		i := c.n - q.sides + side
		like.series[side], like.repair[side] = c.series[i], c.repaired[i]
	}
	q.now, q.before, q.spare = like, q.now, q.before
}

// keep keeps a copy of bytes: their text may be overwritten.
func (l *rowPattern) keep(cell []byte) {
	n := len(l.cells)
	l.cells = slices.Grow(l.cells, 1)[:n+1]
	l.cells[n] = append(l.cells[n][:0], cell...)
}

// learn takes the bytes that a step will compare from a row. It returns false if the row is unusual there.
func (l *rowPattern) learn(row *tables.Row, s *step) bool {
	switch s.do {
	case compareText:
		l.keep(row.Text[row.At[s.field].Lo:row.At[s.until].Hi])
	case compareSymbol:
		cell := row.Cell(s.field)
		series := cell[:len(cell)-cells.StrikeLen]
		l.keep(series)
		right := series[len(series)-1]
		return right == 'C' || right == 'P' // else it is followed by spaces
	case readCells:
		for _, c := range s.others {
			if c.do == passEmpty && len(row.Cell(c.field)) > 0 {
				return false
			}
		}
	}
	return true
}
