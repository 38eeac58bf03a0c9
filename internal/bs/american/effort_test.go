package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
)

// TestVolatilitiesOfEfforts: drafts take two thirds of the volatilities, half of them between 1.35 and 1.8 times the least one,
// with dividends in whole lanes of the solver: one up to three and a half times the least volatility.
func TestVolatilitiesOfEfforts(t *testing.T) {
	for _, c := range []struct {
		ratio               float64
		fine, draft, paying int
	}{{1, 1, 1, 4}, {1.3, 4, 3, 4}, {1.36, 6, 3, 4}, {1.79, 6, 3, 4}, {1.81, 6, 4, 4}, {2, 6, 4, 4}, {3.49, 8, 6, 4}, {3.51, 8, 6, 8}, {8, 11, 8, 8}, {20, 16, 11, 12}} {
		for how, want := range [][2]int{Fine: {c.fine, c.fine}, Draft: {c.draft, c.paying}, Rough: {c.draft, c.paying}} {
			for i, pays := range []bool{false, true} {
				if got := Effort(how).volatilities(0.1, 0.1*c.ratio, pays); got != want[i] {
					t.Errorf("effort %d, ratio %g, dividends %t: %d volatilities, want %d", how, c.ratio, pays, got, want[i])
				}
			}
		}
	}
}

// TestEffortsAgainstTextbook holds drafts and rough premiums without dividends to what their comments state, by the integral and by
// the table, of ranges of volatility that quotes of an expiry have, and rates and yields of up to 15 % over its time.
func TestEffortsAgainstTextbook(t *testing.T) {
	for how, bound := range map[Effort]struct{ worst, mean float64 }{Draft: {1e-4, 3e-7}, Rough: {3e-4, 1.5e-6}} {
		sum, count := 0.0, 0
		rapid.Check(t, func(t *rapid.T) {
			terms, low, _, right := expiry(t)
			low = max(low, 0.1)
			high := low * rapid.Float64Range(1, 1.8).Draw(t, "ratio")
			p, err := Solve(terms, low, high, how, nil)
			if err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "tabled") {
				p.Tabulate()
			}
			vol := low + (high-low)*rapid.Float64Range(0, 1).Draw(t, "vol")
			sd := vol * math.Sqrt(terms.Years)
			if math.Abs(terms.Rate-terms.Yield)*terms.Years > 2*sd || max(terms.Rate, terms.Yield)*terms.Years > 0.15 {
				return
			}
			b, err := bs.NewBoundary(right, terms.Years, terms.Rate, terms.Yield, vol)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range []float64{-2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2} {
				strike := 100 * math.Exp(d*sd)
				miss := math.Abs(p.Premium(100, strike, vol)-b.Premium(100, strike)) / max(100, strike)
				if !(miss <= bound.worst) {
					t.Errorf("effort %d, %+v at %v, volatility %v of %v … %v: off by %.1e", how, terms, strike, vol, low, high, miss)
				}
				sum, count = sum+miss, count+1
			}
		})
		if mean := sum / float64(count); !(mean <= bound.mean) {
			t.Errorf("effort %d: off by %.1e of the larger of spot and strike in the mean", how, mean)
		}
	}
}
