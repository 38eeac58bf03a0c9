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
	numbers      []numberCell
	others       []otherCell
	group        *digits.Group // of the cells
}

// numberCell is a cell of a step that is a number.
type numberCell struct {
	cell   int
	column tables.Field // of the assembler
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

// steps are those of a row.
type steps struct {
	a    *Assembler
	list []step
}

// stepsOf returns the steps of rows with these columns, false if one of them is not supported.
func stepsOf(columns []tables.Field, a *Assembler) ([]step, bool) {
	l := steps{a: a}
	for _, f := range columns {
		if !l.add(f) {
			return nil, false
		}
	}
	for i := range l.list {
		if s := &l.list[i]; s.do == readCells {
			s.group = digits.NewGroup(s.cells)
		}
	}
	return l.list, true
}

// into makes a step read into the columns of an assembler, or of none until the next time.
func (s *step) into(a *Assembler) {
	for _, c := range s.numbers {
		var to *[]float64
		if a != nil {
			to = a.cols.of(c.column)
		}
		s.group.Into(c.cell, to)
	}
}

// add adds the step for the cells of a column, or makes them part of the last step. It returns false if the column is not
// supported.
func (l *steps) add(f tables.Field) bool {
	side, of := 0, f
	if f >= tables.PutSymbol {
		side, of = 1, f-tables.PutSide
	}
	switch {
	case of == tables.Ignored || of == tables.Multiplier && l.a.Options.Multiplier > 0:
		l.addCell(digits.Cell{})
	case of == tables.Strike:
		l.addNumber(of, side, &cells.StrikeRule)
	case of == tables.Right:
		l.addOther(readRight, f)
	case of == tables.Symbol:
		l.list = append(l.list, step{do: compareSymbol, side: side, field: f})
	case of >= tables.Bid:
		l.addNumber(of, side, &tables.Rules[of])
	case of == tables.Caveats || slices.Contains(tables.Restored, of):
		l.addOther(passEmpty, f)
	case slices.Contains([]tables.Field{tables.Underlying, tables.Spot, tables.QuoteTime, tables.Root, tables.Expiry}, of):
		if s := l.last(compareText); s != nil {
			s.until = f
		} else {
			l.list = append(l.list, step{do: compareText, field: f, until: f})
		}
	default:
		return false
	}
	return true
}

// last returns the last step if it does what is asked for, else nil.
func (l *steps) last(do action) *step {
	if n := len(l.list); n > 0 && l.list[n-1].do == do {
		return &l.list[n-1]
	}
	return nil
}

// addCell adds a cell to those that are read at once.
func (l *steps) addCell(c digits.Cell) *step {
	s := l.last(readCells)
	if s == nil || len(s.cells) == digits.Most {
		l.list = append(l.list, step{do: readCells, cells: make([]digits.Cell, 0, digits.Most)})
		s = l.last(readCells)
	}
	s.cells = append(s.cells, c)
	return s
}

func (l *steps) addNumber(column tables.Field, side int, rule *cells.Rule) {
	s := l.addCell(digits.Cell{To: l.a.cols.of(column), At: side, Lo: rule.Lo, Hi: rule.Hi})
	s.numbers = append(s.numbers, numberCell{len(s.cells) - 1, column})
}

// addOther adds a cell that is no number, but has to be looked at.
func (l *steps) addOther(do action, f tables.Field) {
	s := l.addCell(digits.Cell{})
	s.others = append(s.others, otherCell{len(s.cells) - 1, do, f})
}
