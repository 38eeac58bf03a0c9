package american

import (
	"math"
	"testing"
)

// eveTerms are calls one hour before a dividend of 1.6 %, settled in two days to a year, alone and with later dividends.
func eveTerms() []Terms {
	const hour = 1.0 / 8760
	var all []Terms
	for _, years := range []float64{49 * hour, 0.025, 0.1, 0.4, 1} {
		t := Terms{Years: years, Rate: 0.037, Dividends: []Dividend{{hour, 0.0164}}}
		all = append(all, t)
		if years > 0.3 {
			t.Dividends = append(t.Dividends, Dividend{0.25, 0.0165}, Dividend{0.5, 0.0167})
			all = append(all, t)
		}
	}
	return all
}

// TestEveAgainstIntegral compares calls before their last dividend with the expectation of what is worth more at that
// instant, exercise or the European call after it, as a plain sum over fifty thousand spots, and greeks with its differences.
func TestEveAgainstIntegral(t *testing.T) {
	const vol, strike = 0.21, 42.0
	for _, terms := range eveTerms() {
		if len(terms.Dividends) > 1 {
			continue
		}
		p := premiums(t, terms, 0.15, 0.35)
		d := terms.Dividends[0]
		sd, rest := vol*math.Sqrt(d.Years), vol*math.Sqrt(terms.Years-d.Years)
		const points = 50_000
		price := func(spot float64) float64 {
			sum := 0.0
			for i := range points {
				y := 8 * (2*(float64(i)+0.5)/points - 1)
				at := spot * math.Exp(terms.Rate*d.Years-sd*sd/2+sd*y)
				call := black(false, at*(1-d.Fraction), strike*math.Exp(-terms.Rate*(terms.Years-d.Years)), rest).price
				sum += math.Exp(-y*y/2) * max(at-strike, call)
			}
			return sum * 16 / points / math.Sqrt(2*math.Pi) * math.Exp(-terms.Rate*d.Years)
		}
		e := p.eve()
		if e == nil {
			t.Fatalf("%v years: the dividend is not seen as near", terms.Years)
		}
		for _, move := range []float64{-4, -1, -0.3, 0, 0.5, 2, 5, 9} {
			spot := strike * math.Exp(e.guess(vol)+move*sd)
			v, h := p.Value(spot, strike, vol), 0.05*sd*spot
			below, at, above := price(spot-h), price(spot), price(spot+h)
			if math.Abs(v.Price-at) > 1e-8*strike || math.Abs(p.Price(spot, strike, vol)-at) > 1e-8*strike {
				t.Errorf("%v years, %v sd: price %v and %v, want %v", terms.Years, move, v.Price, p.Price(spot, strike, vol), at)
			}
			if want := (above - below) / (2 * h); math.Abs(v.Delta-want) > 1e-3*sd/math.Sqrt(d.Years) {
				t.Errorf("%v years, %v sd: delta %v, want %v", terms.Years, move, v.Delta, want)
			}
			if want := (above - 2*at + below) / (h * h); math.Abs(v.Gamma-want) > 2e-3*max(want, 1/(spot*rest)) {
				t.Errorf("%v years, %v sd: gamma %v, want %v", terms.Years, move, v.Gamma, want)
			}
		}
	}
}

// gridPremium returns the premium of strike 1 by the grid, which an eve takes the place of.
func gridPremium(p *Premiums, y, vol float64, m *mix) float64 {
	premium, past := p.grid.premiumAt(math.Log(y)/(vol*p.grid.root), m)
	return p.bounded(premium, past, math.NaN(), y, 1, vol)
}

// TestEveAgainstGrid compares it with the grid, which is right away from the spike, and with itself: delta is the slope of the
// price, gamma that of delta.
func TestEveAgainstGrid(t *testing.T) {
	const strike = 42.0
	for _, terms := range eveTerms() {
		p := premiums(t, terms, 0.15, 0.35)
		for _, vol := range []float64{0.16, 0.21, 0.33} {
			sd := vol * math.Sqrt(terms.Dividends[0].Years)
			critical := p.eve().guess(vol)
			for _, move := range []float64{-40, -10, -3, -0.2, 0.3, 1, 4, 12} {
				spot := strike * math.Exp(critical+move*sd)
				v := p.Value(spot, strike, vol)
				m := p.at(vol)
				if grid := strike * gridPremium(p, spot/strike, vol, &m); math.Abs(v.Premium-grid) > 1e-3*sd/math.Sqrt(terms.Dividends[0].Years)*strike*math.Sqrt(terms.Years)*5 {
					t.Errorf("%+v, volatility %v, %v sd: premium %v, on the grid %v", terms, vol, move, v.Premium, grid)
				}
				h := 1e-3 * sd * spot
				below, above := p.Value(spot-h, strike, vol), p.Value(spot+h, strike, vol)
				if slope := (above.Price - below.Price) / (2 * h); math.Abs(slope-v.Delta) > 2e-5 {
					t.Errorf("%+v, volatility %v, %v sd: delta %v, slope of the price %v", terms, vol, move, v.Delta, slope)
				}
				if slope := (above.Delta - below.Delta) / (2 * h); math.Abs(slope-v.Gamma) > 2e-3*max(v.Gamma, 1/(spot*vol)) {
					t.Errorf("%+v, volatility %v, %v sd: gamma %v, slope of delta %v", terms, vol, move, v.Gamma, slope)
				}
				if v.Exercised || p.Exercised(spot, strike, vol) {
					t.Errorf("%+v, volatility %v, %v sd: exercised before its dividend", terms, vol, move)
				}
			}
		}
	}
}

// TestEveIsForCallsOnly: puts wait for the dividend, a large borrow is worth avoiding, a far dividend is the grid's.
func TestEveIsForCallsOnly(t *testing.T) {
	near := Terms{Years: 0.4, Rate: 0.037, Dividends: []Dividend{{0.001, 0.0164}}}
	for _, tt := range []struct {
		change func(*Terms)
		want   bool
	}{
		{func(*Terms) {}, true},
		{func(t *Terms) { t.Put = true }, false},
		{func(t *Terms) { t.Yield = 0.3 }, false},
		{func(t *Terms) { t.Yield = -0.01 }, true},
		{func(t *Terms) { t.Dividends = []Dividend{{0.1, 0.0164}} }, false},
		{func(t *Terms) { t.Dividends, t.Yield = nil, 0.02 }, false},
	} {
		terms := near
		tt.change(&terms)
		p := premiums(t, terms, 0.15, 0.35)
		if got := p.eve() != nil; got != tt.want {
			t.Errorf("%+v: %t", terms, got)
		}
	}
}
