package assembly

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// Restore reads the columns that only a converted file has, or a file that maps them.
func (r *Record) Restore(a *Assembler, h *tables.Header, d *Draft, row *tables.Row) {
	for _, f := range tables.Restored {
		if err := r.restoreCell(f, a, d, row); err != nil {
			a.Problem(row.Line, h.Name(f), err.Error())
		}
	}
	r.restoreUnknown(a, h, row)
}

// restoreUnknown reads how many contracts may be the dealers' besides their position.
func (r *Record) restoreUnknown(a *Assembler, h *tables.Header, row *tables.Row) {
	cell := row.Cell(tables.DealerUnknown)
	if len(cell) == 0 {
		return
	}
	contracts, err := unknownRule.Required(cell)
	if err != nil {
		a.Problem(row.Line, h.Name(tables.DealerUnknown), err.Error())
		return
	}
	if a.unknowns == nil {
		a.unknowns = map[int32]float64{}
	}
	a.unknowns[r.Line] = contracts
}

var unknownRule = cells.Rule{Lo: 0, Hi: cells.MaxCount, Meaning: "a number of contracts"}

// giveUnknowns adds them to a chain, whose contracts are in order by now.
func (a *Assembler) giveUnknowns(c *model.Chain) {
	if a.unknowns == nil {
		return
	}
	c.DealerUnknown = make([]float64, c.Len())
	for i, line := range c.Line {
		contracts, ok := a.unknowns[line]
		if c.DealerUnknown[i] = contracts; !ok {
			c.DealerUnknown[i] = math.NaN()
		}
	}
}

func (r *Record) restoreCell(f tables.Field, a *Assembler, d *Draft, row *tables.Row) error {
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
			a.Future(r.Series, price)
		}
		return err
	case tables.Repaired:
		return r.readRepairs(cell)
	}
	return r.readReason(cell, a.Options.Multiplier > 0)
}

func (r *Record) readRepairs(cell string) error {
	for name := range strings.FieldsSeq(cell) {
		found := false
		for _, known := range model.RepairNames {
			if known.Name == name {
				r.Repaired, found = r.Repaired|known.Bit, true
			}
		}
		if !found {
			return fmt.Errorf("%s is not a known repair", cells.Quote(name))
		}
	}
	return nil
}

// readReason reads why a contract is left out. An adjusted contract is used if a multiplier is given.
func (r *Record) readReason(cell string, multiplied bool) error {
	switch cell {
	case model.Unreadable.String():
		r.Out = model.Unreadable
	case model.Adjusted.String():
		if !multiplied && r.Out == model.Live {
			r.Out = model.Adjusted
		}
	default:
		return fmt.Errorf("%s is neither adjusted nor unreadable", cells.Quote(cell))
	}
	return nil
}
