package assembly

import (
	"bytes"
	"math"
	"math/bits"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// step says how to read the next cell, or several.
type step struct {
	do           action
	side         int          // 1 for the put of a two-sided row
	field, until tables.Field // the first cell and the last
	numbers      []numberCell
}

// numberCell is the destination and the valid range of the number in a cell.
type numberCell struct {
	column *[]float64
	side   int
	lo, hi float64
}

// action is what a step does with a cell.
type action uint8

const (
	readNumbers action = iota
	readRight
	passEmpty
	passOver
	compareText // this action and the next compare bytes, possibly of several cells
	compareSymbol
)

// appendStep appends a step, merging it with the last one if that does the same.
func appendStep(steps []step, s step) []step {
	if n := len(steps); n > 0 && s.do == steps[n-1].do && (s.do == compareText || s.do == readNumbers) {
		last := &steps[n-1]
		last.until, last.numbers = s.until, append(last.numbers, s.numbers...)
		return steps
	}
	return append(steps, s)
}

// newStep returns the step for the cells of a column, false if the column is not supported.
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

// strikesAgree reports whether the row has a strike and its symbols have the same.
func (q *quick) strikesAgree() bool {
	strike := q.a.cols.strike[q.a.cols.n]
	return isNumber(strike) && (q.sides == 1 || q.strike[0] == strike && q.strike[1] == strike)
}

// separator returns the position of the next separator, -1 near the end of the text.
func (q *quick) separator() int {
	for q.marks == 0 {
		if q.block += blockLen; q.block+blockLen+8 > len(q.text) { // reading a number may touch 8 more bytes
			return -1
		}
		q.marks = cells.Separators((*[blockLen]byte)(q.text[q.block:]))
	}
	at := q.block + bits.TrailingZeros64(q.marks)
	q.marks &= q.marks - 1
	return at
}

// blockLen is the number of bytes that are searched for separators at once.
const blockLen = 64

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

// numbers reads consecutive numeric cells, the first of which begins at at. It returns the end of the last,
// -1 if one of them is unusual.
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

// cell reads the single cell [at, end). It returns false if the cell is unusual.
func (q *quick) cell(s *step, at, end int) bool {
	switch s.do {
	case readRight:
		return q.readRight(q.text[at:end])
	case passEmpty:
		return at == end
	}
	return true
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
