package market

import (
	"sync/atomic"
	"time"
)

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

// calendar says on which dates an exchange trades: on weekdays that are not closed, and on openings.
type calendar struct {
	everyDay bool                     // weekends too
	closings func(year int) []closing // weekdays without trading; nil: none
	halves   func(year int) []Date    // with an early close; nil: none
	openings func(year int) []Date    // with a full session on a weekend; nil: none
	late     []Date                   // closings declared after contracts that expire on them were listed
	years    [lastYear - firstYear + 1]atomic.Pointer[yearTable]
}

// closing is a weekday without trading.
type closing struct {
	date   Date
	reason string
}

// ofYear picks the closings of a year from a table.
func ofYear(table []closing, year int) (list []closing) {
	for _, c := range table {
		if c.date.Year == year {
			list = append(list, c)
		}
	}
	return list
}

// table returns the table of a year; two callers that race build equal tables.
func (c *calendar) table(year int) *yearTable {
	if year < firstYear || year > lastYear {
		return c.newTable(year)
	}
	slot := &c.years[year-firstYear]
	if t := slot.Load(); t != nil {
		return t
	}
	t := c.newTable(year)
	slot.Store(t)
	return t
}

func (c *calendar) newTable(year int) *yearTable {
	t := &yearTable{first: Date{year, time.January, 1}.number()}
	t.days = Date{year + 1, time.January, 1}.number() - t.first
	for i := range t.days {
		if day := weekdayOf(t.first + i); c.everyDay || day != time.Saturday && day != time.Sunday {
			t.kind[i] = fullSession
		}
	}
	if c.openings != nil {
		for _, d := range c.openings(year) {
			t.set(d, fullSession)
		}
	}
	if c.halves != nil {
		for _, d := range c.halves(year) {
			t.set(d, halfSession)
		}
	}
	if c.closings != nil {
		for _, day := range c.closings(year) {
			t.set(day.date, noSession)
		}
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

// of returns the session of a date.
func (c *calendar) of(d Date) session { return c.session(d.number()) }

// session returns that of a day number.
func (c *calendar) session(n int) session {
	t := c.table(dateOfNumber(n).Year)
	return t.kind[n-t.first]
}

// next returns the first date with a session strictly after d.
func (c *calendar) next(d Date) Date {
	n := d.number() + 1
	for c.session(n) == noSession {
		n++
	}
	return dateOfNumber(n)
}

// prev returns the last date with a session strictly before d.
func (c *calendar) prev(d Date) Date {
	n := d.number() - 1
	for c.session(n) == noSession {
		n--
	}
	return dateOfNumber(n)
}

// count counts the full and half sessions of the day numbers lo <= n < hi.
func (c *calendar) count(lo, hi int) (full, half int) {
	for lo < hi {
		t := c.table(dateOfNumber(lo).Year)
		a, b := lo-t.first, min(hi-t.first, t.days)
		full += int(t.full[b] - t.full[a])
		half += int(t.half[b] - t.half[a])
		lo = t.first + b
	}
	return full, half
}
