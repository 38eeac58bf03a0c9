package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
)

func codes(f *fitter) string {
	var out []string
	for _, w := range f.s.Warnings {
		out = append(out, w.Code)
	}
	return strings.Join(out, " ")
}

// TestSpotFarIsGiven: of a spot that the user gives, and only then, beside one of the file.
func TestSpotFarIsGiven(t *testing.T) {
	for _, c := range []struct {
		source string
		file   float64
		want   string
	}{{"flag", 100, "spot-far"}, {"implied", 100, ""}, {"flag", math.NaN(), ""}, {"flag", 0, ""}, {"file", math.NaN(), ""}} {
		f := &fitter{s: &Surface{Spot: 150, SpotSource: c.source, FileSpot: c.file}}
		if f.warnSpot(); codes(f) != c.want {
			t.Errorf("%+v: %s", c, codes(f))
		}
	}
}

// TestCarryWarnings: a gap that could not be determined, one of more than 0.1 %, and a chain without forwards, or without a rate.
func TestCarryWarnings(t *testing.T) {
	for _, c := range []struct {
		why     string
		change  func(f *fitter)
		want    string
		message string
	}{
		{"nothing", func(*fitter) {}, "", ""},
		{"no expiry before a dividend", func(f *fitter) { f.gap.warning = "gap-unidentified" }, "gap-unidentified", "every expiry with a forward settles after"},
		{"of American options", func(f *fitter) { f.gap.warning = "gap-unidentified"; f.am = &earlyFit{} }, "gap-unidentified", "no expiry before the next dividend says"},
		{"American, without a doubt", func(f *fitter) { f.am = &earlyFit{} }, "", ""},
		{"a gap", func(f *fitter) { f.s.Gap, f.s.QuoteSpot = 0.02, 102 }, "gap", "trade around 102.00, +2.00% from the file's spot 100.00"},
		{"beside a given spot", func(f *fitter) { f.s.Gap, f.s.QuoteSpot, f.s.FileSpot, f.s.Spot = -0.02, 98, math.NaN(), 50 }, "gap", "trade around 98.00, +96.00% from the given spot 50.00"},
		{"of 0.1 %", func(f *fitter) { f.s.Gap, f.s.QuoteSpot = 0.001, 100.1 }, "", ""},
		{"a small one", func(f *fitter) { f.s.Gap, f.s.QuoteSpot = -0.0009, 99.91 }, "", ""},
		{"no forwards", func(f *fitter) { f.s.Expiries = f.s.Expiries[1:] }, "no-forward", "spot grows at rate 0.04 less yield 0.01. Set --rate and --yield"},
		{"one by deltas", func(f *fitter) { f.s.Expiries[0].ForwardBy = "file_delta" }, "", ""},
		{"one of a future", func(f *fitter) { f.s.Expiries[0].ForwardBy = "future" }, "", ""},
		{"a rate that is borrow", func(f *fitter) { f.rateUnidentified = true }, "rate-not-identified", "using 4.00%, what the forwards grow by. Set --rate"},
		{"no rate", func(f *fitter) { f.s.RateSource = "none" }, "no-rate", "using 0%. Set --rate"},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "TEST"}, o: Options{Yield: 0.01}, s: &Surface{
			FileSpot: 100, Spot: 100, QuoteSpot: 100, Rate: 0.04, RateSource: "parity", QuoteTime: tuesday, Expiries: []Expiry{{ForwardBy: "parity"}, {ForwardBy: "carry"}},
		}}
		c.change(f)
		f.warnCarry()
		if codes(f) != c.want || c.want != "" && !strings.Contains(fault.Spell(said(f, c.want), fault.AsFlag), c.message) {
			t.Errorf("%s: %v", c.why, f.s.Warnings)
		}
	}
}

// TestDividendOfNoDay: a dividend outside the days from the quotes to the last expiry is told, unless another is within.
func TestDividendOfNoDay(t *testing.T) {
	day, last := market.DateOf(tuesday), market.DateOf(tuesday).AddDays(30)
	for _, c := range []struct {
		why  string
		days []int
		want string
	}{
		{"none", nil, ""},
		{"on the next day", []int{1}, ""},
		{"on the last", []int{30}, ""},
		{"on the day of the quotes", []int{0}, "--dividend " + day.String() + "=0.5 has no effect: its ex-date is not after the quotes of " + day.String()},
		{"a year too late", []int{366}, "its ex-date is after the last expiry, " + last.String()},
		{"both", []int{-300, 31}, "(and 1 more)"},
		{"one within", []int{-300, 12, 400}, ""},
	} {
		var o Options
		for _, n := range c.days {
			o.Dividends = append(o.Dividends, Dividend{day.AddDays(n), 0.5})
		}
		s := fitted(t, chainOf("SPX", 100, tuesday, monthly(100, 5, 0.3, wide...), monthly(100, 30, 0.3, wide...)), free(o))
		got := ""
		for _, w := range s.Warnings {
			if w.Code == "dividend-unused" {
				got = fault.Spell(w.Message, fault.AsFlag)
			}
		}
		if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: %q", c.why, got)
		}
	}
}

// TestBorrowOfFirstExpiries: the borrow that warns is that of the five first expiries.
func TestBorrowOfFirstExpiries(t *testing.T) {
	for near, want := range map[float64]string{0.3: "hard-to-borrow", 0: ""} {
		var all []quotes
		for i := range 12 {
			all = append(all, seen("TEST", tuesday, float64(30*(i+1)), 100))
		}
		a := ofAmerican(0.04, all...)
		for i, e := range a.of {
			e.borrow = near
			if i >= 5 {
				e.borrow = 0.3 - near
			}
		}
		if a.f.warnDividends(); codes(a.f) != want {
			t.Errorf("%g: %s", near, codes(a.f))
		}
	}
}

// TestMoneyWords: one expiry is named alone, of several the first with the number of the others.
func TestMoneyWords(t *testing.T) {
	for n, want := range map[int]string{1: "other strikes", 2: "other strikes (and 1 more)", 3: "other strikes (and 2 more)"} {
		f := &fitter{s: &Surface{}, all: []quotes{seen("TEST", tuesday, 5, 100), seen("TEST", tuesday, 6, 100), seen("TEST", tuesday, 7, 100)}}
		f.uncovered = []int{1, 0, 2}[:n]
		if f.warnMoney(); !strings.HasPrefix(said(f, "money-not-covered"), "TEST 2025-11-24 has") || !strings.HasSuffix(said(f, "money-not-covered"), want) {
			t.Errorf("%d: %v", n, f.s.Warnings)
		}
	}
}

// TestStaleBounds: an hour exactly is not stale, the file's own volatilities say nothing, nor does a chain without quotes.
func TestStaleBounds(t *testing.T) {
	for _, c := range []struct {
		found time.Duration
		iv    string
		lines int
		want  string
	}{{time.Hour, "auto", 1, ""}, {-time.Hour, "auto", 1, ""}, {time.Hour + time.Second, "auto", 1, "quotes-stale"}, {9 * time.Hour, "file", 1, ""}, {9 * time.Hour, "auto", 0, ""}} {
		q := seen("TEST", tuesday, 5, 100)
		q.lines = make([]line, c.lines)
		f := &fitter{c: &chain.Chain{Underlying: "TEST", AsOf: tuesday}, o: Options{IV: c.iv}, s: &Surface{InferredTime: tuesday.Add(-c.found)}, all: []quotes{q}}
		if f.warnStale(); codes(f) != c.want {
			t.Errorf("%+v: %v", c, f.s.Warnings)
		}
	}
}

// TestMismatchIsTheRatio: what warns is the ratio that the audit shows, of expiries that agree on no quote time: half of them more than 2 % from 1. A time minutes after as_of is noise where the ratios are near 1.
func TestMismatchIsTheRatio(t *testing.T) {
	for _, c := range []struct {
		ratios []float64
		want   string
	}{
		{[]float64{0.999, 1.004, 0.995}, ""},
		{[]float64{1.0199, 0.9801}, ""},
		{[]float64{1.03}, "more than 2% off the file's in 1 of 1 expiries (ratio TEST 2025-11-19 1.030),"},
		{[]float64{0.97, 1}, "in 1 of 2 expiries (ratio TEST 2025-11-19 0.970),"},
		{[]float64{1.5, 1, 1}, ""},
		{[]float64{1, 1.2, 0.8, 1.427, 2}, "in 4 of 5 expiries (ratio TEST 2025-11-20 1.200, TEST 2025-11-21 0.800, TEST 2025-11-22 1.427, 1 more),"},
		{[]float64{math.NaN(), 1.1, math.NaN()}, "in 1 of 1 expiries (ratio TEST 2025-11-20 1.100),"},
		{[]float64{math.NaN()}, ""},
		{nil, ""},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "TEST", AsOf: tuesday}, s: &Surface{}}
		for i, r := range c.ratios {
			f.all = append(f.all, seen("TEST", tuesday, float64(i+1), 100))
			f.s.Expiries = append(f.s.Expiries, Expiry{VolRatio: r})
		}
		f.warnStale()
		if got := said(f, "vol-mismatch"); (got == "") != (c.want == "") || !strings.Contains(got, c.want) || len(f.s.Warnings) > 1 {
			t.Errorf("%v: %v", c.ratios, f.s.Warnings)
		}
	}
}

// TestClocksOfTheDay: expiries that have settled say nothing of a clock; the first that does is named.
func TestClocksOfTheDay(t *testing.T) {
	f := &fitter{s: &Surface{Expiries: []Expiry{{VolRatio: 2}, {Years: 0.001, VolRatio: 1.2}, {Years: 0.002, VolRatio: 0.6}, {Years: 0.002, VolRatio: 3}}},
		all: []quotes{seen("TEST", tuesday, 0, 100), seen("TEST", tuesday, 1, 100), seen("TEST", tuesday, 2, 100), seen("TEST", tuesday, 3, 100)}}
	if f.warnClocks(); len(f.s.Warnings) != 1 || !strings.HasPrefix(said(f, "vol-clock"), "TEST 2025-11-20: the IV solved from quotes is 0.60 times") {
		t.Errorf("%v", f.s.Warnings)
	}
}
