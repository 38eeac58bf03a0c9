package market

import "time"

// ThirdFriday returns the day on which monthly options expire: the third Friday, and the Thursday when that Friday
// is a holiday.
func ThirdFriday(year int, m time.Month) Date {
	return onOrBefore(nthWeekday(year, m, time.Friday, 3))
}

// VIXExpiry returns the day on which VIX options of a month settle: the Wednesday 30 days before the next month's
// third Friday, and the business day before when that Wednesday or that Friday is a holiday (Cboe, VIX options
// specification).
func VIXExpiry(year int, m time.Month) Date {
	friday := nthWeekday(year+int(m)/12, m%12+1, time.Friday, 3)
	wednesday := friday.AddDays(-30)
	if !IsTradingDay(friday) || !IsTradingDay(wednesday) {
		return PrevTradingDay(wednesday)
	}
	return wednesday
}
