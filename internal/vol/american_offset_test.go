package vol_test

import (
	"math"
	"slices"
	"testing"

	"gex/internal/bs/american"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/sample"
	"gex/internal/series"
	"gex/internal/vol"
)

const day = 1. / 365

// offsetSample is a chain whose options of the day settle in three hours. The file's spot is off by less than spot and quotes
// of one minute can be apart.
func offsetSample(t *testing.T, underlying string, offset float64) (*chain.Chain, *vol.Surface, sample.Truth) {
	t.Helper()
	yield := 0.0
	if underlying == "SPY" {
		yield = 0.012 // on its ex-dates
	}
	o := sample.Options{
		Underlying: underlying, Spot: 690, Rate: new(0.04), Yield: &yield, Contracts: 700, Layout: "long", NoNoise: true, SpotOffset: offset,
		AsOf: market.Date{Year: 2025, Month: 11, Day: 20}.At(13, 0),
	}
	return roundTripWith(t, o, vol.Options{Rate: series.Constant(0.04), Exercise: "american"})
}

// TestOffsetIsNoBorrow: where the file's spot is 0.06 % too low or 0.09 % too high, premiums of early exercise are those at
// the true spot, what exercise now is best is the same, and no put's premium is beyond K (1 − e^{−rT}), the interest on its strike.
func TestOffsetIsNoBorrow(t *testing.T) {
	for _, underlying := range []string{"SPY", "ABC"} {
		_, base, _ := offsetSample(t, underlying, 0)
		for _, offset := range []float64{0.0006, -0.0009} {
			c, s, truth := offsetSample(t, underlying, offset)
			if s.Gap != 0 {
				t.Fatalf("%s: gap %g", underlying, s.Gap)
			}
			for x, e := range s.Expiries {
				b, lo, hi := base.Expiries[x], c.Expiries[x].Lo, c.Expiries[x].Hi
				// Later the offset counts as borrow, and that of a stock is what later forwards leave.
				if e.Years < day || underlying == "SPY" && e.Years < 28*day { // the first ex-date is in 28 days
					if math.Abs(e.PutPremium-b.PutPremium) > 1e-3 || math.Abs(e.CallPremium-b.CallPremium) > 1e-3 || !slices.Equal(s.Exercised[lo:hi], base.Exercised[lo:hi]) {
						t.Errorf("%s %g %s: premiums %.5f and %.5f, without the offset %.5f and %.5f, or other contracts are best exercised", underlying, offset,
							c.Expiries[x].Date, e.CallPremium, e.PutPremium, b.CallPremium, b.PutPremium)
					}
				}
				if e.Years < day && e.Pairs != b.Pairs {
					t.Errorf("%s %g %s: %d pairs, without the offset %d", underlying, offset, c.Expiries[x].Date, e.Pairs, b.Pairs)
				}
				if told := !math.IsNaN(e.Borrow); told != (e.Years > 36.5/365) {
					t.Errorf("%s %g %s: borrow %g", underlying, offset, c.Expiries[x].Date, e.Borrow)
				}
				boundPuts(t, c, s, x, truth)
			}
		}
	}
}

// boundPuts holds the puts of an expiry to the interest on their strike, and those of the day to the premium at the true spot.
func boundPuts(t *testing.T, c *chain.Chain, s *vol.Surface, x int, truth sample.Truth) {
	t.Helper()
	e := s.Expiries[x]
	terms, left, ok := s.EarlyTerms(c, x, true, e, c.AsOf)
	if !ok {
		t.Fatalf("%s cannot be exercised early", c.Expiries[x].Date)
	}
	p, err := american.New(terms, 0.05, 1)
	if err != nil {
		t.Fatal(err)
	}
	now, err := american.New(american.Terms{Put: true, Years: e.Years, Rate: truth.Rate}, 0.05, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := c.Expiries[x].Lo; i < c.Expiries[x].Hi; i++ {
		if c.Right[i] != chain.Put || !(s.Vol[i] > 0) {
			continue
		}
		k := c.Strike[i]
		premium := p.Premium(s.Spot*left, k, s.Vol[i])
		// The borrow of a year or two may be 0.1 % of it below 0.
		if most := k*(1-math.Exp(-e.Rate*e.Years)) + s.Spot*math.Expm1(max(-terms.Yield, 0)*e.Years); premium > most*(1+1e-9)+1e-6*k {
			t.Errorf("%s %g: premium %.6f, at most %.6f", c.Expiries[x].Date, k, premium, most)
		}
		if want := now.Premium(truth.Spot, k, s.Vol[i]); e.Years < day && math.Abs(premium-want) > 1e-6*k {
			t.Errorf("%s %g: premium %.6f, at the true spot %.6f", c.Expiries[x].Date, k, premium, want)
		}
	}
}
