package market

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// indiaListed are the weekdays without a session as exchange_calendars (github.com/gerrymanoim/exchange_calendars, calendar
// XBOM) lists them from the yearly lists of NSE, BSE and Zerodha, to 2025; 2026 is typed from the exchange's list of December
// 2025 and its notice on 15 January.
var indiaListed = map[int]string{
	2015: "1/26 2/17 3/6 4/2 4/3 4/14 5/1 9/17 9/25 10/2 10/22 11/11 11/12 11/25 12/25",
	2016: "1/26 3/7 3/24 3/25 4/14 4/15 4/19 7/6 8/15 9/5 9/13 10/11 10/12 10/31 11/14",
	2017: "1/26 2/24 3/13 4/4 4/14 5/1 6/26 8/15 8/25 10/2 10/19 10/20 12/25",
	2018: "1/26 2/13 3/2 3/29 3/30 5/1 8/15 8/22 9/13 9/20 10/2 10/18 11/7 11/8 11/23 12/25",
	2019: "3/4 3/21 4/17 4/19 4/29 5/1 6/5 8/12 8/15 9/2 9/10 10/2 10/8 10/21 10/28 11/12 12/25",
	2020: "2/21 3/10 4/2 4/6 4/10 4/14 5/1 5/25 10/2 11/16 11/30 12/25",
	2021: "1/26 3/11 3/29 4/2 4/14 4/21 5/13 7/21 8/19 9/10 10/15 11/4 11/5 11/19",
	2022: "1/26 3/1 3/18 4/14 4/15 5/3 8/9 8/15 8/31 10/5 10/24 10/26 11/8",
	2023: "1/26 3/7 3/30 4/4 4/7 4/14 5/1 6/29 8/15 9/19 10/2 10/24 11/14 11/27 12/25",
	2024: "1/22 1/26 3/8 3/25 3/29 4/11 4/17 5/1 5/20 6/17 7/17 8/15 10/2 11/1 11/15 11/20 12/25",
	2025: "2/26 3/14 3/31 4/10 4/14 4/18 5/1 8/15 8/27 10/2 10/21 10/22 11/5 12/25",
	2026: "1/15 1/26 3/3 3/26 3/31 4/3 4/14 5/1 5/28 6/26 9/14 10/2 10/20 11/10 11/24 12/25",
}

func TestIndianHolidays(t *testing.T) {
	for year, want := range indiaListed {
		for _, v := range []*Venue{&nse, &bse} {
			if diff := cmp.Diff(strings.Fields(want), weekdaysWhere(year, func(d Date) bool { return !v.IsTradingDay(d) })); diff != "" {
				t.Errorf("%s %d closed (-want +got):\n%s", v.Name, year, diff)
			}
		}
	}
	var weekends []string
	for d := (Date{firstIndiaYear, 1, 1}); d.Year <= lastIndiaYear; d = d.AddDays(1) {
		if day := d.Weekday(); (day == time.Saturday || day == time.Sunday) && nse.IsTradingDay(d) {
			weekends = append(weekends, d.String())
		}
	}
	// Budgets of 2015, 2020, 2025 and 2026, and tests of the systems in 2024.
	if got := strings.Join(weekends, " "); got != "2015-02-28 2020-02-01 2024-01-20 2024-03-02 2024-05-18 2025-02-01 2026-02-01" {
		t.Errorf("sessions at weekends: %s", got)
	}
}

// TestIndianHolidaysOnFixedDates: in every year, also those of no table, the holidays whose date needs no notice are there.
func TestIndianHolidaysOnFixedDates(t *testing.T) {
	for year := 2010; year <= 2040; year++ {
		fixed := []Date{{year, 1, 26}, {year, 5, 1}, {year, 8, 15}, {year, 10, 2}, {year, 12, 25}, goodFriday(year)}
		for _, d := range fixed {
			if nse.IsTradingDay(d) {
				t.Errorf("trading on %s", d)
			}
		}
	}
	if known, first, last := nse.KnowsHolidays(Date{2027, 1, 1}); known || first != 2015 || last != 2026 {
		t.Errorf("holidays of 2027: known %v, of %d to %d", known, first, last)
	}
	if known, _, _ := nse.KnowsHolidays(Date{2026, 12, 31}); !known {
		t.Error("holidays of 2026 are not known")
	}
	if known, _, _ := newYork.KnowsHolidays(Date{2050, 1, 3}); !known {
		t.Error("New York has no table")
	}
}

// goodFriday by Gauss's rule, which the calendar does not use.
func goodFriday(year int) Date {
	a, b, c := year%19, year%4, year%7
	k := year / 100
	p, q := (13+8*k)/25, k/4
	m, n := (15-p+k-q)%30, (4+k-q)%7
	d := (19*a + m) % 30
	e := (2*b + 4*c + 6*d + n) % 7
	if d == 29 && e == 6 {
		d -= 7
	} else if d == 28 && e == 6 && (11*m+11)%30 < 19 {
		d -= 7
	}
	return Date{year, time.March, 22}.AddDays(d + e - 2)
}

// TestIndianMonthlies: dates on which monthly contracts expired, as the exchanges' lists of contracts have them: by symbol and
// year on other weekdays, and before holidays.
func TestIndianMonthlies(t *testing.T) {
	for root, dates := range map[string]string{
		"NIFTY":      "2019-08-29 2021-03-25 2023-03-29 2023-06-28 2024-10-31 2024-12-26 2025-02-27 2025-08-28 2025-09-30 2025-10-28 2025-12-30 2026-03-30 2026-04-28",
		"BANKNIFTY":  "2023-05-25 2024-02-29 2024-03-27 2024-04-24 2024-12-24 2025-01-30 2025-08-28 2025-09-30",
		"FINNIFTY":   "2023-10-31 2024-07-30 2024-12-31 2025-01-30 2025-11-25 2026-03-30",
		"MIDCPNIFTY": "2024-07-29 2024-12-30 2025-01-30 2025-07-31 2025-11-25",
		"NIFTYNXT50": "2024-11-29 2025-01-30",
		"SENSEX":     "2023-05-26 2024-12-27 2025-01-28 2025-08-26 2025-09-25 2025-11-27 2025-12-24",
		"BANKEX":     "2023-10-30 2024-12-30 2025-01-28 2025-09-25",
	} {
		for _, want := range strings.Fields(dates) {
			d := mustDate(t, want)
			if got := LookupRoot(root).Monthly(d.Year, d.Month).String(); got != want {
				t.Errorf("%s of %d-%02d: %s, want %s", root, d.Year, int(d.Month), got, want)
			}
		}
	}
}

// TestIndianLots: the lots of circulars, on days before and after they were changed.
func TestIndianLots(t *testing.T) {
	for _, c := range []struct {
		root, expiry, day string
		want              float64
		known             bool
	}{
		// 25 April 2024: 50 to 25, of all contracts that expire later.
		{"NIFTY", "2024-04-25", "2024-04-24", 50, true}, {"NIFTY", "2024-05-02", "2024-04-25", 50, true},
		{"NIFTY", "2024-05-02", "2024-04-26", 25, true}, {"NIFTY", "2024-06-27", "2024-04-26", 25, true},
		// 20 November 2024: weeklies from 2 January, monthlies from 27 February, quarterlies after 26 December.
		{"NIFTY", "2024-12-19", "2024-12-02", 25, true}, {"NIFTY", "2025-01-02", "2024-12-02", 75, true},
		{"NIFTY", "2025-01-30", "2025-01-15", 25, true}, {"NIFTY", "2025-02-27", "2025-01-15", 75, true},
		{"NIFTY", "2025-03-27", "2024-12-26", 25, true}, {"NIFTY", "2025-03-27", "2024-12-27", 75, true},
		{"BANKNIFTY", "2025-01-30", "2025-01-02", 15, true}, {"BANKNIFTY", "2025-02-27", "2025-01-02", 30, true},
		// 25 April 2025: BANKNIFTY and MIDCPNIFTY from July.
		{"BANKNIFTY", "2025-06-26", "2025-05-02", 30, true}, {"BANKNIFTY", "2025-07-31", "2025-05-02", 35, true}, {"MIDCPNIFTY", "2025-07-31", "2025-05-02", 140, true},
		// 28 October 2025: from January 2026; quarterlies after 30 December.
		{"NIFTY", "2025-12-30", "2025-12-05", 75, true}, {"NIFTY", "2026-01-06", "2025-12-05", 65, true}, {"NIFTY", "2026-03-30", "2025-12-05", 75, true},
		{"NIFTY", "2026-03-30", "2025-12-31", 65, true}, {"BANKNIFTY", "2026-01-27", "2025-11-20", 30, true}, {"FINNIFTY", "2026-03-30", "2026-03-11", 60, true},
		{"MIDCPNIFTY", "2026-01-27", "2026-01-02", 120, true}, {"NIFTYNXT50", "2026-01-27", "2026-01-02", 25, true},
		{"FINNIFTY", "2024-07-30", "2024-07-15", 25, true}, {"FINNIFTY", "2024-07-23", "2024-07-15", 40, true}, {"MIDCPNIFTY", "2024-07-29", "2024-07-15", 50, true},
		{"BANKNIFTY", "2023-06-29", "2023-05-19", 25, true}, {"BANKNIFTY", "2023-07-27", "2023-05-19", 15, true},
		{"NIFTY", "2021-06-24", "2021-06-01", 75, true}, {"NIFTY", "2021-07-29", "2021-06-01", 50, true}, {"NIFTY", "2019-08-29", "2019-08-23", 75, true},
		{"SENSEX", "2024-12-27", "2024-12-02", 10, true}, {"SENSEX", "2025-01-07", "2024-12-02", 20, true}, {"SENSEX", "2025-01-28", "2025-01-10", 10, true}, {"BANKEX", "2025-02-25", "2025-02-03", 30, true},
		{"NIFTY", "2009-03-26", "2009-03-02", 25, false}, {"NIFTY", "2031-03-25", "2031-03-03", 65, false}, {"NIFTY", "2030-06-25", "2026-01-05", 65, true},
		{"SPX", "2031-03-21", "2031-03-03", 100, true},
	} {
		got, known := LookupRoot(c.root).Lot(mustDate(t, c.expiry), mustDate(t, c.day))
		if got != c.want || known != c.known {
			t.Errorf("%s %s on %s: %v, known %v; want %v, %v", c.root, c.expiry, c.day, got, known, c.want, c.known)
		}
	}
}

// TestLotTables: rows are in order, so that the last one that holds is the newest.
func TestLotTables(t *testing.T) {
	for name, table := range indiaLots {
		ordered := slices.IsSortedFunc(table, func(a, b lotChange) int { return a.weekly.Compare(b.weekly) }) &&
			slices.IsSortedFunc(table, func(a, b lotChange) int { return a.begins.Compare(b.begins) })
		if !ordered || LookupRoot(name).Multiplier != table[len(table)-1].size || !LookupRoot(name).HasLots {
			t.Errorf("%s: %s", name, fmt.Sprint(table))
		}
	}
}
