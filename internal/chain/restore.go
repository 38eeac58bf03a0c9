package chain

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// restore reads what only a converted file has, or one whose columns are mapped so.
func (r *record) restore(a *assembler, h *tables.Header, d *draft, row *tables.Row) {
	for _, f := range tables.Restored {
		if err := r.restoreCell(f, a, d, row); err != nil {
			a.problem(row.Line, h.Name(f), err.Error())
		}
	}
}

func (r *record) restoreCell(f tables.Field, a *assembler, d *draft, row *tables.Row) error {
	cell := strings.TrimSpace(string(row.Cell(f)))
	if _, k := cells.Number([]byte(cell)); k == cells.Missing {
		return nil
	}
	switch f {
	case tables.Delay:
		minutes, err := cells.DelayRule.Required([]byte(cell))
		if d.Delay == 0 {
			d.Delay = time.Duration(math.Round(minutes * float64(time.Minute)))
		}
		return err
	case tables.Future:
		price, err := cells.SpotRule.Required([]byte(cell))
		if err == nil {
			a.future(r.series, price)
		}
		return err
	case tables.Repaired:
		return r.readRepairs(cell)
	}
	return r.readReason(cell, a.options.Multiplier > 0)
}

func (r *record) readRepairs(cell string) error {
	for name := range strings.FieldsSeq(cell) {
		found := false
		for _, known := range model.RepairNames {
			if known.Name == name {
				r.repaired, found = r.repaired|known.Bit, true
			}
		}
		if !found {
			return fmt.Errorf("%s is no repair", cells.Quote(name))
		}
	}
	return nil
}

// readReason leaves a contract out; with a multiplier given an adjusted one may take part.
func (r *record) readReason(cell string, multiplied bool) error {
	switch cell {
	case model.Unreadable.String():
		r.out = model.Unreadable
	case model.Adjusted.String():
		if !multiplied && r.out == model.Live {
			r.out = model.Adjusted
		}
	default:
		return fmt.Errorf("%s is neither adjusted nor unreadable", cells.Quote(cell))
	}
	return nil
}
