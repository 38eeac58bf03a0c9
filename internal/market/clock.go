package market

import "time"

// Clock weighs the seconds between two instants.
type Clock uint8

const (
	Trading  Clock = iota // session 1, other hours of a trading date 0.12, other dates 0
	Calendar              // all alike
)

// Weight of the hours of a trading date outside its session, and the length of the sessions in seconds. Clocks are
// changed on Sundays, so every trading date has 86,400 seconds.
const (
	offSession  = 0.12
	daySeconds  = 86400
	fullSeconds = 6*3600 + 1800
	halfSeconds = 3*3600 + 1800
)

// String returns "trading" or "calendar".
func (c Clock) String() string {
	if c == Calendar {
		return "calendar"
	}
	return "trading"
}

// Seconds returns the weighted seconds from one instant to a later one, 0 when to <= from.
func (c Clock) Seconds(from, to time.Time) float64 {
	if !to.After(from) {
		return 0
	}
	if c == Calendar {
		return to.Sub(from).Seconds()
	}
	first, last := DateOf(from), DateOf(to)
	if first == last {
		return secondsWithin(first, from, to).weighted()
	}
	s := wholeDays(first.number()+1, last.number())
	s.add(secondsWithin(first, from, first.At(24, 0)))
	s.add(secondsWithin(last, last.At(0, 0), to))
	return s.weighted()
}

// FullDay returns the weighted seconds of a trading date with a full session: 23,400 + 0.12·63,000 = 30,960, and
// 86,400 of the calendar.
func (c Clock) FullDay() float64 {
	if c == Calendar {
		return daySeconds
	}
	return seconds{fullSeconds, daySeconds - fullSeconds}.weighted()
}

// seconds of trading dates, in and out of session.
type seconds struct{ session, other float64 }

func (s *seconds) add(o seconds) {
	s.session += o.session
	s.other += o.other
}

func (s seconds) weighted() float64 { return s.session + float64(offSession*s.other) }

// wholeDays returns the seconds of the day numbers lo <= n < hi.
func wholeDays(lo, hi int) seconds {
	full, half := countSessions(lo, hi)
	session := full*fullSeconds + half*halfSeconds
	return seconds{float64(session), float64((full+half)*daySeconds - session)}
}

// secondsWithin returns the seconds between two instants of one date.
func secondsWithin(d Date, from, to time.Time) seconds {
	if !IsTradingDay(d) {
		return seconds{}
	}
	session := overlap(from, to, Open(d), Close(d))
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
