package american

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
)

// expiry draws terms without dividends and a range of volatilities, and the textbook's name for the side.
func expiry(t *rapid.T) (terms Terms, low, high float64, right bs.Right) {
	log := func(low, high float64, name string) float64 {
		return math.Exp(rapid.Float64Range(math.Log(low), math.Log(high)).Draw(t, name))
	}
	terms = Terms{Put: rapid.Bool().Draw(t, "put"), Years: log(0.003, 2.5, "years")}
	terms.Rate = rapid.Float64Range(0, 0.08).Draw(t, "rate")
	terms.Yield = rapid.OneOf(rapid.Float64Range(0, 0.1), rapid.Float64Range(0, 0.5)).Draw(t, "yield")
	low = log(0.06, 0.6, "low")
	high = low * rapid.Float64Range(1, 4.9).Draw(t, "ratio")
	right = bs.Call
	if terms.Put {
		right = bs.Put
	}
	return terms, low, high, right
}

func premiums(t rapid.TB, terms Terms, low, high float64) *Premiums {
	t.Helper()
	p, err := New(terms, low, high)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPremiumsAgainstTextbook holds the interpolation to the bound that its comment states: premiums, prices, greeks.
func TestPremiumsAgainstTextbook(t *testing.T) {
	sum, count := 0.0, 0
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, right := expiry(t)
		p := premiums(t, terms, low, high)
		vol := low + (high-low)*rapid.Float64Range(0, 1).Draw(t, "vol")
		b, err := bs.NewBoundary(right, terms.Years, terms.Rate, terms.Yield, vol)
		if err != nil {
			t.Fatal(err)
		}
		sd := vol * math.Sqrt(terms.Years)
		bound := 5e-6
		if math.Abs(terms.Rate-terms.Yield)*terms.Years > 3*sd {
			bound = 3e-5
		}
		for _, d := range []float64{-2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2} {
			const spot = 100
			strike := spot * math.Exp(d*sd)
			unit := max(spot, strike)
			want, got := b.Value(spot, strike), p.Value(spot, strike, vol)
			near := math.Abs(math.Log(spot/b.Critical(strike))) < 0.3*sd
			check := func(name string, got, want, bound float64) {
				if !(math.Abs(got-want) <= bound) {
					t.Errorf("%+v at %v, volatility %v: %s %v, want %v", terms, strike, vol, name, got, want)
				}
			}
			check("premium", p.Premium(spot, strike, vol), want.Premium, bound*unit)
			check("price", got.Price, want.Price, bound*unit)
			check("the price alone", p.Price(spot, strike, vol), got.Price, 1e-14*unit)
			sum, count = sum+math.Abs(got.Price-want.Price)/unit, count+1
			if near {
				continue
			}
			if p.Exercised(spot, strike, vol) != want.Exercised || got.Exercised != want.Exercised {
				t.Errorf("%+v at %v, volatility %v: exercised %t, want %t", terms, strike, vol, got.Exercised, want.Exercised)
			}
			check("delta", got.Delta, want.Delta, 5e-5)
			check("gamma", got.Gamma, want.Gamma, 1e-3/(spot*sd))
			check("theta", got.Theta, want.Theta, 2e-5*unit*(1+vol*vol/sd))
		}
	})
	if mean := sum / float64(count); mean > 5e-8 {
		t.Errorf("off by %.1e of the larger of spot and strike in the mean", mean)
	}
}

// TestReferenceAmericanBatch compares with the table that the textbook is compared with.
func TestReferenceAmericanBatch(t *testing.T) {
	worst, worstVega := 0.0, 0.0
	for i, row := range bstest.Reference(t, "american.csv") {
		o := row.Option(t)
		p, err := New(Terms{Put: row["type"] == "put", Years: o.Years, Rate: o.Rate, Yield: o.Yield}, 0.7*o.Vol, 1.6*o.Vol)
		if row["boundary"] == "double" {
			if !errors.Is(err, ErrTwoBoundaries) {
				t.Errorf("line %d: two boundaries, and the error is %v", i+2, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("line %d: %v", i+2, err)
		}
		v, unit := p.Value(o.Spot, o.Strike, o.Vol), max(o.Spot, o.Strike)
		miss := math.Abs(v.Price-row.Float(t, "american")) / unit
		vega := math.Abs(v.Vega-row.Float(t, "vega")) / unit
		if !(miss <= 4e-6) || !(vega <= 2e-4) || v.Exercised != (row["exercise"] == "1") {
			t.Errorf("line %d (%s): price off by %.1e, vega by %.1e, exercised %t", i+2, row["case"], miss, vega, v.Exercised)
		}
		worst, worstVega = max(worst, miss), max(worstVega, vega)
	}
	t.Logf("worst price, of the larger of spot and strike: %.1e; vega %.1e", worst, worstVega)
}

// TestPremiumsScale checks that only the ratio of spot and strike counts, and that calls are puts by symmetry.
func TestPremiumsScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, _ := expiry(t)
		terms.Put = false
		p := premiums(t, terms, low, high)
		vol := low + (high-low)*rapid.Float64Range(0, 1).Draw(t, "vol")
		strike := math.Exp(rapid.Float64Range(-2, 2).Draw(t, "d") * vol * math.Sqrt(terms.Years))
		mirror := premiums(t, Terms{Put: true, Years: terms.Years, Rate: terms.Yield, Yield: terms.Rate}, low, high)
		one := p.Premium(1, strike, vol)
		if got := mirror.Premium(strike, 1, vol); math.Abs(got-one) > 1e-13*max(1, strike) {
			t.Fatalf("%+v: call %v, mirrored put %v", terms, one, got)
		}
		if got := p.Premium(512, 512*strike, vol); got != 512*one {
			t.Fatalf("%+v: 512 times spot and strike: %v, want %v", terms, got, 512*one)
		}
	})
}

// TestPremiumsNever checks that there is exactly no premium where exercise never pays, and that it is found without solving.
func TestPremiumsNever(t *testing.T) {
	for _, terms := range []Terms{
		{Years: 1, Rate: 0.05}, {Years: 1, Rate: 0.05, Yield: -0.01}, {Years: 1}, {Put: true, Years: 1}, {Put: true, Years: 1, Yield: 0.03},
		{Put: true, Years: 1, Rate: -0.01, Yield: 0.03}, {Put: true, Years: 1, Rate: -0.02, Yield: -0.01}, {Years: 1, Rate: -0.01, Yield: -0.02},
		{Put: true, Years: 1, Rate: -0.02, Yield: -0.01, Dividends: []Dividend{{2, 0.01}}}, {Put: true, Rate: 0.05}, {Years: 1, Rate: 0.05, Dividends: []Dividend{{1.5, 0.01}, {0, 0.01}, {-1, 0.02}}},
	} {
		p := premiums(t, terms, 0.1, 0.3)
		if !p.never || p.vols != nil || p.Premium(100, 90, 0.2) != 0 || p.Exercised(100, 1, 0.2) {
			t.Errorf("%+v: premium %v", terms, p.Premium(100, 90, 0.2))
		}
		right := bs.Call
		if terms.Put {
			right = bs.Put
		}
		o := bs.Option{Right: right, Spot: 100, Strike: 95, Years: terms.Years, Rate: terms.Rate, Yield: terms.Yield, Vol: 0.2}
		got := p.Value(100, 95, 0.2)
		if terms.Years > 0 && !(math.Abs(got.Price-o.Price()) < 1e-12 && math.Abs(got.Delta-o.Delta()) < 1e-14 && math.Abs(got.Gamma-o.Gamma()) < 1e-15 &&
			math.Abs(got.Vega-o.Vega()) < 1e-12 && math.Abs(got.Theta-o.Theta()) < 1e-12) {
			t.Errorf("%+v: %+v is not the European option", terms, got)
		}
	}
	if v := premiums(t, Terms{Put: true, Rate: 0.05}, 0.1, 0.3).Value(90, 100, 0.2); v.Price != 10 {
		t.Errorf("an expired put is worth %v", v.Price)
	}
}

func TestTwoBoundaries(t *testing.T) {
	for _, terms := range []Terms{{Put: true, Years: 1, Rate: -0.01, Yield: -0.02}, {Years: 1, Rate: -0.02, Yield: -0.01}} {
		_, err := New(terms, 0.1, 0.3)
		if !errors.Is(err, ErrTwoBoundaries) {
			t.Errorf("%+v: %v", terms, err)
		}
		terms.Rate, terms.Yield = terms.Yield, terms.Rate
		if p := premiums(t, terms, 0.1, 0.3); !p.never {
			t.Errorf("%+v: it is never exercised early, and is worth %v more", terms, p.Premium(100, 100, 0.2))
		}
	}
}

// TestNegativeRates compares premiums that a negative rate or yield is the cause of with the textbook.
func TestNegativeRates(t *testing.T) {
	for _, terms := range []Terms{
		{Put: true, Years: 1, Yield: -0.03}, {Put: true, Years: 1, Rate: 0.02, Yield: -0.03}, {Years: 1, Rate: -0.03}, {Years: 1, Rate: -0.03, Yield: 0.02},
	} {
		right := bs.Call
		if terms.Put {
			right = bs.Put
		}
		wild, err := bs.NewBoundary(right, 1, terms.Rate, terms.Yield, 1.4)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := premiums(t, terms, 1, 2).Premium(100, 250, 1.4), wild.Premium(100, 250); !(math.Abs(got-want) < 1e-3) {
			t.Errorf("%+v at a volatility of 1.4: premium %v, want %v", terms, got, want)
		}
		p := premiums(t, terms, 0.1, 0.3)
		b, err := bs.NewBoundary(right, 1, terms.Rate, terms.Yield, 0.2)
		if err != nil {
			t.Fatal(err)
		}
		for _, strike := range []float64{70, 90, 100, 110, 130} {
			got, want := p.Premium(100, strike, 0.2), b.Premium(100, strike)
			if math.Abs(got-want) > 5e-4 || strike == 100 && want < 0.01 {
				t.Errorf("%+v at %v: premium %v, want %v", terms, strike, got, want)
			}
		}
	}
	// A dividend makes a call worth exercising whatever the yield.
	terms := Terms{Years: 1, Rate: 0.01, Yield: -0.01, Dividends: []Dividend{{0.1, 0.02}}}
	if p := premiums(t, terms, 0.1, 0.3); !(p.Premium(100, 70, 0.2) > 0.2) {
		t.Errorf("%+v: premium %v of a dividend of 2", terms, p.Premium(100, 70, 0.2))
	}
}

// TestBounds checks that premiums stay below the bounds, with which negligible ones are recognized.
func TestBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, _ := expiry(t)
		if rapid.Bool().Draw(t, "pays") {
			terms, low, high = payer(t)
			terms.Yield = rapid.Float64Range(-0.03, 0.02).Draw(t, "yield")
		}
		p := premiums(t, terms, low, high)
		vol := rapid.Float64Range(low, high).Draw(t, "vol")
		strike := 100 * math.Exp(rapid.Float64Range(-3, 3).Draw(t, "d")*vol*math.Sqrt(terms.Years))
		ofStrike, ofSpot := terms.Bounds()
		most, premium := ofStrike*strike+ofSpot*100, p.Premium(100, strike, vol)
		if !(premium >= 0 && premium <= most*(1+1e-9)+1e-9) {
			t.Fatalf("%+v: premium %v, at most %v", terms, premium, most)
		}
		if !terms.Negligible(100, strike, 10*most+1e-12) || most > 0 && terms.Negligible(100, strike, 9.9*most) {
			t.Fatalf("%+v: negligible is not a tenth of half the spread", terms)
		}
	})
}

// TestBlack compares the European option with the textbook's.
func TestBlack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, right := expiry(t)
		strike := 100 * math.Exp(rapid.Float64Range(-6, 6).Draw(t, "d")*low*math.Sqrt(terms.Years))
		o := bs.Option{Right: right, Spot: 100, Strike: strike, Years: terms.Years, Rate: terms.Rate, Yield: terms.Yield, Vol: high}
		e := (&Premiums{terms: terms, asset: math.Exp(-terms.Yield * terms.Years), cash: math.Exp(-terms.Rate * terms.Years)}).european(100, strike, high)
		if !(math.Abs(e.price-o.Price()) <= 1e-14*(100+strike)) || !(math.Abs(e.asset*e.delta/100-o.Delta()) <= 1e-14) {
			t.Fatalf("%+v: %v, want %v", o, e.price, o.Price())
		}
	})
}

// TestPremiumsBeyondTheRange checks that an estimate outside the range of volatilities stays one.
func TestPremiumsBeyondTheRange(t *testing.T) {
	p := premiums(t, Terms{Put: true, Years: 0.5, Rate: 0.05, Yield: 0.01}, 0.2, 0.3)
	for _, vol := range []float64{0.1, 0.15, 0.4, 0.6} {
		b, err := bs.NewBoundary(bs.Put, 0.5, 0.05, 0.01, vol)
		if err != nil {
			t.Fatal(err)
		}
		for _, strike := range []float64{80, 100, 110, 130} {
			if got, want := p.Premium(100, strike, vol), b.Premium(100, strike); math.Abs(got-want) > 0.3*want+0.001 {
				t.Errorf("volatility %v, strike %v: %v, want about %v", vol, strike, got, want)
			}
		}
	}
}

// TestPremiumsFinite checks that terms no market has give numbers within the bounds, in a range of volatility or beyond.
func TestPremiumsFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := func(low, high float64, name string) float64 {
			return math.Exp(rapid.Float64Range(math.Log(low), math.Log(high)).Draw(t, name))
		}
		terms := Terms{Put: rapid.Bool().Draw(t, "put"), Years: log(1e-5, 8, "years"), Rate: rapid.Float64Range(-0.05, 0.3).Draw(t, "rate"), Yield: rapid.Float64Range(-0.1, 1).Draw(t, "yield")}
		for range rapid.IntRange(0, 4).Draw(t, "dividends") {
			terms.Dividends = append(terms.Dividends, Dividend{terms.Years * rapid.Float64Range(0, 1.1).Draw(t, "ex"), rapid.Float64Range(0, 0.2).Draw(t, "fraction")})
		}
		low := log(0.01, 10, "low")
		high := low * rapid.Float64Range(1, 20).Draw(t, "ratio")
		p, err := New(terms, low, high)
		if err != nil {
			return
		}
		vol := log(low/2, 2*high, "vol")
		strike := math.Exp(rapid.Float64Range(-4, 4).Draw(t, "d") * min(vol*math.Sqrt(terms.Years), 10))
		v := p.Value(1, strike, vol)
		for _, x := range []float64{v.Price, v.Premium, v.Delta, v.Gamma, v.Vega, v.Theta} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%+v at %v, volatility %v: %+v", terms, strike, vol, v)
			}
		}
		ofStrike, ofSpot := terms.Bounds()
		if most := ofStrike*strike + ofSpot; v.Premium < 0 || v.Premium > most*(1+1e-6)+1e-9 || v.Price < p.payoff(1, strike)-1e-4*max(1, strike) {
			t.Fatalf("%+v at %v, volatility %v: %+v, premium at most %v", terms, strike, vol, v, most)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for _, c := range []struct {
		name  string
		terms Terms
	}{
		{"boundary", Terms{Put: true, Years: 0.5, Rate: 0.04, Yield: 0.01}},
		{"dividends", Terms{Put: true, Years: 0.5, Rate: 0.04, Dividends: []Dividend{{0.1, 0.003}, {0.35, 0.003}}}},
	} {
		b.Run(c.name+"/draft", func(b *testing.B) {
			for b.Loop() {
				if _, err := Solve(c.terms, 0.15, 0.4, Draft, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := New(c.terms, 0.15, 0.4); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPremium(b *testing.B) {
	for _, c := range []struct {
		name  string
		terms Terms
	}{
		{"boundary", Terms{Put: true, Years: 0.5, Rate: 0.04, Yield: 0.01}},
		{"boundary-no-yield", Terms{Put: true, Years: 0.5, Rate: 0.04}},
		{"dividends", Terms{Put: true, Years: 0.5, Rate: 0.04, Dividends: []Dividend{{0.1, 0.003}, {0.35, 0.003}}}},
	} {
		p := premiums(b, c.terms, 0.15, 0.4)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				p.Premium(100, 102, 0.25)
			}
		})
	}
}
