package market

import "time"

// chicago is the clock of the exchanges of CME Group.
var chicago = mustLoad("America/Chicago")

// cmeDays are the dates on which options on futures settle at CME Group: those of the New York Stock Exchange by its rules.
// On closings without a rule, such as days of mourning, the exchanges trade at least part of the day.
var cmeDays = &calendar{closings: regularClosings, halves: halfDays}

// cme holds options on futures of CME Group (Chicago Mercantile Exchange, CBOT, NYMEX, COMEX): they trade from 17:00 of the
// eve to 16:00, equity index options expire at 15:00 or, in the quarterly months, at the open (cmegroup.com, contract
// specifications).
var cme = Venue{
	Name: "CME", Zone: chicago, written: NewYork,
	Currency: dollar, Unit: Units,
	calendar: cmeDays, sessions: true,
	open: 8*60 + 30, close: 15 * 60, halfClose: 12 * 60, tradeDateEnd: 16 * 60, offSession: 0.12,
	quoting: quotedAtCME, monthly: cmeMonthly,
}

// quotedAtCME are the hours of Globex of a date.
func quotedAtCME(_ Root, d Date) (s spans) {
	if cmeDays.of(d) != noSession {
		s.add(midnight, 16*60)
	}
	if cmeDays.of(d.AddDays(1)) != noSession {
		s.add(17*60, nextMidnight)
	}
	return s
}

// cmeMonthly is the third Friday for options on index futures. Those on other futures expire by rules of their own, which
// are not known here: the zero date.
func cmeMonthly(r Root, year int, m time.Month) Date {
	if r.Daily != 0 {
		return Date{}
	}
	d := nthWeekday(year, m, time.Friday, 3)
	if cmeDays.of(d) == noSession {
		return cmeDays.prev(d)
	}
	return d
}

// onFuture is an option on a future of CME Group, in dollars per point of its price.
func onFuture(name string, multiplier float64) Root {
	return Root{Name: name, Underlying: name, Venue: &cme, Multiplier: multiplier, Listed: true, CashSettled: true, OffFutures: true}
}

// settlingAt is an option that expires at an hour of its own, in Chicago.
func settlingAt(hour, minute int, r Root) Root {
	r.Daily = 60*hour + minute
	return r
}

// cmeRoots are options on futures by the symbol of the future (cmegroup.com, contract specifications). Grains, meat and
// copper are priced in cents where the multiplier is of cents.
var cmeRoots = []Root{
	onFuture("ES", 50), onFuture("MES", 5), onFuture("NQ", 20), onFuture("MNQ", 2), onFuture("RTY", 50), onFuture("M2K", 5),
	onFuture("YM", 5), onFuture("MYM", 0.5),
	settlingAt(13, 30, onFuture("CL", 1000)), settlingAt(13, 30, onFuture("MCL", 100)), settlingAt(13, 30, onFuture("NG", 10000)),
	settlingAt(13, 30, onFuture("HO", 42000)), settlingAt(13, 30, onFuture("RB", 42000)), settlingAt(13, 30, onFuture("BZ", 1000)),
	settlingAt(12, 30, onFuture("GC", 100)), settlingAt(12, 30, onFuture("MGC", 10)), settlingAt(12, 25, onFuture("SI", 5000)),
	settlingAt(12, 0, onFuture("HG", 25000)), settlingAt(12, 5, onFuture("PL", 50)), settlingAt(12, 5, onFuture("PA", 100)),
	settlingAt(13, 20, onFuture("ZC", 50)), settlingAt(13, 20, onFuture("ZS", 50)), settlingAt(13, 20, onFuture("ZW", 50)),
	settlingAt(13, 20, onFuture("ZL", 600)),
	settlingAt(13, 0, onFuture("LE", 400)), settlingAt(13, 0, onFuture("HE", 400)), settlingAt(13, 0, onFuture("GF", 500)),
	settlingAt(14, 0, onFuture("ZN", 1000)), settlingAt(14, 0, onFuture("ZB", 1000)), settlingAt(14, 0, onFuture("ZF", 1000)), settlingAt(14, 0, onFuture("ZT", 2000)),
	settlingAt(9, 0, onFuture("6E", 125000)), settlingAt(9, 0, onFuture("6B", 62500)), settlingAt(9, 0, onFuture("6J", 12500000)),
	settlingAt(9, 0, onFuture("6A", 100000)), settlingAt(9, 0, onFuture("6C", 100000)), settlingAt(9, 0, onFuture("6S", 125000)),
}

// On is the root as it settles on a date: quarterly options on index futures of CME Group at the open of the third Friday,
// where the root's other options settle at the close.
func (r Root) On(d Date) Root {
	if r.Venue == &cme && r.Daily == 0 && d.Month%3 == 0 && r.Monthly(d.Year, d.Month) == d {
		r.Settlement = AM
	}
	return r
}
