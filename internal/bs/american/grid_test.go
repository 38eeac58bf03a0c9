package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// payer draws terms with one to four dividends, and a range of volatilities.
func payer(t *rapid.T) (terms Terms, low, high float64) {
	log := func(low, high float64, name string) float64 {
		return math.Exp(rapid.Float64Range(math.Log(low), math.Log(high)).Draw(t, name))
	}
	terms = Terms{Put: rapid.Bool().Draw(t, "put"), Years: log(0.02, 1.5, "years"), Rate: rapid.Float64Range(0, 0.06).Draw(t, "rate"), Yield: rapid.Float64Range(-0.01, 0.02).Draw(t, "yield")}
	if !terms.Put {
		terms.Yield = max(terms.Yield, 0)
	}
	ex := terms.Years * log(0.01, 1, "ex")
	for range rapid.IntRange(1, 4).Draw(t, "dividends") {
		terms.Dividends = append(terms.Dividends, Dividend{ex, rapid.Float64Range(0.001, 0.02).Draw(t, "fraction")})
		ex += 0.25
	}
	low = log(0.08, 0.5, "low")
	return terms, low, low * rapid.Float64Range(1, 4.9).Draw(t, "ratio")
}

// TestGridAgainstFiniteDifferences holds the interpolation in spot and volatility to the bound that is stated for it, against
// a solution at the very volatility on five times the nodes.
func TestGridAgainstFiniteDifferences(t *testing.T) {
	sum, roughSum, count := 0.0, 0.0, 0
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high := payer(t)
		p := premiums(t, terms, low, high)
		rough, err := Solve(terms, low, high, Draft, nil)
		if err != nil {
			t.Fatal(err)
		}
		vol := low + (high-low)*rapid.Float64Range(0, 1).Draw(t, "vol")
		c := contract{put: terms.Put, years: terms.Years, rate: terms.Rate, yield: terms.Yield, vol: vol}
		for _, d := range terms.paid() {
			c.drops = append(c.drops, drop{d.Years, 1 - d.Fraction, 0})
		}
		s := c.solve(mesh{nodes: 801, steps: 100})
		for _, d := range []float64{-2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2} {
			spot := math.Exp(d * vol * math.Sqrt(terms.Years))
			at := s.at(spot)
			want := at.of(s.american) - at.of(s.european)
			got := p.Premium(spot, 1, vol)
			if !(math.Abs(got-want) <= 5e-5*max(spot, 1)) {
				t.Errorf("%+v at spot %v, volatility %v of %v … %v: premium %v, want %v", terms, spot, vol, low, high, got, want)
			}
			sum, count = sum+math.Abs(got-want)/max(spot, 1), count+1
			miss := math.Abs(rough.Premium(spot, 1, vol)-want) / max(spot, 1)
			if roughSum += miss; miss > 3e-4 {
				t.Errorf("%+v at spot %v, volatility %v of %v … %v: a draft is off by %.1e", terms, spot, vol, low, high, miss)
			}
		}
	})
	mean, rough := sum/float64(count), roughSum/float64(count)
	if mean > 2e-6 || rough > 1e-5 {
		t.Errorf("off by %.1e of the larger of spot and strike in the mean, a draft by %.1e", mean, rough)
	}
}

// TestGridQuadrature compares calls with one dividend with the quadrature, at volatilities between those that are solved.
func TestGridQuadrature(t *testing.T) {
	for _, years := range []float64{0.05, 0.3, 1} {
		for _, ex := range []float64{0.0027, 0.04, 0.25} {
			terms := Terms{Years: years, Rate: 0.02, Dividends: []Dividend{{ex, 0.015}}}
			p := premiums(t, terms, 0.15, 0.4)
			for _, vol := range []float64{0.17, 0.26, 0.38} {
				c := contract{years: years, rate: 0.02, vol: vol, drops: []drop{{ex, 0.985, 0}}}
				for _, d := range []float64{-1, -0.3, 0, 0.3, 1} {
					if ex >= years {
						continue
					}
					spot := math.Exp(d * vol * math.Sqrt(years))
					if got, want := p.Premium(spot, 1, vol), compound(spot, c); math.Abs(got-want) > 2e-5*max(spot, 1) {
						t.Errorf("%v years, dividend after %v, volatility %v, spot %v: premium %v, want %v", years, ex, vol, spot, got, want)
					}
				}
			}
		}
	}
}

// TestGridValue checks the greeks against differences of the price, and that price meets payoff where exercise begins.
func TestGridValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high := payer(t)
		p := premiums(t, terms, low, high)
		vol := low + (high-low)*rapid.Float64Range(0.1, 0.9).Draw(t, "vol")
		sd := vol * math.Sqrt(terms.Years)
		spot := math.Exp(rapid.Float64Range(-1.5, 1.5).Draw(t, "d") * sd)
		v := p.Value(spot, 1, vol)
		unit := max(spot, 1)
		if v.Price < max(p.payoff(spot, 1), 0)-5e-5*unit || v.Premium < 0 {
			t.Fatalf("%+v: price %v below the payoff", terms, v.Price)
		}
		h := 0.05 * sd * spot
		up, down := p.Value(spot+h, 1, vol), p.Value(spot-h, 1, vol)
		if v.Exercised || up.Exercised || down.Exercised {
			if v.Exercised && (v.Price != p.payoff(spot, 1) || math.Abs(v.Delta) != 1 || v.Gamma != 0 || v.Vega != 0) {
				t.Fatalf("%+v: exercised, and worth %+v", terms, v)
			}
			return
		}
		if got, want := v.Delta, (up.Price-down.Price)/(2*h); math.Abs(got-want) > 3e-2 {
			t.Fatalf("%+v at %v, volatility %v: delta %v, difference %v", terms, spot, vol, got, want)
		}
		if got, want := v.Gamma, (up.Delta-down.Delta)/(2*h); math.Abs(got-want) > 0.3/(spot*sd) {
			t.Fatalf("%+v at %v, volatility %v: gamma %v, difference %v", terms, spot, vol, got, want)
		}
	})
}

// TestDividends checks which dividends count, and the forward that they leave.
func TestDividends(t *testing.T) {
	terms := Terms{Years: 1, Rate: 0.05, Yield: 0.01, Dividends: []Dividend{{0.6, 0.02}, {0.1, 0.01}, {2, 0.5}, {-0.1, 0.5}, {0, 0.5}, {0.5, 0}}}
	if got, want := terms.Forward(), math.Exp(0.04)*0.98*0.99; math.Abs(got-want) > 1e-15 {
		t.Errorf("F/S is %v, want %v", got, want)
	}
	atClose := Terms{Years: 1, Dividends: []Dividend{{1, 0.02}}} // settles before it
	if f, p := atClose.Forward(), premiums(t, atClose, 0.2, 0.3); f != 1 || p.Premium(100, 50, 0.2) != 0 {
		t.Errorf("a dividend at settlement counts: F/S is %v", f)
	}
	sorted := terms
	sorted.Dividends = []Dividend{{0.1, 0.01}, {0.6, 0.02}}
	a, b := premiums(t, terms, 0.2, 0.3), premiums(t, sorted, 0.2, 0.3)
	if x, y := a.Premium(100, 95, 0.25), b.Premium(100, 95, 0.25); x != y || x == 0 {
		t.Errorf("premium %v, and %v with the dividends in order", x, y)
	}
}
