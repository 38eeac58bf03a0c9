package market

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// hongKongListed are the weekdays without a session from HKEX's trading calendars, and the days of storms from its notices.
var hongKongListed = map[int]string{
	2015: "1/1 2/19 2/20 4/3 4/6 4/7 5/1 5/25 7/1 9/3 9/28 10/1 10/21 12/25",
	2016: "1/1 2/8 2/9 2/10 3/25 3/28 4/4 5/2 6/9 7/1 8/2 9/16 10/10 10/21 12/26 12/27",
	2017: "1/2 1/30 1/31 4/4 4/14 4/17 5/1 5/3 5/30 8/23 10/2 10/5 12/25 12/26",
	2018: "1/1 2/16 2/19 3/30 4/2 4/5 5/1 5/22 6/18 7/2 9/25 10/1 10/17 12/25 12/26",
	2019: "1/1 2/5 2/6 2/7 4/5 4/19 4/22 5/1 5/13 6/7 7/1 10/1 10/7 12/25 12/26",
	2020: "1/1 1/27 1/28 4/10 4/13 4/30 5/1 6/25 7/1 10/1 10/2 10/13 10/26 12/25",
	2021: "1/1 2/12 2/15 4/2 4/5 4/6 5/19 6/14 7/1 9/22 10/1 10/13 10/14 12/27",
	2022: "2/1 2/2 2/3 4/5 4/15 4/18 5/2 5/9 6/3 7/1 9/12 10/4 12/26 12/27",
	2023: "1/2 1/23 1/24 1/25 4/5 4/7 4/10 5/1 5/26 6/22 7/17 9/1 9/8 10/2 10/23 12/25 12/26",
	2024: "1/1 2/12 2/13 3/29 4/1 4/4 5/1 5/15 6/10 7/1 9/6 9/18 10/1 10/11 12/25 12/26",
	2025: "1/1 1/29 1/30 1/31 4/4 4/18 4/21 5/1 5/5 7/1 10/1 10/7 10/29 12/25 12/26",
	2026: "1/1 2/17 2/18 2/19 4/3 4/6 4/7 5/1 5/25 6/19 7/1 10/1 10/19 12/25",
	2027: "1/1 2/8 2/9 3/26 3/29 4/5 5/13 6/9 7/1 9/16 10/1 10/8 12/27",
}

func TestHongKongHolidays(t *testing.T) {
	for year, want := range hongKongListed {
		if diff := cmp.Diff(strings.Fields(want), weekdaysWhere(year, func(d Date) bool { return !hkex.IsTradingDay(d) })); diff != "" {
			t.Errorf("%d closed (-want +got):\n%s", year, diff)
		}
	}
	for year, want := range map[int]string{2020: "1/24 12/24 12/31", 2022: "1/31", 2023: "", 2024: "2/9 12/24 12/31", 2025: "1/28 12/24 12/31", 2026: "2/16 12/24 12/31", 2027: "2/5 12/24 12/31"} {
		if diff := cmp.Diff(want, strings.Join(weekdaysWhere(year, func(d Date) bool { return hongKongDays.of(d) == halfSession }), " ")); diff != "" {
			t.Errorf("%d half days (-want +got):\n%s", year, diff)
		}
	}
}

// TestEurexHolidays: weekdays without trading by Eurex's trading calendars.
func TestEurexHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2015: "1/1 4/3 4/6 5/1 12/24 12/25 12/31",
		2016: "1/1 3/25 3/28 12/26",
		2017: "4/14 4/17 5/1 12/25 12/26",
		2018: "1/1 3/30 4/2 5/1 12/24 12/25 12/26 12/31",
		2019: "1/1 4/19 4/22 5/1 12/24 12/25 12/26 12/31",
		2020: "1/1 4/10 4/13 5/1 12/24 12/25 12/31",
		2021: "1/1 4/2 4/5 12/24 12/31",
		2022: "4/15 4/18 12/26",
		2023: "4/7 4/10 5/1 12/25 12/26",
		2024: "1/1 3/29 4/1 5/1 12/24 12/25 12/26 12/31",
		2025: "1/1 4/18 4/21 5/1 12/24 12/25 12/26 12/31",
		2026: "1/1 4/3 4/6 5/1 12/24 12/25 12/31",
		2027: "1/1 3/26 3/29 12/24 12/31",
	} {
		if diff := cmp.Diff(strings.Fields(want), weekdaysWhere(year, func(d Date) bool { return !eurex.IsTradingDay(d) })); diff != "" {
			t.Errorf("%d closed (-want +got):\n%s", year, diff)
		}
	}
}

// TestCMEHolidays: the dates are those of New York but for days of mourning, on which index futures traded in the morning.
func TestCMEHolidays(t *testing.T) {
	var differ []string
	for d := (Date{2015, 1, 1}); d.Year <= 2027; d = d.AddDays(1) {
		if cme.IsTradingDay(d) != newYork.IsTradingDay(d) {
			differ = append(differ, d.String())
		}
	}
	if got := strings.Join(differ, " "); got != "2018-12-05 2025-01-09" {
		t.Errorf("days on which one trades and the other not: %s", got)
	}
}

// TestMonthliesAbroad: dates of expiry from the exchanges' lists.
func TestMonthliesAbroad(t *testing.T) {
	for root, dates := range map[string]string{
		"HSI":  "2024-12-30 2025-01-27 2025-10-30 2025-11-27 2025-12-30 2026-02-26 2024-02-28",
		"OESX": "2025-11-21 2025-12-19 2024-03-15 2019-04-18",
		"MES":  "2025-11-21 2025-12-19 2025-04-17",
	} {
		for _, want := range strings.Fields(dates) {
			d := mustDate(t, want)
			if got := LookupRoot(root).Monthly(d.Year, d.Month).String(); got != want {
				t.Errorf("%s of %d-%02d: %s, want %s", root, d.Year, int(d.Month), got, want)
			}
		}
	}
	if got := LookupRoot("GC").NextMonthly(Date{2025, 11, 20}); !got.IsZero() {
		t.Errorf("gold expires by a rule that is not known: %s", got)
	}
}

// TestSettlementAbroad: the instants of the exchanges' contract specifications.
func TestSettlementAbroad(t *testing.T) {
	es, _, _ := Namesake("ES", 6700)
	cl, _, _ := Namesake("CL", 60)
	for _, c := range []struct {
		root       Root
		date, want string
		style      Settlement
	}{
		{es, "2025-12-19", "2025-12-19T08:30:00-06:00", AM}, // a quarterly month
		{es, "2025-11-21", "2025-11-21T15:00:00-06:00", PM},
		{es, "2025-12-18", "2025-12-18T15:00:00-06:00", PM},
		{es, "2025-11-28", "2025-11-28T12:00:00-06:00", PM}, // a half day
		{cl, "2025-12-16", "2025-12-16T13:30:00-06:00", PM},
		{LookupRoot("GC"), "2025-11-24", "2025-11-24T12:30:00-06:00", PM},
		{LookupRoot("ODAX"), "2025-12-19", "2025-12-19T13:00:00+01:00", PM},
		{LookupRoot("OESX"), "2025-06-20", "2025-06-20T12:00:00+02:00", PM},
		{LookupRoot("HSI"), "2025-12-30", "2025-12-30T16:00:00+08:00", PM},
		{LookupRoot("HSI"), "2025-12-31", "2025-12-31T12:00:00+08:00", PM},
		{LookupRoot("NANOS"), "2025-12-19", "2025-12-19T16:00:00-05:00", PM},
	} {
		d := mustDate(t, c.date)
		r := c.root.On(d)
		if got := r.SettlementInstant(d).Format(time.RFC3339); got != c.want || r.Settlement != c.style {
			t.Errorf("%s of %s settles %s (%s), want %s (%s)", r.Name, c.date, got, r.Settlement, c.want, c.style)
		}
	}
}

// TestInstrumentsAbroad: multipliers and currencies of contract specifications.
func TestInstrumentsAbroad(t *testing.T) {
	for name, want := range map[string]struct {
		multiplier     float64
		venue, money   string
		european, spot bool
	}{
		"MES": {5, "CME", "USD", false, false}, "NQ": {20, "CME", "USD", false, false}, "RTY": {50, "CME", "USD", false, false}, "GC": {100, "CME", "USD", false, false},
		"ZC": {50, "CME", "USD", false, false}, "ZN": {1000, "CME", "USD", false, false}, "6E": {125000, "CME", "USD", false, false},
		"OESX": {10, "Eurex", "EUR", true, true}, "ODAX": {5, "Eurex", "EUR", true, true}, "HSI": {50, "HKEX", "HKD", true, true}, "HHI": {50, "HKEX", "HKD", true, true},
		"MHI": {10, "HKEX", "HKD", true, true}, "NANOS": {1, "New York", "USD", true, true}, "CBTX": {100, "New York", "USD", true, true}, "SENSEX": {20, "BSE", "INR", true, true},
	} {
		r := LookupRoot(name)
		if r.Multiplier != want.multiplier || r.Venue.Name != want.venue || r.Venue.Currency.Code != want.money || r.European != want.european || r.CashIndex != want.spot || !r.Listed {
			t.Errorf("%s: %+v at %s in %s", name, r, r.Venue.Name, r.Venue.Currency.Code)
		}
	}
	for name, n := range namesakes {
		if n.root.Multiplier == 100 {
			t.Errorf("%s has the multiplier of a stock: --multiplier cannot tell them apart", name)
		}
		if LookupRoot(name).Venue != &newYork {
			t.Errorf("%s alone is no stock", name)
		}
	}
}
