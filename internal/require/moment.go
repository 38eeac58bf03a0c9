package require

import (
	"strings"
	"time"
)

// dayForm is the layout of dates in reports.
const dayForm = "2006-01-02"

// moment is a date or a time; a time without a zone is in the zone of the other side.
type moment struct {
	at          time.Time
	timed, zone bool
}

// momentForms are the layouts of a moment; a blank may replace the T.
var momentForms = []struct {
	layout      string
	timed, zone bool
}{
	{dayForm, false, false},
	{dayForm + "T15:04", true, false},
	{dayForm + "T15:04:05", true, false}, // and a fraction
	{dayForm + "T15:04Z07:00", true, true},
	{dayForm + "T15:04:05Z07:00", true, true},
	{dayForm + "T15:04Z0700", true, true},
	{dayForm + "T15:04:05Z0700", true, true},
}

// readMoment reads a date or a time: 2025-11-20, 2025-11-20 09:52, 2025-11-20T09:52:00-05:00.
func readMoment(s string) (moment, bool) {
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	for _, f := range momentForms {
		if at, err := time.Parse(f.layout, s); err == nil {
			return moment{at, f.timed, f.zone}, true
		}
	}
	return moment{}, false
}

// compareMoments is negative when a is before b, 0 when they are equal, else positive. A date and a time are compared by
// date, each in its own zone.
func compareMoments(a, b moment) int {
	if !a.timed || !b.timed {
		return strings.Compare(a.at.Format(dayForm), b.at.Format(dayForm))
	}
	return a.in(b).Compare(b.in(a))
}

// in returns the instant; a time without a zone is in the zone of other.
func (m moment) in(other moment) time.Time {
	if m.zone || !other.zone {
		return m.at
	}
	t := m.at
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), other.at.Location())
}
