package market

import (
	"strings"
	"testing"
	"time"
)

// TestWhenOnVenues: a time without a zone is on the clock of the venue, a date is its close there, and one with a zone stays.
func TestWhenOnVenues(t *testing.T) {
	for _, c := range []struct{ text, root, want string }{
		{"2025-11-20 09:52", "SPX", "2025-11-20T09:52:00-05:00"},
		{"2025-07-15T09:52:30", "SPY", "2025-07-15T09:52:30-04:00"},
		{"2025-11-20 09:52", "NIFTY", "2025-11-20T09:52:00+05:30"},
		{"2025-11-20 09:52", "SENSEX", "2025-11-20T09:52:00+05:30"},
		{"2025-11-20 09:52", "BTC", "2025-11-20T09:52:00Z"},
		{"2025-11-20 00:00", "BTC", "2025-11-20T00:00:00Z"},
		{"2025-11-20 09:52", "NQ", "2025-11-20T09:52:00-05:00"}, // as that of SPX
		{"2025-11-20", "NQ", "2025-11-20T15:00:00-06:00"},
		{"2025-11-20 09:52", "OESX", "2025-11-20T09:52:00+01:00"},
		{"2025-11-20 09:52", "HSI", "2025-11-20T09:52:00+08:00"},
		{"2025-11-20", "SPX", "2025-11-20T16:00:00-05:00"},
		{"2025-11-28", "SPX", "2025-11-28T13:00:00-05:00"}, // a half day
		{"2025-11-20", "NIFTY", "2025-11-20T15:30:00+05:30"},
		{"2025-11-22", "BTC", "2025-11-22T08:00:00Z"}, // a Saturday
		{"2025-11-20T14:52:00Z", "NIFTY", "2025-11-20T14:52:00Z"},
		// Clocks change: an hour comes twice, and the first is meant; an hour is left out.
		{"2025-11-02 01:30", "SPX", "2025-11-02T01:30:00-04:00"},
		{"2025-11-02 02:00", "SPX", "2025-11-02T02:00:00-05:00"},
		{"2025-10-26 02:30", "OESX", "2025-10-26T02:30:00+02:00"},
		{"2025-10-26 03:00", "OESX", "2025-10-26T03:00:00+01:00"},
		{"2026-03-08 02:30", "SPX", "2026-03-08T03:30:00-04:00"},
		{"2026-03-08 03:30", "SPX", "2026-03-08T03:30:00-04:00"},
		{"2026-03-08 01:59:59", "SPX", "2026-03-08T01:59:59-05:00"},
		{"2026-03-08 10:00", "SPX", "2026-03-08T10:00:00-04:00"},
		{"2026-03-08 02:30", "BTC", "2026-03-08T02:30:00Z"},
		{"06-Aug-2025 15:30", "NIFTY", "2025-08-06T15:30:00+05:30"},
		{"6-Aug-2025 15:30:20", "NIFTY", "2025-08-06T15:30:20+05:30"},
		{"20-OCT-2025 15:30", "SPX", "2025-10-20T15:30:00-04:00"}, // whose T is none before a time
		{"9-OCT-2025T15:30", "SPX", "2025-10-09T15:30:00-04:00"},
		{"20-OCT-2025", "SPX", "2025-10-20T16:00:00-04:00"},
		{"06-Aug-2025", "NIFTY", "2025-08-06T15:30:00+05:30"},
		{"2025-08-07 10:00 IST", "NIFTY", "2025-08-07T10:00:00+05:30"},
		{"2025-08-07 10:00 EDT", "SPX", "2025-08-07T10:00:00-04:00"},
		{"2025-08-07 10:00 ET", "SPX", "2025-08-07T10:00:00-04:00"},
		{"2025-11-20 10:00 EST", "SPX", "2025-11-20T10:00:00-05:00"},
		{"2025-08-07 10:00 UTC", "NIFTY", "2025-08-07T10:00:00Z"},
		{"2025-08-07T10:00Z", "SPX", "2025-08-07T10:00:00Z"},
		{"2025-08-07T10:00+05:30", "NIFTY", "2025-08-07T10:00:00+05:30"},
		{"2025-08-07 10:00-04:00", "SPX", "2025-08-07T10:00:00-04:00"},
		{"07-Aug-2025T10:00Z", "SPX", "2025-08-07T10:00:00Z"},
	} {
		w, err := ParseWhen(c.text)
		if got := w.On(LookupRoot(c.root).Venue).Format(time.RFC3339); err != nil || got != c.want {
			t.Errorf("%s for %s is %s, %v; want %s", c.text, c.root, got, err, c.want)
		}
	}
	if !(When{}).IsZero() || !(When{}).On(&newYork).IsZero() {
		t.Error("nothing is an instant")
	}
	for _, text := range []string{"", "now", "2025-13-01", "20/11/2025", "09:52", "2025-11-20 9:52 am", "2025-08-07 10:00 ist", "2025-08-07 IST", "06-08-2025 15:30", "6-Foo-2025", "2025-08-07 10:00 Ä", "2025-08-07 10:00 IST IST"} {
		if w, err := ParseWhen(text); err == nil {
			t.Errorf("%q is %+v", text, w)
		}
	}
}

// TestWhenCheck: a date without a close, and a time that no clock shows, of one venue are those of no other.
func TestWhenCheck(t *testing.T) {
	for _, c := range []struct{ text, root, want string }{
		{"2025-11-27", "SPX", "2025-11-27 is not a trading day (New York)"},
		{"2025-11-27", "NIFTY", ""},
		{"2025-11-05", "NIFTY", "2025-11-05 is not a trading day (NSE)"}, // Guru Nanak Jayanti
		{"2025-11-05", "SPX", ""},
		{"2025-11-22", "BTC", ""},
		{"2025-11-22 12:00", "SPX", ""},
		{"2026-03-08 02:30", "SPX", "clocks of New York never show 2026-03-08 02:30: summer time begins then"},
		{"2026-03-08 02:30", "BTC", ""},
		{"2025-11-02 01:30", "SPX", ""},
		{"2025-11-27T10:00:00Z", "SPX", ""},
		{"2025-08-07 10:00 EST", "SPX", "EST is not the clock of New York on 2025-08-07"},
		{"2025-08-07 10:00 IST", "SPX", "IST is not the clock of New York on 2025-08-07"},
		{"2025-08-07 10:00 IST", "NIFTY", ""},
		{"2025-11-20 10:00 CT", "OESX", "CT is not the clock of Eurex on 2025-11-20"}, // Chicago's, to whoever writes it
		{"2025-11-20 10:00 IT", "NIFTY", "IT is not the clock of NSE on 2025-11-20"},
	} {
		w, err := ParseWhen(c.text)
		what, hint := w.Check(LookupRoot(c.root).Venue)
		if err != nil || what != c.want || (what == "") != (hint == "") {
			t.Errorf("%s for %s: %q, hint %q, %v; want %q", c.text, c.root, what, hint, err, c.want)
		}
		if strings.Contains(what, "never show") && !strings.Contains(hint, "2026-03-08T03:30:00-04:00") {
			t.Errorf("hint %q", hint)
		}
	}
}

// TestClockNames: each venue's clock has a name to show beside a time without a zone.
func TestClockNames(t *testing.T) {
	for root, want := range map[string]string{"SPX": "New York", "NIFTY": "IST", "BTC": "UTC", "NQ": "New York", "OESX": "Berlin", "HSI": "Hong Kong"} {
		if got := LookupRoot(root).Venue.ClockName(); got != want {
			t.Errorf("%s: %q, want %q", root, got, want)
		}
	}
}
