package market

import "time"

var euro = Currency{Code: "EUR", Key: "eur", Sign: "€", ASCII: "EUR ", Name: "euro", Plural: "euros"}

var eurexDays = &calendar{closings: eurexClosings}

// eurex is the derivatives exchange of Deutsche Börse: options on indices settle on expiry day on an average or auction
// around noon (eurex.com, product specifications): those on the EURO STOXX 50 at 12:00, on the DAX at 13:00.
var eurex = Venue{
	Name: "Eurex", Zone: mustLoad("Europe/Berlin"),
	Currency: euro, Unit: Units,
	calendar: eurexDays, sessions: true,
	open: 9 * 60, close: 17*60 + 30, halfClose: 14 * 60, tradeDateEnd: 22 * 60, offSession: 0.12,
	monthly: eurexMonthly,
}

// eurexClosings lists the holidays of a year: Eurex's trading calendars of 2015 to 2026 name the same eight days. It trades
// on Whit Monday and on 3 October.
func eurexClosings(year int) []closing {
	sunday := easter(year)
	return []closing{
		{Date{year, time.January, 1}, "New Year"},
		{sunday.AddDays(-2), "Good Friday"},
		{sunday.AddDays(1), "Easter Monday"},
		{Date{year, time.May, 1}, "Labor Day"},
		{Date{year, time.December, 24}, "Christmas Eve"},
		{Date{year, time.December, 25}, "Christmas"},
		{Date{year, time.December, 26}, "Boxing Day"},
		{Date{year, time.December, 31}, "New Year's Eve"},
	}
}

// eurexMonthly is the third Friday, and the trading day before when that is a holiday.
func eurexMonthly(_ Root, year int, m time.Month) Date {
	d := nthWeekday(year, m, time.Friday, 3)
	if eurexDays.of(d) == noSession {
		return eurexDays.prev(d)
	}
	return d
}

// eurexIndex is an option on an index, in euros a point.
func eurexIndex(name string, multiplier float64, hour int) Root {
	return Root{Name: name, Underlying: name, Venue: &eurex, European: true, Multiplier: multiplier, Listed: true,
		CashSettled: true, CashIndex: true, Daily: 60 * hour}
}

// eurexRoots are the options on indices in euros (eurex.com, equity index derivatives).
var eurexRoots = []Root{eurexIndex("OESX", 10, 12), eurexIndex("OESB", 50, 12), eurexIndex("ODAX", 5, 13), eurexIndex("ODXS", 1, 13), eurexIndex("OMDX", 5, 13)}
