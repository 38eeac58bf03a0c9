package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// Timeline is the rows of one underlying in a history, for a picture over time.
type Timeline struct {
	Underlying  string
	File        string         // base name of the history
	Conventions Conventions    // its unit of GEX alone
	Options     string         // the settings of all rows; "": none differs from the built-in ones
	Moments     []Moment       // by time, each another one
	Same        int            // rows that are of the time of a later one, which stands for them
	Intraday    bool           // most dates have several rows
	Dates       []market.Date  // of an axis on which days stand side by side; nil: it runs with the calendar
	Regimes     map[Regime]int // how many moments are in each
}

// Moment is a row of a timeline.
type Moment struct {
	*Snapshot
	At   Time // its as_of on the clock of its market
	Gap  bool // rows are missing before it, or a night is between: nothing joins it to the one before
	Slot int  // of its date in Timeline.Dates
}

// perDate is how many rows a date has at least, on average, for their hours to matter more than their dates.
const perDate = 3

// NewTimeline is the timeline of an underlying; "" is the only one that the rows have. Rows of other underlyings are not looked at.
// An error says why there is none.
func NewTimeline(file string, rows []Snapshot, underlying string) (*Timeline, error) {
	if underlying == "" {
		only, err := onlyUnderlying(file, rows)
		if err != nil {
			return nil, err
		}
		underlying = only
	}
	var list []*Snapshot
	for i := range rows {
		if r := &rows[i]; r.Underlying == underlying {
			list = append(list, r)
		}
	}
	if err := sameSettings(file, list); err != nil {
		return nil, err
	}
	t := TimelineOf(file, list)
	if t == nil {
		have := counted(len(list), "row") + " of " + underlying
		if len(list) > 1 {
			have += ", all of one time"
		}
		return nil, fault.New(fault.Input, "gex history DIR -o "+file+" adds the rows of more files", "%s: %s; a picture over time needs two times", file, have)
	}
	return t, nil
}

// TimelineOf is the timeline of rows of one underlying whose settings go together; nil when they are not of two times.
func TimelineOf(file string, rows []*Snapshot) *Timeline {
	if len(rows) < 2 {
		return nil
	}
	t := &Timeline{Underlying: rows[0].Underlying, File: filepath.Base(file), Options: settingsOf(rows), Regimes: map[Regime]int{}}
	venue := market.LookupRoot(t.Underlying).Venue
	t.Conventions.GEXUnit = GEXUnit(SettingIn(t.Options, "unit"), venue)
	t.add(rows, venue)
	if len(t.Moments) < 2 {
		return nil
	}
	t.arrange(venue)
	return t
}

// onlyUnderlying is the one that all rows have.
func onlyUnderlying(file string, rows []Snapshot) (string, error) {
	var names []string
	for i := range rows {
		if !slices.Contains(names, rows[i].Underlying) {
			names = append(names, rows[i].Underlying)
		}
	}
	slices.Sort(names)
	switch n := len(names); n {
	case 0:
		return "", fault.New(fault.Input, "gex history DIR -o "+file+" makes some", "%s: no rows", file)
	case 1:
		return names[0], nil
	default:
		return "", fault.New(fault.Usage, fault.Setting("symbol")+" picks one: "+few(names), "%s: %d underlyings do not fit into one picture", file, n)
	}
}

// few are the first names of a list.
func few(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// settingsOf are the settings of rows: those of a combined book, if there is one.
func settingsOf(rows []*Snapshot) string {
	for _, r := range rows {
		if r.Members != "" {
			return r.Options
		}
	}
	return rows[0].Options
}

// sameSettings refuses rows that do not go together. A row of a combined book that has one file has no settings of combined books.
func sameSettings(file string, rows []*Snapshot) error {
	if len(rows) == 0 {
		return nil
	}
	all := settingsOf(rows)
	alone := WithoutSettings(all, "combine", "bin")
	for _, r := range rows {
		if r.Options != all && (r.Members != "" || r.Options != alone) {
			return fault.New(fault.Input, "draw the output of one gex history -o FILE, whose rows have the same flags", "%s: rows of %s were made with different settings, %s and %s",
				file, r.Underlying, settingsIn(all), settingsIn(r.Options))
		}
	}
	return nil
}

// SettingIn is the value of a setting in a text of settings, --name value and so on; "" where it is not.
func SettingIn(options, name string) string {
	_, after, _ := strings.Cut(" "+options+" ", " "+fault.AsFlag(name)+" ")
	value, _, _ := strings.Cut(after, " ")
	return value
}

func settingsIn(options string) string {
	if options == "" {
		return "without any"
	}
	return options
}

// WithoutSettings is the text of settings, --name value and so on, without some of them.
func WithoutSettings(options string, names ...string) string {
	var kept []string
	keeps := true
	for _, word := range strings.Fields(options) {
		if name, begins := strings.CutPrefix(word, "--"); begins {
			keeps = !slices.Contains(names, name)
		}
		if keeps {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// GEXUnit names the unit of GEX, point, shares or else pct, in the currency of a venue: usd_per_1pct, usd_per_point, shares_per_usd.
func GEXUnit(unit string, v *market.Venue) string {
	switch unit {
	case "point":
		return v.Currency.Key + "_per_point"
	case "shares":
		return "shares_per_" + v.Currency.Key
	}
	return v.Currency.Key + "_per_1pct"
}

// add takes rows in the order of their times; of those of one time the last.
func (t *Timeline) add(rows []*Snapshot, v *market.Venue) {
	slices.SortStableFunc(rows, func(a, b *Snapshot) int { return a.AsOf.Compare(b.AsOf.Time) })
	for i, r := range rows {
		if i+1 < len(rows) && rows[i+1].AsOf.Equal(r.AsOf.Time) {
			t.Same++
			continue
		}
		t.Moments = append(t.Moments, Moment{Snapshot: r, At: Time{r.AsOf.In(v.Zone)}})
		t.Regimes[r.Regime]++
	}
}

// arrange says which moments are joined, and whether dates or hours matter.
func (t *Timeline) arrange(v *market.Venue) {
	dates := 1
	for i := 1; i < len(t.Moments); i++ {
		if t.Moments[i].Date() != t.Moments[i-1].Date() {
			dates++
		}
	}
	t.Intraday = dates == 1 || len(t.Moments) >= perDate*dates
	t.join(func(i int) float64 { return t.step(i, v) })
	if t.Intraday && !v.AroundTheClock {
		t.Dates = t.tradingDates(v)
		slot := 0
		for i := range t.Moments {
			for t.Dates[slot] != t.Moments[i].Date() {
				slot++
			}
			t.Moments[i].Slot = slot
		}
	}
}

// arrangeDay is arrange for the moments of one session, whatever midnights it has.
func (t *Timeline) arrangeDay() {
	t.Intraday = true
	t.join(t.seconds)
}

// join says which moments are joined, by how far each is from the one before.
func (t *Timeline) join(stepTo func(i int) float64) {
	var steps []float64
	step := make([]float64, len(t.Moments))
	for i := 1; i < len(t.Moments); i++ {
		step[i] = stepTo(i)
		if step[i] > 0 {
			steps = append(steps, step[i])
		}
	}
	slices.Sort(steps)
	var usual float64
	if n := len(steps); n > 0 {
		usual = steps[(n-1)/2]
	}
	for i := 1; i < len(t.Moments); i++ {
		t.Moments[i].Gap = t.Intraday && step[i] == 0 || step[i] > gapSteps(t.Intraday)*usual
	}
}

// gapSteps is how many usual steps rows are apart that are not joined: clocks of files are less regular than dates.
func gapSteps(intraday bool) float64 {
	if intraday {
		return 3.5
	}
	return 1.5
}

// step is how far a moment is from the one before: in seconds within a day, 0 where a night is between; else in trading days.
func (t *Timeline) step(i int, v *market.Venue) float64 {
	now, before := t.Moments[i].At, t.Moments[i-1].At
	if t.Intraday {
		if !v.AroundTheClock && t.Moments[i].Date() != t.Moments[i-1].Date() {
			return 0
		}
		return t.seconds(i)
	}
	return float64(tradingDays(v, v.DateOf(before.Time), v.DateOf(now.Time)))
}

// seconds is how far a moment is from the one before on a clock.
func (t *Timeline) seconds(i int) float64 {
	return t.Moments[i].At.Sub(t.Moments[i-1].At.Time).Seconds()
}

// manyDays is where trading days are no longer counted one by one.
const manyDays = 800

// tradingDays counts the steps from one date to another over trading days; a date without trading counts as the one before.
func tradingDays(v *market.Venue, from, to market.Date) int {
	if days := from.DaysUntil(to); days > manyDays {
		return days
	}
	n := 0
	for d := v.NextTradingDay(from); !to.Before(d); d = v.NextTradingDay(d) {
		n++
	}
	return n
}

// Date is the date of a moment at its market.
func (m *Moment) Date() market.Date {
	year, month, day := m.At.Date()
	return market.Date{Year: year, Month: month, Day: day}
}

// tradingDates lists the dates from the first to the last: those that have rows, and trading days that have none, unless most have none.
func (t *Timeline) tradingDates(v *market.Venue) []market.Date {
	var with []market.Date
	for i := range t.Moments {
		if d := t.Moments[i].Date(); len(with) == 0 || with[len(with)-1] != d {
			with = append(with, d)
		}
	}
	if with[0].DaysUntil(with[len(with)-1]) > 3*len(with)+manyDays {
		return with
	}
	var all []market.Date
	for i, d := range with {
		if i > 0 {
			for n := v.NextTradingDay(with[i-1]); n.Before(d); n = v.NextTradingDay(n) {
				all = append(all, n)
			}
		}
		all = append(all, d)
	}
	return all
}
