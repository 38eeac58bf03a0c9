package assembly

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// maxTimes is the maximum number of times kept for an underlying.
const maxTimes = 400

// RecordedAt adds a time at which the chain was recorded.
func (d *Draft) RecordedAt(t time.Time) {
	n := len(d.times)
	if n > 0 && d.times[n-1].Equal(t) || n == maxTimes || slices.ContainsFunc(d.times, t.Equal) {
		return
	}
	d.times = append(d.times, t)
}

// Stamp adds the time that a file states, and notes what was assumed to read it unless the options have a time.
func (a *Assembler) Stamp(d *Draft, t time.Time, assumed model.Warning) {
	d.RecordedAt(t)
	if a.Options.AsOf.IsZero() {
		d.Note(assumed)
	}
}

// RecordedAround adds a time of a recording that takes a while: times within gap of each other count as one, the latest.
func (d *Draft) RecordedAround(t time.Time, gap time.Duration) {
	for i, u := range d.times {
		if t.Sub(u).Abs() <= gap {
			if t.After(u) {
				d.times[i] = t
			}
			return
		}
	}
	d.RecordedAt(t)
}

// RecordedBy adds the time of a row, which counts as one with times within gap of it, and what was assumed to read it.
func (d *Draft) RecordedBy(at *cells.QuoteTime, gap time.Duration) {
	if at.At.IsZero() {
		return
	}
	d.RecordedAround(at.At, gap)
	d.NoteTime(at.Assumed)
	if at.OnClock && len(d.onClock) < maxTimes && !slices.ContainsFunc(d.onClock, at.At.Equal) {
		d.onClock = append(d.onClock, at.At)
	}
}

// atVenue moves times without a zone to the clock of the venue, where the name of the underlying alone means another.
func (d *Draft) atVenue() {
	named, v := d.named(), d.Of().Venue
	if named == v || len(d.onClock) == 0 {
		return
	}
	for i, t := range d.times {
		switch {
		case !slices.ContainsFunc(d.onClock, t.Equal):
		case t.Equal(named.Close(named.DateOf(t))) && slices.ContainsFunc(d.Notes, isCloseAssumed):
			d.times[i] = v.Close(named.DateOf(t))
		default:
			shown := t.In(named.Written())
			_, offset := shown.Zone()
			d.times[i] = market.Local(shown.Add(time.Duration(offset)*time.Second), v.Written())
		}
	}
}

func isCloseAssumed(w model.Warning) bool { return w.Code == cells.CloseAssumed("").Code }

// named is the venue that the name of the underlying alone tells.
func (d *Draft) named() *market.Venue { return market.LookupRoot(d.Underlying).Venue }

// dateOf is the quote date of a time: on the clock of the layout, or of the venue that the name of the underlying tells.
func (a *Assembler) dateOf(d *Draft, t time.Time) market.Date {
	if a.DatedBy != nil {
		return a.DatedBy.DateOf(t)
	}
	return d.named().DateOf(t)
}

// Wanted reports whether to read a row that was recorded at t. If quote dates are selected, rows of other dates are
// skipped; rows without a time are read.
func (a *Assembler) Wanted(d *Draft, t time.Time) bool {
	if !a.Options.SelectsDates() || t.IsZero() {
		return true
	}
	date := a.dateOf(d, t)
	wanted := a.Options.Selects(date)
	if n := len(d.passed); !wanted && n < maxTimes && (n == 0 || d.passed[n-1] != date) && !slices.Contains(d.passed, date) {
		d.passed = append(d.passed, date)
	}
	return wanted
}

// Untimed reports a quote time that could not be read.
func (a *Assembler) Untimed(line int, column string, err error) {
	if a.badTime == nil && !a.Current.Skip {
		problem := a.Src.Problem(line, column, err.Error())
		a.badTime, a.timeHint = &problem, cells.HintOf(err, asOfIn(a.Current.Of().Venue))
	}
	a.Refuse(line, column, err)
}

// date determines when a chain was recorded.
func (a *Assembler) date(d *Draft) error {
	d.atVenue()
	slices.SortFunc(d.times, time.Time.Compare)
	dates := a.datesOf(d)
	if a.Options.SelectsDates() && len(dates) > 0 && !slices.ContainsFunc(dates, a.Options.Selects) {
		return NoSuchDate(a.Src, &a.Options, dates)
	}
	v := d.Of().Venue
	if what, hint := a.Options.AsOf.Check(v); what != "" {
		return a.Src.Misuse(what, hint)
	}
	d.AsOf = a.Options.AsOf.On(v)
	switch {
	case len(dates) > 1:
		return a.severalDates(d, dates)
	case len(d.times) > 1:
		return a.severalTimes(d)
	case !d.AsOf.IsZero():
		d.noteOverride()
	case len(d.times) == 1:
		d.AsOf = d.times[0]
	case a.badTime != nil:
		return &fault.Error{Code: fault.Input, Problem: *a.badTime, Hint: a.timeHint}
	default:
		return a.Src.Fail(0, "", "the file does not say when the quotes of "+d.Underlying+" were recorded", asOfIn(v))
	}
	d.AsOf = d.AsOf.In(market.NewYork)
	return nil
}

// noteOverride notes a time in the options that differs from the time in the file. One of a session before that of the file's
// quotes is a serious warning: they would be priced at a time before they were made.
func (d *Draft) noteOverride() {
	if len(d.times) != 1 || d.times[0].Equal(d.AsOf) {
		return
	}
	const layout = "Mon 2 Jan 2006 15:04 MST"
	v, stamp := d.Of().Venue, d.times[0]
	says := fmt.Sprintf("the file says %s", stamp.In(v.Zone).Format(layout))
	if quoted := d.Of().LastQuoted(stamp); v.DateOf(d.AsOf).Before(v.DateOf(quoted)) && v.TradeDate(d.AsOf).Before(v.TradeDate(quoted)) && quoted.Sub(d.AsOf) >= 2*time.Hour {
		d.Note(model.Warn("as-of-earlier", fmt.Sprintf("%s, and "+fault.Setting("as-of")+" is %s earlier: quotes and positions of one time are priced at another",
			says, apart(stamp.Sub(d.AsOf)))))
		return
	}
	d.Note(model.Warn("as-of-overrides", fmt.Sprintf(fault.Setting("as-of")+" says %s, %s", d.AsOf.In(v.Zone).Format(layout), says)))
}

// apart is a duration in whole days or, below two, hours.
func apart(d time.Duration) string {
	if days := int(d.Round(24*time.Hour) / (24 * time.Hour)); days >= 2 {
		return fmt.Sprintf("%d days", days)
	}
	return fmt.Sprintf("%.0f hours", d.Hours())
}

// The hints for a missing time.
var (
	AsOfHint       = asOfIn(market.US)
	IndianAsOfHint = asOfIn(market.IndianRoot("").Venue)
)

// asOfIn is the hint of a venue, on whose clock a time without a zone is.
func asOfIn(v *market.Venue) string {
	return fmt.Sprintf(`set the time with %s, for example %s "2025-11-20 09:52" (%s)`, fault.Setting("as-of"), fault.Setting("as-of"), v.ClockName())
}

// datesOf returns the distinct quote dates of an underlying, whose times are sorted.
func (a *Assembler) datesOf(d *Draft) (dates []market.Date) {
	for _, t := range d.times {
		dates = append(dates, a.dateOf(d, t))
	}
	return slices.Compact(dates)
}

// SeveralDates is the cause of the error about a chain with quotes from several dates.
type SeveralDates struct {
	Dates []market.Date // of all underlyings, sorted
	All   bool          // there are no others
}

func (*SeveralDates) Error() string { return "quotes from several dates" }

func (a *Assembler) severalDates(d *Draft, dates []market.Date) error {
	cause := &SeveralDates{All: true}
	for _, d := range a.Drafts {
		if !d.Skip {
			cause.Dates = append(cause.Dates, a.datesOf(d)...)
			cause.All = cause.All && len(d.times) < maxTimes
		}
	}
	slices.SortFunc(cause.Dates, market.Date.Compare)
	cause.Dates = slices.Compact(cause.Dates)
	e := a.Src.Fail(0, "", fmt.Sprintf("%s has quotes from %s dates: %s", d.Underlying, d.countDates(dates), listDates(dates)),
		"choose one with "+fault.Setting("quote-date")+", for example "+fault.Setting("quote-date")+" "+dates[len(dates)-1].String()+"; gex history makes a row for each")
	e.Err = cause
	return e
}

func (a *Assembler) severalTimes(d *Draft) error {
	const most = 4
	var list []string
	for _, t := range d.times[:min(len(d.times), most)] {
		list = append(list, t.In(d.Of().Venue.Zone).Format("2006-01-02 15:04:05 MST"))
	}
	if len(d.times) > most {
		list = append(list, "…")
	}
	return a.Src.Fail(0, "", fmt.Sprintf("%s has quotes from several times: %s", d.Underlying, strings.Join(list, ", ")),
		"keep only the rows of one time")
}

// passedDates returns the dates of all skipped rows.
func (a *Assembler) passedDates() (dates []market.Date) {
	for _, d := range a.Drafts {
		dates = append(dates, d.passed...)
	}
	slices.SortFunc(dates, market.Date.Compare)
	return slices.Compact(dates)
}

// NoSuchDate is the error for a file that has no rows of the selected quote dates, but of others, which are sorted.
func NoSuchDate(src *input.Source, o *model.Options, dates []market.Date) error {
	hint := "the file has " + listDates(dates)
	if len(dates) > mostDates {
		hint += fmt.Sprintf(" (%d dates)", len(dates))
	}
	return src.Fail(0, "", "the file has no quotes from "+o.QuoteDates(), hint)
}

// mostDates is the maximum number of dates that are listed individually.
const mostDates = 5

// listDates lists dates for a message, or the first and the last if there are many.
func listDates(dates []market.Date) string {
	if n := len(dates); n > mostDates {
		return fmt.Sprintf("%v … %v", dates[0], dates[n-1])
	}
	var list []string
	for _, d := range dates {
		list = append(list, d.String())
	}
	return strings.Join(list, ", ")
}

// countDates returns the number of dates for a message; times beyond maxTimes were not kept.
func (d *Draft) countDates(dates []market.Date) string {
	if len(d.times) == maxTimes {
		return fmt.Sprintf("at least %d", len(dates))
	}
	return strconv.Itoa(len(dates))
}
