package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// Value is the price of an American option and its greeks, with the units of package bs.
type Value struct {
	Price     float64 // currency
	Premium   float64 // of it, for early exercise
	Delta     float64 // units of the underlying
	Gamma     float64 // per unit of currency
	Vega      float64 // currency per 1.00 of volatility
	Theta     float64 // currency a year, as calendar time passes
	Exercised bool    // exercise now is best: the option is stock, with a delta of ±1 and no other greek
}

// Value returns price and greeks.
func (p *Premiums) Value(spot, strike, vol float64) Value {
	if !(spot > 0 && strike > 0 && vol > 0 && p.terms.Years > 0) {
		return Value{Price: max(p.payoff(spot, strike), 0)}
	}
	e := p.european(spot, strike, vol)
	v := p.plain(e, spot, vol)
	if p.never {
		return v
	}
	m := p.at(vol)
	part, past := p.early(spot, strike, vol, &m)
	if past {
		sign := 1.0
		if p.terms.Put {
			sign = -1
		}
		price := p.payoff(spot, strike)
		return Value{Price: price, Premium: max(price-e.price, 0), Delta: sign, Exercised: true}
	}
	v.Price += part.value
	v.Premium = part.value
	v.Delta += part.slope
	v.Gamma += part.curve
	// Θ = r V − (r−b) S Δ − ½σ²S²Γ holds for the premium as for every price between dividends.
	v.Theta += float64(p.terms.Rate*part.value) - float64((p.terms.Rate-p.terms.Yield)*spot*part.slope) - float64(0.5*vol*vol*spot*spot*part.curve)
	step := float64(1e-3 * vol)
	v.Vega += (p.Premium(spot, strike, vol+step) - p.Premium(spot, strike, vol-step)) / (2 * step)
	return v
}

// early returns the premium and its derivatives by spot, and whether exercise now is best.
func (p *Premiums) early(spot, strike, vol float64, m *mix) (s series, past bool) {
	if e := p.eve(); e != nil {
		return e.premium(spot, strike, vol, true), false
	}
	if p.grid != nil {
		s, past = p.gridSeries(spot/strike, vol, m)
	} else {
		y := spot / strike
		if p.flip {
			y = 1 / y
		}
		s, past = p.bound.solved().series(y, vol, m)
	}
	if past {
		return s, true
	}
	// With y = S/K the premium is K·f(y), or by symmetry S·f(1/y).
	premium := p.Premium(spot, strike, vol)
	if p.flip && p.grid == nil {
		y := strike / spot
		return series{premium, s.value - float64(y*s.slope), s.curve * y * y / spot}, false
	}
	return series{premium, s.slope, s.curve / strike}, false
}

// premiumAt returns the premium and, with greeks, its derivatives by spot.
func (p *Premiums) premiumAt(spot, strike, vol float64, greeks bool) series {
	if !greeks {
		return series{value: p.Premium(spot, strike, vol)}
	}
	m := p.at(vol)
	s, past := p.early(spot, strike, vol, &m)
	if past { // it is stock
		v := p.europeanAt(spot, strike, vol)
		sign := 1.0
		if p.terms.Put {
			sign = -1
		}
		return series{p.exercised(spot, strike, vol), sign - v.slope, -v.curve}
	}
	return s
}

// europeanAt returns the European price and its derivatives by spot.
func (p *Premiums) europeanAt(spot, strike, vol float64) series {
	v := p.plain(p.european(spot, strike, vol), spot, vol)
	return series{v.Price, v.Delta, v.Gamma}
}

// plain returns the European value and greeks.
func (p *Premiums) plain(e european, spot, vol float64) Value {
	t := p.terms
	total := vol * math.Sqrt(t.Years)
	share := e.asset / spot // e^{−bT} Π(1−d)
	v := Value{Price: e.price, Delta: float64(share * e.delta), Gamma: share * e.density / (spot * total), Vega: float64(e.asset * e.density * math.Sqrt(t.Years))}
	v.Theta = float64(t.Rate*e.price) - float64((t.Rate-t.Yield)*spot*v.Delta) - float64(0.5*vol*vol*spot*spot*v.Gamma)
	return v
}

// gridSeries returns the premium of strike 1 and its derivatives by S/K from the grid.
func (p *Premiums) gridSeries(y, vol float64, m *mix) (s series, past bool) {
	g := p.grid
	total := vol * g.root
	x := kernel.Log(y) / total
	if g.past(x, m) {
		return s, true
	}
	const h = 0.03 // deviations: as wide as the nodes lie apart
	var f [3]float64
	for i := range f {
		f[i] = g.interpolate(x+float64(h*float64(i-1)), m)
	}
	slope, curve := (f[2]-f[0])/(2*h*total), (f[2]-2*f[1]+f[0])/(h*h*total*total) // by ln(S/K)
	return series{max(f[1], 0), slope / y, (curve - slope) / (y * y)}, false
}
