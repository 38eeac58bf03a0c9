package market

import (
	"sync/atomic"
	"time"
)

// Holiday returns why the exchange is closed on d, for closings on weekdays; weekends are no holidays.
func Holiday(d Date) (reason string, closed bool) {
	for _, c := range closings(d.Year) {
		if c.date == d {
			return c.reason, true
		}
	}
	return "", false
}

// IsTradingDay reports whether the exchange opens on d.
func IsTradingDay(d Date) bool { return sessionOf(d.number()) != noSession }

// IsHalfDay reports whether the exchange closes at 13:00 on d.
func IsHalfDay(d Date) bool { return sessionOf(d.number()) == halfSession }

// Open returns 09:30 on d.
func Open(d Date) time.Time { return d.At(9, 30) }

// Close returns 16:00 on d, 13:00 on half days.
func Close(d Date) time.Time {
	if IsHalfDay(d) {
		return d.At(13, 0)
	}
	return d.At(16, 0)
}

// InSession reports whether t lies between the open and the close of a trading day, both ends included.
func InSession(t time.Time) bool {
	d := DateOf(t)
	return IsTradingDay(d) && !t.Before(Open(d)) && !t.After(Close(d))
}

// InSession reports whether t less the delay lies in the session, both ends included, of t's own date: what a file of t
// shows has then been made in it. Coins are always in session.
func (r Root) InSession(t time.Time, delay time.Duration) bool {
	seen := t.Add(-delay)
	switch r.Kind {
	case Coin:
		return true
	case India:
		y, m, day := t.In(indianTime).Date()
		d := Date{y, m, day}
		return lastInIndia(seen).Equal(seen) && !seen.Before(mumbai(d, indiaStart))
	}
	return InSession(seen) && DateOf(seen) == DateOf(t)
}

// NextTradingDay returns the first trading day strictly after d.
func NextTradingDay(d Date) Date {
	n := d.number() + 1
	for sessionOf(n) == noSession {
		n++
	}
	return dateOfNumber(n)
}

// PrevTradingDay returns the last trading day strictly before d.
func PrevTradingDay(d Date) Date {
	n := d.number() - 1
	for sessionOf(n) == noSession {
		n--
	}
	return dateOfNumber(n)
}

// onOrBefore returns d when it is a trading day, else the last one before it.
func onOrBefore(d Date) Date {
	if IsTradingDay(d) {
		return d
	}
	return PrevTradingDay(d)
}

// session is the kind of trading a date has.
type session uint8

const (
	noSession session = iota
	fullSession
	halfSession
)

// yearTable holds the sessions of a year by day of the year, and how many of each kind come before that day.
type yearTable struct {
	first, days int // number of 1 January, length of the year
	kind        [366]session
	full, half  [367]uint16
}

// Tables of the years in which options live are built once, on first use.
const firstYear, lastYear = 1990, 2109

var yearTables [lastYear - firstYear + 1]atomic.Pointer[yearTable]

// tableOf returns the table of a year; two callers that race build equal tables.
func tableOf(year int) *yearTable {
	if year < firstYear || year > lastYear {
		return newYearTable(year)
	}
	slot := &yearTables[year-firstYear]
	if t := slot.Load(); t != nil {
		return t
	}
	t := newYearTable(year)
	slot.Store(t)
	return t
}

func newYearTable(year int) *yearTable {
	t := &yearTable{first: Date{year, time.January, 1}.number()}
	t.days = Date{year + 1, time.January, 1}.number() - t.first
	for i := range t.days {
		if day := weekdayOf(t.first + i); day != time.Saturday && day != time.Sunday {
			t.kind[i] = fullSession
		}
	}
	for _, d := range halfDays(year) {
		t.set(d, halfSession)
	}
	for _, c := range closings(year) {
		t.set(c.date, noSession)
	}
	for i, k := range t.kind {
		t.full[i+1], t.half[i+1] = t.full[i], t.half[i]
		switch k {
		case fullSession:
			t.full[i+1]++
		case halfSession:
			t.half[i+1]++
		}
	}
	return t
}

// set marks a date of the year; the Easter formula leaves it in years before 1, which are nobody's trading days.
func (t *yearTable) set(d Date, s session) {
	if i := d.number() - t.first; i >= 0 && i < t.days {
		t.kind[i] = s
	}
}

// sessionOf returns the session of a day number.
func sessionOf(n int) session {
	t := tableOf(dateOfNumber(n).Year)
	return t.kind[n-t.first]
}

// countSessions counts the full and half sessions of the day numbers lo <= n < hi.
func countSessions(lo, hi int) (full, half int) {
	for lo < hi {
		t := tableOf(dateOfNumber(lo).Year)
		a, b := lo-t.first, min(hi-t.first, t.days)
		full += int(t.full[b] - t.full[a])
		half += int(t.half[b] - t.half[a])
		lo = t.first + b
	}
	return full, half
}
