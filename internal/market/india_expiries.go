package market

import "time"

// weekdayFrom says on which weekday monthly options expire, from those of a month on.
type weekdayFrom struct {
	year    int
	month   time.Month
	weekday time.Weekday
}

// indiaWeekdays are the weekdays of which the last of a month is the day of monthly expiry; before the first row it is
// Thursday. Sources: circulars of the National Stock Exchange FAOP/58012 (MIDCPNIFTY to Monday), FAOP/60014 (BANKNIFTY to
// Wednesday from March 2024), FAOP/65336 (all to Thursday from January 2025), FAOP/68747 (all to Tuesday from September
// 2025); of the BSE of 28 March 2023 (Friday from 15 May), of September 2023 (BANKEX to Monday from 16 October), of 28
// November 2024 (Tuesday from January 2025) and of 23 June 2025 (Thursday from September 2025).
var indiaWeekdays = map[string][]weekdayFrom{
	"NIFTY":      {{2025, 9, time.Tuesday}},
	"BANKNIFTY":  {{2024, 3, time.Wednesday}, {2025, 1, time.Thursday}, {2025, 9, time.Tuesday}},
	"FINNIFTY":   {{2021, 10, time.Tuesday}, {2025, 1, time.Thursday}, {2025, 9, time.Tuesday}},
	"MIDCPNIFTY": {{2022, 1, time.Tuesday}, {2023, 3, time.Wednesday}, {2023, 8, time.Monday}, {2025, 1, time.Thursday}, {2025, 9, time.Tuesday}},
	"NIFTYNXT50": {{2024, 4, time.Friday}, {2025, 1, time.Thursday}, {2025, 9, time.Tuesday}},
	"SENSEX":     {{2023, 5, time.Friday}, {2025, 1, time.Tuesday}, {2025, 9, time.Thursday}},
	"BANKEX":     {{2023, 5, time.Friday}, {2023, 10, time.Monday}, {2025, 1, time.Tuesday}, {2025, 9, time.Thursday}},
	"SENSEX50":   {{2024, 2, time.Thursday}, {2025, 1, time.Tuesday}, {2025, 9, time.Thursday}},
	"":           {{2025, 9, time.Tuesday}}, // stocks of the National Stock Exchange
}

// indiaMonthly is the last such weekday of a month, and the trading day before when that is a holiday.
func indiaMonthly(r Root, year int, m time.Month) Date {
	table, ok := indiaWeekdays[r.Name]
	if !ok {
		table = indiaWeekdays[""]
	}
	day := time.Thursday
	for _, row := range table {
		if !(Date{year, m, 1}).Before(Date{row.year, row.month, 1}) {
			day = row.weekday
		}
	}
	d := lastWeekday(year, m, day)
	if indiaDays.of(d) == noSession {
		return indiaDays.prev(d)
	}
	return d
}
