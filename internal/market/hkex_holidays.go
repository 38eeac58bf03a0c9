package market

import "time"

var hongKongDays = &calendar{closings: hongKongClosings, halves: hongKongHalves}

// Years whose holidays by the lunar calendar are in the table.
const firstHongKongYear, lastHongKongYear = 2015, 2027

// lunarYear has the dates of a year that the lunar calendar sets.
type lunarYear struct{ newYear, chingMing, buddha, dragonBoat, midAutumn, chungYeung Date }

// lunarYears are from the general holidays that the government of Hong Kong gazettes (gov.hk, general holidays): the day
// itself, also where it is a Sunday; midAutumn is the day after the festival.
var lunarYears = map[int]lunarYear{
	2015: {Date{2015, 2, 19}, Date{2015, 4, 5}, Date{2015, 5, 25}, Date{2015, 6, 20}, Date{2015, 9, 28}, Date{2015, 10, 21}},
	2016: {Date{2016, 2, 8}, Date{2016, 4, 4}, Date{2016, 5, 14}, Date{2016, 6, 9}, Date{2016, 9, 16}, Date{2016, 10, 9}},
	2017: {Date{2017, 1, 28}, Date{2017, 4, 4}, Date{2017, 5, 3}, Date{2017, 5, 30}, Date{2017, 10, 5}, Date{2017, 10, 28}},
	2018: {Date{2018, 2, 16}, Date{2018, 4, 5}, Date{2018, 5, 22}, Date{2018, 6, 18}, Date{2018, 9, 25}, Date{2018, 10, 17}},
	2019: {Date{2019, 2, 5}, Date{2019, 4, 5}, Date{2019, 5, 12}, Date{2019, 6, 7}, Date{2019, 9, 14}, Date{2019, 10, 7}},
	2020: {Date{2020, 1, 25}, Date{2020, 4, 4}, Date{2020, 4, 30}, Date{2020, 6, 25}, Date{2020, 10, 2}, Date{2020, 10, 25}},
	2021: {Date{2021, 2, 12}, Date{2021, 4, 4}, Date{2021, 5, 19}, Date{2021, 6, 14}, Date{2021, 9, 22}, Date{2021, 10, 14}},
	2022: {Date{2022, 2, 1}, Date{2022, 4, 5}, Date{2022, 5, 8}, Date{2022, 6, 3}, Date{2022, 9, 11}, Date{2022, 10, 4}},
	2023: {Date{2023, 1, 22}, Date{2023, 4, 5}, Date{2023, 5, 26}, Date{2023, 6, 22}, Date{2023, 9, 30}, Date{2023, 10, 23}},
	2024: {Date{2024, 2, 10}, Date{2024, 4, 4}, Date{2024, 5, 15}, Date{2024, 6, 10}, Date{2024, 9, 18}, Date{2024, 10, 11}},
	2025: {Date{2025, 1, 29}, Date{2025, 4, 4}, Date{2025, 5, 5}, Date{2025, 5, 31}, Date{2025, 10, 7}, Date{2025, 10, 29}},
	2026: {Date{2026, 2, 17}, Date{2026, 4, 5}, Date{2026, 5, 24}, Date{2026, 6, 19}, Date{2026, 9, 26}, Date{2026, 10, 18}},
	2027: {Date{2027, 2, 6}, Date{2027, 4, 5}, Date{2027, 5, 13}, Date{2027, 6, 9}, Date{2027, 9, 16}, Date{2027, 10, 8}},
}

// hongKongUnscheduled are closings by typhoons and black rain, and the Victory Day of 2015. Since 23 September 2024 the market
// stays open in storms.
var hongKongUnscheduled = []closing{
	{Date{2015, 9, 3}, "70th anniversary of victory"},
	{Date{2016, 8, 2}, "typhoon Nida"},
	{Date{2016, 10, 21}, "typhoon Haima"},
	{Date{2017, 8, 23}, "typhoon Hato"},
	{Date{2020, 10, 13}, "typhoon Nangka"},
	{Date{2021, 10, 13}, "typhoon Kompasu"},
	{Date{2023, 7, 17}, "typhoon Talim"},
	{Date{2023, 9, 1}, "typhoon Saola"},
	{Date{2023, 9, 8}, "black rainstorm"},
	{Date{2024, 9, 6}, "typhoon Yagi"},
}

// hongKongClosings lists the holidays of a year. One on a Sunday, or on the date of another, is observed on the next day that
// is neither (General Holidays Ordinance, cap. 149).
func hongKongClosings(year int) []closing {
	sunday := easter(year)
	list := []closing{
		{Date{year, time.January, 1}, "New Year"},
		{sunday.AddDays(-2), "Good Friday"},
		{sunday.AddDays(1), "Easter Monday"},
		{Date{year, time.May, 1}, "Labor Day"},
		{Date{year, time.July, 1}, "Establishment Day"},
		{Date{year, time.October, 1}, "National Day"},
		{Date{year, time.December, 25}, "Christmas"},
		{Date{year, time.December, 26}, "Boxing Day"},
	}
	if l, ok := lunarYears[year]; ok {
		list = append(list, closing{l.newYear, "Lunar New Year"}, closing{l.newYear.AddDays(1), "Lunar New Year"}, closing{l.newYear.AddDays(2), "Lunar New Year"},
			closing{l.chingMing, "Ching Ming"}, closing{l.buddha, "Buddha's Birthday"}, closing{l.dragonBoat, "Dragon Boat Festival"},
			closing{l.midAutumn, "Mid-Autumn Festival"}, closing{l.chungYeung, "Chung Yeung Festival"})
	}
	return append(substituted(list), ofYear(hongKongUnscheduled, year)...)
}

// substituted moves holidays off Sundays and off each other.
func substituted(list []closing) []closing {
	taken := map[Date]bool{}
	for _, c := range list {
		if c.date.Weekday() != time.Sunday {
			taken[c.date] = true
		}
	}
	seen := map[Date]bool{}
	for i, c := range list {
		if c.date.Weekday() == time.Sunday || seen[c.date] {
			for c.date.Weekday() == time.Sunday || taken[c.date] {
				c.date = c.date.AddDays(1)
			}
			list[i], taken[c.date] = c, true
		}
		seen[c.date] = true
	}
	return list
}

// hongKongHalves lists the days with a morning session alone: the eves of Christmas, New Year and Lunar New Year.
func hongKongHalves(year int) []Date {
	list := []Date{{year, time.December, 24}, {year, time.December, 31}}
	if l, ok := lunarYears[year]; ok {
		list = append(list, l.newYear.AddDays(-1))
	}
	weekdays := list[:0]
	for _, d := range list {
		if day := d.Weekday(); day != time.Saturday && day != time.Sunday {
			weekdays = append(weekdays, d)
		}
	}
	return weekdays
}
