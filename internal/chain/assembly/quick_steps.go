package assembly

import (
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/digits"
	"gex/internal/chain/tables"
)

// step says how to read the next cell, or several.
type step struct {
	do           action
	side         int          // 1 for the put of a two-sided row
	field, until tables.Field // the first cell and the last, of those that are compared
	cells        []digits.Cell
	others       []otherCell
	group        *digits.Group // of the cells
}

// otherCell is a cell of a step that is no number, but has to be looked at.
type otherCell struct {
	cell  int
	do    action
	field tables.Field
}

// action is what a step does with its cells, or with one of them.
type action uint8

const (
	readCells action = iota // numbers and the following
	readRight
	passEmpty
	compareText // this action and the next compare bytes, possibly of several cells
	compareSymbol
)

// appendStep appends a step, merging it with the last one if that does the same.
func appendStep(steps []step, s step) []step {
	n := len(steps)
	if n == 0 || s.do != steps[n-1].do || s.do == compareSymbol || len(steps[n-1].cells) == digits.Most {
		return append(steps, s)
	}
	last := &steps[n-1]
	for _, c := range s.others {
		c.cell += len(last.cells)
		last.others = append(last.others, c)
	}
	last.until, last.cells = s.until, append(last.cells, s.cells...)
	return steps
}

// newStep returns the step for the cells of a column, false if the column is not supported.
func newStep(f tables.Field, a *Assembler) (step, bool) {
	s := step{field: f, until: f}
	if f >= tables.PutSymbol {
		s.side, f = 1, f-tables.PutSide
	}
	switch {
	case f == tables.Ignored || f == tables.Multiplier && a.Options.Multiplier > 0:
		s.cells = make([]digits.Cell, 1)
	case f == tables.Strike:
		s.readNumber(&a.cols.strike, &cells.StrikeRule)
	case f == tables.Right:
		s.readOther(readRight, f)
	case f == tables.Symbol:
		s.do = compareSymbol
	case f >= tables.Bid:
		s.readNumber(&a.cols.value[f-tables.Bid], &tables.Rules[f])
	case f == tables.Caveats || slices.Contains(tables.Restored, f):
		s.readOther(passEmpty, f)
	default:
		s.do = compareText
		return s, slices.Contains([]tables.Field{tables.Underlying, tables.Spot, tables.QuoteTime, tables.Root, tables.Expiry}, f)
	}
	return s, true
}

// readNumber makes the step read one number.
func (s *step) readNumber(column *[]float64, rule *cells.Rule) {
	s.cells = []digits.Cell{{To: column, At: s.side, Lo: rule.Lo, Hi: rule.Hi}}
}

// readOther makes the step look at one cell.
func (s *step) readOther(do action, f tables.Field) {
	s.cells = make([]digits.Cell, 1)
	s.others = []otherCell{{do: do, field: f}}
}
