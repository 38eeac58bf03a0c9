package assembly

import (
	"math"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// Record is one contract as read by a layout, ready for the columns.
type Record struct {
	Series   int32 // index of the assembler's series
	Line     int32
	Right    model.Right
	Out      model.Reason
	Repaired model.Repair
	Strike   float64
	Value    [tables.NumValues]float64 // by field from Bid on; NaN is missing
}

var noValues = func() (v [tables.NumValues]float64) {
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}()

func (r *Record) refuse(rule *cells.Rule) {
	if rule.Vital {
		r.Out = model.Unreadable
	} else {
		r.Repaired |= model.CellUnread
	}
}

// ReadableOI returns the open interest of a contract that cannot be identified, 0 if that cell is not readable either.
func ReadableOI(row *tables.Row, side tables.Field) float64 {
	v, k := cells.Number(row.Cell(tables.OpenInterest + side))
	if k == cells.Missing || !tables.Rules[tables.OpenInterest].Accepts(v, k) {
		return 0
	}
	return v
}
