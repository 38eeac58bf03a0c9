package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// DayTape is exposure by strike at the times of one day, each at its own spot, for a picture of strikes over time.
type DayTape struct {
	Timeline *Timeline // spot, levels and totals at each time
	Columns  [][]Cell  // of each moment, by strike, ascending
	Header   Header    // of the last one
	IV       []Tally   // where volatilities came from
	Warnings []Tally   // their codes
	Failed   int       // files and underlyings that could not be used
}

// TapeColumn is one chain of a tape: its levels, and what it has at each strike.
type TapeColumn struct {
	*LevelsDocument
	Cells []Cell
}

// Tally is in how many columns of a tape something is.
type Tally struct {
	Name string
	N    int
}

// NewDayTape puts the chains of one underlying and one day into the order of their times; of those of one time the last by name of file
// stands. An error says why they are none.
func NewDayTape(list []*TapeColumn, failed int) (*DayTape, error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *TapeColumn) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf.Time), cmp.Compare(a.Input.File, b.Input.File), cmp.Compare(a.Input.SHA256, b.Input.SHA256))
	})
	if err := sameUnderlying(list); err != nil {
		return nil, err
	}
	if err := sameDay(list); err != nil {
		return nil, err
	}
	var rows []*Snapshot
	of := map[*Snapshot]*TapeColumn{}
	for _, c := range list {
		s := SnapshotOf(c.LevelsDocument)
		rows, of[&s] = append(rows, &s), c
	}
	t := &DayTape{Timeline: &Timeline{Regimes: map[Regime]int{}}, Failed: failed}
	if len(list) > 0 {
		t.Header = list[len(list)-1].Header
		t.Timeline.Underlying, t.Timeline.Conventions = t.Header.Underlying, t.Header.Conventions
		t.Timeline.add(rows, market.LookupRoot(t.Header.Underlying).Venue)
	}
	if len(t.Timeline.Moments) < 2 {
		return nil, tooFew(list)
	}
	t.Timeline.arrangeDay()
	for i := range t.Timeline.Moments {
		t.add(of[t.Timeline.Moments[i].Snapshot])
	}
	byName := func(a, b Tally) int { return cmp.Compare(a.Name, b.Name) }
	slices.SortFunc(t.IV, byName)
	slices.SortFunc(t.Warnings, byName)
	return t, nil
}

// add takes the next column.
func (t *DayTape) add(c *TapeColumn) {
	t.Columns = append(t.Columns, c.Cells)
	iv, _, _ := strings.Cut(c.Conventions.IV, ":")
	t.IV = tally(t.IV, iv)
	var codes []string
	for _, w := range c.Warnings {
		if !slices.Contains(codes, w.Code) {
			codes = append(codes, w.Code)
			t.Warnings = tally(t.Warnings, w.Code)
		}
	}
}

// tally counts one more of a name.
func tally(list []Tally, name string) []Tally {
	for i := range list {
		if list[i].Name == name {
			list[i].N++
			return list
		}
	}
	return append(list, Tally{name, 1})
}

// tapeFiles is what a tape is made of, for hints.
func tapeFiles() string { return "gex plot " + fault.Setting("kind") + " tape day/*.csv" }

func tooFew(list []*TapeColumn) error {
	what := "no file of a day could be used"
	if n := len(list); n > 0 {
		what = counted(n, "file") + " of " + list[0].Underlying
		if n > 1 {
			what += ", all of one time"
		}
	}
	return fault.New(fault.Input, "give the files of a day, or the directory that holds them: "+tapeFiles(), "%s; a picture through a day needs two times", what)
}

// sameUnderlying refuses columns of several.
func sameUnderlying(list []*TapeColumn) error {
	var names []string
	for _, c := range list {
		names = append(names, c.Underlying)
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) < 2 {
		return nil
	}
	return fault.New(fault.Usage, fault.Setting("symbol")+" picks one: "+few(names), "%d underlyings do not fit into one picture", len(names))
}

// sameDay refuses columns of several days. A session that begins the evening before is one.
func sameDay(list []*TapeColumn) error {
	var dates, trade []Tally
	for _, c := range list {
		dates, trade = tally(dates, market.LookupRoot(c.Underlying).Venue.DateOf(c.AsOf.Time).String()), tally(trade, c.TradeDate)
	}
	if len(dates) < 2 || len(trade) < 2 {
		return nil
	}
	var names []string
	for _, d := range dates {
		names = append(names, fmt.Sprintf("%s (%s)", d.Name, counted(d.N, "file")))
	}
	return fault.New(fault.Usage, "give those of one day, or draw days: gex history DIR "+fault.Setting("output")+" levels.csv, then gex plot "+fault.Setting("kind")+" history levels.csv",
		"files of %d days do not fit into one picture: %s", len(dates), few(names))
}
