package pipeline

import (
	"fmt"
	"sync/atomic"

	"gex/internal/chain"
	"gex/internal/fault"
)

// Dates is a file of many quote dates, before the results of any.
type Dates struct {
	File   string
	SHA256 string
	Parts  int // dates of which results will come; those that are all there already are not among them
}

// datePart is a date of a file of many.
type datePart struct {
	plan   *chain.DatePlan
	name   string
	ended  *atomic.Bool // nothing more of the file is used: an earlier date failed
	behind int          // dates that are still to come
	some   *atomic.Bool // a date has had something of what was asked for
}

func (d *datePart) stopped() bool { return d.ended.Load() }

// stop ends a file at a date that could not be used, and returns a note on what was not read for it, if anything.
func (d *datePart) stop() (note []string) {
	if d.ended.Store(true); d.behind > 0 {
		note = append(note, fmt.Sprintf("%s: %d more dates come after the one that could not be used; %s goes on with them", d.name, d.behind, fault.Setting("skip-bad")))
	}
	return note
}
