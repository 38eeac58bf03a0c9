package market

import (
	"fmt"
	"strings"
	"time"
)

// When is an instant as it is written, which may take a venue to know: with a zone, on the clock of the venue, or a date for
// its close there. The zero value is none.
type When struct {
	Time   time.Time // with its zone; otherwise
	Date   Date      // a date, whose close is meant unless there is
	Second int       // the second of the day on the clock + 1
	Clock  string    // the word for the clock, such as IST, which has to be the venue's; "": none is written
}

// IsZero reports whether no instant is given.
func (w When) IsZero() bool { return w.Time.IsZero() && w.Date.IsZero() }

// ParseWhen reads 2025-11-20 09:52, perhaps with seconds, with T for the space, and with an offset, Z or a word for the zone, or a
// date. A date is 2025-11-20 or 20-Nov-2025.
func ParseWhen(s string) (When, error) {
	whole := s
	for _, n := range []int{len("2-Jan-2006"), len("02-Jan-2006")} {
		if len(s) < n || len(s) > n && s[n] != ' ' && s[n] != 'T' {
			continue
		}
		if t, err := time.Parse("2-Jan-2006", s[:n]); err == nil {
			s = t.Format(time.DateOnly) + s[n:]
			break
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, strings.Replace(s, " ", "T", 1)); err == nil {
			return When{Time: t}, nil
		}
	}
	if d, err := ParseDate(s); err == nil {
		return When{Date: d}, nil
	}
	s, zone := cutZone(s)
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, strings.Replace(s, "T", " ", 1)); err == nil {
			if zone == "UTC" || zone == "GMT" {
				return When{Time: t}, nil
			}
			return When{Date: dateIn(t, time.UTC), Second: 1 + 3600*t.Hour() + 60*t.Minute() + t.Second(), Clock: zone}, nil
		}
	}
	return When{}, fmt.Errorf("%q is not a time", whole)
}

// cutZone cuts a word of two to four capital letters off the end.
func cutZone(s string) (rest, zone string) {
	n := strings.LastIndexByte(s, ' ')
	rest, zone = s[:max(n, 0)], s[n+1:]
	if len(zone) < 2 || len(zone) > 4 || strings.Trim(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return s, ""
	}
	return rest, zone
}

// isClock reports whether a word is the name of a venue's clock at an instant: EST or ET in New York in winter.
func isClock(word string, v *Venue, t time.Time) bool {
	return word == t.In(v.Written()).Format("MST") || word == "ET" && v.Written() == NewYork
}

// On returns the instant at a venue.
func (w When) On(v *Venue) time.Time {
	switch {
	case w.IsZero() || !w.Time.IsZero():
		return w.Time
	case w.Second == 0:
		return v.Close(w.Date)
	}
	return Local(w.wall(), v.Written())
}

// wall is what the clock shows, as a time in UTC.
func (w When) wall() time.Time {
	return time.Date(w.Date.Year, w.Date.Month, w.Date.Day, 0, 0, w.Second-1, 0, time.UTC)
}

// Local returns the instant at which clocks of a zone show what those of UTC show at t: the first of two when summer ends. A
// time in the hour that is left out when summer begins is as long after the beginning of that hour as on a clock that was not
// changed.
func Local(t time.Time, zone *time.Location) time.Time {
	t = t.UTC()
	in := func(zone *time.Location) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
	}
	found := in(zone)
	_, offset := found.Add(-12 * time.Hour).Zone()
	before := in(time.FixedZone("", offset)).In(zone)
	if !showsAs(before, t) && showsAs(found, t) {
		return found
	}
	return before
}

// showsAs reports whether the clock of an instant shows the date and time of another, to the second.
func showsAs(t, as time.Time) bool { return t.Format(time.DateTime) == as.Format(time.DateTime) }

// Check says why a venue has no such instant: a date without a close, a time that its clock leaves out when summer begins.
// hint says what to do.
func (w When) Check(v *Venue) (what, hint string) {
	switch {
	case w.IsZero() || !w.Time.IsZero():
	case w.Second == 0 && !v.IsTradingDay(w.Date):
		return fmt.Sprintf("%s is not a trading day (%s)", w.Date, v.Name), "it has no close: give a time of day too"
	case w.Clock != "" && !isClock(w.Clock, v, w.On(v)):
		return fmt.Sprintf("%s is not the clock of %s on %s", w.Clock, v.Name, w.Date), "write the time with its offset, such as " + w.On(v).Format(time.RFC3339)
	case w.Second > 0 && !showsAs(w.On(v).In(v.Written()), w.wall()):
		return fmt.Sprintf("clocks of %s never show %s: summer time begins then", v.ClockName(), w.wall().Format("2006-01-02 15:04")),
			"write it with its zone, such as " + w.On(v).Format(time.RFC3339)
	}
	return "", ""
}
