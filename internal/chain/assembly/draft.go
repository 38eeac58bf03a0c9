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

// Draft is a chain under construction.
type Draft struct {
	model.Chain
	Skip     bool          // not the underlying selected by the options
	times    []time.Time   // when it was recorded; should be a single time
	passed   []market.Date // dates of rows skipped because of the selected quote date
	expiries int           // number of series
	strays   []int         // lines of rows that are not contracts
	Named    bool          // its options have symbols
}

// SetSpot sets the price of the underlying. The first price is kept.
func (d *Draft) SetSpot(v float64) {
	switch {
	case math.IsNaN(d.Spot):
		d.Spot = v
	case d.Spot != v:
		d.Note(model.Warn("spot-differs", "the file has several prices for "+d.Underlying+"; the first is used"))
	}
}

// NoteTime is like Note for assumptions about the time. Midnight is not suspicious for coins, which trade at all hours.
func (d *Draft) NoteTime(w model.Warning) {
	if w.Code != "as-of-midnight" || !market.LookupRoot(d.Underlying).Venue.AroundTheClock {
		d.Note(w)
	}
}

// ReadSpot reads the price of the underlying from a cell, and notes if it is missing.
func (d *Draft) ReadSpot(a *Assembler, name string, cell []byte) {
	v, k := cells.Number(cell)
	switch {
	case cells.SpotRule.Accepts(v, k):
		d.SetSpot(v)
	case k == cells.Missing || v == 0 && k == cells.Plain:
		d.Note(model.Warn("spot-missing", name+" has no price for "+d.Underlying))
	default:
		d.Note(model.Warn("spot-missing", name+": "+cells.SpotRule.Refusal(cell)))
	}
}

// widestSpot is the relative bid-ask spread of an underlying beyond which the midpoint is not used as its price.
const widestSpot = 0.05

// SpotBetween sets the price of the underlying to the midpoint of its quote.
func (d *Draft) SpotBetween(bid, ask float64) {
	switch midpoint := (bid + ask) / 2; {
	case !(bid > 0 && ask >= bid):
	case ask-bid > widestSpot*midpoint:
		d.Note(model.Warn("spot-wide", fmt.Sprintf("%s is quoted %s to %s, too wide to use the midpoint",
			d.Underlying, cells.FormatNumber(bid), cells.FormatNumber(ask))))
	default:
		d.SetSpot(midpoint)
	}
}

// Note adds a warning, the first one of each code.
func (d *Draft) Note(w model.Warning) {
	known := func(n model.Warning) bool { return n.Code == w.Code }
	if w.Code != "" && !slices.ContainsFunc(d.Notes, known) {
		d.Notes = append(d.Notes, w)
	}
}
