package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestImpliedVol checks that prices give back the volatility they were made from, with and without a guess.
func TestImpliedVol(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		var low, high float64
		if rapid.Bool().Draw(t, "pays") {
			terms, low, high = payer(t)
		} else {
			terms, low, high, _ = expiry(t)
		}
		p := premiums(t, terms, low, high*1.01)
		vol := low + (high*1.01-low)*rapid.Float64Range(0.01, 0.99).Draw(t, "vol")
		strike := 100 * math.Exp(rapid.Float64Range(-2, 2).Draw(t, "d")*vol*math.Sqrt(terms.Years))
		v := p.Value(100, strike, vol)
		guess := rapid.SampledFrom([]float64{0, vol * 1.05, low, 10}).Draw(t, "guess")
		got, status := p.ImpliedVol(v.Price, 100, strike, guess)
		switch {
		case v.Exercised && status != AtPayoff:
			t.Fatalf("%+v at %v, volatility %v: exercised, and the status is %v", terms, strike, vol, status)
		case v.Exercised || v.Vega < 0.05: // the price says too little
			return
		case status != OK || math.Abs(got/vol-1) > 1e-7*max(1, 10/v.Vega):
			t.Fatalf("%+v at %v, volatility %v, vega %v: %v (%v)", terms, strike, vol, v.Vega, got, status)
		}
	})
}

// TestImpliedVolStatus checks prices that have no volatility in the range.
func TestImpliedVolStatus(t *testing.T) {
	put := premiums(t, Terms{Put: true, Years: 0.5, Rate: 0.05}, 0.1, 0.4)
	call := premiums(t, Terms{Years: 0.5, Rate: 0.05}, 0.1, 0.4)
	for _, c := range []struct {
		p             *Premiums
		price, strike float64
		want          Status
	}{
		{put, 20, 120, AtPayoff}, {put, 19, 120, AtPayoff}, {put, 0, 90, AtPayoff}, {put, -1, 90, AtPayoff}, {put, math.NaN(), 90, AtPayoff},
		{put, 1e-6, 90, BelowRange}, {put, 60, 100, AboveRange}, {call, 20.5, 80, BelowRange}, {call, 99, 100, AboveRange},
	} {
		for _, guess := range []float64{0, 0.12, 0.39} {
			if vol, status := c.p.ImpliedVol(c.price, 100, c.strike, guess); status != c.want || vol != 0 {
				t.Errorf("strike %v at %v: %v (%v), want %v", c.strike, c.price, vol, status, c.want)
			}
		}
	}
	for s, want := range map[Status]string{OK: "ok", AtPayoff: "at the payoff", BelowRange: "below the range of volatility", AboveRange: "above the range of volatility"} {
		if s.String() != want {
			t.Errorf("status %d is %q", s, s)
		}
	}
}
