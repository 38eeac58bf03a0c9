package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestTable compares premiums by the table with those by the integral, from before the boundary to beyond the table, and outside
// the range of volatilities.
func TestTable(t *testing.T) {
	sum, count := 0.0, 0
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, _ := expiry(t)
		direct, tabled := premiums(t, terms, low, high), premiums(t, terms, low, high)
		tabled.Tabulate()
		if has := tabled.tabled && tabled.tabulated() != nil; has == tabled.never {
			t.Fatalf("%+v: never exercised %t, and a table %t", terms, tabled.never, has)
		}
		vol := low + (high-low)*rapid.Float64Range(-0.1, 1.1).Draw(t, "vol")
		for _, d := range []float64{-9, -3, -1.1, -0.4, 0.03, 0.5, 1.3, 2.6, 9} {
			strike := math.Exp(d * vol * math.Sqrt(terms.Years))
			want, got := direct.Premium(1, strike, vol), tabled.Premium(1, strike, vol)
			miss := math.Abs(got-want) / max(1, strike)
			if !(miss <= 1e-5) || direct.Exercised(1, strike, vol) && got != want {
				t.Errorf("%+v at %v, volatility %v of %v … %v: %v by the table, %v by the integral", terms, strike, vol, low, high, got, want)
			}
			if sum, count = sum+miss, count+1; (vol < low || vol > high) && got != want {
				t.Errorf("%+v at %v, volatility %v outside %v … %v: %v, want %v", terms, strike, vol, low, high, got, want)
			}
		}
	})
	if mean := sum / float64(count); mean > 3e-8 {
		t.Errorf("off by %.1e of the larger of spot and strike in the mean", mean)
	}
}

// TestPremiumOver checks that a European price that is given stands for the one that is computed.
func TestPremiumOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, low, high, _ := expiry(t)
		if rapid.Bool().Draw(t, "pays") {
			terms, low, high = payer(t)
		}
		p := premiums(t, terms, low, high)
		strike := 100 * math.Exp(rapid.Float64Range(-3, 3).Draw(t, "d")*low*math.Sqrt(terms.Years))
		want := p.Premium(100, strike, low)
		price := p.european(100, strike, low).price
		if got := p.PremiumOver(price, math.Log(100/strike), 100, strike, low); math.Abs(got-want) > 1e-12 {
			t.Fatalf("%+v at %v: %v, want %v", terms, strike, got, want)
		}
		// Of a lower European price, exercise adds more.
		if p.Exercised(100, strike, low) {
			if got := p.PremiumOver(price-1, math.Log(100/strike), 100, strike, low); math.Abs(got-want-1) > 1e-12 {
				t.Fatalf("%+v at %v: %v over a price that is 1 less, want %v", terms, strike, got, want+1)
			}
		}
	})
}

func BenchmarkTabulate(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		p := premiums(b, Terms{Put: true, Years: 0.5, Rate: 0.04, Yield: 0.01}, 0.15, 0.4)
		b.StartTimer()
		p.Tabulate()
	}
}

func BenchmarkTabled(b *testing.B) {
	p := premiums(b, Terms{Put: true, Years: 0.5, Rate: 0.04, Yield: 0.01}, 0.15, 0.4)
	p.Tabulate()
	for b.Loop() {
		p.Premium(100, 102, 0.25)
	}
}
