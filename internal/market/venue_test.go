package market

import (
	"testing"
	"time"
)

// TestAfterDate: a date has passed at the open of the next trading day, and where trading never stops at its end.
func TestAfterDate(t *testing.T) {
	for _, c := range []struct{ root, date, want string }{
		{"SPX", "2025-11-20", "2025-11-21T09:30:00-05:00"},
		{"SPX", "2025-11-21", "2025-11-24T09:30:00-05:00"}, // a Friday
		{"SPX", "2025-11-22", "2025-11-24T09:30:00-05:00"}, // a Saturday
		{"SPY", "2025-11-26", "2025-11-28T09:30:00-05:00"}, // before Thanksgiving
		{"SPY", "2025-03-07", "2025-03-10T09:30:00-04:00"}, // clocks change between them
		{"NIFTY", "2025-11-21", "2025-11-24T09:15:00+05:30"},
		{"BTC", "2025-11-21", "2025-11-22T00:00:00Z"},
	} {
		d, err := ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := LookupRoot(c.root).Venue.AfterDate(d).Format(time.RFC3339); got != c.want {
			t.Errorf("%s of %s is over at %s, want %s", c.root, c.date, got, c.want)
		}
	}
}

// TestVenueDates: in New York weekends and holidays are passed over and the trade date ends at 17:00; where there are no
// sessions every date counts, the Saturday too.
func TestVenueDates(t *testing.T) {
	for _, c := range []struct {
		root, at                string // New York
		trade, next, settlement string // trade date, the next one, and when contracts dated on the date of at settle
	}{
		{"SPY", "2025-11-20 16:59", "2025-11-20", "2025-11-21", "2025-11-20"},
		{"SPY", "2025-11-20 17:00", "2025-11-21", "2025-11-24", "2025-11-20"},
		{"SPX", "2025-11-22 12:00", "2025-11-24", "2025-11-25", "2025-11-21"},
		{"SPX", "2025-11-27 10:00", "2025-11-28", "2025-12-01", "2025-11-26"}, // Thanksgiving
		{"BTC", "2025-11-22 12:00", "2025-11-22", "2025-11-23", "2025-11-22"},
		{"BTC", "2025-11-20 18:00", "2025-11-20", "2025-11-21", "2025-11-20"},
		{"BTC", "2025-11-20 20:00", "2025-11-21", "2025-11-22", "2025-11-20"},   // 01:00 UTC
		{"NIFTY", "2025-11-22 03:00", "2025-11-24", "2025-11-25", "2025-11-21"}, // 13:30 of a Saturday in Mumbai
		{"NIFTY", "2025-11-20 06:29", "2025-11-20", "2025-11-21", "2025-11-20"},
		{"SENSEX", "2025-11-20 06:30", "2025-11-21", "2025-11-24", "2025-11-20"}, // 17:00 in Mumbai
	} {
		v, d := LookupRoot(c.root).Venue, DateOf(at(t, c.at))
		trade := v.TradeDate(at(t, c.at))
		if got, next, settlement := trade.String(), v.NextTradingDay(trade).String(), v.SettlementDate(d).String(); got != c.trade || next != c.next || settlement != c.settlement {
			t.Errorf("%s at %s: trade date %s, next %s, settlement %s; want %s, %s, %s", c.root, c.at, got, next, settlement, c.trade, c.next, c.settlement)
		}
		if v.IsTradingDay(d) != (v.SettlementDate(d) == d) {
			t.Errorf("%s on %s: IsTradingDay %v", c.root, d, v.IsTradingDay(d))
		}
	}
}

// TestVenueHours: the next open is never the instant itself, and sessions count when they lie wholly between.
func TestVenueHours(t *testing.T) {
	for _, c := range []struct{ root, at, open string }{
		{"SPX", "2025-11-20 09:29", "2025-11-20 09:30"},
		{"SPX", "2025-11-20 09:30", "2025-11-21 09:30"},
		{"SPX", "2025-11-26 12:00", "2025-11-28 09:30"},
		{"NIFTY", "2025-11-20 22:00", "2025-11-20 22:45"}, // 09:15 in Mumbai of the 21st
		{"NIFTY", "2025-11-21 06:00", "2025-11-23 22:45"},
	} {
		if got := LookupRoot(c.root).Venue.NextOpen(at(t, c.at)); !got.Equal(at(t, c.open)) {
			t.Errorf("%s after %s opens %s, want %s", c.root, c.at, got.In(NewYork), c.open)
		}
	}
	for _, c := range []struct {
		root, from, to string
		want           int
	}{
		{"SPX", "2025-11-26 09:30", "2025-11-28 13:00", 2}, // a holiday and a half day
		{"SPX", "2025-11-26 09:31", "2025-11-28 12:59", 0},
		{"NIFTY", "2025-11-19 22:45", "2025-11-24 05:00", 3}, // Thursday, Friday, Monday in Mumbai
		{"NIFTY", "2025-11-19 22:46", "2025-11-24 04:59", 1},
		{"BTC", "2025-11-20 03:00", "2025-11-23 03:00", 3}, // from settlement to settlement, at the weekend too
	} {
		if got := LookupRoot(c.root).Venue.SessionsBetween(at(t, c.from), at(t, c.to)); got != c.want {
			t.Errorf("%s from %s to %s: %d sessions, want %d", c.root, c.from, c.to, got, c.want)
		}
	}
}

// TestVenueClock: coins run on the calendar whatever is asked for, the others on what is: 22,500 + 0.12·63,900 s in Mumbai.
func TestVenueClock(t *testing.T) {
	for root, want := range map[string]float64{"SPX": 30960, "BTC": 86400, "NIFTY": 30168} {
		v := LookupRoot(root).Venue
		if got := v.Clock(Trading).FullDay(); got != want {
			t.Errorf("%s: a day on the trading clock is %g s, want %g", root, got, want)
		}
		if c := v.Clock(Calendar); c.FullDay() != 86400 || c.String() != "calendar" {
			t.Errorf("%s: a day on the calendar is %g s, of %v", root, c.FullDay(), c)
		}
	}
}

// TestNextMonthly: the dates are those that the exchanges list. VIX expires on Wednesdays, and on a Tuesday before Juneteenth
// or Good Friday; Deribit on the last Friday of the month, holiday or not.
func TestNextMonthly(t *testing.T) {
	for root, dates := range map[string]map[string]string{
		"SPX": {"2025-11-21": "2025-11-21", "2025-11-22": "2025-12-19", "2025-12-20": "2026-01-16", "2025-04-17": "2025-04-17", "2026-01-31": "2026-02-20"},
		"KOX": {"2025-11-20": "2025-11-21"},
		"VIX": {"2025-11-20": "2025-12-17", "2025-03-18": "2025-03-18", "2025-03-19": "2025-04-16", "2025-12-18": "2026-01-21"},
		"BTC": {"2025-11-20": "2025-11-28", "2025-11-28": "2025-11-28", "2025-11-29": "2025-12-26", "2025-12-27": "2026-01-30", "2024-03-01": "2024-03-29", "2020-12-01": "2020-12-25"},
	} {
		for from, want := range dates {
			if got := LookupRoot(root).NextMonthly(mustDate(t, from)).String(); got != want {
				t.Errorf("%s from %s: %s, want %s", root, from, got, want)
			}
		}
	}
}

// TestDateOfVenue: the date is the one on the venue's own wall clock.
func TestDateOfVenue(t *testing.T) {
	for _, c := range []struct{ root, at, want string }{ // in UTC
		{"BTC", "2025-11-21T01:00:00Z", "2025-11-21"},
		{"BTC", "2025-11-21T00:00:00Z", "2025-11-21"},
		{"BTC", "2025-11-20T23:59:59Z", "2025-11-20"},
		{"NIFTY", "2025-11-25T04:30:00Z", "2025-11-25"}, // 10:00 in Mumbai, 23:30 of the day before in New York
		{"NIFTY", "2025-11-24T18:30:00Z", "2025-11-25"}, // midnight
		{"NIFTY", "2025-11-24T18:29:59Z", "2025-11-24"},
		{"SPX", "2025-11-25T04:30:00Z", "2025-11-24"},
	} {
		if got := LookupRoot(c.root).Venue.DateOf(parseTime(t, c.at)).String(); got != c.want {
			t.Errorf("%s at %s: %s, want %s", c.root, c.at, got, c.want)
		}
	}
}

// TestVenuesAreWhole: each root has a venue of the list, and each venue what its users ask for.
func TestVenuesAreWhole(t *testing.T) {
	listed := map[*Venue]bool{}
	for _, v := range venues {
		listed[v] = true
		if v.Zone == nil || v.calendar == nil || v.monthly == nil || v.Unit == "" || v.Currency.Key == "" || v.close <= v.open {
			t.Errorf("%s lacks something: %+v", v.Name, v)
		}
		if v.sessions && (v.tradeDateEnd < v.close || v.halfClose <= v.open || !(v.offSession >= 0 && v.offSession <= 1)) {
			t.Errorf("%s: the hours of its sessions: %+v", v.Name, v)
		}
		d := Date{2025, time.November, 19}
		if next := v.NextClose(v.Close(d)); next.Sub(v.Close(d)) != 24*time.Hour {
			t.Errorf("%s closes %s after %s", v.Name, next, v.Close(d))
		}
	}
	for name, r := range roots {
		if !listed[r.Venue] || !r.Listed {
			t.Errorf("%s has no venue of the list", name)
		}
	}
	if r := LookupRoot("SPY"); r.Venue != &newYork || r.Listed || r.CashSettled || r.SpotFreezes {
		t.Errorf("an ordinary stock: %+v", r)
	}
}

func TestCurrency(t *testing.T) {
	for unit, want := range map[string]string{"usd_per_1pct": "USD", "inr_per_1pct": "INR", "inr_per_point": "INR", "shares_per_inr": "INR", "shares_per_usd": "USD", "": "USD", "inrx_per_1pct": "USD"} {
		if got := CurrencyOf(unit); got.Code != want || got.InDollars() != (want == "USD") {
			t.Errorf("%q is in %s, want %s", unit, got.Code, want)
		}
	}
}
