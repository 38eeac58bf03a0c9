package assembly

import (
	"fmt"
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

// Values reads the numeric cells of one contract; present lists those the file has. A cell that is not a valid
// number is reported to the assembler: the contract loses the value or, if the value is vital, is left out.
func (r *Record) Values(row *tables.Row, side tables.Field, present []tables.Field, a *Assembler, h *tables.Header) {
	r.Value = noValues
	for _, f := range present {
		rule := &tables.Rules[f]
		v, k := cells.Number(row.Cell(f + side))
		if rule.Accepts(v, k) {
			r.Value[f-tables.Bid] = v
			if k == cells.Percent {
				a.signed += weight(r.Line)
			}
		} else if k != cells.Missing {
			r.refuse(rule)
			if f == tables.OpenInterest && a.noInterest == nil {
				a.noInterest = a.Src.Fail(int(r.Line), h.Name(f+side), rule.Refusal(row.Cell(f+side)), interestHint)
			}
			if f == tables.OpenInterest && v > rule.Hi {
				a.series[r.Series].of.Note(model.Warn("oi-suspect", fmt.Sprintf("line %d: an open interest of %s is beyond %s; such contracts are left out",
					r.Line, cells.FormatNumber(v), cells.FormatNumber(rule.Hi))))
			}
			a.Problem(int(r.Line), h.Name(f+side), rule.Refusal(row.Cell(f+side)))
		}
	}
}

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
