package vol_test

import (
	"fmt"
	"math"
	"testing"

	"gex/internal/sample"
	"gex/internal/vol"
)

// americanSamples are chains of options that can be exercised early: funds whose ex-dates are built in, and stocks with a
// continuous yield or a cost of borrowing.
var americanSamples = []sample.Options{
	{Underlying: "SPY", Rate: new(0.04), Yield: new(0.012)},
	{Underlying: "SPY", Rate: new(0.055), Yield: new(0.03), Seed: 2},
	{Underlying: "QQQ", Rate: new(0.035), Yield: new(0.006), Spot: 480},
	{Underlying: "ABC", Rate: new(0.04), Yield: new(0.0)},
	{Underlying: "ABC", Rate: new(0.045), Yield: new(0.012), Seed: 3},
	{Underlying: "ABC", Rate: new(0.01), Yield: new(0.08)},
	{Underlying: "XYZ", Rate: new(0.043), Yield: new(0.3), Seed: 4},
	{Underlying: "OEX", Rate: new(0.045), Yield: new(0.013), Spot: 3000},
}

// TestRoundTripAmerican: a sample of American options, read back, has the rate, the yield, the forwards and the volatilities
// that it was made from: as exact prices to the accuracy of premiums, in cents to what the spreads allow.
func TestRoundTripAmerican(t *testing.T) {
	for _, o := range americanSamples {
		for _, exact := range []bool{true, false} {
			o.Contracts, o.Layout, o.NoNoise = 3000, "long", exact
			t.Run(fmt.Sprintf("%s %v %v %v", o.Underlying, *o.Rate, *o.Yield, exact), func(t *testing.T) {
				rateTol, forwardTol, volTol := 3e-4, 5e-5, 1e-3
				if !exact {
					rateTol, forwardTol, volTol = 2e-3, 3e-4, 1e-2
				}
				c, s, truth := roundTrip(t, o)
				if math.Abs(s.Rate-truth.Rate) > rateTol {
					t.Errorf("rate %.6f, made from %.5f", s.Rate, truth.Rate)
				}
				for x, e := range s.Expiries {
					if e.Years == 0 || e.QuoteYears > 1 {
						continue
					}
					if off := e.QuoteForward/truth.Forward(e.QuoteYears) - 1; math.Abs(off) > forwardTol {
						t.Errorf("%s: forward off by %.2g", c.Expiries[x].Date, off)
					}
					lo, hi := c.Expiries[x].Lo, c.Expiries[x].Hi
					worst := 0.0
					for i := lo; i < hi; i++ {
						if s.Source[i] == vol.FromQuote && timeValue(c, i, e) > 0.2 {
							worst = max(worst, math.Abs(e.QuoteVol(s.Vol[i])/truth.Vol(e.QuoteYears, c.Strike[i])-1))
						}
					}
					if exact && worst > volTol || volsOff(c, s, truth, x) > volTol {
						t.Errorf("%s: volatilities off by %.2g, %.2g at the median", c.Expiries[x].Date, worst, volsOff(c, s, truth, x))
					}
				}
			})
		}
	}
}
