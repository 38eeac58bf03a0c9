package market

import "time"

// newYorkDays are the dates on which the New York Stock Exchange trades.
var newYorkDays = &calendar{closings: closings, halves: halfDays}

// unscheduled lists the closings of the New York Stock Exchange that follow no rule, from the exchange's notices.
var unscheduled = []closing{
	{Date{2001, time.September, 11}, "attacks of 11 September"},
	{Date{2001, time.September, 12}, "attacks of 11 September"},
	{Date{2001, time.September, 13}, "attacks of 11 September"},
	{Date{2001, time.September, 14}, "attacks of 11 September"},
	{Date{2004, time.June, 11}, "mourning for President Reagan"},
	{Date{2007, time.January, 2}, "mourning for President Ford"},
	{Date{2012, time.October, 29}, "Hurricane Sandy"},
	{Date{2012, time.October, 30}, "Hurricane Sandy"},
	{Date{2018, time.December, 5}, "mourning for President Bush"},
	{Date{2025, time.January, 9}, "mourning for President Carter"},
}

// unscheduledHalves lists the early closes that follow no rule.
var unscheduledHalves = []Date{
	{1999, time.December, 31}, // turn of the millennium
	{2002, time.July, 5},      // Friday after a Thursday 4 July; since 2013 the day before is cut instead
	{2003, time.December, 26}, // Friday after Christmas
}

// closings returns the weekdays of a year on which the exchange is closed: NYSE rule 7.2, with a holiday on a
// Saturday observed on the Friday and one on a Sunday observed on the Monday.
func closings(year int) []closing {
	return append(regularClosings(year), ofYear(unscheduled, year)...)
}

// regularClosings lists those that follow rules.
func regularClosings(year int) []closing {
	list := []closing{
		{nthWeekday(year, time.February, time.Monday, 3), "Presidents' Day"},
		{easter(year).AddDays(-2), "Good Friday"},
		{nthWeekday(year, time.June, time.Monday, 1).AddDays(-7), "Memorial Day"}, // last Monday of May
		{observed(Date{year, time.July, 4}), "Independence Day"},
		{nthWeekday(year, time.September, time.Monday, 1), "Labor Day"},
		{thanksgiving(year), "Thanksgiving"},
		{observed(Date{year, time.December, 25}), "Christmas"},
	}
	// The Friday before a Saturday New Year ends the accounting year, and the exchange stays open.
	if d := (Date{year, time.January, 1}); d.Weekday() != time.Saturday {
		list = append(list, closing{observed(d), "New Year"})
	}
	if year >= 1998 {
		list = append(list, closing{nthWeekday(year, time.January, time.Monday, 3), "Martin Luther King Day"})
	}
	if year >= 2022 {
		list = append(list, closing{observed(Date{year, time.June, 19}), "Juneteenth"})
	}
	return list
}

// halfDays returns the days of a year on which the exchange closes at 13:00: the day after Thanksgiving, and the
// eves of Christmas and of 4 July when both the eve and the holiday are weekdays.
func halfDays(year int) []Date {
	list := []Date{thanksgiving(year).AddDays(1)}
	for _, eve := range []Date{{year, time.December, 24}, {year, time.July, 3}} {
		day := eve.Weekday()
		wholeWednesday := eve.Month == time.July && day == time.Wednesday && year < 2013
		if day >= time.Monday && day <= time.Thursday && !wholeWednesday {
			list = append(list, eve)
		}
	}
	for _, d := range unscheduledHalves {
		if d.Year == year {
			list = append(list, d)
		}
	}
	return list
}

// observed moves a holiday off the weekend: Saturday to Friday, Sunday to Monday.
func observed(d Date) Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDays(-1)
	case time.Sunday:
		return d.AddDays(1)
	}
	return d
}

func thanksgiving(year int) Date { return nthWeekday(year, time.November, time.Thursday, 4) }

// nthWeekday returns the n-th given weekday of a month, n from 1.
func nthWeekday(year int, m time.Month, day time.Weekday, n int) Date {
	first := Date{year, m, 1}
	ahead := (int(day) - int(first.Weekday()) + 7) % 7
	return first.AddDays(ahead + 7*(n-1))
}

// easter returns Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date{year, time.Month(n / 31), n%31 + 1}
}
