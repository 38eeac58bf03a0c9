package market

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

// weekdaysWhere lists the weekdays of a year that fulfil a condition, as 1/2 for 2 January.
func weekdaysWhere(year int, is func(Date) bool) []string {
	var list []string
	for d := (Date{year, time.January, 1}); d.Year == year; d = d.AddDays(1) {
		if day := d.Weekday(); day != time.Saturday && day != time.Sunday && is(d) {
			list = append(list, d.At(0, 0).Format("1/2"))
		}
	}
	return list
}

// The lists are those of the exchange's own releases for the years named, not made from rules.
func TestClosedDays(t *testing.T) {
	for year, want := range map[int]string{
		2001: "1/1 1/15 2/19 4/13 5/28 7/4 9/3 9/11 9/12 9/13 9/14 11/22 12/25",
		2012: "1/2 1/16 2/20 4/6 5/28 7/4 9/3 10/29 10/30 11/22 12/25",
		2018: "1/1 1/15 2/19 3/30 5/28 7/4 9/3 11/22 12/5 12/25",
		2020: "1/1 1/20 2/17 4/10 5/25 7/3 9/7 11/26 12/25",
		2021: "1/1 1/18 2/15 4/2 5/31 7/5 9/6 11/25 12/24",
		2022: "1/17 2/21 4/15 5/30 6/20 7/4 9/5 11/24 12/26",
		2023: "1/2 1/16 2/20 4/7 5/29 6/19 7/4 9/4 11/23 12/25",
		2024: "1/1 1/15 2/19 3/29 5/27 6/19 7/4 9/2 11/28 12/25",
		2025: "1/1 1/9 1/20 2/17 4/18 5/26 6/19 7/4 9/1 11/27 12/25",
		2026: "1/1 1/19 2/16 4/3 5/25 6/19 7/3 9/7 11/26 12/25",
		2027: "1/1 1/18 2/15 3/26 5/31 6/18 7/5 9/6 11/25 12/24",
		2028: "1/17 2/21 4/14 5/29 6/19 7/4 9/4 11/23 12/25",
	} {
		got := weekdaysWhere(year, func(d Date) bool { return !IsTradingDay(d) })
		if diff := cmp.Diff(strings.Fields(want), got); diff != "" {
			t.Errorf("%d closed (-want +got):\n%s", year, diff)
		}
		named := weekdaysWhere(year, func(d Date) bool { _, closed := Holiday(d); return closed })
		if diff := cmp.Diff(got, named); diff != "" {
			t.Errorf("%d: Holiday disagrees with IsTradingDay:\n%s", year, diff)
		}
	}
}

func TestHalfDays(t *testing.T) {
	for year, want := range map[int]string{
		2002: "7/5 11/29 12/24",
		2012: "7/3 11/23 12/24",
		2013: "7/3 11/29 12/24",
		2019: "7/3 11/29 12/24",
		2020: "11/27 12/24",
		2021: "11/26",
		2022: "11/25",
		2023: "7/3 11/24",
		2024: "7/3 11/29 12/24",
		2025: "7/3 11/28 12/24",
		2026: "11/27 12/24",
		2027: "11/26",
		2028: "7/3 11/24",
	} {
		if diff := cmp.Diff(strings.Fields(want), weekdaysWhere(year, IsHalfDay)); diff != "" {
			t.Errorf("%d half days (-want +got):\n%s", year, diff)
		}
	}
}

func TestHolidayNamesItsReason(t *testing.T) {
	for date, want := range map[string]string{
		"2025-04-18": "Good Friday",
		"2022-06-20": "Juneteenth",
		"2025-01-09": "mourning for President Carter",
		"2027-12-24": "Christmas",
	} {
		if got, closed := Holiday(mustDate(t, date)); got != want || !closed {
			t.Errorf("Holiday(%s) = %q, %v; want %q", date, got, closed, want)
		}
	}
	for _, date := range []string{"2025-11-22", "2025-11-20", "2021-12-31", "2021-06-18"} {
		if reason, closed := Holiday(mustDate(t, date)); closed || reason != "" {
			t.Errorf("Holiday(%s) = %q, %v; want none", date, reason, closed)
		}
	}
}

func TestEaster(t *testing.T) { // dates as printed in church calendars
	for _, want := range []string{"1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2038-04-25"} {
		if got := easter(mustDate(t, want).Year).String(); got != want {
			t.Errorf("easter = %s, want %s", got, want)
		}
	}
}

func TestInSession(t *testing.T) {
	for s, want := range map[string]bool{
		"2025-11-20 09:29:59": false,
		"2025-11-20 09:30":    true,
		"2025-11-20 16:00":    true,
		"2025-11-20 16:00:01": false,
		"2025-11-28 13:00":    true,
		"2025-11-28 13:01":    false,
		"2025-11-22 12:00":    false,
		"2025-11-27 12:00":    false,
	} {
		if got := InSession(at(t, s)); got != want {
			t.Errorf("InSession(%s) = %v", s, got)
		}
	}
}

// TestMadeInSession: what a file shows was made in the session of its own date when its time less the delay lies in it.
func TestMadeInSession(t *testing.T) {
	const quarter = 15 * time.Minute
	for _, c := range []struct {
		root  string
		at    string // New York
		delay time.Duration
		want  bool
	}{
		{"SPX", "2025-11-20 09:30", 0, true},
		{"SPX", "2025-11-20 09:44:59", quarter, false},
		{"SPX", "2025-11-20 09:45", quarter, true},
		{"SPX", "2025-11-20 16:15", quarter, true},
		{"SPX", "2025-11-20 16:15:01", quarter, false},
		{"SPX", "2025-11-28 13:15", quarter, true}, // a half day
		{"SPX", "2025-11-28 13:15:01", quarter, false},
		{"SPX", "2025-11-21 00:10", 9 * time.Hour, false}, // the session of the day before
		{"SPY", "2025-11-22 12:00", 0, false},
		{"BTC", "2025-11-22 12:00", 0, true},
		{"NIFTY", "2025-11-19 22:45", 0, true}, // 09:15 in Mumbai, of 20 November
		{"NIFTY", "2025-11-19 22:44:59", 0, false},
		{"NIFTY", "2025-11-20 05:00", 0, true}, // 15:30
		{"NIFTY", "2025-11-20 05:00:01", 0, false},
		{"NIFTY", "2025-11-19 22:50", quarter, false}, // before the open
		{"NIFTY", "2025-11-22 01:00", 0, false},       // a Saturday
	} {
		if got := LookupRoot(c.root).Venue.MadeInSession(at(t, c.at), c.delay); got != c.want {
			t.Errorf("%s at %s less %s: %v", c.root, c.at, c.delay, got)
		}
	}
}

func TestNextAndPrevTradingDay(t *testing.T) {
	for _, tt := range []struct{ d, prev, next string }{
		{"2025-11-20", "2025-11-19", "2025-11-21"},
		{"2025-11-22", "2025-11-21", "2025-11-24"},
		{"2025-11-27", "2025-11-26", "2025-11-28"},
		{"2025-04-18", "2025-04-17", "2025-04-21"},
		{"2001-09-12", "2001-09-10", "2001-09-17"},
		{"2025-12-31", "2025-12-30", "2026-01-02"},
	} {
		d := mustDate(t, tt.d)
		if prev, next := PrevTradingDay(d).String(), NextTradingDay(d).String(); prev != tt.prev || next != tt.next {
			t.Errorf("around %s: %s and %s, want %s and %s", tt.d, prev, next, tt.prev, tt.next)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "d")
		next := NextTradingDay(d)
		if IsTradingDay(d) && PrevTradingDay(next) != d {
			t.Fatalf("PrevTradingDay(NextTradingDay(%v)) = %v", d, PrevTradingDay(next))
		}
		if !IsTradingDay(next) || !d.Before(next) || d.DaysUntil(next) > 7 {
			t.Fatalf("NextTradingDay(%v) = %v", d, next)
		}
	})
}

func TestCountSessionsAgreesWithCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := dates().Draw(t, "lo").number()
		hi := lo + rapid.IntRange(0, 2500).Draw(t, "days")
		var full, half int
		for n := lo; n < hi; n++ {
			switch newYorkDays.session(n) {
			case fullSession:
				full++
			case halfSession:
				half++
			}
		}
		if f, h := newYorkDays.count(lo, hi); f != full || h != half {
			t.Fatalf("count = %d, %d; want %d, %d", f, h, full, half)
		}
	})
}

func TestThirdFriday(t *testing.T) {
	for _, want := range []string{"2025-11-21", "2025-04-17", "2026-06-18", "2027-06-17", "2025-08-15", "2008-03-20"} {
		d := mustDate(t, want)
		if got := ThirdFriday(d.Year, d.Month).String(); got != want {
			t.Errorf("ThirdFriday = %s, want %s", got, want)
		}
	}
}

func TestVIXExpiry(t *testing.T) { // Cboe expiration calendars
	for _, want := range []string{"2025-11-19", "2025-12-17", "2025-03-18", "2026-05-19", "2027-05-18", "2024-12-18"} {
		d := mustDate(t, want)
		if got := VIXExpiry(d.Year, d.Month).String(); got != want {
			t.Errorf("VIXExpiry = %s, want %s", got, want)
		}
	}
}

func TestYearTablesAreSharedSafely(t *testing.T) {
	var got [8]int
	done := make(chan struct{})
	for i := range got {
		go func() {
			got[i], _ = newYorkDays.count(Date{2080, 1, 1}.number(), Date{2090, 1, 1}.number())
			done <- struct{}{}
		}()
	}
	for range got {
		<-done
	}
	if slices.Min(got[:]) != slices.Max(got[:]) {
		t.Errorf("sessions of 2080-2089 counted differently: %v", got)
	}
}

func TestSessionsBetween(t *testing.T) {
	thursday := Date{Year: 2025, Month: 11, Day: 13}
	for _, c := range []struct {
		from, to time.Time
		want     int
	}{
		{thursday.At(16, 0), thursday.AddDays(3).At(10, 0), 1},
		{thursday.At(9, 30), thursday.AddDays(1).At(16, 0), 2},
		{thursday.At(9, 31), thursday.AddDays(1).At(15, 59), 0},
	} {
		if got := newYork.SessionsBetween(c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}
