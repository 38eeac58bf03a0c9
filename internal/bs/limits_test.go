package bs_test

import (
	"math"
	"testing"

	"gex/internal/bs"
)

// TestLimits has one row per line of the limits in the package comment.
func TestLimits(t *testing.T) {
	const (
		years, rate, yield, vol = 0.5, 0.05, 0.02, 0.2
	)
	discount, dividend := math.Exp(-rate*years), math.Exp(-yield*years)
	for _, c := range []struct {
		name         string
		option       bs.Option
		price, delta float64
	}{
		{"expired in the money", bs.Option{Spot: 100, Strike: 90, Rate: rate, Yield: yield, Vol: vol}, 10, 1},
		{"expired at the strike", bs.Option{Spot: 100, Strike: 100, Rate: rate, Yield: yield, Vol: vol}, 0, 0.5},
		{"expired out of the money", bs.Option{Spot: 100, Strike: 110, Years: -1, Rate: rate, Yield: yield, Vol: vol}, 0, 0},
		{"expired put", bs.Option{Right: bs.Put, Spot: 100, Strike: 110, Rate: rate, Yield: yield, Vol: vol}, 10, -1},
		{"no volatility", bs.Option{Spot: 100, Strike: 90, Years: years, Rate: rate, Yield: yield}, 100*dividend - 90*discount, dividend},
		{"negative volatility", bs.Option{Right: bs.Put, Spot: 100, Strike: 90, Years: years, Rate: rate, Yield: yield, Vol: -1}, 0, 0},
		{"no volatility at the forward", bs.Option{Spot: 100, Strike: 100, Years: years}, 0, 0.5},
		{"spot zero, call", bs.Option{Strike: 100, Years: years, Rate: rate, Yield: yield, Vol: vol}, 0, 0},
		{"spot negative, put", bs.Option{Right: bs.Put, Spot: -7, Strike: 100, Years: years, Rate: rate, Yield: yield, Vol: vol}, 100 * discount, -dividend},
		{"strike zero, call", bs.Option{Spot: 100, Years: years, Rate: rate, Yield: yield, Vol: vol}, 100 * dividend, dividend},
		{"strike negative, put", bs.Option{Right: bs.Put, Spot: 100, Strike: -7, Years: years, Rate: rate, Yield: yield, Vol: vol}, 0, 0},
		{"spot and strike zero", bs.Option{Years: years, Vol: vol}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, "price", c.option.Price(), c.price)
			near(t, "delta", c.option.Delta(), c.delta)
			for name, value := range map[string]func(bs.Option) float64{
				"gamma": bs.Option.Gamma, "vanna": bs.Option.Vanna, "vomma": bs.Option.Vomma,
				"speed": bs.Option.Speed, "zomma": bs.Option.Zomma, "color": bs.Option.Color,
			} {
				if got := value(c.option); got != 0 {
					t.Errorf("%s = %g, want 0", name, got)
				}
			}
		})
	}
}

// TestLimitVega checks the one derivative by volatility that does not vanish without volatility.
func TestLimitVega(t *testing.T) {
	o := bs.Option{Spot: 100, Strike: 100, Years: 0.25}
	near(t, "vega", o.Vega(), 100*0.5/math.Sqrt(2*math.Pi))
	o.Years = 0
	near(t, "vega of an expired option", o.Vega(), 0)
}

func near(t *testing.T, name string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-14*max(1, math.Abs(want))) {
		t.Errorf("%s = %v, want %v", name, got, want)
	}
}
