package market

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// mustDate reads a date of a test table.
func mustDate(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reads a New York wall-clock time of a test table.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if v, err := time.ParseInLocation(layout, s, NewYork); err == nil {
			return v
		}
	}
	t.Fatalf("cannot read time %q", s)
	return time.Time{}
}

// dates draws dates of the years in which options live.
func dates() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return dateOfNumber(rapid.IntRange(Date{1998, 1, 1}.number(), Date{2060, 12, 31}.number()).Draw(t, "day"))
	})
}

// instants draws instants of those years, to the second.
func instants() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		return time.Unix(rapid.Int64Range(883612800, 2871763199).Draw(t, "unix"), 0).In(NewYork)
	})
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2025-11-20", "2024-02-29", "0001-01-01", "1969-12-31", "9999-12-31"} {
		if got := mustDate(t, s).String(); got != s {
			t.Errorf("ParseDate(%q) prints %q", s, got)
		}
	}
	for _, s := range []string{"", "2025-11-2", "2025-11-31", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00",
		"2025/11/20", "20251120  ", "+025-11-20", "2025-1a-20", "2025-11-20 "} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}

func TestDateZero(t *testing.T) {
	var d Date
	if !d.IsZero() || d.String() != "" {
		t.Errorf("zero date: IsZero %v, String %q", d.IsZero(), d.String())
	}
	// Nothing may panic on dates that are none.
	for _, d := range []Date{{}, {-5, 1, 1}, {2025, 14, 40}, {Year: 1 << 20, Month: 3, Day: 1}} {
		_, _ = Holiday(d)
		_ = LookupRoot("SPX").LastQuoted(LookupRoot("SPX").SettlementInstant(NextTradingDay(PrevTradingDay(d))))
	}
}

func TestDateAgreesWithPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-800000, 3000000).Draw(t, "n")
		want := time.Unix(0, 0).UTC().AddDate(0, 0, n)
		y, m, day := want.Date()
		d := dateOfNumber(n)
		if d != (Date{y, m, day}) || d.number() != n || d.Weekday() != want.Weekday() {
			t.Fatalf("day %d: %v %v, want %v %v", n, d, d.Weekday(), want, want.Weekday())
		}
	})
}

func TestDateArithmetic(t *testing.T) {
	a, b := mustDate(t, "2024-02-28"), mustDate(t, "2025-03-01")
	if n := a.DaysUntil(b); n != 367 || a.AddDays(n) != b || b.AddDays(-n) != a {
		t.Errorf("from %v to %v: %d days", a, b, n)
	}
	if !a.Before(b) || b.Before(a) || a.Compare(a) != 0 || b.Compare(a) != 1 {
		t.Errorf("order of %v and %v", a, b)
	}
}

func TestDateOfIsNewYork(t *testing.T) {
	midnight := time.Date(2025, 11, 21, 4, 59, 59, 0, time.UTC)
	if got := DateOf(midnight).String(); got != "2025-11-20" {
		t.Errorf("DateOf(%v) = %s", midnight, got)
	}
	if got := DateOf(midnight.Add(time.Second)).String(); got != "2025-11-21" {
		t.Errorf("a second later: %s", got)
	}
}

func TestAtFollowsTheWallClock(t *testing.T) {
	for _, tt := range []struct{ date, want string }{
		{"2026-03-06", "2026-03-06T09:30:00-05:00"},
		{"2026-03-09", "2026-03-09T09:30:00-04:00"},
		{"2026-03-08", "2026-03-08T09:30:00-04:00"}, // the day on which clocks change
	} {
		if got := mustDate(t, tt.date).At(9, 30).Format(time.RFC3339); got != tt.want {
			t.Errorf("At(9, 30) on %s = %s, want %s", tt.date, got, tt.want)
		}
	}
}
