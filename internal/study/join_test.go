package study_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/series"
	"gex/internal/study"
)

// at is an instant of New York.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04:05", text, market.NewYork)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// TestWhatIsKnown lets one row be known at an instant, on days of which one alone is predicted: the one that the row takes part in.
func TestWhatIsKnown(t *testing.T) {
	for _, tt := range []struct{ asOf, knownAt, want string }{
		{"2024-05-22 09:29:59", "", "2024-05-22"},
		{"2024-05-22 09:30:00", "", "2024-05-23"}, // in the session
		{"2024-05-22 00:00:00", "", "2024-05-22"},
		{"2024-05-22 10:00:00", "", "2024-05-23"},
		{"2024-05-22 16:15:00", "", "2024-05-23"},
		{"2024-05-24 16:15:00", "", "2024-05-28"}, // over a weekend and Memorial Day
		{"2024-05-25 12:00:00", "", "2024-05-28"},
		{"2024-05-27 08:00:00", "", "2024-05-28"},
		{"2024-05-22 16:00:00", "2024-05-23 09:30:00", "2024-05-23"}, // public at the open
		{"2024-05-22 16:00:00", "2024-05-23 09:30:01", "2024-05-24"},
		{"2024-05-22 09:00:00", "2024-05-22 09:00:00", "2024-05-22"},
		{"2024-05-22 09:00:00", "2024-05-24 08:00:00", "2024-05-24"}, // published late
		{"2024-05-22 09:30:00", "2024-05-22 09:30:00", "2024-05-23"},
	} {
		row := report.KnownRow{Underlying: "SPX", AsOf: report.Time{Time: at(t, tt.asOf)}, Spot: 100, DayMove: 1, ExpectedMove: 0.8}
		if tt.knownAt != "" {
			row.KnownAt = report.Time{Time: at(t, tt.knownAt)}
		}
		var prices []series.Bar
		for _, d := range []string{"2024-05-21", "2024-05-22", "2024-05-23", "2024-05-24", "2024-05-28", "2024-05-29"} {
			day, err := market.ParseDate(d)
			if err != nil {
				t.Fatal(err)
			}
			prices = append(prices, series.Bar{Date: day, Open: 100, High: 101, Low: 99, Close: 100})
		}
		s := of(t, study.Input{Rows: []report.KnownRow{row}, Prices: prices, Venue: market.LookupRoot("SPX").Venue})
		if s.Days != 1 || string(s.From) != tt.want {
			t.Errorf("as of %s, known at %q: %d days from %s, want %s", tt.asOf, tt.knownAt, s.Days, s.From, tt.want)
		}
	}
}

// days is a null sample of so many days.
func days(t testing.TB, n int) study.Input {
	return history(t, sample.Days{Options: sample.Options{Seed: 3}, Days: n})
}

// text is a study in JSON.
func text(t testing.TB, s *report.Study) string {
	t.Helper()
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Neither the order of rows nor the number of processors changes a study, nor do rows that another one follows before the open.
func TestOrderOfRows(t *testing.T) {
	in := days(t, 60)
	want := of(t, in)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(in.Rows), func(i, j int) { in.Rows[i], in.Rows[j] = in.Rows[j], in.Rows[i] })
	if text(t, of(t, in)) != text(t, want) {
		t.Error("rows in another order make another study")
	}
	long := days(t, 620) // large enough for several goroutines
	many := text(t, of(t, long))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if text(t, of(t, long)) != many {
		t.Error("one processor makes another study")
	}
	for _, r := range slices.Clone(in.Rows) {
		r.AsOf.Time = r.AsOf.Add(-time.Hour)
		r.GEX, r.CallWall, r.PutWall, r.DayMove = -r.GEX, 1, 1, 5
		in.Rows = append(in.Rows, r)
	}
	got := of(t, in)
	if got.Rows != 120 || got.Superseded != 60 {
		t.Errorf("%d rows, %d superseded", got.Rows, got.Superseded)
	}
	got.Rows, got.Superseded = want.Rows, want.Superseded
	if text(t, got) != text(t, want) {
		t.Error("rows that another follows before the open change the study")
	}
}

// A row that is stamped at the open or later predicts the next day, as one of the next morning would, and the effect is of no other
// day than its own.
func TestNoLookAhead(t *testing.T) {
	d := sample.Days{Options: sample.Options{Seed: 5}, Days: 250, Effect: 0.2}
	in := history(t, d)
	share := func(in study.Input) *report.StudyTest { return find(t, of(t, in), report.StudyVol, "gex_share") }
	if x := share(in); x.Verdict != report.VerdictAdds {
		t.Fatalf("the effect is not found: %+v", x)
	}
	late, next := slices.Clone(in.Rows), slices.Clone(in.Rows)
	for i := range late {
		late[i].AsOf.Time = market.Open(market.DateOf(late[i].AsOf.Time))
		late[i].KnownAt = late[i].AsOf
		next[i].AsOf.Time = market.NextTradingDay(market.DateOf(next[i].AsOf.Time)).At(8, 0)
		next[i].KnownAt = next[i].AsOf
		late[i].GEX0DTE, next[i].GEX0DTE = report.None(), report.None()
	}
	after, before := in, in
	after.Rows, before.Rows = late, next
	if text(t, of(t, after)) != text(t, of(t, before)) {
		t.Error("a row stamped at the open is not one of the next morning")
	}
	moved := in
	moved.Prices = slices.Clone(in.Prices)
	for i := range moved.Prices[1:] { // each day has the prices of the day before
		moved.Prices[i+1] = in.Prices[i]
		moved.Prices[i+1].Date = in.Prices[i+1].Date
	}
	if x := share(moved); x.P() < 0.05 {
		t.Errorf("with the prices of the day before: %+v", x)
	}
	if x := share(after); x.P() < 0.05 {
		t.Errorf("with rows of the day before: %+v", x)
	}
}

func TestLeftOut(t *testing.T) {
	in := days(t, 60)
	first := len(in.Prices) - 60
	in.Prices[first+3].High = in.Prices[first+3].Low
	in.Prices[first+5].Open = 0
	in.Prices[first+7].High = in.Prices[first+7].Open * 0.99
	in.Prices[first+7].Low = in.Prices[first+7].Open * 0.98
	in.Rows[9].Spot *= 1.2
	in.Rows[11].Spot /= 1.2
	in.Prices = slices.Delete(in.Prices, first+20, first+22)
	in.Rows = slices.Delete(in.Rows, 30, 33)
	s := of(t, in)
	want := []report.DaysLeftOut{{Reason: "no-row", Days: 3}, {Reason: "no-price", Days: 2}, {Reason: "no-range", Days: 2}, {Reason: "odd-bar", Days: 1}, {Reason: "price-mismatch", Days: 2}}
	if !slices.Equal(s.LeftOut, want) || s.Days != 50 {
		t.Errorf("%d days, left out %+v, want 50 and %+v", s.Days, s.LeftOut, want)
	}
}

// The ratio of volatilities is that of geometric means, whose difference in logs is tested; ratios of other outcomes are of the means beside them.
func TestRatio(t *testing.T) {
	s := of(t, days(t, 60))
	vol, span := find(t, s, report.StudyVol, "sign_gex"), find(t, s, report.StudyRange, "sign_gex")
	if want := math.Exp(float64(vol.Alone.Value)); math.Abs(float64(vol.Ratio)/want-1) > 1e-8 || want == 1 {
		t.Errorf("ratio of volatilities %v, want %v", vol.Ratio, want)
	}
	if want := span.Group("short").Mean / span.Group("long").Mean; math.Abs(float64(span.Ratio/want)-1) > 1e-8 {
		t.Errorf("ratio of ranges %v, want %v", span.Ratio, want)
	}
}

// The latest row is about a day that has no price yet.
func TestLatestRow(t *testing.T) {
	in := days(t, 60)
	in.Prices = in.Prices[:len(in.Prices)-1]
	if s := of(t, in); s.Days != 59 || !slices.Equal(s.LeftOut, []report.DaysLeftOut{{Reason: "no-price", Days: 1}}) {
		t.Errorf("%d days, left out %+v", s.Days, s.LeftOut)
	}
}

// Days of the week before prices begin have no five days behind them: they take part in walls, not in volatility.
func TestPastPrices(t *testing.T) {
	in := days(t, 60)
	in.Prices = in.Prices[len(in.Prices)-60:]
	s := of(t, in)
	if x := find(t, s, report.StudyVol, "sign_gex"); x.N != 55 {
		t.Errorf("volatility of %d days", x.N)
	}
	if x := find(t, s, report.StudyRange, "sign_gex"); x.N != 60 || s.Days != 60 {
		t.Errorf("range of %d days of %d", x.N, s.Days)
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		change     func(*study.Input)
	}{
		{"settings", `levels.csv:7: options: "--sign short", and line 2 has no settings: rows under different settings cannot be compared`,
			func(in *study.Input) { in.Rows[5].Options = "--sign short" }},
		{"walls", "rows under different settings", func(in *study.Input) { in.Rows[5].Options = "--wall gamma" }},
		{"twice", "levels.csv:7: as_of: the time of line 6, too, which has other numbers", func(in *study.Input) { in.Rows[5].AsOf = in.Rows[4].AsOf }},
		{"another instrument", "no day has both a row of levels.csv known before its open and a price of 2023-12-01 to 2024-03-27 (price-mismatch: 60)",
			func(in *study.Input) {
				for i := range in.Rows {
					in.Rows[i].Spot /= 10
				}
			}},
		{"another year", "no day has both", func(in *study.Input) {
			for i := range in.Rows {
				in.Rows[i].AsOf.Time = in.Rows[i].AsOf.Add(-730 * 24 * time.Hour)
				in.Rows[i].KnownAt = report.Time{}
			}
		}},
		{"closes alone", "no-range: 60", func(in *study.Input) {
			for i := range in.Prices {
				in.Prices[i].High, in.Prices[i].Low, in.Prices[i].Open = 0, 0, 0
			}
		}},
	} {
		in := days(t, 60)
		tt.change(&in)
		_, _, err := study.Of(in)
		if err == nil || !strings.Contains(err.Error(), tt.want) || fault.Of(err).Code != fault.Input || fault.Of(err).Hint == "" {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Settings that change no number, such as the dates of a month that was added later, may differ; so may copies of a row.
func TestAllowed(t *testing.T) {
	in := days(t, 60)
	want := text(t, of(t, in))
	for i := range in.Rows[30:] {
		in.Rows[30+i].Options = "--quote-date 2025-01-01..2025-01-31"
	}
	in.Rows = append(in.Rows, in.Rows[3])
	s := of(t, in)
	if s.Superseded != 1 {
		t.Errorf("%d rows superseded", s.Superseded)
	}
	s.Superseded, s.Rows = 0, 60
	if text(t, s) != want {
		t.Error("settings that do not matter change the study")
	}
}

func TestTooFew(t *testing.T) {
	s := of(t, days(t, 39))
	if s.Enough() || len(s.Quintiles) != 0 {
		t.Errorf("39 days are enough: %+v", s)
	}
	for _, x := range s.Tests {
		if x.Verdict != report.VerdictTooFew {
			t.Errorf("%s %s: %s", x.ID, x.Predictor, x.Verdict)
		}
	}
	if s := of(t, days(t, 40)); !s.Enough() || find(t, s, report.StudyVol, "gex_share").Verdict == report.VerdictTooFew {
		t.Error("40 days are too few")
	}
	for n := 1; n < 8; n++ { // nothing to fit
		of(t, days(t, n))
	}
}

func TestOneSign(t *testing.T) {
	in := days(t, 60)
	for i := range in.Rows {
		in.Rows[i].GEX, in.Rows[i].ZeroGamma = 5e9, report.None()
	}
	s := of(t, in)
	if x := find(t, s, report.StudyVol, "sign_gex"); x.Note != "one sign only" || x.Verdict != report.VerdictTooFew || x.Alone.P.OK() || x.P().OK() {
		t.Errorf("one sign: %+v", x)
	}
	if x := find(t, s, report.StudyVol, "gex_share"); x.Note != "constant" || x.Alone.P.OK() {
		t.Errorf("a constant: %+v", x)
	}
	if x := find(t, s, report.StudyVol, "flip_distance"); x.N != 0 || x.Alone.P.OK() {
		t.Errorf("no flip: %+v", x)
	}
}

// Without day_move the straddle says what it is, √(π/2) of it; without either there is no control by implied volatility.
func TestImplied(t *testing.T) {
	in := days(t, 60)
	whole := of(t, in)
	for i := range in.Rows {
		in.Rows[i].DayMove = report.None()
	}
	straddle := of(t, in)
	a, b := find(t, whole, report.StudyHold, "call_wall").Rates.WalkTouched, find(t, straddle, report.StudyHold, "call_wall").Rates.WalkTouched
	if math.Abs(float64(a-b)) > 1e-8 {
		t.Errorf("walk %v by the day's move, %v by the straddle", a, b)
	}
	if x, y := find(t, whole, report.StudyVol, "gex_share"), find(t, straddle, report.StudyVol, "gex_share"); math.Abs(float64(x.Controlled.T-y.Controlled.T)) > 1e-6 {
		t.Errorf("t %v by the day's move, %v by the straddle", x.Controlled.T, y.Controlled.T)
	}
	for i := range in.Rows[:10] {
		in.Rows[i].ExpectedMove = report.None()
	}
	s, warnings, err := study.Of(in)
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0].Message, "not known on 10 of 60 days") || find(t, s, report.StudyVol, "gex_share").N != 50 {
		t.Errorf("ten days without: %v, %v", warnings, err)
	}
	for i := range in.Rows[:30] {
		in.Rows[i].ExpectedMove = report.None()
	}
	s, warnings, err = study.Of(in)
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0].Message, "implied volatility is not controlled") ||
		!slices.Equal(s.Controls, []string{"previous_day", "mean_of_5_days"}) || find(t, s, report.StudyVol, "gex_share").N != 60 {
		t.Errorf("half of the days without: %v, %v", warnings, err)
	}
}

// A control that never changes says nothing, and does not end the study.
func TestConstantControl(t *testing.T) {
	in := days(t, 60)
	for i := range in.Rows {
		in.Rows[i].DayMove = in.Rows[i].Spot / 128
	}
	if x := find(t, of(t, in), report.StudyVol, "gex_share"); !x.P().OK() {
		t.Errorf("%+v", x)
	}
}

// The moves of a half day are those of √(210/390) of a session: every day here moves as much in its time.
func TestHalfDay(t *testing.T) {
	in := days(t, 260)
	for i := range in.Prices {
		b, half := &in.Prices[i], 0.5
		if market.IsHalfDay(b.Date) {
			half *= math.Sqrt(210.0 / 390)
		}
		b.Open, b.High, b.Low, b.Close = 100, 100+half, 100-half, 100
	}
	for i := range in.Rows {
		r := &in.Rows[i]
		r.Spot, r.DayMove = 100, 1
	}
	s := of(t, in)
	if s.HalfDays != 3 { // 3 July, 29 November, 24 December 2024
		t.Errorf("%d half days", s.HalfDays)
	}
	x := find(t, s, report.StudyRange, "sign_gex")
	if short, long := x.Group("short").Mean, x.Group("long").Mean; short != 1 || long != 1 {
		t.Errorf("ranges of %v and %v day moves", short, long)
	}
}

// BenchmarkStudy is a study of ten years, with prices within the days.
func BenchmarkStudy(b *testing.B) {
	in := days(b, 2500)
	for b.Loop() {
		of(b, in)
	}
}

// The rest of a day is of no price before its row: of those before, only the control by the session so far knows, and of the last of
// them not even that. Prices after the row change it; and what a row before the open says is not changed by rows within the session.
func TestRestLooksBack(t *testing.T) {
	d := sample.Days{Options: sample.Options{Seed: 3}, Days: 60}
	in := history(t, d)
	whole := of(t, in)
	if whole.Rest != nil {
		t.Fatal("a rest without prices within days")
	}
	all, _, err := d.Market()
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range all {
		for _, s := range day.Steps {
			in.Intraday = append(in.Intraday, series.Bar{Time: s.At, Close: s.Price})
		}
	}
	if s := of(t, in); s.Rest != nil || s.Tests[0].ID != report.StudyVol {
		t.Errorf("rows before the open make a rest: %+v", s.Rest)
	}
	row := in.Rows
	in.Rows = slices.Clone(row)
	for i := range in.Rows { // 10:32, prices are every five minutes
		r := &in.Rows[i]
		r.AsOf.Time = market.Open(market.DateOf(r.AsOf.Time)).Add(62 * time.Minute)
		r.KnownAt = r.AsOf
	}
	same := func(s *report.Study) (alone, beside string) {
		for _, p := range []string{"sign_gex", "gex_share", "flip_distance"} {
			x := find(t, s, report.StudyRestVol, p)
			b, _ := json.Marshal(x.Controlled)
			c := *x
			c.Controlled, c.Verdict = nil, ""
			a, _ := json.Marshal(c)
			alone, beside = alone+string(a), beside+string(b)
		}
		walls, _ := json.Marshal([]any{find(t, s, report.StudyRestHold, "call_wall"), find(t, s, report.StudyRestHold, "put_wall")})
		return alone + string(walls), beside
	}
	s := of(t, in)
	if s.Rest == nil || s.Rest.Days != 60 || s.Rest.Rows != 60 || len(s.Rest.LeftOut) != 0 ||
		!slices.Equal(s.Rest.Controls, []string{"implied", "previous_day", "mean_of_5_days", "so_far", "time_left"}) {
		t.Fatalf("%+v", s.Rest)
	}
	alone, beside := same(s)
	for _, c := range []struct {
		name          string
		from, to      int // minutes after the open, of prices that change
		alone, beside bool
	}{
		{"before", 0, 56, false, true},
		{"the last before", 57, 61, false, false},
		{"after", 62, 390, true, true},
	} {
		changed := in
		changed.Intraday = slices.Clone(in.Intraday)
		for i := range changed.Intraday {
			b := &changed.Intraday[i]
			at := int(b.Time.Sub(market.Open(market.DateOf(b.Time))).Minutes())
			if at >= c.from && at <= c.to {
				b.Close *= 1 + 0.01*math.Sin(float64(i*i))
			}
		}
		a, b := same(of(t, changed))
		if (a != alone) != c.alone || (b != beside) != c.beside {
			t.Errorf("prices %s the row change the tests: %v, beside controls: %v", c.name, a != alone, b != beside)
		}
	}
	// With the rows before the open as well, both questions are asked, each of its own rows.
	both := in
	both.Rows = slices.Concat(row, in.Rows)
	s = of(t, both)
	if a, b := same(s); a != alone || b != beside {
		t.Error("rows before the open change the rest of the day")
	}
	if got, want := find(t, s, report.StudyHold, "put_wall"), find(t, whole, report.StudyHold, "put_wall"); text(t, &report.Study{Tests: []report.StudyTest{*got}}) != text(t, &report.Study{Tests: []report.StudyTest{*want}}) {
		t.Errorf("rows within the session change what was known before: %+v, %+v", got, want)
	}
}
