package assembly

import (
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// AddCell counts the quantity in a cell. A cell that is not a number says nothing about the lot.
func (q *Quantities) AddCell(cell []byte) {
	if v, k := cells.Number(cell); k == cells.Plain {
		q.Add(v)
	}
}

// OfferQuoted adds the quantities of the current record to those of the series of its first contract, and those of a contract
// in units of the underlying, which are multiples of the lot too.
func (a *Assembler) OfferQuoted(r *Record) {
	if a.InUnits {
		for _, f := range []tables.Field{tables.OpenInterest, tables.Volume} {
			if v := r.Value[f-tables.Bid]; !math.IsNaN(v) {
				a.Offered.Add(v)
			}
		}
	}
	if a.Offered.n > 0 || a.Offered.parts {
		a.Offer(r.Series, a.Offered)
		a.Offered = Quantities{}
	}
}

// inContracts divides the quantities of contracts [lo, hi) by their multiplier if the layout has them in units of the underlying.
func (a *Assembler) inContracts(lo, hi int) {
	if !a.InUnits {
		return
	}
	multiplier := a.cols.value[tables.Multiplier-tables.Bid]
	for _, f := range []tables.Field{tables.OpenInterest, tables.Volume} {
		column := a.cols.value[f-tables.Bid]
		for i := lo; i < hi; i++ {
			column[i] /= multiplier[i]
		}
	}
}

// HasAny reports whether any contract has a value of a field.
func (a *Assembler) HasAny(f tables.Field) bool {
	return slices.ContainsFunc(a.cols.value[f-tables.Bid][:a.cols.n], func(v float64) bool { return !math.IsNaN(v) })
}

// SpotFromFutures gives every underlying without a price that of the future which settles first, and says so.
func (a *Assembler) SpotFromFutures() {
	for _, d := range a.Drafts {
		if d.Spot > 0 || d.Skip {
			continue
		}
		at := a.Options.AsOf.On(d.Of().Venue)
		for _, t := range d.times {
			if a.Options.AsOf.IsZero() && t.After(at) {
				at = t
			}
		}
		if s := a.firstFuture(d, at); s != nil {
			d.SetSpot(s.future())
			d.Note(model.Warn("spot-from-future", fmt.Sprintf("the file has no price of %s: that of its future of %v, %s, is used (set "+fault.Setting("spot")+" to give another)",
				d.Underlying, s.date, cells.FormatNumber(s.future()))))
		}
	}
}

// firstFuture returns the series with a future that settles first after a time.
func (a *Assembler) firstFuture(d *Draft, at time.Time) (first *series) {
	for i := range a.series {
		s := a.series[i]
		if s.of == d && len(s.futures) > 0 && s.settlement.After(at) && (first == nil || s.settlement.Before(first.settlement)) {
			first = s
		}
	}
	return first
}
