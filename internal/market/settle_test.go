package market

import (
	"math"
	"strconv"
	"testing"
	"time"

	"gex/internal/reftest"
)

func TestSettlementInstant(t *testing.T) {
	for _, tt := range []struct{ root, date, want string }{
		{"SPX", "2025-11-21", "2025-11-21T09:30:00-05:00"},
		{"SPXW", "2025-11-21", "2025-11-21T16:00:00-05:00"},
		{"SPXW", "2025-11-28", "2025-11-28T13:00:00-05:00"}, // half day
		{"AAPL", "2025-04-18", "2025-04-17T16:00:00-04:00"}, // Good Friday
		{"AAPL", "2015-01-17", "2015-01-16T16:00:00-05:00"}, // expiries were once dated Saturday
		{"VIX", "2025-12-17", "2025-12-17T09:30:00-05:00"},
		{"NIFTY", "2025-06-19", "2025-06-19T15:30:00+05:30"}, // a holiday in New York
		{"BTC", "2025-12-27", "2025-12-27T08:00:00Z"},        // coins settle on weekends
	} {
		got := LookupRoot(tt.root).SettlementInstant(mustDate(t, tt.date)).Format(time.RFC3339)
		if got != tt.want {
			t.Errorf("%s of %s settles %s, want %s", tt.root, tt.date, got, tt.want)
		}
	}
}

func TestTradeDate(t *testing.T) {
	for s, want := range map[string]string{
		"2025-11-20 00:00":    "2025-11-20",
		"2025-11-20 16:59:59": "2025-11-20",
		"2025-11-20 17:00":    "2025-11-21",
		"2025-11-20 20:30":    "2025-11-21",
		"2025-11-21 17:00":    "2025-11-24",
		"2025-11-27 10:00":    "2025-11-28",
		"2025-11-28 15:00":    "2025-11-28", // half day, after its close
	} {
		if got := TradeDate(at(t, s)).String(); got != want {
			t.Errorf("TradeDate(%s) = %s, want %s", s, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	from := at(t, "2025-11-20 15:30")
	minute := 1.0 / 525600
	for _, tt := range []struct {
		after time.Duration
		want  float64
	}{
		{365 * 24 * time.Hour, 1},
		{30 * time.Minute, 30 * minute},
		{90500 * time.Millisecond, 90.5 / 60 * minute},
		{time.Nanosecond, minute}, // the floor
		{time.Minute, minute},
		{0, 0},
		{-time.Hour, 0},
	} {
		if got := Years(from, from.Add(tt.after)); math.Abs(got-tt.want) > 1e-16 {
			t.Errorf("Years over %v = %v, want %v", tt.after, got, tt.want)
		}
	}
}

func TestReferenceTimeCases(t *testing.T) {
	for _, row := range reftest.Rows(t, "time_cases.csv") {
		if row["root"] == "SPY1615" {
			continue // the end of quoting as settlement of SPY is an alternative that is not offered
		}
		t.Run(row["root"]+" "+row["expiry"]+" from "+row["snapshot"], func(t *testing.T) {
			checkTimeCase(t, row)
		})
	}
}

func checkTimeCase(t *testing.T, row map[string]string) {
	if row["root"] == "DERIBIT" {
		row["root"] = "BTC"
	}
	snapshot, expiry := parseTime(t, row["snapshot"]), mustDate(t, row["expiry"])
	settlement := LookupRoot(row["root"]).SettlementInstant(expiry)
	if want := parseTime(t, row["settlement"]); !settlement.Equal(want) {
		t.Errorf("settles %v, want %v", settlement, want)
	}
	if got, want := settlement.Sub(snapshot).Minutes(), parseFloat(t, row["minutes_to_settlement"]); got != want {
		t.Errorf("%v minutes, want %v", got, want)
	}
	want := max(0, parseFloat(t, row["T_act365f"])) // the table counts on below zero, Years does not
	if got := Years(snapshot, settlement); math.Abs(got-want) > 1e-15 {
		t.Errorf("T = %v, want %v", got, want)
	}
	if got, want := DateOf(snapshot).DaysUntil(expiry), parseFloat(t, row["days_to_expiry_ny"]); float64(got) != want {
		t.Errorf("%d days, want %v", got, want)
	}
	if expired := !settlement.After(snapshot); expired != (row["expired"] == "yes") {
		t.Errorf("expired %v, want %s", expired, row["expired"])
	}
}

func parseTime(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func parseFloat(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestNextClose: strictly after an instant, in the hours and on the days of the root's own market.
func TestNextClose(t *testing.T) {
	ny := func(day, hour, minute int) time.Time { return time.Date(2025, 11, day, hour, minute, 0, 0, NewYork) }
	utc := func(day, hour, minute int) time.Time { return time.Date(2025, 11, day, hour, minute, 0, 0, time.UTC) }
	for _, c := range []struct {
		root       string
		from, want time.Time
	}{
		{"SPX", ny(26, 15, 59), ny(26, 16, 0)},
		{"SPX", ny(26, 16, 0), ny(28, 13, 0)}, // Thanksgiving between, a half day after it
		{"SPY", ny(28, 12, 59), ny(28, 13, 0)},
		{"SPY", ny(28, 13, 0), ny(31, 16, 0)}, // 1 December
		{"VIX", ny(29, 12, 0), ny(31, 16, 0)},
		{"BTC", utc(22, 7, 59), utc(22, 8, 0)}, // a Saturday
		{"BTC", utc(22, 8, 0), utc(23, 8, 0)},
		{"BTC", ny(22, 23, 0), utc(23, 8, 0)}, // 04:00 UTC of the 23rd
		{"BTC", ny(23, 3, 0), utc(24, 8, 0)},  // 08:00 UTC
		{"NIFTY", utc(18, 9, 59), utc(18, 10, 0)},
		{"NIFTY", utc(18, 10, 0), utc(19, 10, 0)},
		{"NIFTY", ny(18, 21, 0), utc(19, 10, 0)}, // 02:00 UTC of the 19th
		{"NIFTY", utc(21, 10, 0), utc(24, 10, 0)},
		{"NIFTY", utc(22, 5, 0), utc(24, 10, 0)},
	} {
		if got := LookupRoot(c.root).Venue.NextClose(c.from); !got.Equal(c.want) {
			t.Errorf("%s after %s: %s, want %s", c.root, c.from, got, c.want)
		}
	}
}
