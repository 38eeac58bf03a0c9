package gex

import (
	"math"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
)

// oddsBook is SPX at 6,700 on Wednesday 19 November 2025 with a smile in two expiries: Thursday, and the monthly on Friday.
func oddsBook(t *testing.T, smile func(k float64) float64) *Book {
	t.Helper()
	c := &chain.Chain{Underlying: "SPX", Spot: 6700, AsOf: time.Date(2025, 11, 19, 12, 0, 0, 0, market.NewYork)}
	nan := math.NaN()
	for _, date := range []market.Date{{Year: 2025, Month: 11, Day: 20}, {Year: 2025, Month: 11, Day: 21}} {
		x := expiryOf(market.LookupRoot("SPXW"), date)
		x.Lo = c.Len()
		for k := 6000.0; k <= 7400; k += 25 {
			for _, right := range []chain.Right{chain.Call, chain.Put} {
				c.Strike, c.Right = append(c.Strike, k), append(c.Right, right)
				c.Bid, c.Ask, c.Last = append(c.Bid, nan), append(c.Ask, nan), append(c.Last, nan)
				c.Volume, c.OpenInterest = append(c.Volume, nan), append(c.OpenInterest, 100+where(right == chain.Call && k > 6700, 300)+where(k == 6800, 500)+where(right == chain.Put && k < 6700, 300)+where(k == 6500, 700))
				c.IV, c.Delta, c.Gamma = append(c.IV, smile(k)), append(c.Delta, nan), append(c.Gamma, nan)
				c.Multiplier, c.DealerQty = append(c.Multiplier, 100), append(c.DealerQty, nan)
				c.Line, c.Out, c.Repaired = append(c.Line, int32(c.Rows+2)), append(c.Out, chain.Live), append(c.Repaired, 0)
				c.Rows++
			}
		}
		x.Hi = c.Len()
		c.Expiries = append(c.Expiries, x)
	}
	return bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(0.04), Yield: 0.013}, Options{})
}

// TestOddsOfAFlatSmile: N(−d2) in closed form, beyond each level, by both horizons.
func TestOddsOfAFlatSmile(t *testing.T) {
	const sigma = 0.15
	b := oddsBook(t, func(float64) float64 { return sigma })
	l := BuildLevels(b).Levels
	if len(l.Odds) != 8 {
		t.Fatalf("%d odds of %+v", len(l.Odds), l)
	}
	levels := map[string]report.Number{"zero_gamma": l.ZeroGamma, "call_wall": l.CallWall, "put_wall": l.PutWall, "max_pain": l.MaxPain}
	for i, o := range l.Odds {
		date := market.Date{Year: 2025, Month: 11, Day: 20 + i/4}
		settlement := market.LookupRoot("SPXW").SettlementInstant(date)
		if o.Expiry != date.String() || !o.Settlement.Equal(settlement) {
			t.Errorf("%s by %s, %v", o.Level, o.Expiry, o.Settlement)
		}
		years := market.Years(b.AsOf, settlement)
		k, s := float64(levels[o.Level]), sigma*math.Sqrt(years)
		d2 := (math.Log(6700/k)+(0.04-0.013)*years)/s - s/2
		want := 0.5 * math.Erfc(d2/math.Sqrt2) // N(−d2)
		if k >= 6700 {
			want = 0.5 * math.Erfc(-d2/math.Sqrt2)
		}
		near(t, o.Level+" close beyond by "+o.Expiry, float64(o.CloseBeyond), want, 1e-9, 1e-3)
	}
}

// TestOddsAreProbabilities: on a steep smile below and above add up to one over every cut of the line, a touch is at least a
// close and at most certain, and nearer levels are likelier.
func TestOddsAreProbabilities(t *testing.T) {
	b := oddsBook(t, func(k float64) float64 { return 0.15 + 2*math.Pow(math.Log(k/6800), 2) - 0.4*math.Log(k/6700) })
	for _, h := range b.horizons() {
		before, sum := 0.0, 0.0
		for k := 6000.0; k <= 7400; k += 12.5 {
			below := h.below(k)
			if !(below >= before) {
				t.Errorf("the probability of a close below %g is %g, less than %g before it", k, below, before)
			}
			sum += below - before
			before = below
			for _, spot := range []float64{6650, 6750} {
				beyond := h.beyond(k, spot)
				if other := 1 - beyond; k < spot && math.Abs(beyond-below) > 1e-15 || k >= spot && math.Abs(other-below) > 1e-15 {
					t.Errorf("%g from %g: %g beyond, %g below", k, spot, beyond, below)
				}
			}
		}
		near(t, "all intervals", sum+1-before, 1, 1e-12, 0)
		// The density integrates the forward: E[S] = K₀ + ∫ P(S > K) dK from 0.
		mean := h.low
		for k := h.low; k < h.hi; k++ {
			mean += 1 - h.below(k+0.5)
		}
		near(t, "the mean is the forward", mean, h.fit.Forward, 1e-4, 0)
	}
	for _, o := range BuildLevels(b).Levels.Odds {
		if !(o.Touch >= o.CloseBeyond && o.CloseBeyond >= 0 && o.Touch <= 1) || math.Abs(float64(o.Touch-min(1, 2*o.CloseBeyond))) > 1e-15 {
			t.Errorf("%+v", o)
		}
	}
}

// TestOddsBeyondTheStrikes: a smile says nothing far beyond its strikes, and a level at spot is touched already.
func TestOddsBeyondTheStrikes(t *testing.T) {
	b := oddsBook(t, func(float64) float64 { return 0.15 })
	l := report.NoLevels()
	l.CallWall, l.PutWall, l.MaxPain = 7400*1.11, 6000*0.91, 6700
	odds := b.odds(&l)
	if len(odds) != 6 {
		t.Fatalf("%+v", odds)
	}
	for _, o := range odds {
		switch o.Level {
		case "call_wall":
			if o.CloseBeyond.OK() || o.Touch.OK() {
				t.Errorf("%+v", o)
			}
		case "put_wall":
			if !o.CloseBeyond.OK() {
				t.Errorf("%+v", o)
			}
		case "max_pain":
			if o.Touch != 1 || !(o.CloseBeyond > 0.4 && o.CloseBeyond < 0.6) {
				t.Errorf("%+v", o)
			}
		}
	}
}
