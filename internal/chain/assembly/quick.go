package assembly

import (
	"bytes"
	"math"
	"math/bits"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// quick is the fast path. It reads ordinary rows in one pass over their bytes, straight into the columns. Cells that are the
// same in many rows (underlying, spot, time, root, expiry) are not parsed: they must equal, byte for byte, those of a row
// that was read the ordinary way without a problem. A row that is unusual in any way is left to the ordinary way.
type quick struct {
	a           *Assembler
	rows        *tables.Rows
	sides       int // contracts in a row
	steps       []step
	absent      [2][]tables.Field // by side, the numeric columns that the file does not have
	now, before *likeness         // two, as rows of two roots may alternate
	spare       *likeness
	contracts   int // after the last row
	complaints  int
	strike      [2]float64 // of the symbols in the row
	right       model.Right
	text        []byte   // from this row on
	compared    [][]byte // what the following steps compare with
	block       int      // where separators have been looked for, and those not passed yet
	marks       uint64
}

// step is what has to be done to get behind the next cell, or several.
type step struct {
	do           action
	side         int          // 1 for the put of a two-sided row
	field, until tables.Field // the first cell and the last
	numbers      []numberCell
}

// numberCell is where the number of a cell goes, and what it may be.
type numberCell struct {
	column *[]float64
	side   int
	lo, hi float64
}

type action uint8

const (
	readNumbers action = iota
	readRight
	passEmpty
	passOver
	compareText // the actions from here on span several cells or are done by the byte
	compareSymbol
)

// likeness is what the rows of a series have in common.
type likeness struct {
	cells  [][]byte // of the steps that compare
	draft  *Draft
	series [2]int32
	repair [2]model.Repair
}

// ReadRows gives the contracts of all rows to the assembler, sides of them a row: the quick way where it can, else by read.
func ReadRows(src *input.Source, a *Assembler, r *tables.Rows, sides int, read func(*tables.Row)) {
	newQuick(src, a, r, sides).each(read)
}

// newQuick is for rows of so many contracts. With columns that it does not know it reads no row.
func newQuick(src *input.Source, a *Assembler, r *tables.Rows, sides int) *quick {
	q := &quick{a: a, rows: r, sides: sides}
	for _, f := range r.Header.Fields {
		s, ok := newStep(f, a)
		if !ok || src.Careful || src.Unquick {
			return &quick{a: a, rows: r}
		}
		q.steps = appendStep(q.steps, s)
	}
	for side := range sides {
		for f := tables.Bid; f < tables.PutSymbol; f++ {
			if !slices.Contains(r.Header.Fields, f+tables.Field(side)*tables.PutSide) {
				q.absent[side] = append(q.absent[side], f-tables.Bid)
			}
		}
	}
	return q
}

// appendStep appends a step, to the last one if that does the same.
func appendStep(steps []step, s step) []step {
	if n := len(steps); n > 0 && s.do == steps[n-1].do && (s.do == compareText || s.do == readNumbers) {
		last := &steps[n-1]
		last.until, last.numbers = s.until, append(last.numbers, s.numbers...)
		return steps
	}
	return append(steps, s)
}

// each reads all rows, with read those that are out of the ordinary.
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

// newStep is what to do with the cells of a column; false when that is not known.
func newStep(f tables.Field, a *Assembler) (step, bool) {
	s := step{field: f, until: f}
	if f >= tables.PutSymbol {
		s.side, f = 1, f-tables.PutSide
	}
	switch {
	case f == tables.Ignored || f == tables.Multiplier && a.Options.Multiplier > 0:
		s.do = passOver
	case f == tables.Strike:
		s.numbers = []numberCell{{&a.cols.strike, s.side, cells.StrikeRule.Lo, cells.StrikeRule.Hi}}
	case f == tables.Right:
		s.do = readRight
	case f == tables.Symbol:
		s.do = compareSymbol
	case f >= tables.Bid:
		s.numbers = []numberCell{{&a.cols.value[f-tables.Bid], s.side, tables.Rules[f].Lo, tables.Rules[f].Hi}}
	case f == tables.Caveats || slices.Contains(tables.Restored, f):
		s.do = passEmpty
	default:
		s.do = compareText
		return s, slices.Contains([]tables.Field{tables.Underlying, tables.Spot, tables.QuoteTime, tables.Root, tables.Expiry}, f)
	}
	return s, true
}

// next reads the next row; false when that has to be done the ordinary way.
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

// Read reads the next row if it is like those of a series.
func (q *quick) read(like *likeness) bool {
	q.a.cols.grow(q.sides)
	q.text, q.compared = q.rows.Lines.Rest, like.cells
	q.block, q.marks = -blockLen, 0
	at, last := 0, len(q.steps)-1
	for i := range q.steps {
		s := &q.steps[i]
		var end int
		switch {
		case s.do == readNumbers:
			end = q.numbers(s.numbers, at)
		case s.do >= compareText:
			end = q.compare(s, at)
		default:
			if end = q.separator(); end < 0 || !q.cell(s, at, end) {
				return false
			}
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

// strikesAgree reports whether the row has a strike, and its symbols the same.
func (q *quick) strikesAgree() bool {
	strike := q.a.cols.strike[q.a.cols.n]
	return isNumber(strike) && (q.sides == 1 || q.strike[0] == strike && q.strike[1] == strike)
}

// separator is where the next separator stands, -1 near the end of the text.
func (q *quick) separator() int {
	for q.marks == 0 {
		if q.block += blockLen; q.block+blockLen+8 > len(q.text) { // a number may be read 8 bytes on
			return -1
		}
		q.marks = cells.Separators((*[blockLen]byte)(q.text[q.block:]))
	}
	at := q.block + bits.TrailingZeros64(q.marks)
	q.marks &= q.marks - 1
	return at
}

// blockLen is how many bytes are searched for separators at once.
const blockLen = 64

// endOfLine returns what follows the line that ends at at, nil when none does.
func endOfLine(text []byte, at int) []byte {
	if at+1 < len(text) && text[at] == '\r' {
		at++
	}
	if text[at] != '\n' {
		return nil
	}
	return text[at+1:]
}

// numbers reads numeric cells that follow one another, of which the first begins at at. It returns the end of the last,
// -1 when one of them is out of the ordinary.
func (q *quick) numbers(wanted []numberCell, at int) (end int) {
	for i := range wanted {
		c := &wanted[i]
		if i > 0 {
			if q.text[end] != ',' {
				return -1
			}
			at = end + 1
		}
		if end = q.separator(); end < 0 {
			return -1
		}
		v := math.NaN()
		if at < end {
			var ok bool
			if v, ok = cells.ShortDecimal(cells.LoadEight(q.text[at:]), end-at); !ok {
				v, ok = cells.Decimal(q.text[at:end])
			}
			if !ok || v < c.lo || v > c.hi {
				return -1
			}
		}
		(*c.column)[q.a.cols.n+c.side] = v
	}
	return end
}

// cell reads the cell [at, end) where it is by itself; false when it is out of the ordinary.
func (q *quick) cell(s *step, at, end int) bool {
	switch s.do {
	case readRight:
		return q.readRight(q.text[at:end])
	case passEmpty:
		return at == end
	}
	return true
}

// readRight reads a letter, or the word as gex writes it.
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

// compare passes over what is the same as in other rows; -1 when it is not.
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
		mills, ok := cells.EightDigits(cells.LoadEight(q.text[end:]) ^ cells.Zeros)
		if !ok || mills == 0 {
			return -1
		}
		q.strike[s.side] = float64(mills) / 1000
		end += cells.StrikeLen
	}
	q.block, q.marks = end+1-blockLen, 0
	return end
}

// Finish makes the contracts of a row that was read.
func (q *quick) finish(like *likeness) {
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

// learn looks at a row that was read the ordinary way: if nothing was odd in it, others may be like it.
func (q *quick) learn() {
	c, row := &q.a.cols, &q.rows.Row
	contracts, complaints := c.n-q.contracts, q.a.complaints()-q.complaints
	q.contracts, q.complaints = c.n, q.a.complaints()
	if row.Careful || contracts != q.sides || complaints != 0 || q.sides == 0 {
		return
	}
	if q.spare == nil {
		q.spare = &likeness{}
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

// learn takes from a row what a step will compare; false when the row is out of the ordinary there.
func (l *likeness) learn(row *tables.Row, s *step) bool {
	switch s.do {
	case compareText:
		l.cells = append(l.cells, row.Text[row.At[s.field].Lo:row.At[s.until].Hi])
	case compareSymbol:
		cell := row.Cell(s.field)
		series := cell[:len(cell)-cells.StrikeLen]
		l.cells = append(l.cells, series)
		right := series[len(series)-1]
		return right == 'C' || right == 'P' // else there are blanks after it
	case passEmpty:
		return len(row.Cell(s.field)) == 0
	}
	return true
}
