package require

import (
	"strings"
	"time"
)

// dayForm is how reports write a date.
const dayForm = "2006-01-02"

// moment is a date, or a time of a date; without a zone it is in that of what it is compared with.
type moment struct {
	at          time.Time
	timed, zone bool
}

// momentForms are how a moment can be written, a blank in the place of the T too.
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

// compareMoments is less than, equal to or greater than 0 as a is before b, b itself, or after it. A date and a time are
// compared by their dates, each where it was written.
func compareMoments(a, b moment) int {
	if !a.timed || !b.timed {
		return strings.Compare(a.at.Format(dayForm), b.at.Format(dayForm))
	}
	return a.in(b).Compare(b.in(a))
}

// in is the instant, in the zone of another moment when it has none.
func (m moment) in(other moment) time.Time {
	if m.zone || !other.zone {
		return m.at
	}
	t := m.at
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), other.at.Location())
}
