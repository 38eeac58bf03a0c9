package assembly

import (
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// Draft is a chain in the making.
type Draft struct {
	model.Chain
	Skip     bool          // another underlying than the one asked for
	times    []time.Time   // when it was recorded; should be one
	passed   []market.Date // dates of rows that were passed over, as they are not of the date asked for
	expiries int           // series
	strays   []int         // lines of rows that are no contracts
	Named    bool          // its options have symbols
}

// SetSpot sets the price of the underlying. The first one holds.
func (d *Draft) SetSpot(v float64) {
	switch {
	case math.IsNaN(d.Spot):
		d.Spot = v
	case d.Spot != v:
		d.Note(model.Warn("spot-differs", "the file gives several prices of "+d.Underlying+"; the first is taken"))
	}
}

// NoteTime is note for what was assumed of the time. Coins are traded at midnight as at any hour.
func (d *Draft) NoteTime(w model.Warning) {
	if w.Code != "as-of-midnight" || !market.LookupRoot(d.Underlying).Venue.AroundTheClock {
		d.Note(w)
	}
}

// ReadSpot takes the price of the underlying from a cell; where there is none, that is noted.
func (d *Draft) ReadSpot(a *Assembler, name string, cell []byte) {
	v, k := cells.Number(cell)
	switch {
	case cells.SpotRule.Accepts(v, k):
		d.SetSpot(v)
	case k == cells.Missing || v == 0 && k == cells.Plain:
		d.Note(model.Warn("spot-missing", name+" gives no price of "+d.Underlying))
	default:
		d.Note(model.Warn("spot-missing", name+": "+cells.SpotRule.Refusal(cell)))
	}
}

// widestSpot is the spread of an underlying, as a part of its middle, beyond which the middle is no price.
const widestSpot = 0.05

// SpotBetween sets the price of the underlying to the middle of its quote.
func (d *Draft) SpotBetween(bid, ask float64) {
	switch middle := (bid + ask) / 2; {
	case !(bid > 0 && ask >= bid):
	case ask-bid > widestSpot*middle:
		d.Note(model.Warn("spot-wide", fmt.Sprintf("%s is quoted %s to %s, too wide for a price in the middle",
			d.Underlying, cells.FormatNumber(bid), cells.FormatNumber(ask))))
	default:
		d.SetSpot(middle)
	}
}

// Note adds a finding, once a code.
func (d *Draft) Note(w model.Warning) {
	known := func(n model.Warning) bool { return n.Code == w.Code }
	if w.Code != "" && !slices.ContainsFunc(d.Notes, known) {
		d.Notes = append(d.Notes, w)
	}
}
