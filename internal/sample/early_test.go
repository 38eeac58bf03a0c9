package sample

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/american"
	"gex/internal/market"
)

// TestAmericanPrices holds the prices of stocks to the textbook, package bs, and those of indexes to Black-Scholes.
func TestAmericanPrices(t *testing.T) {
	for _, o := range []Options{
		{Underlying: "ABC", Rate: new(0.05), Yield: new(0.0)}, {Underlying: "ABC", Rate: new(0.04), Yield: new(0.3)},
		{Underlying: "OEX", Spot: 3000}, {Underlying: "SPX"},
	} {
		truth := truthOf(t, o)
		early := 0.0
		for _, years := range []float64{0.02, 0.3, 1.7} {
			cut := truth.section(years)
			strikes := []int64{int64(truth.Spot * 800), int64(truth.Spot * 1000), int64(truth.Spot * 1200)}
			if err := cut.solve(strikes); err != nil {
				t.Fatal(err)
			}
			for _, strike := range strikes {
				for _, right := range []bs.Right{bs.Call, bs.Put} {
					k := float64(strike) / mil
					european, got := cut.option(right, k), cut.price(right, k)
					want := european.Price()
					if truth.American {
						b, err := bs.NewBoundary(right, years, truth.Rate, truth.Yield, european.Vol)
						if err != nil {
							t.Fatal(err)
						}
						want = b.Price(truth.Spot, k)
					}
					if math.Abs(got.price-want) > 1e-5*truth.Spot {
						t.Errorf("%s %v %v %v: price %v, want %v", o.Underlying, right, k, years, got.price, want)
					}
					early = max(early, got.price-european.Price())
				}
			}
		}
		if (early > 0.001*truth.Spot) != truth.American {
			t.Errorf("%+v: early exercise adds up to %v", o, early)
		}
	}
}

// TestFundsPayOnDates: SPY pays a quarter of its yield on each built-in ex-date, and the forward falls there.
func TestFundsPayOnDates(t *testing.T) {
	truth := truthOf(t, Options{Underlying: "SPY", Yield: new(0.02)})
	share := 1 - math.Exp(-0.005)
	before, after := truth.Years(market.LookupRoot("SPY"), date("2025-12-18")), truth.Years(market.LookupRoot("SPY"), date("2025-12-19"))
	want := -share
	if got := math.Log(truth.Forward(after)/truth.Forward(before)) - 0.04*(after-before); math.Abs(got-math.Log(1+want)) > 1e-12 {
		t.Errorf("over the ex-date the forward moves by %v, want %v", got, math.Log(1+want))
	}
	// A quarter each makes the yield of a whole year.
	if got := truth.Forward(1) / (truth.Spot * math.Exp(0.04-0.02)); math.Abs(got-1) > 1e-12 {
		t.Errorf("the forward of a year is %v times that of the yield", got)
	}
	// After the last close before an ex-date the shares still carry the dividend, and nobody can exercise for it any more.
	eve := truthOf(t, Options{Underlying: "SPY", Yield: new(0.02), Layout: layoutLong, AsOf: date("2025-12-18").At(16, 10)})
	if len(eve.paid) == 0 || eve.paid[0].Years < 0.2 || math.Abs(eve.left-(1-share)) > 1e-15 {
		t.Errorf("on the evening before, dividends %v and %v of spot left", eve.paid, eve.left)
	}
	cut := eve.section(0.01)
	if err := cut.solve([]int64{500_000}); err != nil {
		t.Fatal(err)
	}
	if got, want := cut.price(bs.Call, 500).price, eve.Spot*(1-share)-500; math.Abs(got-want) > 0.5 {
		t.Errorf("a call in the money is worth %v, want about %v", got, want)
	}
}

// TestTwoBoundariesAreRefused: options that are exercised between two boundaries are not computed, and no file is written.
func TestTwoBoundariesAreRefused(t *testing.T) {
	for _, tt := range []struct {
		underlying  string
		rate, yield float64
		refused     bool
	}{
		{"ABC", -0.01, -0.02, true}, {"ABC", -0.02, -0.01, true}, {"ABC", 0.01, -0.02, false}, {"ABC", -0.01, 0.02, false}, {"SPX", -0.01, -0.02, false},
	} {
		var out strings.Builder
		err := Write(&out, Options{Underlying: tt.underlying, Contracts: 100, Rate: &tt.rate, Yield: &tt.yield})
		if errors.Is(err, american.ErrTwoBoundaries) != tt.refused || (out.Len() == 0) != tt.refused {
			t.Errorf("%+v: %v, %d bytes", tt, err, out.Len())
		}
	}
}
