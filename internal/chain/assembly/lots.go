package assembly

import (
	"fmt"
	"math"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// lot is the multiplier of one expiry and how it was determined; size 0 means unknown.
type lot struct {
	size     float64
	inferred bool // from n quantities
	n        int
	assumed  bool    // from the table of roots, not confirmed by the file
	listed   float64 // size in the table if the quantities contradict it
}

// lotOf determines the lot size of an expiry on a day: from the quoted quantities, checked against the table of roots, or
// from the table.
func lotOf(root market.Root, expiry, day market.Date, q Quantities) lot {
	size, known := root.Lot(expiry, day)
	switch {
	case q.n > 0 && known && q.fit(size):
		return lot{size: size, inferred: true, n: q.n}
	case q.decide() && known:
		return lot{size: float64(q.divisor), inferred: true, n: q.n, listed: size}
	case q.decide():
		return lot{size: float64(q.divisor), inferred: true, n: q.n}
	}
	return lot{size: size, assumed: !known || q.n > 0 && !q.fit(size) || q.parts}
}

// Offer adds the quoted quantities of a contract to those of its series.
func (a *Assembler) Offer(series int32, q Quantities) { a.series[series].offered.join(q) }

// giveLots sets the multiplier of contracts without one to the lot size of their expiry. The series are those of the
// chain, in the order of the columns, from contract lo on.
func (a *Assembler) giveLots(d *Draft, list []*series, lo int) {
	var given lotNotes
	told := 0.0 // the lot of the nearest expiry that has one: of a stock, all have the same until it changes
	for i := range list {
		if l := lotOf(list[i].root, list[i].date, list[i].root.Venue.DateOf(d.AsOf), list[i].offered); told == 0 && l.inferred {
			told = l.size
		}
	}
	for i := range list {
		s := list[i]
		column := a.cols.value[tables.Multiplier-tables.Bid][lo : lo+s.contracts]
		lo += s.contracts
		if !s.root.HasLots || s.contracts == 0 || !missingAny(column) {
			continue
		}
		l := lotOf(s.root, s.date, s.root.Venue.DateOf(d.AsOf), s.offered)
		switch {
		case l.inferred:
			told = l.size
		case l.size == 0 && told == 0:
			a.Abandon(a.Src.Fail(0, "", fmt.Sprintf("nothing says the lot of %s, which is its multiplier", d.Underlying), "give it with "+fault.Setting("multiplier")))
			return
		case l.size == 0:
			l.size = told
		}
		for k, m := range column {
			if math.IsNaN(m) {
				column[k] = l.size
			}
		}
		given.add(s.date, l, a.Parts && s.offered.n == 0)
	}
	given.note(d)
}

func missingAny(column []float64) bool {
	for _, m := range column {
		if math.IsNaN(m) {
			return true
		}
	}
	return false
}

// lotNotes collects the warnings about the lot sizes of a chain.
type lotNotes struct {
	inferred, assumed, differs []string
	quantities                 int
	doubtful                   bool // an assumed lot size is outside the dates of the table, or contradicted
	lastInferred, lastAssumed  float64
}

func (n *lotNotes) add(expiry market.Date, l lot, untold bool) {
	switch {
	case l.inferred:
		n.quantities += l.n
		n.inferred, n.lastInferred = listLot(n.inferred, n.lastInferred, l.size, expiry), l.size
	case l.assumed:
		n.doubtful = true
		fallthrough
	case untold:
		n.assumed, n.lastAssumed = listLot(n.assumed, n.lastAssumed, l.size, expiry), l.size
	}
	if l.listed != 0 {
		n.differs = append(n.differs, fmt.Sprintf("%s (listed with %s)", expiry, cells.FormatNumber(l.listed)))
	}
}

// listLot adds a lot size to a list unless it equals the one before: 75, 65 from 2026-01-27.
func listLot(list []string, last, size float64, expiry market.Date) []string {
	switch {
	case len(list) == 0:
		return append(list, cells.FormatNumber(size))
	case size != last:
		return append(list, cells.FormatNumber(size)+" from "+expiry.String())
	}
	return list
}

func (n *lotNotes) note(d *Draft) {
	if len(n.inferred) > 0 {
		d.Note(model.Warn("lot-inferred", fmt.Sprintf("the multiplier is the lot size inferred from %d quoted quantities, by expiry: %s",
			n.quantities, strings.Join(n.inferred, ", "))))
	}
	if n.doubtful || len(n.assumed) > 0 && len(n.inferred) == 0 {
		d.Note(model.Warn("lot-assumed", fmt.Sprintf("the file does not give the lot size; using the built-in table, %s per contract (set "+
			fault.Setting("multiplier")+" if it was another)", strings.Join(n.assumed, ", "))))
	}
	if len(n.differs) > 0 {
		d.Note(model.Warn("lot-differs", "the quoted quantities are not multiples of the lot size in the built-in table: "+strings.Join(n.differs, ", ")))
	}
}
