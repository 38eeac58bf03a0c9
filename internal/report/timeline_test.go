package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

// rowsAt are rows of an underlying at times in New York, 2025-11-20 10:00, or elsewhere in RFC 3339.
func rowsAt(t *testing.T, underlying, options string, times ...string) (rows []Snapshot) {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range times {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			if at, err = time.Parse(time.RFC3339, text); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, Snapshot{Underlying: underlying, AsOf: Time{at}, Spot: Number(100 + i), Regime: LongGamma, Options: options})
	}
	return rows
}

// TestTimelineGaps: rows are joined when they follow each other as most do, in trading days or, within a day, in minutes.
func TestTimelineGaps(t *testing.T) {
	for name, c := range map[string]struct {
		underlying string
		times      []string
		gaps       []int
		intraday   bool
		dates      int
	}{
		"trading days, over a weekend and Thanksgiving": {"SPX", []string{"2025-11-20 16:00", "2025-11-21 16:00", "2025-11-24 16:00", "2025-11-25 16:00", "2025-11-26 16:00", "2025-11-28 13:00", "2025-12-01 16:00"}, nil, false, 0},
		"a day is missing":    {"SPX", []string{"2025-11-18 16:00", "2025-11-19 16:00", "2025-11-20 16:00", "2025-11-24 16:00", "2025-11-25 16:00"}, []int{3}, false, 0},
		"every Friday":        {"SPX", []string{"2025-10-03 16:00", "2025-10-10 16:00", "2025-10-17 16:00", "2025-11-07 16:00", "2025-11-14 16:00"}, []int{3}, false, 0},
		"morning and evening": {"SPX", []string{"2025-11-20 09:00", "2025-11-20 16:00", "2025-11-21 09:00", "2025-11-21 16:00", "2025-11-25 09:00"}, []int{4}, false, 0},
		"files of a weekend":  {"SPX", []string{"2025-11-21 16:00", "2025-11-22 12:00", "2025-11-24 16:00"}, nil, false, 0},
		"a day":               {"SPX", []string{"2025-11-20 09:35", "2025-11-20 09:40", "2025-11-20 09:45", "2025-11-20 10:05", "2025-11-20 10:10"}, []int{3}, true, 1},
		"two days, and one without rows": {"SPX", []string{"2025-11-20 09:35", "2025-11-20 12:00", "2025-11-20 15:55", "2025-11-24 09:35", "2025-11-24 12:00", "2025-11-24 15:55"},
			[]int{3}, true, 3},
		"coins never sleep":            {"BTC", []string{"2025-11-21T22:00:00Z", "2025-11-21T23:00:00Z", "2025-11-22T00:00:00Z", "2025-11-22T01:00:00Z", "2025-11-22T02:00:00Z", "2025-11-22T03:00:00Z", "2025-11-22T09:00:00Z"}, []int{6}, true, 0},
		"the first is far":             {"SPX", []string{"2025-11-03 16:00", "2025-11-10 16:00", "2025-11-11 16:00", "2025-11-12 16:00"}, []int{1}, false, 0},
		"one, two and two days":        {"SPX", []string{"2025-11-03 16:00", "2025-11-04 16:00", "2025-11-06 16:00", "2025-11-10 16:00"}, nil, false, 0},
		"half as many days again":      {"SPX", []string{"2025-11-03 16:00", "2025-11-05 16:00", "2025-11-07 16:00", "2025-11-12 16:00"}, nil, false, 0},
		"more than that":               {"BTC", []string{"2025-11-01T08:00:00Z", "2025-11-11T08:00:00Z", "2025-11-21T08:00:00Z", "2025-12-07T08:00:00Z"}, []int{3}, false, 0},
		"a weekend alone":              {"SPX", []string{"2025-11-22 12:00", "2025-11-23 12:00"}, nil, false, 0},
		"two of a day":                 {"SPX", []string{"2025-11-20 10:00", "2025-11-20 16:00"}, nil, true, 1},
		"the evening before a day":     {"SPX", []string{"2025-11-20 16:00", "2025-11-21 10:00", "2025-11-21 11:00", "2025-11-21 12:00", "2025-11-21 13:00"}, nil, false, 0},
		"three and a half usual steps": {"SPX", []string{"2025-11-20 09:30", "2025-11-20 09:32", "2025-11-20 09:34", "2025-11-20 09:41"}, nil, true, 1},
		"three and three quarters":     {"SPX", []string{"2025-11-20 09:30", "2025-11-20 09:32", "2025-11-20 09:34", "2025-11-20T14:41:30Z"}, []int{3}, true, 1},
		"days of coins":                {"BTC", []string{"2025-11-20T08:00:00Z", "2025-11-21T08:00:00Z", "2025-11-22T08:00:00Z", "2025-11-25T08:00:00Z"}, []int{3}, false, 0},
	} {
		tl, err := NewTimeline("x.csv", rowsAt(t, c.underlying, "", c.times...), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var gaps []int
		for i, m := range tl.Moments {
			if m.Gap {
				gaps = append(gaps, i)
			}
		}
		if !slices.Equal(gaps, c.gaps) || tl.Intraday != c.intraday || len(tl.Dates) != c.dates {
			t.Errorf("%s: gaps before %v, want %v; intraday %v; %d dates, want %d", name, gaps, c.gaps, tl.Intraday, len(tl.Dates), c.dates)
		}
	}
}

// TestTimelineOrder: rows are taken by time whatever their order, and of those of one time the last; the clock is the market's.
func TestTimelineOrder(t *testing.T) {
	rows := rowsAt(t, "SPX", "", "2025-11-24 16:00", "2025-11-20 16:00", "2025-11-21T21:00:00Z", "2025-11-20 16:00")
	rows = append(rows, rowsAt(t, "SPY", "", "2025-11-20 16:00")...)
	tl, err := NewTimeline("dir/x.csv", rows, "SPX")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range tl.Moments {
		got = append(got, fmt.Sprint(m.At.Format("02 15:04 "), m.At.Clock(), " ", m.Spot))
	}
	if want := "20 16:00 ET 103, 21 16:00 ET 102, 24 16:00 ET 100"; strings.Join(got, ", ") != want || tl.Same != 1 || tl.File != "x.csv" || tl.Regimes[LongGamma] != 3 {
		t.Errorf("%v, want %s; %d same, of %s, %v", got, want, tl.Same, tl.File, tl.Regimes)
	}
}

// TestTimelineRefuses says what cannot be drawn and why.
func TestTimelineRefuses(t *testing.T) {
	two := []string{"2025-11-20 16:00", "2025-11-21 16:00"}
	mixed := append(rowsAt(t, "SPX", "--iv file", two...), rowsAt(t, "SPX", "", two...)...)
	for name, c := range map[string]struct {
		rows   []Snapshot
		symbol string
		code   int
		want   string
	}{
		"nothing":              {nil, "", fault.Input, "x.csv: no rows"},
		"one row":              {rowsAt(t, "SPX", "", two[0]), "", fault.Input, "x.csv: 1 row of SPX; a picture over time needs two times"},
		"one time":             {rowsAt(t, "SPX", "", two[0], two[0], two[0]), "", fault.Input, "x.csv: 3 rows of SPX, all of one time; a picture"},
		"two of one time":      {rowsAt(t, "SPX", "", two[0], two[0]), "", fault.Input, "x.csv: 2 rows of SPX, all of one time; a picture"},
		"another symbol":       {rowsAt(t, "SPX", "", two...), "SPY", fault.Input, "x.csv: 0 rows of SPY; a picture"},
		"several underlyings":  {append(rowsAt(t, "SPX", "", two...), rowsAt(t, "QQQ", "", two...)...), "", fault.Usage, "x.csv: 2 underlyings do not fit into one picture"},
		"settings that differ": {mixed, "", fault.Input, "x.csv: rows of SPX were made with different settings, --iv file and without any"},
	} {
		_, err := NewTimeline("x.csv", c.rows, c.symbol)
		if err == nil || fault.Of(err).Code != c.code || !strings.HasPrefix(err.Error(), c.want) || fault.HintOf(err) == "" {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	both := append(rowsAt(t, "SPX", "--combine SPX --iv file", two...), rowsAt(t, "SPX", "--iv file", "2025-11-24 16:00")...)
	both[0].Members, both[1].Members = "SPX=1;SPY=2", "SPX=1;SPY=2"
	if tl, err := NewTimeline("x.csv", both, ""); err != nil || len(tl.Moments) != 3 || tl.Options != "--combine SPX --iv file" {
		t.Errorf("rows of a combined book and one of a file alone: %v", err)
	}
}

// TestTimelineUnit: rows have the unit of their settings in the currency of their market.
func TestTimelineUnit(t *testing.T) {
	for _, c := range []struct{ underlying, options, want string }{
		{"SPX", "", "usd_per_1pct"}, {"SPX", "--iv file --unit point", "usd_per_point"}, {"SPX", "--unit shares --wall side", "shares_per_usd"},
		{"NIFTY", "", "inr_per_1pct"}, {"BTC", "", "usd_per_1pct"},
	} {
		tl, err := NewTimeline("x.csv", rowsAt(t, c.underlying, c.options, "2025-11-20 10:00", "2025-11-21 10:00"), "")
		if err != nil || tl.Conventions.GEXUnit != c.want {
			t.Errorf("%s %s: %v, %v", c.underlying, c.options, tl, err)
		}
	}
}

// TestFewNames: eight names are all named, of more the number of the others.
func TestFewNames(t *testing.T) {
	names := strings.Split("abcdefghij", "")
	for n, want := range map[int]string{1: "a", 8: "a, b, c, d, e, f, g, h", 9: "a, b, c, d, e, f, g, h and 1 more", 10: "a, b, c, d, e, f, g, h and 2 more"} {
		if got := few(names[:n]); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// TestDatesFarApart: trading days without rows are on the axis unless there are 800 days and three for each date with rows between
// the first and the last.
func TestDatesFarApart(t *testing.T) {
	first := market.Date{Year: 2023, Month: time.January, Day: 3}
	for days, all := range map[int]bool{806: true, 807: false} {
		var times []string
		for _, d := range []market.Date{first, first.AddDays(days)} {
			for _, clock := range []string{" 10:00", " 11:00", " 12:00"} {
				times = append(times, d.String()+clock)
			}
		}
		tl, err := NewTimeline("x.csv", rowsAt(t, "SPX", "", times...), "")
		if err != nil || !tl.Intraday || (len(tl.Dates) > 500) != all || !all && len(tl.Dates) != 2 {
			t.Errorf("%d days: %d dates, %v", days, len(tl.Dates), err)
		}
	}
}

// TestPicturesOfTimeline: what is drawn of a timeline alone is as of its last moment.
func TestPicturesOfTimeline(t *testing.T) {
	tl, err := NewTimeline("x.csv", rowsAt(t, "SPX", "", "2025-11-20 10:00", "2025-11-21 10:00", "2025-11-24 10:00"), "")
	if err != nil {
		t.Fatal(err)
	}
	if p := tl.Pictures(); p.Spot != 102 || p.AsOf != tl.Moments[2].At || p.Underlying != "SPX" || p.Conventions.GEXUnit != "usd_per_1pct" || p.Timeline != tl {
		t.Errorf("%+v", p.Report.Header)
	}
}

func TestWithoutSettings(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""}, {"--bin 5 --combine SPX --iv file", "--iv file"}, {"--iv file --combine SPX", "--iv file"}, {"--combine SPX", ""},
		{"--moves -1 1 --combine A B --wall side", "--moves -1 1 --wall side"},
	} {
		if got := WithoutSettings(c[0], "combine", "bin"); got != c[1] {
			t.Errorf("%q without those of combined books is %q, want %q", c[0], got, c[1])
		}
	}
}
