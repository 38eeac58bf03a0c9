package svg

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
	"gex/internal/report"
)

// rowAt is a row of a history whose numbers follow from its place.
func rowAt(symbol string, at time.Time, i int, scale float64) report.Snapshot {
	spot := report.Number(scale * (1 + 0.02*math.Sin(float64(i)/9)))
	gex := report.Number(scale * 1e6 * math.Sin(float64(i)/7))
	d := &report.LevelsDocument{Levels: report.NoLevels(), Regime: report.LongGamma}
	d.Underlying, d.AsOf, d.Spot, d.Totals.GEX = symbol, report.Time{Time: at}, spot, gex
	if gex < 0 {
		d.Regime = report.ShortGamma
	}
	if i%13 == 5 {
		d.Regime = report.NearZero
	}
	if i%11 != 3 {
		d.Levels.ZeroGamma = spot * 0.99
	}
	d.Levels.CallWall, d.Levels.PutWall = report.Number(math.Round(float64(spot)*103)/100), report.Number(math.Round(float64(spot)*96)/100)
	if i%4 > 0 {
		today := report.NoLevels()
		today.GEX = gex / 3
		d.Levels0DTE = &today
	}
	return report.SnapshotOf(d)
}

// timeline is that of rows at some times.
func timeline(symbol string, times []time.Time, scale float64, change func(i int, s *report.Snapshot)) *report.Timeline {
	var rows []*report.Snapshot
	for i, at := range times {
		s := rowAt(symbol, at, i, scale)
		if change != nil {
			change(i, &s)
		}
		rows = append(rows, &s)
	}
	t := report.TimelineOf("levels.csv", rows)
	if t == nil {
		panic("no timeline")
	}
	return t
}

// daily are closes of trading days; within are times of each of some days, minutes apart.
func daily(from market.Date, n int) (list []time.Time) {
	for d := from; len(list) < n; d = market.NextTradingDay(d) {
		list = append(list, market.Close(d))
	}
	return list
}

func within(from market.Date, days, minutes int) (list []time.Time) {
	for d := from; days > 0; d, days = market.NextTradingDay(d), days-1 {
		for t := market.Open(d); !t.After(market.Close(d)); t = t.Add(time.Duration(minutes) * time.Minute) {
			list = append(list, t)
		}
	}
	return list
}

func timelines() map[string]*report.Timeline {
	first := market.Date{Year: 2025, Month: time.October, Day: 1}
	hourly := func(n int) (list []time.Time) {
		for i := range n {
			list = append(list, time.Date(2025, time.November, 3, i, 0, 0, 0, time.UTC))
		}
		return list
	}
	gap := slices.Concat(daily(first, 20), daily(market.Date{Year: 2025, Month: time.November, Day: 24}, 15))
	return map[string]*report.Timeline{
		"days":      timeline("SPX", daily(first, 8), 6700, nil),
		"gap":       timeline("SPX", gap, 6700, nil),
		"years":     timeline("SPX", daily(market.Date{Year: 2015, Month: time.January, Day: 2}, 1300), 3000, nil),
		"a day":     timeline("SPX", within(first, 1, 5), 6700, nil),
		"three":     timeline("SPX", within(first, 3, 10), 6700, nil),
		"many days": timeline("SPX", within(first, 25, 15), 6700, nil),
		"coins":     timeline("BTC", hourly(60), 91000, nil),
		"coin days": timeline("BTC", hourly(400), 91000, nil),
		"two":       timeline("SPX", daily(first, 2), 6700, nil),
		"far":       timeline("SPX", []time.Time{time.Date(1, 1, 3, 16, 0, 0, 0, time.UTC), time.Date(2025, 1, 3, 16, 0, 0, 0, time.UTC), time.Date(9999, 1, 4, 16, 0, 0, 0, time.UTC)}, 6700, nil),
		"instants":  timeline("SPX", []time.Time{market.Close(first), market.Close(first).Add(time.Nanosecond)}, 6700, nil),
		"penny":     timeline("PNY", daily(first, 30), 0.000012, nil),
		"huge":      timeline("SPX", daily(first, 30), 1e15, nil),
		"nothing": timeline("SPX", daily(first, 30), 6700, func(_ int, s *report.Snapshot) {
			s.Spot, s.GEX, s.Levels, s.Regime = report.None(), report.None(), nil, ""
		}),
		"walls far away": timeline("SPX", daily(first, 30), 6700, func(i int, s *report.Snapshot) {
			for j := range s.Levels {
				if i%2 == 0 && s.Levels[j].OK() {
					s.Levels[j] *= 3
				}
			}
		}),
		"same": timeline("SPX", slices.Concat(daily(first, 5), daily(first, 5)), 6700, func(_ int, s *report.Snapshot) { s.Options = "--unit point --dte 0-30" }),
	}
}

// TestHistoryGaps: where rows are missing, no line, no shade and no area is, whatever the size.
func TestHistoryGaps(t *testing.T) {
	first := market.Date{Year: 2025, Month: time.October, Day: 1}
	times := slices.Concat(daily(first, 20), daily(market.Date{Year: 2025, Month: time.December, Day: 1}, 20))
	for name, times := range map[string][]time.Time{"days": times, "minutes": slices.Concat(within(first, 1, 1)[:60], within(first, 1, 1)[300:])} {
		tl := timeline("SPX", times, 6700, nil)
		for _, width := range []int{640, 1200, 3000} {
			o := Options{Kind: History, Width: width, Height: 700}
			svg := text(t, tl.Pictures(), o)
			p := &panel{canvas: &canvas{}, r: tl.Pictures(), k: kinds[len(kinds)-1], at: box{0, 0, float64(width), 700}}
			over := newOver(p, tl, "row")
			n := 20
			if name == "minutes" {
				n = 60
			}
			if !tl.Moments[n].Gap {
				t.Fatalf("%s: row %d follows the one before", name, n)
			}
			part := (over.until[n-1] - over.x.lo) / (over.x.hi - over.x.lo)
			then := (over.at[n] - over.x.lo) / (over.x.hi - over.x.lo)
			left, right := plotSides(t, svg)
			lo, hi := left+part*(right-left)+0.02, left+then*(right-left)-0.02
			if hi-lo < 20 {
				t.Fatalf("%s: the gap is %.1f wide", name, hi-lo)
			}
			for _, m := range regexp.MustCompile(`<path class="(gex-[a-z]+[^"]*)" d="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
				if m[1] == "gex-lead" {
					continue
				}
				last := math.NaN()
				for _, p := range regexp.MustCompile(`[ML]([\d.]+) `).FindAllStringSubmatch(m[2], -1) {
					x, _ := strconv.ParseFloat(p[1], 64)
					if x > lo && x < hi || last <= lo && x >= hi || last >= hi && x <= lo {
						t.Errorf("%s %d: %s crosses the gap from %.2f to %.2f: at %.2f after %.2f", name, width, m[1], lo, hi, x, last)
					}
					last = x
				}
			}
			for _, m := range regexp.MustCompile(`<rect class="gex-(long|short|hatched)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"`).FindAllStringSubmatch(svg, -1) {
				x, _ := strconv.ParseFloat(m[2], 64)
				w, _ := strconv.ParseFloat(m[3], 64)
				if w != 14 && x < hi && x+w > lo {
					t.Errorf("%s %d: a shade is from %.2f to %.2f, in the gap from %.2f to %.2f", name, width, x, x+w, lo, hi)
				}
			}
		}
	}
}

// plotSides are the sides of the charts: those of the line below them.
func plotSides(t *testing.T, svg string) (left, right float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<line class="gex-axis" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"`).FindAllStringSubmatch(svg, -1) {
		if m[2] == m[4] {
			left, _ = strconv.ParseFloat(m[1], 64)
			right, _ = strconv.ParseFloat(m[3], 64)
		}
	}
	if right <= left {
		t.Fatal("no axis")
	}
	return left, right
}

// TestHistoryExtremes: where there are more rows than pixels, the highest and the lowest spot and GEX are still drawn.
func TestHistoryExtremes(t *testing.T) {
	times := within(market.Date{Year: 2025, Month: time.October, Day: 1}, 60, 1)
	const peak, trough = 11111, 17777
	tl := timeline("SPX", times, 6700, func(i int, s *report.Snapshot) {
		s.Spot, s.GEX = 6700, 1e9
		switch i {
		case peak:
			s.Spot, s.GEX = 6800, 9e9
		case trough:
			s.Spot, s.GEX = 6600, -9e9
		}
	})
	svg := text(t, tl.Pictures(), Options{Kind: History})
	if n := len(svg); n > 2e6 {
		t.Errorf("%d rows make a picture of %d bytes", len(times), n)
	}
	spot := regexp.MustCompile(`<path class="gex-curve gex-line" d="([^"]*)"`).FindAllStringSubmatch(svg, -1)
	low, high := math.Inf(1), math.Inf(-1)
	for _, m := range spot {
		for _, p := range regexp.MustCompile(`[ML][\d.]+ ([\d.]+)`).FindAllStringSubmatch(m[1], -1) {
			y, _ := strconv.ParseFloat(p[1], 64)
			low, high = min(low, y), max(high, y)
		}
	}
	if high-low < 50 {
		t.Errorf("spot goes from %.2f to %.2f", low, high)
	}
	if n := strings.Count(svg, `<path class="gex-put" `); n != 1 {
		t.Errorf("%d areas below zero, want that of one row", n)
	}
}

// TestTimeTicks: labels are round, fit side by side, and say which year or day it is.
func TestTimeTicks(t *testing.T) {
	all := timelines()
	for _, c := range []struct{ of, first, last, below string }{
		{"days", "1 Oct", "11 Oct", "2025"},
		{"years", "Apr", "Jan", "2015;2016;2017;2018;2019;2020"},
		{"a day", "09:30", "16:00", "1 Oct 2025"},
		{"three", "12:00", "15:00", "1 Oct 2025;2 Oct 2025;3 Oct 2025"},
		{"many days", "6 Oct", "3 Nov", "2025"},
		{"coins", "00:00", "12:00", "3 Nov 2025;4 Nov 2025;5 Nov 2025"},
		{"coin days", "3 Nov", "19 Nov", "2025"},
		{"far", "1000", "12000", ""},
	} {
		over := newOver(&panel{}, all[c.of], "row")
		over.x.from, over.x.to = 60, 1000
		labels, below := over.axis.ticks(over.x)
		var under []string
		for _, b := range below {
			under = append(under, b.label)
		}
		if len(labels) < 3 || len(labels) > 40 || labels[0].label != c.first || labels[len(labels)-1].label != c.last || strings.Join(under, ";") != c.below {
			t.Errorf("%s: %v, below them %v", c.of, labels, under)
		}
	}
}

// TestHistoryWords: what the picture of a history must have as text.
func TestHistoryWords(t *testing.T) {
	all := timelines()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		svg := text(t, all[name].Pictures(), Options{Kind: History})
		for _, want := range map[string][]string{
			"years":          {"1,300 rows", "Long gamma in ", "2 Jan 2015 to ", "no zero gamma in 118 of 1,300 rows", "levels.csv"},
			"a day":          {"times are ET", "Wed 1 Oct 2025 09:30 to 16:00 ET"},
			"same":           {"5 rows of the time of a later row", "$B per point", "made with --unit point --dte 0-30"},
			"walls far away": {"off the chart in 15 of 30 rows"},
			"nothing":        {"no spot in 30 of 30 rows", "None in 30 of 30 rows"},
			"coins":          {"times are UTC"},
		}[name] {
			if !strings.Contains(svg, want) {
				t.Errorf("%s: does not say %q", name, want)
			}
		}
	}
	if svg := text(t, spx().report(), Options{Kind: History}); !strings.Contains(svg, "no history is given") {
		t.Error("a history that is not there is drawn")
	}
	if a, b := name(all["days"].Pictures(), Options{Kind: History}), name(all["gap"].Pictures(), Options{Kind: History}); a == b {
		t.Errorf("two histories have one name, %s", a)
	}
}
