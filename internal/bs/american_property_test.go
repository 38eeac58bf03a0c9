package bs_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
)

// american draws an option as chains of stocks have them, which has at most one boundary.
func american() *rapid.Generator[bs.Option] {
	return rapid.Custom(func(t *rapid.T) bs.Option {
		o := market().Draw(t, "option")
		o.Rate = rapid.Float64Range(0, 0.1).Draw(t, "rate")
		o.Yield = rapid.Float64Range(-0.03, 0.5).Draw(t, "yield")
		o.Vol = rapid.Float64Range(0.04, 1.5).Draw(t, "vol")
		if o.Right == bs.Call { // rate < yield < 0 has two
			o.Yield = math.Abs(o.Yield)
		}
		return o
	})
}

func boundary(t rapid.TB, g bs.Grid, o bs.Option) *bs.Boundary {
	t.Helper()
	b, err := g.Boundary(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func payoff(o bs.Option) float64 {
	if o.Right == bs.Put {
		return max(o.Strike-o.Spot, 0)
	}
	return max(o.Spot-o.Strike, 0)
}

// TestAmericanBounds checks that an American option is worth at least the European one and its payoff, and exactly its payoff
// past the boundary.
func TestAmericanBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := american().Draw(t, "option")
		b := boundary(t, bs.Fine, o)
		v := b.Value(o.Spot, o.Strike)
		slack := 1e-7 * o.Strike
		if v.Premium < -slack || v.Price < payoff(o)-slack {
			t.Fatalf("%+v: price %v, premium %v, payoff %v", o, v.Price, v.Premium, payoff(o))
		}
		if v.Exercised && (v.Price != payoff(o) || math.Abs(v.Delta) != 1 || v.Gamma != 0 || v.Theta != 0) {
			t.Fatalf("%+v: exercised, and worth %+v", o, v)
		}
		if past := o.Spot < b.Critical(o.Strike); v.Gamma == 0 && v.Exercised != (past == (o.Right == bs.Put)) {
			t.Fatalf("%+v: critical spot %v, exercised %t", o, b.Critical(o.Strike), v.Exercised)
		}
		if most := mostPremium(o); v.Premium > most+slack {
			t.Fatalf("%+v: premium %v above %v", o, v.Premium, most)
		}
	})
}

// mostPremium is the bound K(1 − e^{−rT}) of a put's premium, S(1 − e^{−qT}) of a call's, with no rate below zero.
func mostPremium(o bs.Option) float64 {
	if o.Right == bs.Put {
		return o.Strike*-math.Expm1(-o.Rate*o.Years) + o.Spot*math.Expm1(max(-o.Yield, 0)*o.Years)
	}
	return o.Spot*-math.Expm1(-o.Yield*o.Years) + o.Strike*math.Expm1(max(-o.Rate, 0)*o.Years)
}

// TestAmericanSymmetry checks C(S, K; r, q) = P(K, S; q, r), and that only the ratio of spot and strike counts.
func TestAmericanSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		call := american().Draw(t, "option")
		call.Right, call.Yield = bs.Call, math.Abs(call.Yield)
		put := bs.Option{Right: bs.Put, Spot: call.Strike, Strike: call.Spot, Years: call.Years, Rate: call.Yield, Yield: call.Rate, Vol: call.Vol}
		c, p := boundary(t, bs.Standard, call), boundary(t, bs.Standard, put)
		scale := call.Spot + call.Strike
		if a, b := c.Price(call.Spot, call.Strike), p.Price(put.Spot, put.Strike); !(math.Abs(a-b) <= 1e-13*scale) {
			t.Fatalf("call %v, mirrored put %v", a, b)
		}
		if a, b := c.Price(3*call.Spot, 3*call.Strike), 3*c.Price(call.Spot, call.Strike); !(math.Abs(a-b) <= 1e-12*scale) {
			t.Fatalf("three times spot and strike: %v, want %v", a, b)
		}
	})
}

// TestAmericanNever checks that an option that is never exercised early is the European one, bit for bit: a call that pays
// nothing at a rate of 0 or more, a put at a rate of 0 or less that pays no less.
func TestAmericanNever(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := american().Draw(t, "option")
		low := rapid.Float64Range(-0.1, 0).Draw(t, "low")
		more := low + rapid.Float64Range(0, 0.2).Draw(t, "more")
		o.Rate, o.Yield = low, more
		if o.Right == bs.Call {
			o.Rate, o.Yield = more, low
		}
		b := boundary(t, bs.Fine, o)
		want := bs.American{Price: o.Price(), Delta: o.Delta(), Gamma: o.Gamma(), Theta: o.Theta()}
		if got := b.Value(o.Spot, o.Strike); got != want {
			t.Fatalf("%+v: %+v, want %+v", o, got, want)
		}
		vega, err := bs.Fine.Vega(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
		if err != nil || vega(o.Spot, o.Strike) != o.Vega() {
			t.Fatalf("%+v: vega %v, want %v; %v", o, vega(o.Spot, o.Strike), o.Vega(), err)
		}
	})
}

// TestAmericanMonotone checks that time and volatility add value, and that price is convex in strike.
func TestAmericanMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := american().Draw(t, "option")
		here := boundary(t, bs.Standard, o)
		price := here.Price(o.Spot, o.Strike)
		slack := 3e-6 * max(o.Spot, o.Strike)
		longer, wilder := o, o
		longer.Years *= 1 + rapid.Float64Range(0, 1).Draw(t, "longer")
		wilder.Vol *= 1 + rapid.Float64Range(0, 1).Draw(t, "wilder")
		if p := boundary(t, bs.Standard, longer).Price(o.Spot, o.Strike); p < price-slack {
			t.Fatalf("%+v: %v, and %v with %v years", o, price, p, longer.Years)
		}
		if p := boundary(t, bs.Standard, wilder).Price(o.Spot, o.Strike); p < price-slack {
			t.Fatalf("%+v: %v, and %v with volatility %v", o, price, p, wilder.Vol)
		}
		step := o.Strike * rapid.Float64Range(0.001, 0.3).Draw(t, "step")
		if bend := here.Price(o.Spot, o.Strike-step) + here.Price(o.Spot, o.Strike+step) - 2*price; bend < -4*slack {
			t.Fatalf("%+v: not convex in strike over %v: %v", o, step, bend)
		}
	})
}

// TestAmericanDerivatives checks delta, gamma and theta against differences of the price.
func TestAmericanDerivatives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := american().Draw(t, "option")
		o.Years = max(o.Years, 0.05)
		b := boundary(t, bs.Standard, o)
		sd := o.Vol * math.Sqrt(o.Years)
		if math.Abs(math.Log(o.Spot/b.Critical(o.Strike))) < 0.35*sd {
			return // gamma jumps at the boundary
		}
		h := o.Spot * sd * 0.02
		up, mid, down := b.Price(o.Spot+h, o.Strike), b.Price(o.Spot, o.Strike), b.Price(o.Spot-h, o.Strike)
		v := b.Value(o.Spot, o.Strike)
		near := func(name string, got, want, slack float64) {
			if !(math.Abs(got-want) <= slack) {
				t.Errorf("%+v: %s %v, difference %v", o, name, got, want)
			}
		}
		unit := max(o.Spot, o.Strike)
		near("delta", v.Delta, (up-down)/(2*h), 2e-4*unit/o.Spot)
		near("gamma", v.Gamma, (up-2*mid+down)/(h*h), 4e-3*unit/(o.Spot*o.Spot*sd))
		later, earlier := o, o
		later.Years, earlier.Years = o.Years*0.999, o.Years*1.001
		slope := (boundary(t, bs.Standard, later).Price(o.Spot, o.Strike) - boundary(t, bs.Standard, earlier).Price(o.Spot, o.Strike)) / (0.002 * o.Years)
		near("theta", v.Theta, slope, 1e-4*unit*(1+sd/o.Years))
	})
}

// TestAmericanTree compares with the binomial tree of Cox, Ross and Rubinstein (1979), which shares nothing with the
// boundary: the mean of an even and an odd number of steps.
func TestAmericanTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := american().Draw(t, "option")
		o.Vol = max(o.Vol, math.Abs(o.Rate-o.Yield)*math.Sqrt(o.Years)/10) // probabilities within 0 and 1
		got := boundary(t, bs.Fine, o).Premium(o.Spot, o.Strike)
		want := (tree(o, 400, true) + tree(o, 401, true) - tree(o, 400, false) - tree(o, 401, false)) / 2
		if !(math.Abs(got-want) <= 1e-3*max(o.Spot, o.Strike)) {
			t.Fatalf("%+v: premium %v, by the tree %v", o, got, want)
		}
	})
}

func tree(o bs.Option, steps int, early bool) float64 {
	dt := o.Years / float64(steps)
	up := math.Exp(o.Vol * math.Sqrt(dt))
	p := (math.Exp((o.Rate-o.Yield)*dt) - 1/up) / (up - 1/up)
	discount := math.Exp(-o.Rate * dt)
	at := func(step, ups int) float64 {
		o := o
		o.Spot *= math.Pow(up, float64(2*ups-step))
		return payoff(o)
	}
	value := make([]float64, steps+1)
	for ups := range value {
		value[ups] = at(steps, ups)
	}
	for step := steps - 1; step >= 0; step-- {
		for ups := range step + 1 {
			value[ups] = discount * (p*value[ups+1] + (1-p)*value[ups])
			if early {
				value[ups] = max(value[ups], at(step, ups))
			}
		}
	}
	return value[0]
}

// TestAmericanLimits checks what is returned where the equations have nothing to divide by.
func TestAmericanLimits(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name                 string
		o                    bs.Option
		price, delta, premia float64
		critical             float64
		exercised            bool
	}{
		{"expired put", bs.Option{Right: bs.Put, Spot: 90, Strike: 100, Rate: 0.05, Vol: 0.2}, 10, -1, 0, 0, false},
		{"put without volatility, in the money", bs.Option{Right: bs.Put, Spot: 90, Strike: 100, Years: 1, Rate: 0.05}, 10, -1, 10 - 5.1229424500714, 100, true},
		{"put without volatility, out of the money", bs.Option{Right: bs.Put, Spot: 101, Strike: 100, Years: 1, Rate: 0.05}, 0, 0, 0, 100, false},
		// Spot falls by 10% a year net to r/q K = 50 after ln(q S/(r K))/(q−r) = 5 ln 1.2 = 0.9116 years.
		{"put that waits", bs.Option{Right: bs.Put, Spot: 60, Strike: 100, Years: 2, Rate: 0.2, Yield: 0.4}, 100*math.Pow(1.2, -1) - 60*math.Pow(1.2, -2), -math.Pow(1.2, -2), 100*math.Pow(1.2, -1) - 60*math.Pow(1.2, -2) - (100*math.Exp(-0.4) - 60*math.Exp(-0.8)), 50, false},
		{"call that waits", bs.Option{Right: bs.Call, Spot: 100, Strike: 60, Years: 2, Rate: 0.4, Yield: 0.2}, 100*math.Pow(1.2, -1) - 60*math.Pow(1.2, -2), math.Pow(1.2, -1), 100*math.Pow(1.2, -1) - 60*math.Pow(1.2, -2) - (100*math.Exp(-0.4) - 60*math.Exp(-0.8)), 120, false},
		{"put on nothing", bs.Option{Right: bs.Put, Strike: 100, Years: 1, Rate: 0.05, Vol: 0.2}, 100, -1, 100 - 95.1229424500714, -1, true},
		{"call on nothing", bs.Option{Right: bs.Call, Strike: 100, Years: 1, Rate: 0.05, Yield: 0.1, Vol: 0.2}, 0, 0, 0, -1, false},
		{"call for nothing", bs.Option{Right: bs.Call, Spot: 100, Years: 1, Rate: 0.05, Yield: 0.05, Vol: 0.2}, 100, 1, 100 - 95.1229424500714, -1, true},
		{"put with a strike of 0", bs.Option{Right: bs.Put, Spot: 100, Years: 1, Rate: 0.05, Vol: 0.2}, 0, 0, 0, -1, false},
		{"call that never pays", bs.Option{Right: bs.Call, Spot: 100, Strike: 1, Years: 1, Rate: 0.05, Vol: 0.2}, 100 - 0.951229424500714, 1, 0, inf, false},
	} {
		b := boundary(t, bs.Fine, c.o)
		v := b.Value(c.o.Spot, c.o.Strike)
		if !(math.Abs(v.Price-c.price) < 1e-11 && math.Abs(v.Delta-c.delta) < 1e-11 && math.Abs(v.Premium-c.premia) < 1e-11) || v.Exercised != c.exercised {
			t.Errorf("%s: %+v, want price %v, delta %v, premium %v, exercised %t", c.name, v, c.price, c.delta, c.premia, c.exercised)
		}
		if got := b.Critical(c.o.Strike); c.critical >= 0 && got != c.critical && !(math.Abs(got-c.critical) < 1e-11) {
			t.Errorf("%s: critical spot %v, want %v", c.name, got, c.critical)
		}
	}
}

// TestAmericanNoRate checks puts that are exercised for a negative yield alone, at volatilities at which an endless option never
// would be, against the tree.
func TestAmericanNoRate(t *testing.T) {
	for _, vol := range []float64{0.05, 0.2, 0.5, 1.5} {
		for _, strike := range []float64{0.9, 1, 1.1, 2.7} {
			o := bs.Option{Right: bs.Put, Spot: 1, Strike: strike, Years: 1, Yield: -0.03, Vol: vol}
			got := boundary(t, bs.Fine, o).Premium(1, strike)
			if want := tree(o, 800, true) - tree(o, 800, false); !(math.Abs(got-want) <= 2e-4*strike) || got <= 0 {
				t.Errorf("volatility %v, strike %v: premium %v, by the tree %v", vol, strike, got, want)
			}
		}
	}
}

// TestTwoBoundaries checks where the error is returned, and what it says.
func TestTwoBoundaries(t *testing.T) {
	for _, c := range []struct {
		right       bs.Right
		rate, yield float64
		two         bool
	}{
		{bs.Put, -0.01, -0.02, true}, {bs.Put, -0.02, -0.01, false}, {bs.Put, -0.01, -0.01, false}, {bs.Put, 0, -0.01, false}, {bs.Put, -0.01, 0, false},
		{bs.Call, -0.02, -0.01, true}, {bs.Call, -0.01, -0.02, false}, {bs.Call, -0.01, 0, false},
	} {
		_, err := bs.NewBoundary(c.right, 1, c.rate, c.yield, 0.2)
		if errors.Is(err, bs.ErrTwoBoundaries) != c.two {
			t.Errorf("%v at %v, %v: %v", c.right, c.rate, c.yield, err)
		}
		if _, vegaErr := bs.Fine.Vega(c.right, 1, c.rate, c.yield, 0.2); (vegaErr == nil) != (err == nil) {
			t.Errorf("%v at %v, %v: vega says %v", c.right, c.rate, c.yield, vegaErr)
		}
	}
	_, err := bs.NewBoundary(bs.Put, 1, -0.01, -0.02, 0.2)
	if want := "american put at rate -0.01 and yield -0.02: early exercise has two boundaries"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

// TestAmericanFinite throws any numbers at it.
func TestAmericanFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-3, 3), rapid.Float64Range(0, 1e-3))
		o := bs.Option{
			Right: bs.Right(rapid.IntRange(0, 1).Draw(t, "right")), Spot: number.Draw(t, "spot"), Strike: number.Draw(t, "strike"),
			Years: number.Draw(t, "years"), Rate: number.Draw(t, "rate"), Yield: number.Draw(t, "yield"), Vol: number.Draw(t, "vol"),
		}
		b, err := bs.Standard.Boundary(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
		if err != nil {
			return
		}
		v := b.Value(o.Spot, o.Strike)
		for _, x := range []float64{v.Price, v.Delta, v.Gamma, v.Theta, v.Premium} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%+v: %+v", o, v)
			}
		}
	})
}

func BenchmarkBoundary(b *testing.B) {
	for _, g := range []struct {
		name string
		grid bs.Grid
	}{{"standard", bs.Standard}, {"fine", bs.Fine}} {
		b.Run(g.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := g.grid.Boundary(bs.Put, 0.5, 0.04, 0.01, 0.25); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
