package history

import (
	"slices"

	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
)

// opened finds for each row which share of the volume of the trading day before became open interest, from the file of that day: of
// several, the latest. Files come in any order, so that a row gets its share when both have been read; what is no longer in memory is
// read again.
type opened struct {
	reread func(report.Snapshot) *gex.Held // nil when it cannot be read
	recent map[string][]recent             // of an underlying, the last few
	shares map[rowKey]openedShare
	made   map[rowKey]bool          // rows of this run
	had    map[rowKey]report.Number // the shares of the output as it was
}

// recent is a row with what its chain holds.
type recent struct {
	row  report.Snapshot
	held *gex.Held
}

// openedShare is the share of a row, and the row of the day before that it is of.
type openedShare struct {
	since rowKey
	share report.Number
}

// mostRecent is how many chains of an underlying are kept: files come mostly in the order of their dates.
const mostRecent = 3

func newOpened(reread func(report.Snapshot) *gex.Held) *opened {
	return &opened{reread: reread, recent: map[string][]recent{}, shares: map[rowKey]openedShare{}, made: map[rowKey]bool{}, had: map[rowKey]report.Number{}}
}

// keep takes the rows of the output as it was.
func (o *opened) keep(rows []report.Snapshot) {
	for _, row := range rows {
		o.had[rowKeyOf(row)] = row.OpenedShare
	}
}

// add takes a row as it is made.
func (o *opened) add(row report.Snapshot, held *gex.Held) {
	now := recent{row, held}
	o.made[rowKeyOf(row)] = true
	list := o.recent[row.Underlying]
	for _, other := range list {
		o.compare(other, now)
		o.compare(now, other)
	}
	if len(list) == mostRecent {
		list = slices.Clone(list[1:])
	}
	o.recent[row.Underlying] = append(list, now)
}

// compare gives the later of two rows its share, if the earlier one is of the trading day before and the latest of that day so far.
func (o *opened) compare(before, after recent) {
	if !isDayBefore(before.row, after.row) {
		return
	}
	at := rowKeyOf(after.row)
	if had, ok := o.shares[at]; ok && !o.later(before.row, had.since) {
		return
	}
	share, _ := before.held.Opened(after.held)
	o.shares[at] = openedShare{rowKeyOf(before.row), share}
}

// later reports whether a row is later than another of which a share was made, as far as it is still known.
func (o *opened) later(row report.Snapshot, than rowKey) bool {
	for _, r := range o.recent[row.Underlying] {
		if rowKeyOf(r.row) == than {
			return !r.row.AsOf.After(row.AsOf.Time)
		}
	}
	return true
}

// isDayBefore reports whether a row is of the trading day before another.
func isDayBefore(before, after report.Snapshot) bool {
	return before.Underlying == after.Underlying && venueOf(before).NextTradingDay(interestDate(before)) == interestDate(after)
}

func venueOf(row report.Snapshot) *market.Venue { return market.LookupRoot(row.Underlying).Venue }

// interestDate is the date on whose open the open interest of a row was published.
func interestDate(row report.Snapshot) market.Date {
	v := venueOf(row)
	d := v.DateOf(row.AsOf.Time)
	if !v.IsTradingDay(d) {
		d = v.NextTradingDay(d)
	}
	return d
}

// fill puts the shares into rows, of which some were made in this run and others were there; in are the folders of the run, outside
// which no row has a day before. What no row of this run is part of stays as it was.
func (o *opened) fill(rows []report.Snapshot, in func(folder string) bool) {
	type dayKey struct {
		underlying string
		date       market.Date
	}
	latest := map[dayKey]*report.Snapshot{}
	for i := range rows {
		r := &rows[i]
		k := dayKey{r.Underlying, interestDate(*r)}
		if was := latest[k]; in(r.Folder) && (was == nil || !was.AsOf.After(r.AsOf.Time)) {
			latest[k] = r
		}
	}
	before := map[dayKey]dayKey{}
	for k := range latest {
		before[dayKey{k.underlying, market.LookupRoot(k.underlying).Venue.NextTradingDay(k.date)}] = k
	}
	for i := range rows {
		r := &rows[i]
		if !in(r.Folder) {
			continue
		}
		from, ok := before[dayKey{r.Underlying, interestDate(*r)}]
		if !ok {
			if o.made[rowKeyOf(*r)] {
				r.OpenedShare = report.None()
			}
			continue
		}
		if since := *latest[from]; o.made[rowKeyOf(*r)] || o.made[rowKeyOf(since)] {
			r.OpenedShare = o.of(since, *r)
		}
	}
}

// of is the share of a row since another.
func (o *opened) of(before, after report.Snapshot) report.Number {
	at, since := rowKeyOf(after), rowKeyOf(before)
	if had, ok := o.shares[at]; ok && had.since == since {
		return had.share
	}
	share, known := o.had[at] // of a file that is gone
	if !known {
		share = report.None()
	}
	if was, is := o.held(before), o.held(after); was != nil && is != nil {
		share, _ = was.Opened(is)
	}
	o.shares[at] = openedShare{since, share}
	return share
}

// held is what the chain of a row holds, from memory or from its file.
func (o *opened) held(row report.Snapshot) *gex.Held {
	for _, r := range o.recent[row.Underlying] {
		if rowKeyOf(r.row) == rowKeyOf(row) {
			return r.held
		}
	}
	return o.reread(row)
}
