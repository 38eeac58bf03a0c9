package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// TestWholeSeconds: a year has 365 days of 86,400 seconds, and half a second counts as a whole one.
func TestWholeSeconds(t *testing.T) {
	for years, want := range map[float64]float64{1: 31_536_000, 2: 63_072_000, 1. / 365: 86_400, 0.5 / 31_536_000: 1, 0.49 / 31_536_000: 0} {
		if got := wholeSeconds(years); got != want {
			t.Errorf("%g years: %g seconds, want %g", years, got, want)
		}
	}
}

// TestExpiriesAtTheBoundsGiveTheRate: 30 days and two years are within the range whose expiries come first; one of 20 days does not
// count beside them.
func TestExpiriesAtTheBoundsGiveTheRate(t *testing.T) {
	near := parity(seen("SPX", tuesday, 20, math.NaN()), 100, 0.06, 0.1, eight...)
	for _, n := range []float64{30, 730} {
		at := parity(seen("SPX", tuesday, n, math.NaN()), 100, 0.04, 0.1, eight...)
		if r, ok := impliedRate([]quotes{near, at}); !ok || math.Abs(r-0.04) > 1e-12 {
			t.Errorf("%g days: rate %.12f, %v", n, r, ok)
		}
	}
}

// TestLinesThatDoNotFallGiveNoRate: C − P falls with the strike by the discount factor.
func TestLinesThatDoNotFallGiveNoRate(t *testing.T) {
	for _, slope := range []float64{0, 0.96} {
		q := seen("SPX", tuesday, 180, math.NaN())
		q.lines = nil
		for _, k := range eight {
			q.lines = append(q.lines, line{strike: k, call: leg{mid: 20 + slope*(k-100), usable: true}, put: leg{mid: 20, usable: true}})
		}
		q.pairs = pairsOf(q.lines)
		for _, sure := range []bool{false, true} {
			if r, ok := q.rate(new(rateMemory), sure); ok {
				t.Errorf("a slope of %g: rate %g", slope, r)
			}
		}
	}
}

// TestRegressionOfLargeNumbers: values are taken from their mean before they are multiplied: of 6·10¹⁵ ± 1, which their sums with
// the mean could not hold, the slope is 1.
func TestRegressionOfLargeNumbers(t *testing.T) {
	if r := regress([]float64{-1, 1}, []float64{6e15 - 1, 6e15 + 1}, []float64{1, 1}); r.slope != 1 {
		t.Errorf("slope %g", r.slope)
	}
}

// TestFirstOfEqualFalls: of two that are equal the earlier one is the worst: from 1 to 1/2 and from there to 1/4.
func TestFirstOfEqualFalls(t *testing.T) {
	f := &fitter{s: &Surface{Expiries: []Expiry{{Years: 1, ATMVol: 1}, {Years: 2, ATMVol: 0.5}, {Years: 4, ATMVol: 0.25}}}}
	if n, worst, at := f.calendar(); n != 2 || worst != 0.5 || at != 1 {
		t.Errorf("%d falls, the worst %g into %d", n, worst, at)
	}
	// The first is one that the others are compared with, however near its settlement.
	f = &fitter{s: &Surface{Expiries: []Expiry{{Years: 0.5 * day, ATMVol: 2}, {Years: 2 * day, ATMVol: 0.5}}}}
	if n, worst, _ := f.calendar(); n != 1 || worst != 0.75 { // 0.5/2
		t.Errorf("after half a day: %d falls, the worst %g", n, worst)
	}
}

// TestButterfliesOfRounding: a negative cost of up to 1e-9, as the sums of prices leave, is none.
func TestButterfliesOfRounding(t *testing.T) {
	for cost, want := range map[float64]int{1e-9: 0, 1.05e-9: 1} {
		at := func(strike, mid float64) line { return line{strike: strike, call: leg{mid: mid, usable: true}} }
		q := quotes{live: true, forward: 90, lines: []line{at(100, 1), at(101, 1+cost), at(102, 1)}}
		if bad, _ := (&fitter{all: []quotes{q}}).butterflies(); bad != want {
			t.Errorf("a gain of %g: %d", cost, bad)
		}
	}
}

// TestGapAtItsBounds: a gap of exactly 0.1 % or two standard errors is noise in session; one of exactly 3 % a year, or 6 % where the
// rate is not known, may be carry at any time.
func TestGapAtItsBounds(t *testing.T) {
	night := tuesday.Add(12 * time.Hour)
	for _, c := range []struct {
		why  string
		at   time.Time
		gap  gap
		rate string
		none bool
	}{
		{"0.1 %", tuesday, gap{a: 0.001, fitted: true}, "flag", true}, {"more", tuesday, gap{a: 0.0011, fitted: true}, "flag", false},
		{"two errors", tuesday, gap{a: -0.004, se: 0.002, fitted: true}, "flag", true}, {"more", tuesday, gap{a: -0.0041, se: 0.002, fitted: true}, "flag", false},
		{"3 % a year", night, gap{a: 0.015, years: 0.5}, "flag", true}, {"more", night, gap{a: 0.0151, years: 0.5}, "flag", false},
		{"6 % a year", night, gap{a: -0.03, years: 0.5}, "none", true}, {"more", night, gap{a: -0.0301, years: 0.5}, "none", false},
	} {
		f := &fitter{c: &chain.Chain{Underlying: "TEST", AsOf: c.at}, s: &Surface{RateSource: c.rate}, gap: c.gap}
		if got := f.noGap(); got != c.none {
			t.Errorf("%s: %+v: none %v", c.why, c.gap, got)
		}
	}
}

// TestStrikesHalfADeviationAway: a solved strike exactly half a standard deviation from the forward covers its side of the money.
func TestStrikesHalfADeviationAway(t *testing.T) {
	for _, c := range []struct {
		open, at float64 // the strike nearest to the forward is not solved
	}{{99, 95}, {101, 105}} {
		k := kernel.Log(c.at / 100)
		w := 4 * k * k // ½√w = |k|
		q := &quotes{forward: 100}
		x := &curve{q: q}
		for _, strike := range []float64{80, 85, 95, 99, 101, 105, 115, 120} {
			if (strike == 95 || strike == 99 || strike == 101 || strike == 105) && strike != c.open && strike != c.at && (strike < 100) == (c.at < 100) {
				continue
			}
			source := FromQuote
			if strike == c.open {
				source = None
			}
			q.lines, x.w, x.source = append(q.lines, line{strike: strike}), append(x.w, w), append(x.source, source)
		}
		if !x.coversMoney() {
			t.Errorf("%g does not cover the money", c.at)
		}
		for j := range x.w {
			x.w[j] *= 0.999
		}
		if x.coversMoney() {
			t.Errorf("%g covers it from beyond half a deviation", c.at)
		}
	}
}

// TestFileVolOfNothing: a volatility of 0 is none, and what has settled ages by nothing.
func TestFileVolOfNothing(t *testing.T) {
	f := &fitter{c: &chain.Chain{IV: []float64{0, 0.2}}, s: &Surface{Vol: []float64{math.NaN(), math.NaN()}, Source: make([]Source, 2), Expiries: []Expiry{{Age: 1}}}}
	if f.fileVols(); !math.IsNaN(f.s.Vol[0]) || f.s.Source[0] != None || f.s.Vol[1] != 0.2 || f.s.Expiries[0].Age != 1 {
		t.Errorf("%v from %v, age %g", f.s.Vol, f.s.Source, f.s.Expiries[0].Age)
	}
}

// TestClocksAtTheBounds: one and a half times the file's volatility, or the inverse, is still its clock.
func TestClocksAtTheBounds(t *testing.T) {
	for ratio, want := range map[float64]string{1.5: "", 1.51: "vol-clock", 1 / 1.5: "", 0.66: "vol-clock", math.NaN(): ""} {
		f := &fitter{s: &Surface{Expiries: []Expiry{{Years: 0.002, VolRatio: ratio}}}, all: []quotes{seen("TEST", tuesday, 0.7, 100)}}
		if f.warnClocks(); codes(f) != want {
			t.Errorf("a ratio of %g: %q", ratio, codes(f))
		}
	}
}

// TestParityFactorsAtTheBounds: a minute before settlement call less put has to fall by 1 a point. A quarter more than the price of
// the coin is no longer one, and 1.25 times as much, or as little, only warns.
func TestParityFactorsAtTheBounds(t *testing.T) {
	for _, c := range []struct {
		factor float64
		errs   string
		warns  string
	}{
		{0.0125, "another currency or scale", ""}, {0.01249, "in coins", ""},
		{0.8, "", "premium-scale"}, {0.79, "another currency or scale", ""},
		{1.25, "", "premium-scale"}, {1.26, "another currency or scale", ""},
	} {
		q := seen("SPX", tuesday, 1, 100)
		q.years, q.lines = 0, nil
		for k := 96.; k <= 104; k += 2 {
			q.pairs = append(q.pairs, pair{strike: k, d: c.factor * (100 - k)})
		}
		f := &fitter{c: &chain.Chain{Underlying: "SPX", Spot: 100}, s: &Surface{}, all: []quotes{q}}
		err := f.judgeParity()
		if (err == nil) != (c.errs == "") || err != nil && !strings.Contains(err.Error(), c.errs) || codes(f) != c.warns {
			t.Errorf("a factor of %g: %v, %q", c.factor, err, codes(f))
		}
	}
}

// TestSlopesThatJustAgree: those of 1.125, 1.25 and 1.375 span 0.25, a fifth of the median.
func TestSlopesThatJustAgree(t *testing.T) {
	q := quotes{live: true}
	for i, d := range []float64{4.5, 2.5, 0, -2.5, -5.5} { // over 4 points: 4.5, 5, 5.5
		q.pairs = append(q.pairs, pair{strike: 96 + 2*float64(i), d: d})
	}
	if factor, _, ok := q.discount(); factor != 1.25 || !ok {
		t.Errorf("a slope of %g, %v", factor, ok)
	}
	q.pairs[4].d = -5.6
	if _, _, ok := q.discount(); ok {
		t.Error("a wider span agrees")
	}
}

// TestForwardsAtTheBound: a forward exactly 0.1 + T_q/2 from spot, or from the median, in ln, is one that carry explains.
func TestForwardsAtTheBound(t *testing.T) {
	for _, spot := range []float64{100, math.NaN()} { // from spot, from the median
		for _, c := range []struct {
			more    float64
			dropped int
		}{{0, 0}, {-1e-9, 1}} {
			f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: spot}, s: &Surface{}}
			for _, forward := range []float64{100, 100, 115} {
				q := seen("TEST", tuesday, 7, forward)
				q.years = 2*(kernel.Log(115)-kernel.Log(100)-0.1) + c.more
				f.all = append(f.all, q)
			}
			if spot == 100 {
				f.all[0].forward, f.all[1].forward = 70, 70 // the median is far away
			}
			if f.dropForwards(); len(f.s.Warnings) != c.dropped {
				t.Errorf("spot %g, %+v: %v", spot, c, f.s.Warnings)
			}
		}
	}
}

// TestDeltasAtTheBound: half a standard deviation between the forwards of quotes and deltas is not too much.
func TestDeltasAtTheBound(t *testing.T) {
	for by, want := range map[float64]string{1: "", 0.999: "delta-mismatch"} {
		q := seen("TEST", tuesday, 7, 100)
		q.years = 0.0625
		q.lines = []line{ofDelta(110, 0.5, 0.2), ofDelta(110, 0.5, 0.2), ofDelta(110, 0.5, 0.2)}
		away := math.Abs(kernel.Log(deltaForward(&q) / 100))
		f := &fitter{c: &chain.Chain{}, s: &Surface{Expiries: []Expiry{{ATMVol: 8 * away * by}}}, all: []quotes{q}} // σ√T = 2·away
		if f.warnDeltas(); codes(f) != want {
			t.Errorf("%g of it: %q", by, codes(f))
		}
	}
}

// TestVolatilityOfNothing: a volatility of 0 counts as none: it makes no fall of variance, no distance of forwards, and is no leg's.
func TestVolatilityOfNothing(t *testing.T) {
	f := &fitter{s: &Surface{Expiries: []Expiry{{Years: 1, ATMVol: 0.2}, {Years: 2, ATMVol: 0}, {Years: 3, ATMVol: 0.2}}}}
	if n, _, _ := f.calendar(); n != 0 {
		t.Errorf("%d falls", n)
	}
	q := seen("TEST", tuesday, 30, 100)
	q.lines = []line{ofDelta(110, 0.5, 0.2), ofDelta(110, 0.5, 0.2), ofDelta(110, 0.5, 0.2)}
	f = &fitter{c: &chain.Chain{}, s: &Surface{Expiries: []Expiry{{}}}, all: []quotes{q}}
	if f.warnDeltas(); codes(f) != "" {
		t.Errorf("deltas: %v", f.s.Warnings)
	}
	c, s := hand(100, [3]float64{101, 0.3, 0.2})
	if s.Vol[0] = 0; strikeVol(c, s, 0, 2, 100) != 0.2 {
		t.Errorf("a strike with a put of 0.2 has %g", strikeVol(c, s, 0, 2, 100))
	}
}

// TestImpliedSpotOfNoExpiry: without an expiry behind the gap quotes imply no spot.
func TestImpliedSpotOfNoExpiry(t *testing.T) {
	for used, refused := range map[int]bool{0: true, 1: false} {
		f := &fitter{c: &chain.Chain{Underlying: "TEST", Spot: math.NaN()}, o: Options{Spot: "implied"}, s: &Surface{}, gap: gap{a: kernel.Log(50), used: used}}
		if err := f.spotWithoutFile(); (err != nil) != refused || err == nil && math.Abs(f.s.Spot-50) > 1e-9 {
			t.Errorf("%d expiries: %v, spot %g", used, err, f.s.Spot)
		}
	}
}
