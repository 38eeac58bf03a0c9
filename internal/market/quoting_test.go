package market

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQuoted(t *testing.T) {
	for _, tt := range []struct {
		time string
		want map[string]bool
	}{
		{"2025-11-20 09:29:59", map[string]bool{"SPX": false, "SPY": false, "AAPL": false, "NDX": false, "BTC": true}},
		{"2025-11-20 09:25", map[string]bool{"SPX": true, "SPXW": true, "XSP": true, "VIX": true, "VIXW": true, "NDX": false}},
		{"2025-11-20 09:25:01", map[string]bool{"SPX": false}},
		{"2025-11-20 09:30", map[string]bool{"SPX": true, "SPY": true, "AAPL": true, "NDX": true}},
		{"2025-11-20 16:00", map[string]bool{"AAPL": true, "SPY": true}},
		{"2025-11-20 16:00:01", map[string]bool{"AAPL": false, "SPY": true}},
		{"2025-11-20 16:15", map[string]bool{"SPY": true, "QQQ": true, "IWM": true, "DIA": true, "RUT": true, "SPX": true}},
		{"2025-11-20 16:15:01", map[string]bool{"SPY": false, "RUT": false, "SPX": true}},
		{"2025-11-20 17:00", map[string]bool{"SPXW": true, "NDXP": false}},
		{"2025-11-20 17:00:01", map[string]bool{"SPXW": false}},
		{"2025-11-20 20:15", map[string]bool{"SPXW": true, "SPY": false}},
		{"2025-11-21 20:15", map[string]bool{"SPXW": false}},                            // Friday
		{"2025-11-23 20:15", map[string]bool{"SPXW": true}},                             // Sunday
		{"2025-11-26 21:00", map[string]bool{"SPXW": false}},                            // eve of Thanksgiving
		{"2025-11-27 21:00", map[string]bool{"SPXW": true}},                             // eve of the half day
		{"2025-11-28 13:15", map[string]bool{"SPX": true, "SPY": true, "AAPL": true}},   // half day
		{"2025-11-28 13:16", map[string]bool{"SPX": false, "SPY": false, "RUT": false}}, // and no curb session
		{"2025-11-28 05:00", map[string]bool{"SPX": true}},
		{"2025-11-22 12:00", map[string]bool{"SPX": false, "BTC": true, "NIFTY": false}},
		{"2025-08-13 23:44", map[string]bool{"NIFTY": false}}, // 09:14 in Mumbai
		{"2025-08-13 23:45", map[string]bool{"NIFTY": true}},
		{"2025-08-14 06:00", map[string]bool{"NIFTY": true, "SPX": true}},
		{"2025-08-14 06:01", map[string]bool{"NIFTY": false}},
	} {
		for root, want := range tt.want {
			if got := LookupRoot(root).Quoted(at(t, tt.time)); got != want {
				t.Errorf("%s quoted at %s: %v", root, tt.time, got)
			}
		}
	}
}

func TestLastQuoted(t *testing.T) {
	for _, tt := range []struct{ root, time, want string }{
		{"SPX", "2025-11-20 10:00:30", "2025-11-20 10:00:30"},
		{"SPX", "2025-11-20 09:29:59", "2025-11-20 09:25"},
		{"SPX", "2025-11-20 18:30", "2025-11-20 17:00"},
		{"SPX", "2025-11-22 03:00", "2025-11-21 17:00"},
		{"SPX", "2025-11-23 12:00", "2025-11-21 17:00"},
		{"SPX", "2025-11-27 12:00", "2025-11-26 17:00"},
		{"SPX", "2025-11-28 18:00", "2025-11-28 13:15"},
		{"SPX", "2025-11-21 00:00", "2025-11-21 00:00"},
		{"SPY", "2025-05-01 08:28", "2025-04-30 16:15"},
		{"AAPL", "2025-05-01 08:28", "2025-04-30 16:00"},
		{"AAPL", "2025-01-21 09:00", "2025-01-17 16:00"}, // over Martin Luther King Day
		{"AAPL", "2001-09-16 12:00", "2001-09-10 16:00"},
		{"NIFTY", "2025-08-17 12:00", "2025-08-14 06:00"}, // over Independence Day and a weekend
		{"BTC", "2025-11-22 12:00:01", "2025-11-22 12:00:01"},
	} {
		if got := LookupRoot(tt.root).LastQuoted(at(t, tt.time)); !got.Equal(at(t, tt.want)) {
			t.Errorf("%s last quoted before %s: %v, want %s", tt.root, tt.time, got, tt.want)
		}
	}
}

func TestLastQuotedIsQuotedAndLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := LookupRoot(rapid.SampledFrom([]string{"SPX", "NDX", "SPY", "AAPL", "BTC", "NIFTY"}).Draw(t, "root"))
		at := instants().Draw(t, "t")
		last := r.LastQuoted(at)
		if last.After(at) || !r.Quoted(last) {
			t.Fatalf("%s at %v: %v, quoted then %v", r.Name, at, last, r.Quoted(last))
		}
		if last.Equal(at) {
			return
		}
		between := last.Add(time.Duration(rapid.Float64Range(0, 1).Draw(t, "share") * float64(at.Sub(last))))
		if between.After(last) && r.Quoted(between) {
			t.Fatalf("%s quoted at %v, later than %v", r.Name, between, last)
		}
		if last.Second() != 0 || last.Nanosecond() != 0 {
			t.Fatalf("%v is no whole minute", last)
		}
	})
}
