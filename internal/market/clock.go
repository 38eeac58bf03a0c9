package market

import "time"

// Clock weighs the seconds between two instants.
type Clock struct {
	alike bool   // all seconds count the same
	of    *Venue // whose sessions count; nil: New York
}

var (
	Trading  = Clock{}            // session 1, other hours of a trading date less (0.12 in New York), other dates 0
	Calendar = Clock{alike: true} // all alike
)

// daySeconds is the length of a date. Clocks are changed on Sundays, so every trading date has as many.
const daySeconds = 86400

// Clock is the one that variance of the venue's options runs on when a clock is asked for: the venue's own, and the
// calendar where it knows no sessions.
func (v *Venue) Clock(asked Clock) Clock {
	return Clock{alike: asked.alike || !v.sessions, of: v}
}

func (c Clock) venue() *Venue {
	if c.of == nil {
		return &newYork
	}
	return c.of
}

// String returns "trading" or "calendar".
func (c Clock) String() string {
	if c.alike {
		return "calendar"
	}
	return "trading"
}

// Seconds returns the weighted seconds from one instant to a later one, 0 when to <= from.
func (c Clock) Seconds(from, to time.Time) float64 {
	if !to.After(from) {
		return 0
	}
	if c.alike {
		return to.Sub(from).Seconds()
	}
	v := c.venue()
	first, start := v.day(from)
	last, end := v.day(to)
	if first == last {
		return v.weighted(v.secondsWithin(first, start, end))
	}
	s := v.wholeDays(first+1, last)
	s.add(v.secondsWithin(first, start, daySeconds*time.Second))
	s.add(v.secondsWithin(last, 0, end))
	return v.weighted(s)
}

// day returns the day number of an instant on the venue's clock, and what that clock shows.
func (v *Venue) day(t time.Time) (number int, shows time.Duration) {
	_, offset := t.In(v.Zone).Zone()
	local := int(t.Unix()) + offset
	number = floorDiv(local, daySeconds)
	return number, time.Duration(local-daySeconds*number)*time.Second + time.Duration(t.Nanosecond())
}

// FullDay returns the weighted seconds of a trading date with a full session: 23,400 + 0.12·63,000 = 30,960 in New York,
// and 86,400 of the calendar.
func (c Clock) FullDay() float64 {
	if c.alike {
		return daySeconds
	}
	v := c.venue()
	full := float64(60 * (v.close - v.open))
	return v.weighted(seconds{full, daySeconds - full})
}

// seconds of trading dates, in and out of session.
type seconds struct{ session, other float64 }

func (s *seconds) add(o seconds) {
	s.session += o.session
	s.other += o.other
}

func (v *Venue) weighted(s seconds) float64 { return s.session + float64(v.offSession*s.other) }

// wholeDays returns the seconds of the day numbers lo <= n < hi.
func (v *Venue) wholeDays(lo, hi int) seconds {
	full, half := v.calendar.count(lo, hi)
	session := 60 * (full*(v.close-v.open) + half*(v.halfClose-v.open))
	return seconds{float64(session), float64((full+half)*daySeconds - session)}
}

// secondsWithin returns the seconds of a day number while the clock shows from ... to.
func (v *Venue) secondsWithin(day int, from, to time.Duration) seconds {
	close := v.close
	switch v.calendar.session(day) {
	case noSession:
		return seconds{}
	case halfSession:
		close = v.halfClose
	}
	session := max(0, min(to, time.Duration(close)*time.Minute)-max(from, time.Duration(v.open)*time.Minute))
	return seconds{session.Seconds(), (to - from - session).Seconds()}
}
