package market

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTradingSeconds(t *testing.T) {
	const hour = 3600
	for _, tt := range []struct {
		name, from, to string
		want           float64
	}{
		{"within a session", "2025-11-20 10:00", "2025-11-20 15:30", 5.5 * hour},
		{"a whole trading date", "2025-11-20 00:00", "2025-11-21 00:00", 6.5*hour + 0.12*17.5*hour},
		{"close to open", "2025-11-19 16:00", "2025-11-20 09:30", 0.12 * 17.5 * hour},
		{"weekend", "2025-11-22 00:00", "2025-11-24 00:00", 0},
		{"Friday close to Monday open", "2025-11-21 16:00", "2025-11-24 09:30", 0.12 * (8 + 9.5) * hour},
		{"half day", "2025-11-28 09:30", "2025-11-29 00:00", 3.5*hour + 0.12*11*hour},
		{"holiday", "2025-11-27 00:00", "2025-11-28 00:00", 0},
		{"Wednesday to half Friday", "2025-11-26 15:00", "2025-11-28 13:00", (1+3.5)*hour + 0.12*(8+9.5)*hour},
		{"clock change on a Sunday", "2026-03-06 15:00", "2026-03-09 16:00", (1+6.5)*hour + 0.12*(8+9.5)*hour},
		{"seconds count", "2025-11-20 15:59:30", "2025-11-20 16:00:30", 30 + 0.12*30},
		{"nothing", "2025-11-20 12:00", "2025-11-20 12:00", 0},
		{"backwards", "2025-11-20 12:00", "2025-11-20 11:00", 0},
	} {
		if got := Trading.Seconds(at(t, tt.from), at(t, tt.to)); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestSecondsOfInstants: the seconds counted by what clocks show are those between instants, session by session, on every
// venue with sessions.
func TestSecondsOfInstants(t *testing.T) {
	venues := []*Venue{US, &cme, &eurex, &hkex, &nse, &bse}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(venues).Draw(t, "venue")
		from := instants().Draw(t, "from").Add(time.Duration(rapid.Int64Range(0, 1e9-1).Draw(t, "ns")))
		to := from.Add(time.Duration(rapid.Int64Range(0, 4e6).Draw(t, "seconds")) * time.Second)
		var session, other time.Duration
		for d := v.DateOf(from); !v.DateOf(to).Before(d); d = d.AddDays(1) {
			if v.calendar.of(d) == noSession {
				continue
			}
			in := overlap(from, to, v.Open(d), v.Close(d))
			session += in
			other += overlap(from, to, v.at(d, 0), v.at(d, 24*60)) - in
		}
		want := session.Seconds() + v.offSession*other.Seconds()
		if got := v.Clock(Trading).Seconds(from, to); math.Abs(got-want) > 1e-9*max(1, want) {
			t.Fatalf("%s: %v to %v: %v, want %v", v.Name, from, to, got, want)
		}
	})
}

// overlap returns the time that [a, b] and [lo, hi] share.
func overlap(a, b, lo, hi time.Time) time.Duration {
	if lo.After(a) {
		a = lo
	}
	if hi.Before(b) {
		b = hi
	}
	return max(0, b.Sub(a))
}

func TestCalendarSeconds(t *testing.T) {
	got := Calendar.Seconds(at(t, "2026-03-06 15:00"), at(t, "2026-03-09 16:00"))
	if want := 72 * 3600.0; got != want { // an hour is skipped between
		t.Errorf("%v, want %v", got, want)
	}
	if got := Calendar.Seconds(at(t, "2026-03-09 16:00"), at(t, "2026-03-06 15:00")); got != 0 {
		t.Errorf("backwards: %v", got)
	}
}

func TestClockString(t *testing.T) {
	if Trading.String() != "trading" || Calendar.String() != "calendar" {
		t.Errorf("%v, %v", Trading, Calendar)
	}
}

func TestSecondsAreAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := rapid.SampledFrom([]Clock{Trading, Calendar}).Draw(t, "clock")
		a := instants().Draw(t, "a")
		b := a.Add(time.Duration(rapid.Int64Range(0, 4e8).Draw(t, "to b")) * time.Second)
		c := b.Add(time.Duration(rapid.Int64Range(0, 4e5).Draw(t, "to c")) * time.Second)
		whole, parts := clock.Seconds(a, c), clock.Seconds(a, b)+clock.Seconds(b, c)
		if math.Abs(whole-parts) > 1e-6 {
			t.Fatalf("%v over %v and %v: %v, parts %v", clock, a, b, whole, parts)
		}
		if whole > c.Sub(a).Seconds()+1e-6 {
			t.Fatalf("%v weighted seconds in %v", whole, c.Sub(a))
		}
	})
}

func BenchmarkTradingSecondsFiveYears(b *testing.B) {
	from, to := Date{2025, 11, 20}.At(10, 0), Date{2030, 12, 20}.At(9, 30)
	for b.Loop() {
		Trading.Seconds(from, to)
	}
}

// TestFullDay: the weighted seconds of a full trading day are those of one, and of no half day.
func TestFullDay(t *testing.T) {
	day := Date{2025, time.November, 18}
	for _, c := range []struct {
		clock Clock
		want  float64
	}{{Trading, 30960}, {Calendar, 86400}} {
		if got := c.clock.FullDay(); got != c.want || got != c.clock.Seconds(day.At(0, 0), day.At(24, 0)) {
			t.Errorf("%s: %g, want %g", c.clock, got, c.want)
		}
	}
}
