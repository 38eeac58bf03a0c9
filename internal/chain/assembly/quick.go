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
	"gex/internal/market"
)

// Quick is the fast path. It reads ordinary rows in one pass over their bytes, directly into the columns. Cells that are the
// same in many rows (underlying, spot, time, root, expiry) are not parsed: they must equal, byte for byte, those of a row
// that the general reader read without a problem. Any unusual row is left to the general reader.
//
// It may read the rows of one assembler after those of another, all with the same options.
type Quick struct {
	a            *Assembler
	columns      []tables.Field
	rows         *tables.Rows
	sides        int // contracts in a row
	steps        []step
	together     bool              // rows are cells that are compared and then others, so that many are read at once
	absent       [2][]tables.Field // by side, the numeric columns that the file lacks
	now, before  *rowPattern       // two, because rows of two roots may alternate
	spare        *rowPattern
	contracts    int // after the last row
	problemCount int
	strike       [2]float64 // in the symbols of the row
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
	new(Quick).Read(src, a, r, sides, read)
}

// Read is ReadRows, which goes on with what q knows of rows with these columns.
func (q *Quick) Read(src *input.Source, a *Assembler, r *tables.Rows, sides int, read func(*tables.Row)) {
	r.ToEnd()
	if src.Careful || src.NoQuick || q.sides != sides || !slices.Equal(q.columns, r.Header.Fields) {
		*q = newQuick(src, a, r, sides)
	}
	q.begin(a, r)
	q.each(read)
	q.forget()
}

// forget lets go of the assembler and the text, which would stay in memory as long as q does.
func (q *Quick) forget() {
	q.a, q.rows = nil, nil
	for i := range q.steps {
		q.steps[i].into(nil)
	}
	for _, like := range []*rowPattern{q.now, q.before, q.spare} {
		if like != nil {
			like.draft = nil
		}
	}
}

// newQuick returns a fast path for rows with these columns and this number of contracts. With an unknown column it leaves every
// row to read.
func newQuick(src *input.Source, a *Assembler, r *tables.Rows, sides int) Quick {
	q := Quick{columns: r.Header.Fields}
	list, ok := stepsOf(q.columns, a)
	if !ok || src.Careful || src.NoQuick {
		return q
	}
	q.steps, q.sides = list, sides
	q.together = sides == 1 && len(list) == 2 && list[0].do == compareText && list[1].do == readCells
	for side := range sides {
		for f := tables.Bid; f < tables.PutSymbol; f++ {
			if !slices.Contains(q.columns, f+tables.Field(side)*tables.PutSide) {
				q.absent[side] = append(q.absent[side], f-tables.Bid)
			}
		}
	}
	return q
}

// begin begins with rows of an assembler, none of which is like one before.
func (q *Quick) begin(a *Assembler, r *tables.Rows) {
	for i := range q.steps {
		q.steps[i].into(a)
	}
	if q.spare == nil {
		q.spare = q.now
	}
	q.a, q.rows, q.now, q.before, q.contracts, q.problemCount = a, r, nil, nil, 0, 0
}

// each reads all rows, the unusual ones with read.
func (q *Quick) each(read func(*tables.Row)) {
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

// next reads the next rows. It returns false if the general reader has to do that.
func (q *Quick) next() bool {
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

// read reads the next rows as far as they are like the rows of a series. It returns false if none is. The first it reads alone, and
// then twice as many at a time: what is read beyond an unusual row is read again.
func (q *Quick) read(like *rowPattern) bool {
	c := &q.a.cols
	text, first := q.rows.Lines.Rest, c.n
	for most := 1; ; most = min(2*most, digits.Rows) {
		c.grow(q.sides)
		rows, end := 0, -1
		if q.together && most > 1 {
			rows, end = q.readRows(text, like.cells[0], most)
		}
		if rows == 0 {
			rows, end = 1, q.row(text, like.cells)
		}
		if end < 0 {
			break
		}
		text = text[end:]
		c.n += rows * q.sides
	}
	if c.n == first {
		return false
	}
	q.rows.Lines.Rest = text
	q.finish(like, first)
	return true
}

// readRows reads rows at the beginning of a text that begin with the same bytes, at most so many, as many as there are before one that
// is unusual. It returns where that begins.
func (q *Quick) readRows(text, same []byte, most int) (rows, next int) {
	c, s := &q.a.cols, &q.steps[1]
	n := c.n
	rows, next = s.group.ReadRows(text, same, min(most, c.ready-n))
	s.group.Write(rows, n)
	for row := range rows {
		if !q.strikesAgree(n+row) || !q.others(s, text, row, n+row) {
			return row, s.group.Begin(row, same)
		}
	}
	return rows, next
}

// row reads the row at the beginning of a text, in which some cells have to be these. It returns where the next one begins, -1
// if the row is unusual.
func (q *Quick) row(text []byte, same [][]byte) (next int) {
	at, last, n := 0, len(q.steps)-1, q.a.cols.n
	for i := range q.steps {
		s := &q.steps[i]
		var end int
		if s.do == readCells {
			end = q.cells(s, text[at:], n)
		} else {
			end = q.compare(s, text[at:], same[0])
			same = same[1:]
		}
		if end < 0 {
			return -1
		}
		if end += at; uint(end) >= uint(len(text)) || text[end] != ',' && i < last {
			return -1
		}
		at = end + 1
	}
	if next = endOfLine(text, at-1); next < 0 || !q.strikesAgree(n) {
		return -1
	}
	return next
}

// strikesAgree reports whether the row of contract n has a strike and its symbols have the same.
func (q *Quick) strikesAgree(n int) bool {
	strike := q.a.cols.strike[n]
	return isNumber(strike) && (q.sides == 1 || q.strike[0] == strike && q.strike[1] == strike)
}

// cells reads consecutive cells of contract n, which a text begins with. It returns the end of the last, -1 if one of them is unusual.
func (q *Quick) cells(s *step, text []byte, n int) (end int) {
	if end = s.group.Read(text, n); end < 0 {
		return -1
	}
	if !q.others(s, text, 0, n) {
		return -1
	}
	return end
}

// others reads the cells of contract n that are no numbers, in a row of those that were read. It returns false if one of them
// is unusual.
func (q *Quick) others(s *step, text []byte, row, n int) bool {
	for i := range s.others {
		c := &s.others[i]
		if lo, hi := s.group.Bounds(row, c.cell); !q.other(c.do, text[lo:hi], n) {
			return false
		}
	}
	return true
}

// other reads a cell that is no number. It returns false if the cell is unusual.
func (q *Quick) other(do action, cell []byte, n int) bool {
	if do == readRight {
		return readRightOf(cell, &q.a.cols.right[n])
	}
	return len(cell) == 0
}

// readRightOf reads C, P, call or put.
func readRightOf(cell []byte, right *model.Right) bool {
	switch string(cell) {
	case "C", "call":
		*right = model.Call
	case "P", "put":
		*right = model.Put
	default:
		return false
	}
	return true
}

// compare passes over bytes that are the same as in other rows. It returns where they end, -1 if they differ.
func (q *Quick) compare(s *step, text, same []byte) (end int) {
	if !bytes.HasPrefix(text, same) {
		return -1
	}
	end = len(same)
	if s.do == compareSymbol {
		if end+cells.StrikeLen > len(text) {
			return -1
		}
		mills, ok := digits.EightDigits(digits.LoadEight(text[end:]) ^ digits.Zeros)
		if !ok || mills == 0 {
			return -1
		}
		q.strike[s.side] = float64(mills) / 1000
		end += cells.StrikeLen
	}
	return end
}

// endOfLine returns where the line after the line end at at begins, -1 if there is no line end.
func endOfLine(text []byte, at int) int {
	if at+1 < len(text) && text[at] == '\r' {
		at++
	}
	if text[at] != '\n' {
		return -1
	}
	return at + 1
}

// finish completes the contracts of the rows that were read, from first on.
func (q *Quick) finish(like *rowPattern, first int) {
	c := &q.a.cols
	contracts := c.n - first
	rows := contracts / q.sides
	for side := range q.sides {
		of := q.a.series[like.series[side]]
		of.contracts += rows
		for _, f := range q.absent[side] {
			missing := c.value[f][first:c.n]
			for i := side; i < contracts; i += q.sides {
				missing[i] = math.NaN()
			}
		}
		q.complete(like, side, &of.root, first)
	}
	q.a.Rows(like.draft, rows)
	q.rows.Lines.Number += rows
	q.contracts = c.n
}

// complete completes the contracts of a side of the rows, whose root is that of the pattern's series.
func (q *Quick) complete(like *rowPattern, side int, root *market.Root, first int) {
	c, line := &q.a.cols, int32(q.rows.Lines.Number)
	series, lines, repaired, out := c.series[first:c.n], c.line[first:c.n], c.repaired[first:c.n], c.out[first:c.n]
	multiplier := c.value[tables.Multiplier-tables.Bid][first:c.n]
	for i := side; i < len(series); i += q.sides {
		line++
		series[i], lines[i], repaired[i] = like.series[side], line, like.repair[side]
		out[i] = q.a.multiplier(root, &multiplier[i], model.Live)
	}
	if q.sides == 2 {
		strike, right := c.strike[first:c.n], c.right[first:c.n]
		for i := side; i < len(strike); i += 2 {
			strike[i], right[i] = strike[i-side], model.Right(side)
		}
	}
}

// learn takes a row from the general reader as a pattern for the next rows if there was nothing unusual in it.
func (q *Quick) learn() {
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

// keep keeps a copy of a cell: its text may be overwritten.
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
