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
	first, last := v.DateOf(from), v.DateOf(to)
	if first == last {
		return v.weighted(v.secondsWithin(first, from, to))
	}
	s := v.wholeDays(first.number()+1, last.number())
	s.add(v.secondsWithin(first, from, v.at(first, 24*60)))
	s.add(v.secondsWithin(last, v.at(last, 0), to))
	return v.weighted(s)
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

// secondsWithin returns the seconds between two instants of one date.
func (v *Venue) secondsWithin(d Date, from, to time.Time) seconds {
	if v.calendar.of(d) == noSession {
		return seconds{}
	}
	session := overlap(from, to, v.Open(d), v.Close(d))
	return seconds{session.Seconds(), (to.Sub(from) - session).Seconds()}
}

// overlap returns the time that [a, b] and [lo, hi] share.
func overlap(a, b, lo, hi time.Time) time.Duration {
	if lo.After(a) {
		a = lo
	}
	if hi.Before(b) {
		b = hi
	}
	return max(0, b.Sub(a))
}
