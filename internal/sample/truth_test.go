package sample

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
	_ "gex/internal/soaktest"
)

func truthOf(t *testing.T, o Options) Truth {
	t.Helper()
	truth, err := o.Truth()
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// anyTruth draws the truth of an index or of a stock.
func anyTruth(t *rapid.T) Truth {
	o := Options{
		Seed:       rapid.Uint64Min(1).Draw(t, "seed"),
		Underlying: rapid.SampledFrom([]string{"SPX", "SPY", "ABC"}).Draw(t, "underlying"),
	}
	truth, err := o.Truth()
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

func drawYears(t *rapid.T) float64 {
	return math.Exp(rapid.Float64Range(math.Log(minuteYears), math.Log(5)).Draw(t, "ln years"))
}

func TestSmileHasNoButterfly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth, years := anyTruth(t), drawYears(t)
		cut := truth.section(years)
		sd := cut.atm * math.Sqrt(years)
		k := cut.forward * math.Exp(sd*rapid.Float64Range(-6, 5).Draw(t, "deviation"))
		h := 0.05 * sd * k
		below, at, above := cut.option(bs.Call, k-h).Price(), cut.option(bs.Call, k).Price(), cut.option(bs.Call, k+h).Price()
		rounding := 1e-12 * truth.Spot
		if below < at-rounding || at < above-rounding {
			t.Fatalf("calls at %v ± %v: %v, %v, %v do not fall", k, h, below, at, above)
		}
		if below-2*at+above < -rounding {
			t.Fatalf("calls at %v ± %v: %v, %v, %v are not convex", k, h, below, at, above)
		}
	})
}

func TestTotalVarianceGrowsWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth, years := anyTruth(t), drawYears(t)
		later := years * rapid.Float64Range(1.001, 10).Draw(t, "factor")
		k := rapid.Float64Range(-1, 0.6).Draw(t, "k")
		w := func(years float64) float64 {
			vol := truth.Vol(years, truth.Forward(years)*math.Exp(k))
			return vol * vol * years
		}
		if near, far := w(years), w(later); far < near*(1-1e-12) {
			t.Fatalf("k = %v: total variance %v in %v years, %v in %v", k, near, years, far, later)
		}
	})
}

func TestSkewIsSteepestForShortExpiries(t *testing.T) {
	truth := truthOf(t, Options{})
	skew := func(years float64) float64 {
		f := truth.Forward(years)
		return truth.Vol(years, 0.99*f) - truth.Vol(years, f)
	}
	if day, month, year := skew(1.0/365), skew(30.0/365), skew(1); !(day > month && month > year && year > 0) {
		t.Errorf("one percent below the forward adds %v a day, %v a month, %v a year away", day, month, year)
	}
}

func TestTruthBelowAMinute(t *testing.T) {
	truth := truthOf(t, Options{})
	for _, years := range []float64{0, -1, minuteYears / 2} {
		if got, want := truth.Vol(years, 6700), truth.Vol(minuteYears, 6700); got != want {
			t.Errorf("Vol at %v years = %v, want that of a minute, %v", years, got, want)
		}
	}
}
