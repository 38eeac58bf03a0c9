package american

import "math"

// The steps of the differences: of volatility as a part of itself, of ln S in deviations.
const (
	vannaStep = 1e-3
	speedStep = 0.01
)

// Vanna returns how delta moves with volatility, per 1.00 of it; 0 where exercise now is best. It is a central difference of
// the premium's delta on the volatilities that were solved, next to the European formula.
func (p *Premiums) Vanna(spot, strike, vol float64) float64 {
	if !(spot > 0 && strike > 0 && vol > 0 && p.terms.Years > 0) {
		return 0
	}
	e := p.european(spot, strike, vol)
	vanna := -e.asset / spot * e.density * e.d2 / vol
	if p.never {
		return vanna
	}
	at, past := p.slopes(spot, strike, vol)
	if past {
		return 0
	}
	return vanna + p.vanna(at, spot, strike, vol)
}

// Charm returns how delta moves with calendar time, a year; 0 where exercise now is best. The dates of dividends stand; rate,
// yield and volatility are kept. No second solution at another time is needed: what holds between dividends,
// Θ = r V − (r−b) S Δ − ½σ²S²Γ, gives by S
//
//	∂Δ/∂t = b Δ − (r−b+σ²) S Γ − ½σ²S² ∂Γ/∂S
//
// with a difference in spot for the last term of the premium.
func (p *Premiums) Charm(spot, strike, vol float64) float64 {
	if !(spot > 0 && strike > 0 && vol > 0 && p.terms.Years > 0) {
		return 0
	}
	t, e := p.terms, p.european(spot, strike, vol)
	v := p.plain(e, spot, vol)
	delta, gamma, speed := v.Delta, v.Gamma, -v.Gamma/spot*(1+e.d1/(vol*math.Sqrt(t.Years)))
	if !p.never {
		at, past := p.slopes(spot, strike, vol)
		if past {
			return 0
		}
		delta, gamma, speed = delta+at.slope, gamma+at.curve, speed+p.speed(at, spot, strike, vol)
	}
	return float64(t.Yield*delta) - float64((t.Rate-t.Yield+vol*vol)*spot*gamma) - float64(0.5*vol*vol*spot*spot*speed)
}

// slopes is early at a volatility of its own.
func (p *Premiums) slopes(spot, strike, vol float64) (s series, past bool) {
	m := p.at(vol)
	return p.early(spot, strike, vol, &m)
}

// speed returns the slope of the premium's gamma by spot: a central difference, on one side next to the boundary.
func (p *Premiums) speed(at series, spot, strike, vol float64) float64 {
	width := vol * math.Sqrt(p.terms.Years)
	if e := p.eve(); e != nil {
		width = vol * math.Sqrt(e.years)
	}
	h := speedStep * width * spot
	below, pastBelow := p.slopes(spot-h, strike, vol)
	above, pastAbove := p.slopes(spot+h, strike, vol)
	switch {
	case pastBelow && pastAbove:
		return 0
	case pastBelow:
		return (above.curve - at.curve) / h
	case pastAbove:
		return (at.curve - below.curve) / h
	}
	return (above.curve - below.curve) / (2 * h)
}

// vanna returns the slope of the premium's delta by volatility, likewise.
func (p *Premiums) vanna(at series, spot, strike, vol float64) float64 {
	h := vannaStep * vol
	low, pastLow := p.slopes(spot, strike, vol-h)
	high, pastHigh := p.slopes(spot, strike, vol+h)
	switch {
	case pastLow && pastHigh:
		return 0
	case pastLow:
		return (high.slope - at.slope) / h
	case pastHigh:
		return (at.slope - low.slope) / h
	}
	return (high.slope - low.slope) / (2 * h)
}
