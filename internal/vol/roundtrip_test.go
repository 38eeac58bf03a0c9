package vol_test

import (
	"bytes"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/sample"
	"gex/internal/vol"
)

// drawSample draws what a synthetic chain is made from.
func drawSample(t *rapid.T) sample.Options {
	day := market.Date{Year: 2025, Month: 11, Day: rapid.SampledFrom([]int{17, 18, 19, 20, 21}).Draw(t, "day")}
	rate := rapid.Float64Range(0.001, 0.055).Draw(t, "rate")
	return sample.Options{
		Seed:       rapid.Uint64Range(1, 1<<20).Draw(t, "seed"),
		Contracts:  rapid.IntRange(1200, 2000).Draw(t, "contracts"),
		AsOf:       day.At(rapid.IntRange(10, 15).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")),
		Spot:       rapid.Float64Range(3000, 8000).Draw(t, "spot"),
		Rate:       &rate,
		Yield:      new(rapid.Float64Range(0.001, 0.02).Draw(t, "yield")),
		SpotOffset: rapid.Float64Range(-0.01, 0.01).Draw(t, "gap"),
	}
}

// roundTrip writes a sample, reads and fits it.
func roundTrip(t rapid.TB, o sample.Options) (*chain.Chain, *vol.Surface, sample.Truth) {
	return roundTripWith(t, o, vol.Options{})
}

func roundTripWith(t rapid.TB, o sample.Options, as vol.Options) (*chain.Chain, *vol.Surface, sample.Truth) {
	var buf bytes.Buffer
	if err := sample.Write(&buf, o); err != nil {
		t.Fatal(err)
	}
	truth, err := o.Truth()
	if err != nil {
		t.Fatal(err)
	}
	f, err := chain.Read(&buf, chain.Options{Name: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	c := f.Chains[0]
	return c, fit(t, c, as), truth
}

func fit(t rapid.TB, c *chain.Chain, o vol.Options) *vol.Surface {
	s, err := vol.Fit(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRoundTripExact: from quotes without noise the fit finds rate, gap, forwards and volatilities again to 1e-9.
func TestRoundTripExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawSample(t)
		o.NoNoise, o.Layout = true, "long"
		c, s, truth := roundTrip(t, o)
		close := func(what string, got, want, tol float64) {
			if !(math.Abs(got-want) <= tol) {
				t.Fatalf("%s %.15g, made from %.15g", what, got, want)
			}
		}
		close("rate", s.Rate, truth.Rate, 1e-9)
		if math.Abs(o.SpotOffset) > 0.001 { // less is noise in the session
			close("gap", s.Gap, o.SpotOffset, 1e-9)
			close("quote spot", s.QuoteSpot/truth.Spot, 1, 1e-9)
		} else {
			close("gap", s.Gap, 0, 0)
		}
		asked := fit(t, c, vol.Options{Spot: "implied"})
		close("gap asked for", asked.Gap, o.SpotOffset, 1e-9)
		close("spot asked for", asked.Spot/truth.Spot, 1, 1e-9)
		for x, e := range s.Expiries {
			if e.Years == 0 {
				continue
			}
			close("forward", e.QuoteForward/truth.Forward(e.QuoteYears), 1, 1e-9)
			lo, hi := c.Expiries[x].Lo, c.Expiries[x].Hi
			for i := lo; i < hi; i++ {
				if s.Source[i] == vol.FromQuote && timeValue(c, i, e) > 1e-3 {
					close("vol", s.Vol[i]/truth.Vol(e.QuoteYears, c.Strike[i]), 1, 1e-9)
				}
			}
		}
	})
}

// timeValue is the quote of a contract out of the money, the part of its price that speaks of volatility.
func timeValue(c *chain.Chain, i int, e vol.Expiry) float64 {
	if (c.Right[i] == chain.Put) != (c.Strike[i] < e.QuoteForward) {
		return 0 // in the money
	}
	return c.Bid[i]
}

// TestRoundTripNoise: from rounded quotes with a spread the fit finds them again within what the spreads allow. The
// chains are fixed ones: noise is a matter of chance, and a test is not.
func TestRoundTripNoise(t *testing.T) {
	for seed := uint64(1); seed <= 8; seed++ {
		day := market.Date{Year: 2025, Month: 11, Day: 17 + int(seed%5)}
		o := sample.Options{
			Seed: seed, Contracts: 2500, Layout: []string{"cboe", "long"}[seed%2], AsOf: day.At(10+int(seed%6), 7),
			Spot: 3000 + 600*float64(seed), Rate: new(0.006 * float64(seed)), Yield: new(0.013), SpotOffset: 0.002 * (float64(seed) - 4),
		}
		c, s, truth := roundTrip(t, o)
		if math.Abs(s.Rate-truth.Rate) > 0.003 || s.RateSource != "parity" {
			t.Errorf("seed %d: rate %.5f from %s, made from %.5f", seed, s.Rate, s.RateSource, truth.Rate)
		}
		want := math.Log(truth.Spot / c.Spot)
		if math.Abs(want) <= 0.001 {
			want = 0
		}
		if math.Abs(s.Gap-want) > 1e-4 {
			t.Errorf("seed %d: gap %.6f, made from %.6f", seed, s.Gap, o.SpotOffset)
		}
		for x, e := range s.Expiries {
			if off := volsOff(c, s, truth, x); e.QuoteYears > 1./365 && off > 0.01 {
				t.Errorf("seed %d: %s %s: volatilities are off by %.4f at the median", seed, c.Expiries[x].Root.Name, c.Expiries[x].Date, off)
			}
		}
	}
}

// volsOff is the median relative error of an expiry's volatilities, over quotes worth a dollar and more; 0 when there are
// fewer than five.
func volsOff(c *chain.Chain, s *vol.Surface, truth sample.Truth, x int) float64 {
	var off []float64
	e := s.Expiries[x]
	for i := c.Expiries[x].Lo; i < c.Expiries[x].Hi && e.Years > 0; i++ {
		if s.Source[i] == vol.FromQuote && timeValue(c, i, e) > 1 {
			off = append(off, math.Abs(e.QuoteVol(s.Vol[i])/truth.Vol(e.QuoteYears, c.Strike[i])-1))
		}
	}
	if len(off) < 5 {
		return 0
	}
	slices.Sort(off)
	return off[len(off)/2]
}

// TestAgeingAfterTheClose: hours after the last quotes the same variance is spread over what is left of time.
func TestAgeingAfterTheClose(t *testing.T) {
	o := sample.Options{Contracts: 2000, AsOf: time.Date(2025, 11, 21, 17, 30, 0, 0, market.NewYork), Underlying: "SPY", SpotOffset: 0.004}
	for o.Seed = 1; o.Seed <= 5; o.Seed++ {
		_, s, truth := roundTrip(t, o)
		if math.Abs(s.Gap-0.004) > 2e-4 {
			t.Errorf("seed %d: gap %.6f", o.Seed, s.Gap)
		}
		if want := market.LookupRoot("SPY").LastQuoted(o.AsOf); !s.QuoteTime.Equal(want) || math.Abs(s.QuoteSpot/truth.Spot-1) > 2e-4 {
			t.Errorf("seed %d: quotes of %s around %g", o.Seed, s.QuoteTime, s.QuoteSpot)
		}
		for _, e := range s.Expiries {
			if e.Years > 0 && !(e.Age > 0 && e.Age < 1) {
				t.Errorf("seed %d: aging %g", o.Seed, e.Age)
			}
		}
	}
}
