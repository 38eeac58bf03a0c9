package market

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
	_ "time/tzdata" // exchange times must not depend on what the machine has installed
)

// NewYork is the zone of US exchanges, in which vendors write times without one.
var NewYork = mustLoad("America/New_York")

func mustLoad(zone string) *time.Location {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic("market: embedded zone database: " + err.Error())
	}
	return loc
}

// Date is a civil date; which instants it spans is for a venue to say. It is comparable and can be a map key.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the New York date of an instant.
func DateOf(t time.Time) Date { return dateIn(t, NewYork) }

// dateIn is the date that clocks of a zone show at an instant.
func dateIn(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return Date{y, m, d}
}

// ParseDate reads a date written as 2006-01-02.
func ParseDate(s string) (Date, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("%q is not a date like 2006-01-02", s)
	}
	y, okY := digits(s[:4])
	m, okM := digits(s[5:7])
	day, okD := digits(s[8:])
	d := Date{y, time.Month(m), day}
	if !okY || !okM || !okD || m < 1 || m > 12 || day < 1 || dateOfNumber(d.number()) != d {
		return Date{}, fmt.Errorf("%q is not a date like 2006-01-02", s)
	}
	return d, nil
}

// digits reads a number that consists of decimal digits alone.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// String returns the date as 2006-01-02, and "" for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends the date as 2006-01-02 to b.
func (d Date) Append(b []byte) []byte {
	b = appendPadded(b, d.Year, 4)
	b = append(b, '-')
	b = appendPadded(b, int(d.Month), 2)
	b = append(b, '-')
	return appendPadded(b, d.Day, 2)
}

// appendPadded appends n with leading zeros up to width digits.
func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			b = append(b, '0')
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// IsZero reports whether d is the zero value, which is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return weekdayOf(d.number()) }

// AddDays returns the date n days later; n may be negative.
func (d Date) AddDays(n int) Date { return dateOfNumber(d.number() + n) }

// DaysUntil returns the calendar days from d to o, negative when o comes first.
func (d Date) DaysUntil(o Date) int { return o.number() - d.number() }

// Compare returns -1, 0 or +1 as d comes before, with or after o.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// Before reports whether d comes before o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// At returns the instant at which the clocks of New York show hour and min on d. Hour 24 is the following midnight.
func (d Date) At(hour, min int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, min, 0, 0, NewYork)
}

// number counts the days since 1 January 1970 in the Gregorian calendar, proleptic. Years are taken to begin in
// March, so that the leap day comes last (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func (d Date) number() int {
	y, m := d.Year, int(d.Month)-3
	if m < 0 {
		y, m = y-1, m+12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - 400*era
	dayOfYear := (153*m+2)/5 + d.Day - 1
	return 146097*era + 365*yearOfEra + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// dateOfNumber is the inverse of number.
func dateOfNumber(n int) Date {
	n += 719468
	era := floorDiv(n, 146097)
	dayOfEra := n - 146097*era
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153
	d := Date{yearOfEra + 400*era, time.Month(m + 3), dayOfYear - (153*m+2)/5 + 1}
	if d.Month > time.December {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

// weekdayOf returns the weekday of a day number; 1 January 1970 was a Thursday.
func weekdayOf(n int) time.Weekday { return time.Weekday(n + 4 - 7*floorDiv(n+4, 7)) }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
