package chain

import (
	"fmt"
	"math"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// record is one contract as a layout found it, ready for the columns.
type record struct {
	series   int32 // index of the assembler's series
	line     int32
	right    model.Right
	out      model.Reason
	repaired model.Repair
	strike   float64
	value    [tables.NumValues]float64 // from fBid on; NaN is missing
}

var noValues = func() (v [tables.NumValues]float64) {
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}()

// values reads the numeric cells of one contract; present names those the file has. A cell that says nothing
// sensible is told to the assembler: the contract loses the value or, where that is vital, its part in the result.
func (r *record) values(row *tables.Row, side tables.Field, present []tables.Field, a *assembler, h *tables.Header) {
	r.value = noValues
	for _, f := range present {
		rule := &tables.Rules[f]
		v, k := cells.Number(row.Cell(f + side))
		if rule.Accepts(v, k) {
			r.value[f-tables.Bid] = v
			if k == cells.Percent {
				a.signed += weight(r.line)
			}
		} else if k != cells.Missing {
			r.refuse(rule)
			if f == tables.OpenInterest && a.noInterest == nil {
				a.noInterest = a.src.Fail(int(r.line), h.Name(f+side), rule.Refusal(row.Cell(f+side)), interestHint)
			}
			if f == tables.OpenInterest && v > rule.Hi {
				a.series[r.series].of.note(model.Warn("oi-suspect", fmt.Sprintf("line %d: an open interest of %s is beyond %s; such contracts are left out",
					r.line, cells.FormatNumber(v), cells.FormatNumber(rule.Hi))))
			}
			a.problem(int(r.line), h.Name(f+side), rule.Refusal(row.Cell(f+side)))
		}
	}
}

func (r *record) refuse(rule *cells.Rule) {
	if rule.Vital {
		r.out = model.Unreadable
	} else {
		r.repaired |= model.CellUnread
	}
}

// readableOI is the open interest of a contract that cannot be placed, 0 when that cell is not readable either.
func readableOI(row *tables.Row, side tables.Field) float64 {
	v, k := cells.Number(row.Cell(tables.OpenInterest + side))
	if k == cells.Missing || !tables.Rules[tables.OpenInterest].Accepts(v, k) {
		return 0
	}
	return v
}
