package assembly

import (
	"slices"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// Draft is a chain under construction.
type Draft struct {
	model.Chain
	Skip     bool          // not the underlying selected by the options
	times    []time.Time   // when it was recorded; should be a single time
	onClock  []time.Time   // those without a zone, read on the clock of the venue that the name alone tells
	passed   []market.Date // dates of rows skipped because of the selected quote date
	expiries int           // number of series
	latest   int32         // the last of them, counted from 1
	strays   []int         // lines of rows that are not contracts
	Named    bool          // its options have symbols
}

// NoteTime is like Note for assumptions about the time. Midnight is not suspicious for coins, which trade at all hours.
func (d *Draft) NoteTime(w model.Warning) {
	if w.Code != "as-of-midnight" || !market.LookupRoot(d.Underlying).Venue.AroundTheClock {
		d.Note(w)
	}
}

// Note adds a warning, the first one of each code.
func (d *Draft) Note(w model.Warning) {
	known := func(n model.Warning) bool { return n.Code == w.Code }
	if w.Code != "" && !slices.ContainsFunc(d.Notes, known) {
		d.Notes = append(d.Notes, w)
	}
}
