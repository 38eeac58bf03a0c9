package svg

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gex/internal/report"
)

// circles returns where the marks of a class are.
func circles(t *testing.T, picture, class string) (at []point) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<circle class="`+class+`" cx="([\d.]+)" cy="([\d.]+)"`).FindAllStringSubmatch(picture, -1) {
		x, _ := strconv.ParseFloat(m[1], 64)
		y, _ := strconv.ParseFloat(m[2], 64)
		at = append(at, point{x, y})
	}
	return at
}

// TestSmile: every strike from a quote has its mark at its volatility, a bar from bid to ask, and words that say so; strikes
// between quotes have none.
func TestSmile(t *testing.T) {
	r := spx().report()
	none := report.None()
	at := func(strike, vol, bid, ask report.Number, source string) report.SmileStrike {
		return report.SmileStrike{Strike: strike, Vol: vol, Bid: bid, Ask: ask, Source: source}
	}
	r.Smiles = []report.Smile{{Root: "SPXW", Expiry: "2025-11-28", Bucket: "8-30", DTE: 8, Years: 0.02, Forward: 6700, ATMVol: 0.12, Strikes: []report.SmileStrike{
		at(6600, 0.16, 0.15, 0.17, "quote"), at(6650, 0.14, none, 0.15, "other_leg"), at(6675, 0.13, none, none, "interpolated"),
		at(6700, 0.12, 0.11, 0.13, "quote"), at(6750, 0.10, none, none, "file"),
	}}}
	picture := text(t, r, Options{Kind: Smile})
	marks := circles(t, picture, "gex-mark")[1:] // the first is of the legend
	if len(marks) != 3 || len(circles(t, picture, "gex-e4")) != 1 {
		t.Fatalf("%d marks of quotes: %v", len(marks), marks)
	}
	if step := (marks[1].x - marks[0].x) / 50; math.Abs((marks[2].x-marks[0].x)/100-step) > 1e-3 {
		t.Errorf("strikes are not to scale: %v", marks)
	}
	if step := (marks[1].y - marks[0].y) / 2; step <= 0 || math.Abs((marks[2].y-marks[0].y)/4-step) > 0.02 {
		t.Errorf("volatilities are not to scale: %v", marks)
	}
	for _, want := range []string{
		"SPXW 28 Nov (8 d)<", "12.00% at the forward 6,700.00<", "6,600 (−1.67%): 16.00% from its quote, bid 15.00%, ask 17.00%<",
		"6,650 (−0.93%): 14.00% from the quote in the money, ask 15.00%<", "6,750 (+0.56%): 10.00% the file&#39;s<", ">bid to ask<",
	} {
		if !strings.Contains(strings.ReplaceAll(picture, "'", "&#39;"), want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(picture, "6,675 (") {
		t.Error("an interpolated strike has a mark")
	}
	if n := strings.Count(picture, `<rect class="gex-call2"`); n != 3+1 {
		t.Errorf("%d bars from bid to ask and one of the legend, want 4", n)
	}
	r.Smiles = nil
	if !strings.Contains(text(t, r, Options{Kind: Smile}), "no expiry has a volatility at its forward") {
		t.Error("without expiries there is a smile")
	}
}

// TestTerm: four times the time is twice as far to the right.
func TestTerm(t *testing.T) {
	r := spx().report()
	none := report.None()
	r.Term = nil
	for i, years := range []report.Number{0.01, 0.04, 0.16} {
		r.Term = append(r.Term, report.TermPoint{
			Root: "SPX", Expiry: "2025-12-19", Bucket: "8-30", DTE: 30, Years: years, Forward: 6700, ATMVol: 0.1 + 0.01*report.Number(i), Move: 67,
			ForwardVol: none, ForwardYears: none,
		})
	}
	r.Term[1].ForwardVol, r.Term[1].ForwardYears = 0.125, 0.01
	r.Term[2].ForwardVol, r.Term[2].ForwardYears = 0.9, 0.04
	picture := text(t, r, Options{Kind: Term})
	marks := circles(t, picture, "gex-mark")
	if len(marks) != 3 || math.Abs((marks[2].x-marks[0].x)/(marks[1].x-marks[0].x)-3) > 1e-3 {
		t.Errorf("marks at %v", marks)
	}
	if n := strings.Count(picture, `<path class="gex-today"`); n != 1 {
		t.Errorf("%d volatilities between expiries", n)
	}
	for _, want := range []string{
		"1 of the forward volatilities are off the chart", "time runs with its square root", ">±1.0%<",
		"SPX Fri 19 Dec 2025 (30 d): 11.00% at the forward 6,700.00, ±67.00 (±1.00%); 12.50% since the one a week or more before<",
	} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q", want)
		}
	}
}

// TestExposures: each curve has its value at spot and its nearest zero in words, and the values of all when they share columns.
func TestExposures(t *testing.T) {
	r := spx().report()
	r.Totals.DEX, r.Totals.VEX, r.Totals.CEX = 2e9, -3e8, 4e9
	for _, want := range []string{"Delta (DEX) +$2.00B<", "Vanna (VEX) −$300M per vol pt<", "in $B; positive above 6,222.35", "positive above 6,705.64 (1 of 2 zeros)<", "no sign change<"} {
		if !strings.Contains(text(t, r, Options{Kind: Exposures}), want) {
			t.Errorf("no %q", want)
		}
	}
	r.Totals.VEX = -3.21e8
	for _, size := range [][2]int{{MinWidth, MinHeight}, {660, 400}, {1000, 600}} {
		if picture := text(t, r, Options{Kind: Exposures, Width: size[0], Height: size[1]}); regexp.MustCompile(`…</text>`).MatchString(picture[strings.Index(picture, "Delta (DEX)"):strings.Index(picture, "gex-hit")]) {
			t.Errorf("%v: a name or note of an exposure is cut", size)
		}
	}
	if n := strings.Count(text(t, r, Options{Kind: Exposures, Width: 640, Height: 1000}), ">0%</text>"); n != 1 {
		t.Errorf("%d axes of spot in a tall picture, want that of the lowest curve alone", n)
	}
	r.Curves.CEX = make([]report.Number, len(r.Curves.CEX))
	r.Curves.CEXZero = nil
	if !strings.Contains(text(t, r, Options{Kind: Exposures}), "every contract expires today") {
		t.Error("an empty curve of charm does not say why it is empty")
	}
	narrow := text(t, r, Options{Kind: Exposures, Width: 360, Height: 480, Plain: true})
	if !regexp.MustCompile(`<title>[\d,.]+ \([^)]*\): Delta \(DEX\) [^,]*, Vanna \(VEX\) [^,]*, Charm \(CEX\) [^,]*</title>`).MatchString(narrow) {
		t.Error("a column does not have all values")
	}
}
