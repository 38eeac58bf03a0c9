package market

import "time"

// indiaDays are the dates on which the equity derivatives of the National Stock Exchange and of the BSE trade. Both keep
// the same holidays.
var indiaDays = &calendar{closings: indiaClosings, halves: indiaHalves, openings: indiaOpenings, late: indiaLate}

// Years whose holidays are in the table; in others only those on fixed dates and Good Friday are known.
const firstIndiaYear, lastIndiaYear = 2015, 2026

// indiaHolidays are the weekdays without a session, from the yearly circulars of the National Stock Exchange (segment
// FAOP, "Trading holidays for the calendar year"; nseindia.com/resources/exchange-communication-holidays) and those
// for elections. Days with an hour of trading in the evening of Diwali are among them.
var indiaHolidays = []closing{
	{Date{2015, 1, 26}, "Republic Day"},
	{Date{2015, 2, 17}, "Mahashivratri"},
	{Date{2015, 3, 6}, "Holi"},
	{Date{2015, 4, 2}, "Mahavir Jayanti"},
	{Date{2015, 4, 3}, "Good Friday"},
	{Date{2015, 4, 14}, "Ambedkar Jayanti"},
	{Date{2015, 5, 1}, "Maharashtra Day"},
	{Date{2015, 9, 17}, "Ganesh Chaturthi"},
	{Date{2015, 9, 25}, "Bakri Id"},
	{Date{2015, 10, 2}, "Gandhi Jayanti"},
	{Date{2015, 10, 22}, "Dussehra"},
	{Date{2015, 11, 11}, "Diwali"},
	{Date{2015, 11, 12}, "Diwali Balipratipada"},
	{Date{2015, 11, 25}, "Guru Nanak Jayanti"},
	{Date{2015, 12, 25}, "Christmas"},
	{Date{2016, 1, 26}, "Republic Day"},
	{Date{2016, 3, 7}, "Mahashivratri"},
	{Date{2016, 3, 24}, "Holi"},
	{Date{2016, 3, 25}, "Good Friday"},
	{Date{2016, 4, 14}, "Ambedkar Jayanti"},
	{Date{2016, 4, 15}, "Ram Navami"},
	{Date{2016, 4, 19}, "Mahavir Jayanti"},
	{Date{2016, 7, 6}, "Id-ul-Fitr"},
	{Date{2016, 8, 15}, "Independence Day"},
	{Date{2016, 9, 5}, "Ganesh Chaturthi"},
	{Date{2016, 9, 13}, "Bakri Id"},
	{Date{2016, 10, 11}, "Dussehra"},
	{Date{2016, 10, 12}, "Muharram"},
	{Date{2016, 10, 31}, "Diwali Balipratipada"},
	{Date{2016, 11, 14}, "Guru Nanak Jayanti"},
	{Date{2017, 1, 26}, "Republic Day"},
	{Date{2017, 2, 24}, "Mahashivratri"},
	{Date{2017, 3, 13}, "Holi"},
	{Date{2017, 4, 4}, "Ram Navami"},
	{Date{2017, 4, 14}, "Good Friday"},
	{Date{2017, 5, 1}, "Maharashtra Day"},
	{Date{2017, 6, 26}, "Id-ul-Fitr"},
	{Date{2017, 8, 15}, "Independence Day"},
	{Date{2017, 8, 25}, "Ganesh Chaturthi"},
	{Date{2017, 10, 2}, "Gandhi Jayanti"},
	{Date{2017, 10, 19}, "Diwali"},
	{Date{2017, 10, 20}, "Diwali Balipratipada"},
	{Date{2017, 12, 25}, "Christmas"},
	{Date{2018, 1, 26}, "Republic Day"},
	{Date{2018, 2, 13}, "Mahashivratri"},
	{Date{2018, 3, 2}, "Holi"},
	{Date{2018, 3, 29}, "Mahavir Jayanti"},
	{Date{2018, 3, 30}, "Good Friday"},
	{Date{2018, 5, 1}, "Maharashtra Day"},
	{Date{2018, 8, 15}, "Independence Day"},
	{Date{2018, 8, 22}, "Bakri Id"},
	{Date{2018, 9, 13}, "Ganesh Chaturthi"},
	{Date{2018, 9, 20}, "Muharram"},
	{Date{2018, 10, 2}, "Gandhi Jayanti"},
	{Date{2018, 10, 18}, "Dussehra"},
	{Date{2018, 11, 7}, "Diwali"},
	{Date{2018, 11, 8}, "Diwali Balipratipada"},
	{Date{2018, 11, 23}, "Guru Nanak Jayanti"},
	{Date{2018, 12, 25}, "Christmas"},
	{Date{2019, 3, 4}, "Mahashivratri"},
	{Date{2019, 3, 21}, "Holi"},
	{Date{2019, 4, 17}, "Mahavir Jayanti"},
	{Date{2019, 4, 19}, "Good Friday"},
	{Date{2019, 4, 29}, "parliamentary election"},
	{Date{2019, 5, 1}, "Maharashtra Day"},
	{Date{2019, 6, 5}, "Id-ul-Fitr"},
	{Date{2019, 8, 12}, "Bakri Id"},
	{Date{2019, 8, 15}, "Independence Day"},
	{Date{2019, 9, 2}, "Ganesh Chaturthi"},
	{Date{2019, 9, 10}, "Muharram"},
	{Date{2019, 10, 2}, "Gandhi Jayanti"},
	{Date{2019, 10, 8}, "Dussehra"},
	{Date{2019, 10, 21}, "Maharashtra election"},
	{Date{2019, 10, 28}, "Diwali Balipratipada"},
	{Date{2019, 11, 12}, "Guru Nanak Jayanti"},
	{Date{2019, 12, 25}, "Christmas"},
	{Date{2020, 2, 21}, "Mahashivratri"},
	{Date{2020, 3, 10}, "Holi"},
	{Date{2020, 4, 2}, "Ram Navami"},
	{Date{2020, 4, 6}, "Mahavir Jayanti"},
	{Date{2020, 4, 10}, "Good Friday"},
	{Date{2020, 4, 14}, "Ambedkar Jayanti"},
	{Date{2020, 5, 1}, "Maharashtra Day"},
	{Date{2020, 5, 25}, "Id-ul-Fitr"},
	{Date{2020, 10, 2}, "Gandhi Jayanti"},
	{Date{2020, 11, 16}, "Diwali Balipratipada"},
	{Date{2020, 11, 30}, "Guru Nanak Jayanti"},
	{Date{2020, 12, 25}, "Christmas"},
	{Date{2021, 1, 26}, "Republic Day"},
	{Date{2021, 3, 11}, "Mahashivratri"},
	{Date{2021, 3, 29}, "Holi"},
	{Date{2021, 4, 2}, "Good Friday"},
	{Date{2021, 4, 14}, "Ambedkar Jayanti"},
	{Date{2021, 4, 21}, "Ram Navami"},
	{Date{2021, 5, 13}, "Id-ul-Fitr"},
	{Date{2021, 7, 21}, "Bakri Id"},
	{Date{2021, 8, 19}, "Muharram"},
	{Date{2021, 9, 10}, "Ganesh Chaturthi"},
	{Date{2021, 10, 15}, "Dussehra"},
	{Date{2021, 11, 4}, "Diwali"},
	{Date{2021, 11, 5}, "Diwali Balipratipada"},
	{Date{2021, 11, 19}, "Guru Nanak Jayanti"},
	{Date{2022, 1, 26}, "Republic Day"},
	{Date{2022, 3, 1}, "Mahashivratri"},
	{Date{2022, 3, 18}, "Holi"},
	{Date{2022, 4, 14}, "Ambedkar Jayanti"},
	{Date{2022, 4, 15}, "Good Friday"},
	{Date{2022, 5, 3}, "Id-ul-Fitr"},
	{Date{2022, 8, 9}, "Muharram"},
	{Date{2022, 8, 15}, "Independence Day"},
	{Date{2022, 8, 31}, "Ganesh Chaturthi"},
	{Date{2022, 10, 5}, "Dussehra"},
	{Date{2022, 10, 24}, "Diwali"},
	{Date{2022, 10, 26}, "Diwali Balipratipada"},
	{Date{2022, 11, 8}, "Guru Nanak Jayanti"},
	{Date{2023, 1, 26}, "Republic Day"},
	{Date{2023, 3, 7}, "Holi"},
	{Date{2023, 3, 30}, "Ram Navami"},
	{Date{2023, 4, 4}, "Mahavir Jayanti"},
	{Date{2023, 4, 7}, "Good Friday"},
	{Date{2023, 4, 14}, "Ambedkar Jayanti"},
	{Date{2023, 5, 1}, "Maharashtra Day"},
	{Date{2023, 6, 29}, "Bakri Id"},
	{Date{2023, 8, 15}, "Independence Day"},
	{Date{2023, 9, 19}, "Ganesh Chaturthi"},
	{Date{2023, 10, 2}, "Gandhi Jayanti"},
	{Date{2023, 10, 24}, "Dussehra"},
	{Date{2023, 11, 14}, "Diwali Balipratipada"},
	{Date{2023, 11, 27}, "Guru Nanak Jayanti"},
	{Date{2023, 12, 25}, "Christmas"},
	{Date{2024, 1, 22}, "consecration at Ayodhya"},
	{Date{2024, 1, 26}, "Republic Day"},
	{Date{2024, 3, 8}, "Mahashivratri"},
	{Date{2024, 3, 25}, "Holi"},
	{Date{2024, 3, 29}, "Good Friday"},
	{Date{2024, 4, 11}, "Id-ul-Fitr"},
	{Date{2024, 4, 17}, "Ram Navami"},
	{Date{2024, 5, 1}, "Maharashtra Day"},
	{Date{2024, 5, 20}, "parliamentary election"},
	{Date{2024, 6, 17}, "Bakri Id"},
	{Date{2024, 7, 17}, "Muharram"},
	{Date{2024, 8, 15}, "Independence Day"},
	{Date{2024, 10, 2}, "Gandhi Jayanti"},
	{Date{2024, 11, 1}, "Diwali"},
	{Date{2024, 11, 15}, "Guru Nanak Jayanti"},
	{Date{2024, 11, 20}, "Maharashtra election"},
	{Date{2024, 12, 25}, "Christmas"},
	{Date{2025, 2, 26}, "Mahashivratri"},
	{Date{2025, 3, 14}, "Holi"},
	{Date{2025, 3, 31}, "Id-ul-Fitr"},
	{Date{2025, 4, 10}, "Mahavir Jayanti"},
	{Date{2025, 4, 14}, "Ambedkar Jayanti"},
	{Date{2025, 4, 18}, "Good Friday"},
	{Date{2025, 5, 1}, "Maharashtra Day"},
	{Date{2025, 8, 15}, "Independence Day"},
	{Date{2025, 8, 27}, "Ganesh Chaturthi"},
	{Date{2025, 10, 2}, "Gandhi Jayanti"},
	{Date{2025, 10, 21}, "Diwali"},
	{Date{2025, 10, 22}, "Diwali Balipratipada"},
	{Date{2025, 11, 5}, "Guru Nanak Jayanti"},
	{Date{2025, 12, 25}, "Christmas"},
	{Date{2026, 1, 15}, "Mumbai municipal election"},
	{Date{2026, 1, 26}, "Republic Day"},
	{Date{2026, 3, 3}, "Holi"},
	{Date{2026, 3, 26}, "Ram Navami"},
	{Date{2026, 3, 31}, "Mahavir Jayanti"},
	{Date{2026, 4, 3}, "Good Friday"},
	{Date{2026, 4, 14}, "Ambedkar Jayanti"},
	{Date{2026, 5, 1}, "Maharashtra Day"},
	{Date{2026, 5, 28}, "Bakri Id"},
	{Date{2026, 6, 26}, "Muharram"},
	{Date{2026, 9, 14}, "Ganesh Chaturthi"},
	{Date{2026, 10, 2}, "Gandhi Jayanti"},
	{Date{2026, 10, 20}, "Dussehra"},
	{Date{2026, 11, 10}, "Diwali Balipratipada"},
	{Date{2026, 11, 24}, "Guru Nanak Jayanti"},
	{Date{2026, 12, 25}, "Christmas"},
}

// indiaLate are the holidays declared, or moved, when contracts that expire on them had long been listed. Files from before
// have the date that was right then, later ones have the new date.
var indiaLate = []Date{
	{2019, 4, 29}, {2019, 10, 21}, {2023, 6, 29}, {2024, 1, 22}, {2024, 5, 20}, {2024, 11, 20}, {2026, 1, 15},
}

// indiaClosings lists the weekdays of a year without a session.
func indiaClosings(year int) []closing {
	if year < firstIndiaYear || year > lastIndiaYear {
		return []closing{
			{Date{year, time.January, 26}, "Republic Day"},
			{easter(year).AddDays(-2), "Good Friday"},
			{Date{year, time.April, 14}, "Ambedkar Jayanti"},
			{Date{year, time.May, 1}, "Maharashtra Day"},
			{Date{year, time.August, 15}, "Independence Day"},
			{Date{year, time.October, 2}, "Gandhi Jayanti"},
			{Date{year, time.December, 25}, "Christmas"},
		}
	}
	return ofYear(indiaHolidays, year)
}

// indiaOpenings lists the days of weekends with a full session: the budget was read on them, or systems were tested.
func indiaOpenings(year int) []Date {
	return datesOfYear([]Date{{2015, 2, 28}, {2020, 2, 1}, {2024, 1, 20}, {2025, 2, 1}, {2026, 2, 1}}, year)
}

// indiaHalves lists the Saturdays with two short sessions, the second of which ended at 12:30.
func indiaHalves(year int) []Date { return datesOfYear([]Date{{2024, 3, 2}, {2024, 5, 18}}, year) }

// datesOfYear picks the dates of a year from a table.
func datesOfYear(table []Date, year int) (list []Date) {
	for _, d := range table {
		if d.Year == year {
			list = append(list, d)
		}
	}
	return list
}
