package gex

import (
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// earlyPut and earlyCall are what the two sides of the expiry of these tests share: interest on the strike makes puts worth
// exercising, a yield calls.
var (
	earlyPut  = american.Terms{Put: true, Years: 0.2, Rate: 0.05, Yield: 0.07}
	earlyCall = american.Terms{Years: 0.2, Rate: 0.05, Yield: 0.07}
)

// earlyPricer prices two European contracts and some of an expiry that may be exercised early, of which a part of spot remains.
func earlyPricer(t testing.TB, work *workload, left float64, strike []float64, put []bool, weight []float64) *pricer {
	t.Helper()
	var sides [2]*earlySide
	for side, terms := range map[chain.Right]american.Terms{chain.Call: earlyCall, chain.Put: earlyPut} {
		solved, err := american.New(terms, 0.1, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		sides[side] = &earlySide{solved, left}
	}
	sigma := make([]float64, len(strike))
	for i := range sigma {
		sigma[i] = 0.2 + 0.01*float64(i%7)
	}
	carry := (earlyPut.Rate - earlyPut.Yield) * earlyPut.Years
	groups := []kernel.Group{
		{Lo: 0, Hi: 2, Years: 0.1, Rate: 0.05, Carry: 0.004 + kernel.Log(left)},
		{Lo: 2, Hi: len(strike), Years: earlyPut.Years, Rate: earlyPut.Rate, Carry: carry + kernel.Log(left)},
	}
	p := new(pricer)
	p.reset(work, groups, strike, sigma, put, weight, func(g int, put bool) *earlySide {
		switch {
		case g == 0:
			return nil
		case put:
			return sides[chain.Put]
		}
		return sides[chain.Call]
	})
	return p
}

// earlyColumns are n contracts around a spot, both sides at every strike, a few of them held by nobody.
func earlyColumns(n int, spot float64) (strike []float64, put []bool, weight []float64) {
	for i := range n {
		strike, put = append(strike, spot*(0.7+0.6*float64(i/2)/float64(n/2))), append(put, i%2 == 1)
		weight = append(weight, float64(i%5-1))
	}
	return strike, put, weight
}

// allGreeks are columns for n contracts.
func allGreeks(n int) *kernel.Greeks {
	column := func() []float64 { return make([]float64, n) }
	return &kernel.Greeks{Price: column(), Delta: column(), Gamma: column(), Vega: column(), Theta: column(), Vanna: column(), Charm: column()}
}

// columnsOf are the columns of greeks by name, with the power of the part of spot that remains in each.
func columnsOf(g *kernel.Greeks) map[string]struct {
	values []float64
	power  float64
} {
	type column = struct {
		values []float64
		power  float64
	}
	return map[string]column{
		"price": {g.Price, 0}, "delta": {g.Delta, 1}, "gamma": {g.Gamma, 2}, "vega": {g.Vega, 0}, "theta": {g.Theta, 0}, "vanna": {g.Vanna, 1}, "charm": {g.Charm, 1},
	}
}

// TestEarlyGreeksOfThePart: where a part of spot remains after a dividend, greeks at a spot are those of that part of spot alone,
// times the part for each derivative by spot, whichever column is asked for; also of a spot below 1.
func TestEarlyGreeksOfThePart(t *testing.T) {
	const n, left = 12, 0.9
	for _, around := range []float64{100, 0.5} {
		strike, put, weight := earlyColumns(n, around)
		whole, part := earlyPricer(t, nil, 1, strike, put, weight), earlyPricer(t, nil, left, strike, put, weight)
		for _, x := range []float64{0.72, 0.9, 1, 1.1, 1.3} {
			spot := x * around
			want, got := allGreeks(n), allGreeks(n)
			whole.GreeksTo(want, spot*left)
			part.GreeksTo(got, spot)
			wants := columnsOf(want)
			for name, column := range columnsOf(got) {
				most := 0.0
				for _, v := range wants[name].values {
					most = max(most, math.Abs(v))
				}
				for i := 2; i < n; i++ { // the kernel spreads the carry of European ones over time
					near(t, name, column.values[i], math.Pow(left, column.power)*wants[name].values[i], 1e-9, most)
				}
			}
			for _, alone := range []func(g *kernel.Greeks) *[]float64{
				func(g *kernel.Greeks) *[]float64 { return &g.Price }, func(g *kernel.Greeks) *[]float64 { return &g.Delta }, func(g *kernel.Greeks) *[]float64 { return &g.Gamma },
				func(g *kernel.Greeks) *[]float64 { return &g.Vega }, func(g *kernel.Greeks) *[]float64 { return &g.Theta }, func(g *kernel.Greeks) *[]float64 { return &g.Vanna },
				func(g *kernel.Greeks) *[]float64 { return &g.Charm },
			} {
				var one kernel.Greeks
				*alone(&one) = make([]float64, n)
				part.GreeksTo(&one, spot)
				if !slices.Equal(*alone(&one), *alone(got)) {
					t.Errorf("at %g alone: %v, with the others %v", spot, *alone(&one), *alone(got))
				}
			}
		}
	}
}

// TestEarlyGreeksAreThoseOfOneOption: price, vega and theta are those of the American option, and delta, gamma, vanna and charm
// too where the boundary is far; past it the option is stock.
func TestEarlyGreeksAreThoseOfOneOption(t *testing.T) {
	const n = 12
	strike, put, weight := earlyColumns(n, 100)
	p := earlyPricer(t, nil, 1, strike, put, weight)
	for _, spot := range []float64{80, 100, 125} {
		g := allGreeks(n)
		p.GreeksTo(g, spot)
		stock := 0
		for _, c := range p.early {
			v := c.of.Value(spot, c.strike, c.vol)
			near(t, "price", g.Price[c.at], v.Price, 1e-12, 0)
			near(t, "vega", g.Vega[c.at], v.Vega, 1e-12, 1e-300)
			near(t, "theta", g.Theta[c.at], v.Theta, 1e-12, 1e-300)
			near(t, "delta", g.Delta[c.at], v.Delta, 5e-3, 1)
			near(t, "gamma", g.Gamma[c.at], v.Gamma, 0.02, 0.01)
			near(t, "vanna", g.Vanna[c.at], c.of.Vanna(spot, c.strike, c.vol), 0.02, 1)
			near(t, "charm", g.Charm[c.at], c.of.Charm(spot, c.strike, c.vol), 0.02, 1)
			if v.Exercised {
				stock++
				if g.Delta[c.at] != v.Delta || g.Gamma[c.at] != 0 || g.Vanna[c.at] != 0 || g.Charm[c.at] != 0 {
					t.Errorf("%g at %g is exercised: delta %g, gamma %g, vanna %g, charm %g", c.strike, spot, g.Delta[c.at], g.Gamma[c.at], g.Vanna[c.at], g.Charm[c.at])
				}
			}
		}
		if stock == 0 || stock == len(p.early) {
			t.Errorf("at %g %d of %d are exercised", spot, stock, len(p.early))
		}
	}
}

// TestEarlySums: sums over contracts at each spot are those of the greeks of each, however many may be exercised early: one, more
// than are summed in a part, and with a part of spot that remains. Contracts of weight 0 count nothing, those of weight 1 once.
func TestEarlySums(t *testing.T) {
	for _, c := range []struct {
		n    int
		left float64
	}{{3, 1}, {3, 0.9}, {12, 0.9}, {150, 0.95}} {
		strike, put, weight := earlyColumns(c.n, 100)
		if c.n == 3 {
			strike[2] = 104
		}
		var done workload
		p := earlyPricer(t, &done, c.left, strike, put, weight)
		if len(p.early) != c.n-2 {
			t.Fatalf("%d of %d may be exercised early", len(p.early), c.n)
		}
		spots := make([]float64, 10)
		for j := range spots {
			spots[j] = kernel.Rung(100, step, 20*j-100)
		}
		dst := func() []float64 { return make([]float64, len(spots)) }
		rungs := p.AlongTo(nil, kernel.RungsTo(nil, 100, 20*step, -5, 4), 20*step)
		if n := done[cells].Load(); n != int64(10*c.n) {
			t.Errorf("a ladder of 10 spots prices %d of %d contracts", n, c.n)
		}
		got := map[string][]float64{"delta": p.DeltaTo(dst(), spots), "gamma": p.GammaTo(dst(), spots), "vanna": p.VannaTo(dst(), spots), "charm": p.CharmTo(dst(), spots)}
		if n := done[greeks].Load(); n != int64(2*10*c.n) {
			t.Errorf("vanna and charm at 10 spots price %d of %d contracts", n, c.n)
		}
		for j, spot := range spots {
			g := allGreeks(c.n)
			p.GreeksTo(g, spot)
			columns := columnsOf(g)
			for name, sums := range got {
				gross := 0.0
				for i, v := range columns[name].values {
					gross += math.Abs(v * weight[i])
				}
				near(t, name, sums[j], dot(weight, columns[name].values), 1e-9, gross)
			}
			near(t, "ladder", rungs[j], got["gamma"][j], 1e-12, 1e-3)
		}
	}
}

// TestEarlySlope: the slope of gamma is that of the European part, and of what early exercise adds its difference over a
// hundredth of a percent to either side.
func TestEarlySlope(t *testing.T) {
	for _, n := range []int{3, 12} {
		strike, put, weight := earlyColumns(n, 100)
		strike[2] = 104
		p := earlyPricer(t, nil, 0.9, strike, put, weight)
		adds := func(spot float64) float64 {
			return p.GammaTo(nil, []float64{spot})[0] - p.Batch.GammaTo(nil, []float64{spot})[0]
		}
		for _, spot := range []float64{95, 108, 115} {
			gamma, slope := p.GammaSlope(spot)
			_, european := p.Batch.GammaSlope(spot)
			h := 1e-4 * spot
			rise := (adds(spot+h) - adds(spot-h)) / (2 * h)
			near(t, "gamma", gamma, p.GammaTo(nil, []float64{spot})[0], 1e-12, 0)
			near(t, "slope", slope, european+rise, 1e-7, math.Abs(rise))
			if rise == 0 {
				t.Errorf("at %g early exercise adds nothing", spot)
			}
		}
	}
}

// TestSolvedRange: a side is solved for the volatilities of its live contracts, with six points more either way, but not below
// half the lowest, nor below 1%: to the bit what that range gives.
func TestSolvedRange(t *testing.T) {
	for _, c := range []struct{ low, high, from, to float64 }{
		{0.2, 0.3, 0.14, 0.36}, {0.08, 0.3, 0.04, 0.36}, {0.015, 0.3, 0.01, 0.36}, {1.1, 1.3, 1.04, 1.36},
	} {
		v := flat(0.05, 0)
		v.Exercise = "american"
		ch := makeChain(100, []leg{{true, 95, 0.2, c.low, 10, -1}, {true, 100, 0.2, c.high, 10, -1}, {true, 105, 0.2, c.low, 10, -1}, {true, 110, 0.2, 0.001, 10, -1}, {true, 115, 0.2, 4, 10, -1}, {false, 100, 0.4, 0.009, 10, 1}})
		ch.Out[3], ch.Out[4] = chain.Duplicate, chain.Adjusted // whose volatilities do not count
		b := bookFrom(t, ch, v, Options{Sign: "column"})
		fit := b.surface.Expiries[0]
		side := b.solveSide(0, true, fit, time.Time{})
		if side == nil || side.left != 1 {
			t.Fatalf("the puts are %+v", side)
		}
		terms, _, _ := b.surface.EarlyTerms(ch, 0, true, fit, b.AsOf)
		want, err := american.New(terms, c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		want.Tabulate()
		for _, sigma := range []float64{c.from, c.low, c.high, c.to} {
			if got, want := side.Value(103, 105, sigma), want.Value(103, 105, sigma); math.Abs(got.Price-want.Price) > 1e-14*want.Price {
				t.Errorf("from %g to %g, at %g: %+v, want %+v", c.low, c.high, sigma, got, want)
			}
		}
	}
}

// TestNeverEarly: a side that nobody exercises early is European: puts at no interest, calls without a yield, and one of which no
// contract has a volatility.
func TestNeverEarly(t *testing.T) {
	legs := []leg{{true, 110, 0.2, 0.25, 10, -1}, {false, 90, 0.2, 0.25, 10, 1}}
	for _, c := range []struct {
		rate, yield float64
		puts, calls bool
	}{{0, 0, false, false}, {0.05, 0, true, false}, {0, 0.05, false, true}, {0.05, 0.05, true, true}} {
		v := flat(c.rate, c.yield)
		v.Exercise = "american"
		b := bookFrom(t, makeChain(100, legs), v, Options{Sign: "column"})
		fit := b.surface.Expiries[0]
		if puts, calls := b.solveSide(0, true, fit, time.Time{}) != nil, b.solveSide(0, false, fit, time.Time{}) != nil; puts != c.puts || calls != c.calls {
			t.Errorf("rate %g, yield %g: puts %v, calls %v", c.rate, c.yield, puts, calls)
		}
		b.surface.Vol = make([]float64, len(legs))
		if b.solveSide(0, true, fit, time.Time{}) != nil {
			t.Error("what has no volatility is exercised early")
		}
	}
}
