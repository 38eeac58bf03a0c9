package inventory

import (
	"fmt"
	"slices"

	"gex/internal/fault"
	"gex/internal/market"
)

// Update is a ledger to which the files of one run come. What comes of them does not depend on their order, nor on whether some
// were there already: a run that was stopped and begins again ends with the same ledger.
type Update struct {
	before *Ledger
	given  map[string]string // files of this run, by checksum: their names
	days   []*Day
}

// Update begins a run over files.
func (l *Ledger) Update() *Update { return &Update{before: l, given: map[string]string{}} }

// Again takes a file that the ledger has. It returns false when the ledger does not have it.
func (u *Update) Again(name, sha256 string) bool {
	if !u.before.Has(sha256) {
		return false
	}
	u.given[sha256] = name
	return true
}

// Add takes what a file says. It returns false when the run has had the file already, perhaps under another name.
func (u *Update) Add(f *File) bool {
	if _, again := u.given[f.SHA256]; again {
		return false
	}
	u.given[f.SHA256] = f.Name
	if !u.before.Has(f.SHA256) {
		u.days = append(u.days, f.Days...)
	}
	return true
}

// Ledger is the ledger with the files so far, and what should be known of it. For every date and exchange the files of the run
// take the place of what was there, so that a corrected file replaces; those of one run for one date add, as those of two exchanges do.
// Whole days come before intervals, and these before trades, whichever came first.
func (u *Update) Ledger() (*Ledger, []string, error) {
	var notes []string
	out := &Ledger{Settings: u.before.Settings}
	all := slices.Concat(u.before.Days, u.days)
	slices.SortStableFunc(all, compareDays)
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Date == all[0].Date && all[n].Exchange == all[0].Exchange {
			n++
		}
		kept, note, err := u.choose(all[:n])
		if err != nil {
			return nil, nil, err
		}
		if note != "" {
			notes = append(notes, note)
		}
		out.Days, all = append(out.Days, kept...), all[n:]
	}
	if err := out.exchanges(); err != nil {
		return nil, nil, err
	}
	out.settle()
	return out, notes, nil
}

// Compact forgets what settles anyway, so that years of files take the memory of the series that are alive. It returns how many
// entries are left.
func (u *Update) Compact() int {
	all := &Ledger{Days: slices.Concat(u.before.Days, u.days)}
	all.settle()
	u.before = &Ledger{Settings: u.before.Settings, Days: all.Days[:len(u.before.Days):len(u.before.Days)]}
	u.days = all.Days[len(u.before.Days):]
	return all.Rows()
}

// choose returns those of the days of one date and exchange that count.
func (u *Update) choose(days []*Day) (kept []*Day, note string, err error) {
	best := slices.MinFunc(days, func(a, b *Day) int { return int(a.Source) - int(b.Source) }).Source
	of := func(now bool) []*Day {
		var list []*Day
		for _, d := range days {
			if _, given := u.given[d.SHA256]; given == now && d.Source == best {
				list = append(list, d)
			}
		}
		return list
	}
	if kept = of(true); len(kept) == 0 {
		kept = of(false)
	}
	for _, d := range days {
		if _, given := u.given[d.SHA256]; given && d.Source != best {
			note = fmt.Sprintf("%s: %s of %s is passed over: %s has %s", d.File, d.Date, d.Source, kept[0].File, best)
		}
	}
	if len(kept) > 1 {
		if best == Intervals {
			return nil, "", fault.New(fault.Input, "give the newest, or name the exchange of each with "+fault.Setting("exchange")+" in a call of its own",
				"%s and %s are both intervals of %s", kept[0].File, kept[1].File, kept[0].Date)
		}
		for i, d := range kept[1:] {
			for _, other := range kept[:i+1] {
				if alike(d, other) {
					return nil, "", fault.New(fault.Input, "give one of them, or name the exchange of each with "+fault.Setting("exchange")+" in a call of its own",
						"%s and %s have the same volumes of %s: one is a copy or a correction of the other", other.File, d.File, d.Date)
				}
			}
		}
		note = fmt.Sprintf("%s: %d files add, as those of several exchanges do", kept[0].Date, len(kept))
	}
	return kept, note, nil
}

// alike reports whether two days have mostly the same rows, which those of two exchanges do not.
func alike(a, b *Day) bool {
	const fewest, share = 3, 0.9
	same, both := 0, 0
	for i, j := 0, 0; i < len(a.Entries) && j < len(b.Entries); {
		x, y := &a.Entries[i], &b.Entries[j]
		switch c := compareEntries(*x, *y); {
		case c < 0:
			i++
			continue
		case c > 0:
			j++
			continue
		}
		both++
		if x.Net == y.Net && x.Volume == y.Volume && x.Volume > 0 {
			same++
		}
		i, j = i+1, j+1
	}
	return same >= fewest && float64(same) >= share*float64(both)
}

// exchanges refuses a date of which one file names its exchange and another does not: they may be the same trades.
func (l *Ledger) exchanges() error {
	unnamed, named := map[market.Date]*Day{}, map[market.Date]*Day{}
	for _, d := range l.Days {
		if d.Exchange == "" {
			unnamed[d.Date] = d
		} else {
			named[d.Date] = d
		}
	}
	for _, d := range l.Days {
		if other := named[d.Date]; d.Exchange == "" && other != nil {
			return fault.New(fault.Input, "name it with "+fault.Setting("exchange"), "%s does not say which exchange its volumes of %s are of, and %s is of %s",
				unnamed[d.Date].File, d.Date, other.File, other.Exchange)
		}
	}
	return nil
}
