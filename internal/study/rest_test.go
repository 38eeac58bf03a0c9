package study

import (
	"math"
	"testing"
	"time"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// minutes is an instant of 22 May 2024, some minutes after the open.
func minutes(n int) time.Time {
	return market.Open(market.Date{Year: 2024, Month: time.May, Day: 22}).Add(time.Duration(n) * time.Minute)
}

// restAt joins one row of 22 May, known at an instant, to prices every half hour from the open to the close.
func restAt(t *testing.T, asOf, knownAt time.Time, prices []float64) (*joined, map[string]int) {
	t.Helper()
	day := market.Date{Year: 2024, Month: time.May, Day: 22}
	var bars []series.Bar
	for i, p := range prices {
		bars = append(bars, series.Bar{Time: minutes(30 * i), Close: p})
	}
	bars = append(bars, series.Bar{Time: minutes(30*len(prices) + 5), Close: 900}) // after the close
	j := &joiner{whole: 390 * time.Minute, Input: Input{
		Rows:   []report.KnownRow{{AsOf: report.Time{Time: asOf}, KnownAt: report.Time{Time: knownAt}, Spot: 100}},
		Prices: []series.Bar{{Date: day.AddDays(-1)}, {Date: day}}, Intraday: bars, Venue: market.LookupRoot("SPX").Venue,
	}}
	if err := j.choose(); err != nil {
		t.Fatal(err)
	}
	days, out := j.rest()
	if len(days) == 0 {
		return nil, out
	}
	return &days[0], out
}

// TestRestOfDay: the rest of a day is of prices from the row on, on the clock of the time that they span; what is said of the time before
// the row is of no price after it, whichever end of a bar its time is.
func TestRestOfDay(t *testing.T) {
	prices := []float64{100, 101, 99, 100, 102, 101, 100, 103, 100, 101, 99, 98, 100, 101} // 09:30 to 16:00
	square := func(p ...float64) (sum float64) {
		for i := 1; i < len(p); i++ {
			r := math.Log(p[i] / p[i-1])
			sum += r * r
		}
		return sum
	}
	for _, tt := range []struct {
		asOf, known int // minutes after the open; 0: as_of alone
		from        int // the first price that counts; -1: the day takes no part
		before      int // prices that say what was before, 0: too few
	}{
		{181, 0, 7, 6}, // 12:31: from 13:00; of 09:30 to 12:30 the last may be of up to 13:00
		{180, 0, 6, 5}, // 12:30 itself is at the row
		{179, 0, 6, 5},
		{1, 0, 1, 0},
		{0, 0, 0, 0}, // at the open
		{150, 0, 5, 0},
		{31, 180, 6, 5}, // published later
		{270, 0, 9, 8},  // five prices are left
		{271, 0, -1, 0}, // four are
		{-1, 0, -2, 0},  // before the open it is about the whole day
		{390, 0, -2, 0}, // at the close about the next
		{-60, 31, 2, 0}, // known within the session
		{-60, 390, -2, 0},
	} {
		var knownAt time.Time
		if tt.known > 0 {
			knownAt = minutes(tt.known)
		}
		d, out := restAt(t, minutes(tt.asOf), knownAt, prices)
		if tt.from < 0 {
			if want := map[bool]int{true: 1, false: 0}[tt.from == -1]; d != nil || out["few-prices"] != want || len(out) != want {
				t.Errorf("%+v: %+v, left out %v", tt, d, out)
			}
			continue
		}
		if d == nil {
			t.Errorf("%+v: left out %v", tt, out)
			continue
		}
		rest := prices[tt.from:]
		span := float64(len(rest)-1) * 30 / 390
		near(t, "start", d.bar.Open, rest[0])
		near(t, "end", d.bar.Close, 101)
		near(t, "variance", d.variance(true), square(rest...)/span)
		near(t, "scale", d.scale, math.Sqrt(span))
		if tt.before == 0 {
			if !math.IsNaN(d.soFar) {
				t.Errorf("%+v: so far %v", tt, d.soFar)
			}
			continue
		}
		near(t, "so far", d.soFar, square(prices[:tt.before]...)/(float64(tt.before-1)*30/390))
	}
	d, _ := restAt(t, minutes(240), time.Time{}, prices) // from 100
	near(t, "high", d.bar.High, 101)
	near(t, "low", d.bar.Low, 98)
	if d.past != 1 {
		t.Errorf("the day before is price %d", d.past-1)
	}
	if d, out := restAt(t, minutes(31), time.Time{}, []float64{300, 300, 300, 301, 302, 303, 304}); d != nil || out["price-mismatch"] != 1 {
		t.Errorf("another instrument: %+v, %v", d, out)
	}
}

// TestFirstOfSession: of several rows within a session the first is about the rest of its day.
func TestFirstOfSession(t *testing.T) {
	j := &joiner{Input: Input{Venue: market.LookupRoot("SPX").Venue}}
	for _, n := range []int{200, 30, -5, 100, 395} {
		j.Rows = append(j.Rows, report.KnownRow{AsOf: report.Time{Time: minutes(n)}, Spot: report.Number(n)})
	}
	if err := j.choose(); err != nil {
		t.Fatal(err)
	}
	if r := j.within[market.DateOf(minutes(0))]; len(j.within) != 1 || r == nil || r.Spot != 30 || j.inSession != 3 {
		t.Errorf("%+v of %d", r, j.inSession)
	}
}

// TestPinDays: contracts settle at the close of a day that the row names, unless they did in its morning.
func TestPinDays(t *testing.T) {
	day := market.Date{Year: 2024, Month: time.May, Day: 22}
	now := report.Time{Time: minutes(-30)}
	before := report.Time{Time: minutes(-24 * 60)}
	tt := &tester{joiner: &joiner{Input: Input{Venue: market.LookupRoot("SPX").Venue}}}
	for _, c := range []struct {
		row  report.KnownRow
		want bool
	}{
		{report.KnownRow{AsOf: now, GEX0DTE: 1}, true},
		{report.KnownRow{AsOf: now, GEX0DTE: report.None()}, false},
		{report.KnownRow{AsOf: before, GEX0DTE: 1}, false},
		{report.KnownRow{AsOf: before, GEX0DTE: 1, PainExpiry: "2024-05-22", PainStyle: "pm"}, true},
		{report.KnownRow{AsOf: now, GEX0DTE: 1, PainExpiry: "2024-05-22", PainStyle: "am"}, false},
		{report.KnownRow{AsOf: now, GEX0DTE: 1, PainExpiry: "2024-05-23", PainStyle: "pm"}, false},
		{report.KnownRow{AsOf: now, GEX0DTE: 1, PainExpiry: "2024-05-23"}, true}, // does not say when
	} {
		if got := tt.settles(&joined{row: &c.row, bar: &series.Bar{Date: day}}); got != c.want {
			t.Errorf("%+v: %v", c.row, got)
		}
	}
}

// TestGridOfRows: closes are measured against the step of each row, or against the one that is given.
func TestGridOfRows(t *testing.T) {
	v := market.LookupRoot("SPX").Venue
	row := func(step float64) *report.KnownRow {
		return &report.KnownRow{AsOf: report.Time{Time: minutes(-30)}, GEX0DTE: 1, StrikeStep: report.Number(step)}
	}
	bar := func(c float64) *series.Bar {
		return &series.Bar{Date: market.Date{Year: 2024, Month: time.May, Day: 22}, Close: c}
	}
	days := []joined{{row: row(5), bar: bar(101)}, {row: row(10), bar: bar(103)}, {row: row(math.NaN()), bar: bar(104)}, {row: row(0), bar: bar(104)}}
	for grid, want := range map[float64]struct {
		n          int
		mean, even float64
	}{0: {2, 2, 1.875}, 2: {4, 0.5, 0.5}} {
		tt := &tester{joiner: &joiner{Input: Input{Venue: v, Grid: grid}}, days: days, to: &report.Study{}}
		tt.grid()
		x := tt.to.Tests[0]
		if x.N != want.n || float64(x.Alone.Value) != want.mean || float64(x.Placebo) != want.even {
			t.Errorf("grid %v: %+v", grid, x)
		}
	}
}
