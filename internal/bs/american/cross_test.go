package american

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// after returns the terms of the same contracts a time later, in years.
func (t Terms) after(years float64) Terms {
	later := t
	later.Years -= years
	later.Dividends = nil
	for _, d := range t.Dividends {
		later.Dividends = append(later.Dividends, Dividend{d.Years - years, d.Fraction})
	}
	return later
}

// TestVannaAndCharm: vanna is the change of delta with volatility and charm the one with time, the dates of dividends standing.
func TestVannaAndCharm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		var low, high float64
		if rapid.Bool().Draw(t, "pays") {
			terms, low, high = payer(t)
		} else {
			terms, low, high, _ = expiry(t)
		}
		high = max(high, 1.2*low)
		p := premiums(t, terms, low, high)
		vol := low + (high-low)*rapid.Float64Range(0.1, 0.9).Draw(t, "vol")
		strike := 100 * math.Exp(rapid.Float64Range(-2, 2).Draw(t, "d")*vol*math.Sqrt(terms.Years))
		v := p.Value(100, strike, vol)
		vanna, charm := p.Vanna(100, strike, vol), p.Charm(100, strike, vol)
		if v.Exercised {
			if vanna != 0 || charm != 0 {
				t.Fatalf("stock has vanna %v and charm %v", vanna, charm)
			}
			return
		}
		bound, least, apart := 0.01, 0.5, 0.05
		if len(terms.paid()) > 0 {
			bound, least, apart = 0.05, 2, 0.4 // third derivatives of a grid, which mix both sides of a boundary
		}
		// Away from the boundary and the last hours before a dividend, where differences mix what is on both sides.
		h := 0.01 * vol
		up, down := p.Value(100, strike, vol+h), p.Value(100, strike, vol-h)
		step := 0.004 * terms.Years
		if len(terms.paid()) > 0 {
			step = min(step, 0.2*terms.paid()[0].Years)
		}
		before, after := premiums(t, terms.after(-step), low, high).Value(100, strike, vol), premiums(t, terms.after(step), low, high).Value(100, strike, vol)
		sd := apart * vol * math.Sqrt(terms.Years)
		wide := p.Value(100*math.Exp(sd), strike, vol).Exercised || p.Value(100*math.Exp(-sd), strike, vol).Exercised
		if math.Abs(terms.Rate-terms.Yield)*terms.Years > 3*vol*math.Sqrt(terms.Years) {
			wide = true // the premium itself is less exact
		}
		if up.Exercised || down.Exercised || before.Exercised || after.Exercised || wide {
			return
		}
		if want := (up.Delta - down.Delta) / (2 * h); math.Abs(vanna-want) > bound*max(math.Abs(want), 1) {
			t.Errorf("%+v, strike %v, volatility %v of %v … %v: vanna %v, delta moves by %v", terms, strike, vol, low, high, vanna, want)
		}
		if want := (after.Delta - before.Delta) / (2 * step); math.Abs(charm-want) > bound*max(math.Abs(want), least/terms.Years) {
			t.Errorf("%+v, strike %v, volatility %v: charm %v, delta moves by %v", terms, strike, vol, charm, want)
		}
	})
}
