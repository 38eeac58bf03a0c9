package cells

import (
	"testing"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

func TestParseTime(t *testing.T) {
	for _, c := range []struct {
		text    string
		want    time.Time
		assumed string
	}{
		// Every form in the real Cboe files.
		{"January 7, 2024 at 10:52 AM EST", newYorkTime(2024, 1, 7, 10, 52), ""},
		{"December 12, 2022 at 8:30 PM EST", newYorkTime(2022, 12, 12, 20, 30), ""},
		{"February 5 2022, 8:09 PM EST", newYorkTime(2022, 2, 5, 20, 9), ""},
		{"June 11, 2022, 8:47 PM EDT", newYorkTime(2022, 6, 11, 20, 47), ""},
		{"26 May 2023, 5:18 PM EDT", newYorkTime(2023, 5, 26, 17, 18), ""},
		{"12 June 2023, 4:35 PM EDT", newYorkTime(2023, 6, 12, 16, 35), ""},
		{"20 de noviembre de 2025, 9:52 GMT-5", newYorkTime(2025, 11, 20, 9, 52), ""},

		// Other browsers.
		{"20 novembre 2025 à 09:52 UTC−5", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"20. November 2025 um 09:52 GMT-5", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"20 de novembro de 2025 às 09:52 GMT-5", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"20 de noviembre de 2025, 9:52 p. m. GMT-5", newYorkTime(2025, 11, 20, 21, 52), ""},
		{"1. M\xe4rz 2025 um 09:52 GMT-5", newYorkTime(2025, 3, 1, 9, 52), ""}, // Latin-1
		{"November 20, 2025 at 9:52\u202fAM EST", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"November 20, 2025 at 8:52 AM CST", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"November 20, 2025 at 2:52 PM UTC", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"November 20, 2025 at 20:22 GMT+05:30", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"November 20, 2025 at 9:52:00am ET", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"November 20, 2025 at 12:00 AM EST", newYorkTime(2025, 11, 20, 0, 0), ""},
		{"November 20, 2025 at 12:30 PM EST", newYorkTime(2025, 11, 20, 12, 30), ""},
		{"November 20, 2025 9:52", newYorkTime(2025, 11, 20, 9, 52), ""},

		// EST in summer: people mean New York time.
		{"July 1, 2025 at 9:52 AM EST", newYorkTime(2025, 7, 1, 9, 52), "zone-word"},
		{"July 1, 2025 at 9:52 AM GMT-5", newYorkTime(2025, 7, 1, 10, 52), ""},

		{"2025-11-20T09:52:00-05:00", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"2025-11-20T14:52:00Z", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"2025-11-20 14:52:00+00:00", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"2025-11-20T09:52", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"2025-11-20 09:52:00", newYorkTime(2025, 11, 20, 9, 52), ""},
		{"2025-07-01 09:52", newYorkTime(2025, 7, 1, 9, 52), ""},

		// A date without a time is the close, early on half days.
		{"2025-11-20", newYorkTime(2025, 11, 20, 16, 0), "as-of-date-only"},
		{"2025-11-28", newYorkTime(2025, 11, 28, 13, 0), "as-of-date-only"},
		{"November 20, 2025", newYorkTime(2025, 11, 20, 16, 0), "as-of-date-only"},
	} {
		got, assumed, err := ParseTime(c.text)
		if err != nil || !got.Equal(c.want) || assumed.Code != c.assumed {
			t.Errorf("ParseTime(%q) = %v, %v, %v; want %v, %q", c.text, got, assumed, err, c.want, c.assumed)
		}
		if got.Location() != market.NewYork {
			t.Errorf("ParseTime(%q) is in %v", c.text, got.Location())
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	for _, text := range []string{
		"", "4 June 4, 3:15 PM EDT", // the garbled date of a real file: no year
		"January 7, 2024 at 10:52 AM XYZ", "January 7, 2024 at 25:52", "January 7, 2024 at 13:52 PM EST",
		"January 7, 2024 at 0:52 AM EST", "January 7, 2024 at 10:60 AM EST", "January 7, 2024 at 10 AM EST",
		"January 32, 2024 at 10:52 AM EST", "February 30, 2024", "January January 7, 2024", "7 7 January 2024",
		"January 7, 2024 2025", "January 7, 2024 at 10:52 11:52 AM EST", "January 7, 2024 EST", "January 7, 2024 AM",
		"11/12/2025 9:52", "2025-13-01", "0004-06-04", "9999-01-01T00:00:00Z", "January 7, 1024",
		"January 7, 2024 at 10:52 AM GMT-", "January 7, 2024 at 10:52 AM GMT+99", "January 7, 2024 at 10:52 AM GMT5",
		"January 7, 2024 at 1:2:3:4 EST", "January 7, 2024 at :52 EST", "January 7, 2024 at +1:52 EST",
	} {
		if got, _, err := ParseTime(text); err == nil {
			t.Errorf("ParseTime(%q) = %v, want an error", text, got)
		}
	}
}

func TestParseDay(t *testing.T) {
	for text, want := range map[string]market.Date{
		"Fri Jan 05 2024":   {Year: 2024, Month: 1, Day: 5},
		"Thu Nov 20 2025":   {Year: 2025, Month: 11, Day: 20},
		"5 de mayo de 2024": {Year: 2024, Month: 5, Day: 5},
	} {
		if got, err := ParseDay(text, model.DatesByContent); err != nil || got != want {
			t.Errorf("parseDay(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "Fri Jan 05", "Fri Feb 30 2024", "Expiration Date", "2024"} {
		if got, err := ParseDay(text, model.DatesByContent); err == nil {
			t.Errorf("parseDay(%q) = %v, want an error", text, got)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"January 7, 2024 at 10:52 AM EST", "20 de noviembre de 2025, 9:52 GMT-5", "4 June 4, 3:15 PM EDT", "2025-11-20",
		"2025-11-20 14:52:00+00:00", "Fri Jan 05 2024", "1. M\xe4rz 2025 um 09:52 UTC\u22125",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, err := ParseTime(s)
		if err != nil {
			return
		}
		if y := at.Year(); y < minYear-1 || y > maxYear+1 {
			t.Fatalf("ParseTime(%q) = %v", s, at)
		}
		again, _, err := ParseTime(at.Format(time.RFC3339Nano))
		if err == nil && !again.Equal(at) {
			t.Fatalf("ParseTime(%q) = %v, but read again %v", s, at, again)
		}
		// An expiry is a date in the zone in which it is written, or in New York.
		if d, err := ParseDay(s, model.DatesByContent); err == nil {
			if days := d.DaysUntil(market.DateOf(at)); days < -1 || days > 1 {
				t.Fatalf("parseDay(%q) = %v, ParseTime says %v", s, d, at)
			}
		}
	})
}

// FuzzWhen checks dates in either order against the calendar: a date that is read contains the numbers of its text.
func FuzzWhen(f *testing.F) {
	for _, s := range []string{"3/4/2025", "21.11.25", "20251121", "21-Nov-2025", "02JAN2020", "1/6/2016 0:00:00", "1763551236", "3/4/2025 3:30 PM"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []model.DateOrder{model.DatesByContent, model.DayFirst, model.MonthFirst} {
			m, err := parseMoment(s, order)
			if err != nil {
				continue
			}
			if d, ok := Date(m.date.Year, int(m.date.Month), m.date.Day); !ok || d != m.date {
				t.Fatalf("%q is read as %v", s, m.date)
			}
			if _, err := ParseWhen(s, order); err != nil && m.zone == "" {
				t.Fatalf("%q is a moment, but not when: %v", s, err)
			}
		}
		if at, err := ParseWhen(s, model.MonthFirst); err == nil && (at.At.Before(time.Unix(0, 0).Add(-24*time.Hour)) && at.At.Year() < minYear-1) {
			t.Fatalf("%q is read as %v", s, at.At)
		}
	})
}

func newYorkTime(year int, month time.Month, day, hour, min int) time.Time {
	return time.Date(year, month, day, hour, min, 0, 0, market.NewYork)
}
