package svg

import (
	"fmt"
	"slices"
	"time"

	"gex/internal/report"
)

// timeAxis places times on a line: seconds within a day, days of a calendar, or the days on which a market trades, which
// stand side by side without their nights.
type timeAxis struct {
	slots    []date  // of days that stand side by side; nil: the axis runs on
	hours    bool    // its unit is a second; else a day
	wide     float64 // of a slot
	from, to float64 // seconds of the day at which a slot begins and its last row is
	noon     float64 // hours: 0; else the usual part of a day at which rows are, to which its tick belongs
	first    time.Time
}

// date is a civil date.
type date struct {
	year  int
	month time.Month
	day   int
}

// daySeconds is the length of a date without a change of clocks.
const daySeconds = 86400

// longDays is after how many days around the clock dates matter more than hours.
const longDays = 3

// newTimeAxis is the axis of a timeline.
func newTimeAxis(t *report.Timeline) *timeAxis {
	last := len(t.Moments) - 1
	a := &timeAxis{first: t.Moments[0].At.Time, from: daySeconds}
	var parts []float64
	for i := range t.Moments {
		part := secondsOfDay(t.Moments[i].At.Time)
		parts = append(parts, part)
		a.from, a.to = min(a.from, part), max(a.to, part)
	}
	span := t.Moments[last].At.Sub(a.first).Seconds()
	switch {
	case len(t.Dates) > 1:
		a.hours = true
		for _, d := range t.Dates {
			a.slots = append(a.slots, date{d.Year, d.Month, d.Day})
		}
		usual := 0.0
		for i := 1; i <= last; i++ {
			if t.Moments[i].Slot == t.Moments[i-1].Slot {
				usual = max(usual, min(parts[i]-parts[i-1], 1800))
			}
		}
		a.wide = 1.04*(a.to-a.from) + usual
	case t.Intraday && span <= longDays*daySeconds:
		a.hours = true
	case !t.Intraday:
		slices.Sort(parts)
		a.noon = parts[len(parts)/2] / daySeconds
	}
	return a
}

func secondsOfDay(t time.Time) float64 {
	return float64(3600*t.Hour()+60*t.Minute()+t.Second()) + float64(t.Nanosecond())/1e9
}

// dayNumber counts days from 1970 to a civil date.
func dayNumber(d date) float64 {
	return float64(time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Unix()) / daySeconds
}

func dateIn(t time.Time) date {
	year, month, day := t.Date()
	return date{year, month, day}
}

// at is the place of a moment.
func (a *timeAxis) at(m *report.Moment) float64 {
	switch {
	case a.slots != nil:
		return float64(float64(m.Slot)*a.wide) + secondsOfDay(m.At.Time) - a.from
	case a.hours:
		return m.At.Sub(a.first).Seconds()
	}
	return dayNumber(dateIn(m.At.Time)) + secondsOfDay(m.At.Time)/daySeconds
}

// tick is a label at a place; mark says that the axis has a line there.
type tick struct {
	at    float64
	label string
}

// unit steps of an axis, the finest first. A label says what the year or date above it does not.
type calendarStep struct {
	key    func(date) int // dates of one step have the same
	format string
	years  int // whose multiples are labeled; 0: all
}

var calendarSteps = []calendarStep{
	{func(d date) int { return int(dayNumber(d)) }, "2 Jan", 0},
	{func(d date) int { return (int(dayNumber(d)) + 3) / 7 }, "2 Jan", 0}, // Mondays
	{func(d date) int { return 12*d.year + int(d.month) }, "Jan", 0},
	{func(d date) int { return 4*d.year + (int(d.month)-1)/3 }, "Jan", 0},
	{func(d date) int { return d.year }, "2006", 1},
	{func(d date) int { return d.year / 2 }, "2006", 2},
	{func(d date) int { return d.year / 5 }, "2006", 5},
	{func(d date) int { return d.year / 10 }, "2006", 10},
	{func(d date) int { return d.year / 100 }, "2006", 100},
	{func(d date) int { return d.year / 1000 }, "2006", 1000},
}

// minuteSteps are those of hours.
var minuteSteps = []int{1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720}

// ticks are the labels of an axis, the finest that fit side by side, and below them the year or the date where it changes.
func (a *timeAxis) ticks(s scale) (labels, below []tick) {
	switch {
	case !a.hours:
		return a.calendar(s, a.daysOn(s), func(d date) float64 { return dayNumber(d) + a.noon })
	case a.slots == nil:
		return a.clock(s)
	}
	if days := a.inSlots(s); days != nil {
		return days, a.slotDates(s)
	}
	place := map[date]float64{}
	for i, d := range a.slots {
		place[d] = float64(float64(i)*a.wide) + (a.to-a.from)/2
	}
	return a.calendar(s, a.slots, func(d date) float64 { return place[d] })
}

// daysOn lists the dates of a calendar axis; of long ones the first of each month, or of each year.
func (a *timeAxis) daysOn(s scale) (list []date) {
	months, days := 0, 1
	switch span := s.hi - s.lo; {
	case span > 366*60:
		months, days = 12, 0
	case span > 366*4:
		months, days = 1, 0
	}
	d := time.Date(a.first.Year(), a.first.Month(), a.first.Day(), 0, 0, 0, 0, time.UTC)
	if months > 0 {
		d = time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	if months == 12 {
		d = time.Date(d.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	for ; dayNumber(dateIn(d)) <= s.hi; d = d.AddDate(0, months, days) {
		list = append(list, dateIn(d))
	}
	return list
}

// calendar labels dates.
func (a *timeAxis) calendar(s scale, days []date, at func(date) float64) (labels, below []tick) {
	for _, step := range calendarSteps {
		labels, below = nil, nil
		year := 0
		for i, d := range days {
			x := at(d)
			if i > 0 && step.key(d) == step.key(days[i-1]) || i == 0 && !step.begins(d) || step.years > 0 && d.year%step.years != 0 || x < s.lo || x > s.hi {
				continue
			}
			labels = append(labels, tick{x, time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format(step.format)})
			if step.years == 0 && d.year != year {
				below = append(below, tick{x, fmt.Sprintf("%04d", d.year)})
				year = d.year
			}
		}
		if fit(s, labels) {
			break
		}
	}
	if len(labels) == 0 && len(days) > 0 { // no step begins on the axis
		x := max(s.lo, min(s.hi, at(days[0])))
		d := days[0]
		labels = []tick{{x, time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format("2 Jan 2006")}}
	}
	return labels, below
}

// begins reports whether a step begins with a date.
func (c calendarStep) begins(d date) bool {
	before := dateIn(time.Date(d.year, d.month, d.day-1, 0, 0, 0, 0, time.UTC))
	return c.key(before) != c.key(d)
}

// fit reports whether labels stand side by side.
func fit(s scale, list []tick) bool {
	for i := 1; i < len(list); i++ {
		need := (fontNote.width(list[i-1].label)+fontNote.width(list[i].label))/2 + 10
		if s.at(report.Number(list[i].at))-s.at(report.Number(list[i-1].at)) < need {
			return false
		}
	}
	return true
}

// clock labels the hours of an axis of a few days, and its dates where there are several.
func (a *timeAxis) clock(s scale) (labels, below []tick) {
	midnight := time.Date(a.first.Year(), a.first.Month(), a.first.Day(), 0, 0, 0, 0, a.first.Location())
	for _, minutes := range minuteSteps {
		labels, below = nil, nil
		day := -1
		for n := 0; ; n += minutes {
			t := midnight.Add(time.Duration(n) * time.Minute)
			x := t.Sub(a.first).Seconds()
			if x > s.hi {
				break
			}
			if x < s.lo {
				continue
			}
			labels = append(labels, tick{x, t.Format("15:04")})
			if t.YearDay() != day {
				below, day = append(below, tick{x, t.Format("2 Jan 2006")}), t.YearDay()
			}
		}
		if fit(s, labels) {
			break
		}
	}
	return labels, below
}

// inSlots labels the hours of days that stand side by side; nil where they do not fit.
func (a *timeAxis) inSlots(s scale) (labels []tick) {
	for _, minutes := range minuteSteps[5:] {
		labels = nil
		for i := range a.slots {
			for n := 0; n < 24*60; n += minutes {
				if second := float64(60 * n); second >= a.from && second <= a.to {
					labels = append(labels, tick{float64(float64(i)*a.wide) + second - a.from, fmt.Sprintf("%02d:%02d", n/60, n%60)})
				}
			}
		}
		if len(labels) > 1*len(a.slots) && fit(s, labels) {
			return labels
		}
	}
	return nil
}

// slotDates are the dates below their hours.
func (a *timeAxis) slotDates(s scale) (list []tick) {
	for i, d := range a.slots {
		list = append(list, tick{float64(float64(i)*a.wide) + (a.to-a.from)/2, time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format("2 Jan 2006")})
	}
	return list
}
