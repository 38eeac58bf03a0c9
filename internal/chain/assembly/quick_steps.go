package assembly

import (
	"slices"

	"gex/internal/chain/cells"
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
