package assembly

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

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

var interestHint = "no open interest in the file can be read, and this is the first problem: write plain numbers, such as 3000 for 3.00K, or map another column with " + fault.Setting("columns") + " open_interest=…"
