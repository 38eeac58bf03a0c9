package gex

import (
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// onRoot puts options on one underlying, expiring on days counted from the venue's date of as-of.
func onRoot(root market.Root, asOf time.Time, days []int, legs []leg) *chain.Chain {
	c := makeChain(100, legs)
	c.Underlying, c.AsOf = root.Underlying, asOf
	for x, n := range days {
		e := &c.Expiries[x]
		e.Root, e.Date = root, root.Venue.DateOf(asOf).AddDays(n)
		e.Settlement = root.SettlementInstant(e.Date)
	}
	return c
}

// TestTodayIsTheVenues: what settles later on the date of the venue's clock is 0DTE, whatever the date in New York is.
func TestTodayIsTheVenues(t *testing.T) {
	for _, c := range []struct {
		root string
		asOf time.Time
		want string
	}{
		{"BTC", time.Date(2025, 11, 21, 1, 0, 0, 0, time.UTC), "2025-11-21"},    // 20:00 of the 20th in New York
		{"NIFTY", time.Date(2025, 11, 25, 4, 30, 0, 0, time.UTC), "2025-11-25"}, // 10:00 in Mumbai, 23:30 of the 24th
		{"SPXW", time.Date(2025, 11, 21, 1, 0, 0, 0, time.UTC), "2025-11-21"},   // 20:00 of the 20th, after the trade date
	} {
		root := market.LookupRoot(c.root)
		legs := []leg{{false, 101, 3 * aDay, 0.2, 20, 1}, {true, 98, 9 * aDay, 0.25, 30, -1}}
		day, _ := market.ParseDate(c.want)
		first := root.Venue.DateOf(c.asOf).DaysUntil(day)
		b := onCalendar(t, onRoot(root, c.asOf, []int{first, first + 7}, legs), Options{})
		r := Build(b)
		if r.TradeDate != c.want {
			t.Errorf("%s at %s: trade date %s, want %s", c.root, c.asOf, r.TradeDate, c.want)
		}
		for _, k := range r.Buckets {
			if k.Bucket == "0DTE" && k.Contracts != 1 {
				t.Errorf("%s at %s: %d contracts are 0DTE", c.root, c.asOf, k.Contracts)
			}
		}
	}
}

// TestMonthlyIsTheVenues: the row without the monthly leaves out the underlying's own, and is not there without one.
func TestMonthlyIsTheVenues(t *testing.T) {
	for _, c := range []struct {
		root string
		asOf time.Time
		days []int
		want string
	}{
		{"VIX", time.Date(2025, 12, 1, 15, 0, 0, 0, time.UTC), []int{16, 18}, "without the 2025-12-17 monthly"},
		{"BTC", time.Date(2025, 11, 17, 15, 0, 0, 0, time.UTC), []int{4, 11}, "without the 2025-11-28 monthly"},
		{"SPXW", time.Date(2025, 11, 17, 15, 0, 0, 0, time.UTC), []int{4, 11}, "without the 2025-11-21 monthly"},
		{"SPXW", time.Date(2025, 11, 17, 15, 0, 0, 0, time.UTC), []int{5, 11}, "without the 2025-11-21 monthly"}, // a Saturday settles on Friday
		{"SPXW", time.Date(2025, 11, 17, 15, 0, 0, 0, time.UTC), []int{3, 11}, ""},
		{"BTC", time.Date(2025, 11, 17, 15, 0, 0, 0, time.UTC), []int{4, 12}, ""},
	} {
		root := market.LookupRoot(c.root)
		chain := onRoot(root, c.asOf, c.days, []leg{{false, 101, 3 * aDay, 0.2, 20, 1}, {true, 98, 9 * aDay, 0.25, 30, -1}})
		for x := range chain.Expiries {
			chain.Expiries[x].Date = root.Venue.SettlementDate(chain.Expiries[x].Date)
		}
		got := ""
		for _, o := range BuildLevels(onCalendar(t, chain, Options{})).Outlook {
			if strings.Contains(o.Label, "monthly") {
				got = o.Label
			}
			if o.Scope == "without_today" {
				t.Errorf("%s: a row without today's expiries, of which there are none", c.root)
			}
		}
		if got != c.want {
			t.Errorf("%s with expiries in %v days: %q, want %q", c.root, c.days, got, c.want)
		}
	}
}

// TestMaxPainOfMornings: where every expiry settles in the morning, max pain is that of the nearest.
func TestMaxPainOfMornings(t *testing.T) {
	asOf := time.Date(2025, 12, 1, 15, 0, 0, 0, time.UTC)
	c := onRoot(market.LookupRoot("VIX"), asOf, []int{16, 51}, []leg{
		{false, 95, 3 * aDay, 0.2, 20, 1}, {true, 105, 3 * aDay, 0.2, 30, 1}, {false, 90, 9 * aDay, 0.25, 30, 1},
	})
	l := BuildLevels(onCalendar(t, c, Options{})).Levels
	if l.MaxPain != 105 || l.MaxPainExpiry != "2025-12-17" || l.ExpectedMove == nil || l.ExpectedMove.Expiry != "2025-12-17" {
		t.Errorf("max pain %v of %v, expected move %+v", l.MaxPain, l.MaxPainExpiry, l.ExpectedMove)
	}
}

// TestFutureInCurrency: a point of a future is worth money of the options' own currency, in JSON as in the tables.
func TestFutureInCurrency(t *testing.T) {
	for root, want := range map[string]string{"NIFTY": "NIFTY, INR 75 a point", "ODAX": "FDAX, EUR 25 a point", "HSI": "HSI, HKD 50 a point", "SPXW": "ES, $50 a point"} {
		r := market.LookupRoot(root)
		asOf := r.Venue.At(market.Date{Year: 2025, Month: 11, Day: 18}, 11, 0)
		c := onRoot(r, asOf, []int{1, 8}, []leg{{false, 101, 3 * aDay, 0.2, 20, 1}, {true, 98, 9 * aDay, 0.25, 30, -1}})
		if got := Build(onCalendar(t, c, Options{})).Conventions.Futures; got != want {
			t.Errorf("%s: %q, want %q", root, got, want)
		}
	}
}
