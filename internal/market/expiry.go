package market

import "time"

// Monthly is the date on which the root's monthly options of a month expire: a third Friday in New York, a Wednesday
// of VIX, the last Friday on Deribit.
func (r Root) Monthly(year int, m time.Month) Date { return r.Venue.monthly(r, year, m) }

// NextMonthly is the first such date on or after d.
func (r Root) NextMonthly(d Date) Date {
	monthly := r.Monthly(d.Year, d.Month)
	if monthly.Before(d) {
		next := d.AddDays(32 - d.Day)
		monthly = r.Monthly(next.Year, next.Month)
	}
	return monthly
}

// newYorkMonthly is the third Friday, or the Wednesday of a volatility index.
func newYorkMonthly(r Root, year int, m time.Month) Date {
	if r.NoCarry {
		return VIXExpiry(year, m)
	}
	return ThirdFriday(year, m)
}

// lastFriday is the last Friday of a month, on which Deribit's monthly options expire
// (docs.deribit.com, contract introduction policy). Coins trade every day, so no holiday moves it.
func lastFriday(_ Root, year int, m time.Month) Date {
	return lastWeekday(year, m, time.Friday)
}

// lastWeekday returns the last given weekday of a month.
func lastWeekday(year int, m time.Month, day time.Weekday) Date {
	return nthWeekday(year+int(m)/12, m%12+1, day, 1).AddDays(-7)
}

// ThirdFriday returns the day on which monthly options expire: the third Friday, and the Thursday when that Friday
// is a holiday.
func ThirdFriday(year int, m time.Month) Date {
	return onOrBefore(nthWeekday(year, m, time.Friday, 3))
}

// onOrBefore returns d when it is a trading day, else the last one before it.
func onOrBefore(d Date) Date {
	if newYorkDays.of(d) != noSession {
		return d
	}
	return newYorkDays.prev(d)
}

// VIXExpiry returns the day on which VIX options of a month settle: the Wednesday 30 days before the next month's
// third Friday, and the business day before when that Wednesday or that Friday is a holiday (Cboe, VIX options
// specification).
func VIXExpiry(year int, m time.Month) Date {
	friday := nthWeekday(year+int(m)/12, m%12+1, time.Friday, 3)
	wednesday := friday.AddDays(-30)
	if newYorkDays.of(friday) == noSession || newYorkDays.of(wednesday) == noSession {
		return newYorkDays.prev(wednesday)
	}
	return wednesday
}
