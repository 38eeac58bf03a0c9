package bs

import "math"

// American is the value of an American option and its greeks, in the units of the package comment.
type American struct {
	Price, Delta, Gamma, Theta float64
	Premium                    float64 // $: Price less the European price; ≥ 0
	Exercised                  bool    // exercise now is best: the price is the payoff, the option is stock
}

// Value returns price, delta, gamma and theta at a spot and strike.
func (b *Boundary) Value(spot, strike float64) American {
	european := b.European(spot, strike)
	if b.exercise == never {
		return plain(european)
	}
	y := b.moneyness(spot, strike)
	switch {
	case y <= b.level:
		return exercisedNow(european)
	case b.exercise == noVol || math.IsInf(y, 1):
		return b.certain(european, y)
	}
	p := b.premium(y)
	premium, delta, gamma := p.value*european.Strike, p.slope, p.curve/european.Strike
	if b.right == Call { // C = S p(K/S): Δ = p − y p', Γ = K²/S³ p''
		premium, delta, gamma = p.value*european.Spot, p.value-y*p.slope, p.curve*y*y/european.Spot
	}
	a := American{Price: european.Price() + premium, Premium: premium, Delta: european.Delta() + delta, Gamma: european.Gamma() + gamma}
	a.Theta = european.Theta() + european.carry(premium, delta, gamma)
	return a
}

// carry returns the theta of a part of the price from the equation that every price solves where it is not exercised,
//
//	Θ = r V − (r−q) S Δ − ½ σ² S² Γ
func (o Option) carry(value, delta, gamma float64) float64 {
	return o.Rate*value - (o.Rate-o.Yield)*o.Spot*delta - o.Vol*o.Vol*o.Spot*o.Spot*gamma/2
}

// Price returns the value of the American option in dollars.
func (b *Boundary) Price(spot, strike float64) float64 {
	return b.European(spot, strike).Price() + b.Premium(spot, strike)
}

// Premium returns what the right to exercise early is worth in dollars: the American price less the European one, exactly 0
// where early exercise never pays.
func (b *Boundary) Premium(spot, strike float64) float64 { return b.Value(spot, strike).Premium }

// Exercised reports whether exercise now is best.
func (b *Boundary) Exercised(spot, strike float64) bool { return b.Value(spot, strike).Exercised }

// Critical returns the spot at which an option of this strike is exercised: a put below it, a call above it. A put that is
// never exercised early has 0, such a call +Inf.
func (b *Boundary) Critical(strike float64) float64 {
	level := 0.0
	if b.exercise != never {
		level = b.level
	}
	if b.right == Call {
		return strike / level
	}
	return strike * level
}

// European returns the European option at a spot and strike, within the domain of the package comment.
func (b *Boundary) European(spot, strike float64) Option {
	o := Option{Right: b.right, Spot: spot, Strike: strike, Years: b.years, Rate: b.rate, Yield: b.yield, Vol: b.vol}
	if b.right == Call {
		o.Rate, o.Yield = b.yield, b.rate
	}
	o.Spot, o.Strike = atLeast(min(spot, maxMoney), floorMoney), atLeast(min(strike, maxMoney), floorMoney)
	return o
}

// Vega returns ∂V/∂σ, dollars per 1.00 of volatility, as a function of spot and strike: of the European option in closed
// form, of the premium by a central difference over 0.2% of σ. It takes three boundaries.
func (g Grid) Vega(right Right, years, rate, yield, vol float64) (func(spot, strike float64) float64, error) {
	const step = 1e-3
	var at [3]*Boundary
	for i, v := range []float64{vol * (1 - step), vol, vol * (1 + step)} {
		b, err := g.Boundary(right, years, rate, yield, v)
		if err != nil {
			return nil, err
		}
		at[i] = b
	}
	down, here, up := at[0], at[1], at[2]
	return func(spot, strike float64) float64 {
		vega := here.European(spot, strike).Vega()
		switch {
		case here.Exercised(spot, strike):
			return 0
		case up.vol > down.vol:
			vega += (up.Premium(spot, strike) - down.Premium(spot, strike)) / (up.vol - down.vol)
		}
		return vega
	}, nil
}

// moneyness returns y of the put with strike 1: S/K, for a call K/S. It is +Inf where the option is worth nothing.
func (b *Boundary) moneyness(spot, strike float64) float64 {
	o := b.European(spot, strike)
	if b.right == Call {
		o.Spot, o.Strike = o.Strike, o.Spot
	}
	if o.Strike == 0 {
		return math.Inf(1)
	}
	return o.Spot / o.Strike
}

// plain is the European value: nothing is earned by exercise before settlement.
func plain(o Option) American {
	return American{Price: o.Price(), Delta: o.Delta(), Gamma: o.Gamma(), Theta: o.Theta()}
}

// exercisedNow is the payoff.
func exercisedNow(european Option) American {
	sign := european.Right.sign()
	price := sign * (european.Spot - european.Strike)
	return American{Price: price, Delta: sign, Premium: max(price-european.Price(), 0), Exercised: true}
}

// certain is the limit without volatility, for y above the boundary: the best of e^{−rt} − y e^{−qt} over 0 < t ≤ T, which
// is at settlement, or where the path falls to the boundary r/q:
//
//	t* = ln(qy/r)/(q−r)    if r < q
func (b *Boundary) certain(european Option, y float64) American {
	value := plain(european)
	if !(b.rate < b.yield) || math.IsInf(y, 1) {
		return value
	}
	t := math.Log(b.yield*y/b.rate) / (b.yield - b.rate)
	cash, asset := math.Exp(-b.rate*t), math.Exp(-b.yield*t)
	unit, delta := european.Strike, -asset
	if b.right == Call {
		unit, delta = european.Spot, cash
	}
	if price := unit * (cash - y*asset); t < b.years && price > value.Price {
		return American{Price: price, Delta: delta, Premium: price - value.Price}
	}
	return value
}

// series is the premium of the put with strike 1 and its first two derivatives by y.
type series struct{ value, slope, curve float64 }

// premium returns the carry that exercise earns, discounted: with t = T − u, d± = (ln(y/B(u)) + (r−q)t)/(σ√t) ± σ√t/2,
//
//	∫₀ᵀ r e^{−rt} Φ(−d−) − q y e^{−qt} Φ(−d+) du                                   (Kim 1990; Jacka; Carr, Jarrow, Myneni)
//	slope: −r e^{−rt} φ(d−)/(yσ√t) − q e^{−qt} Φ(−d+) + q e^{−qt} φ(d+)/(σ√t)
//	curve: r e^{−rt} φ(d−)/(y²σ√t) (d−/(σ√t) + 1) + q e^{−qt} φ(d+)/(yσ√t) (1 − d+/(σ√t))
//
// The curvature is nearly singular at u = T within a part of a deviation of the boundary, where more points are taken.
func (b *Boundary) premium(y float64) series {
	points := b.prices
	var sum series
	logY, root := math.Log(y), math.Sqrt(b.years)
	if logY-math.Log(b.level) < b.vol*root {
		points = b.near
	}
	for _, p := range points {
		x, du := root*p.cos, 2*b.years*p.sin*p.cos*p.weight // √t
		t, v := x*x, b.vol*x
		plus, minus := b.d(logY+p.depth, x)
		r, q := b.rate*math.Exp(-b.rate*t)*du, b.yield*math.Exp(-b.yield*t)*du
		sum.value += r*cdf(-minus) - q*y*cdf(-plus)
		sum.slope += -r*pdf(minus)/(y*v) - q*cdf(-plus) + q*pdf(plus)/v
		sum.curve += r*pdf(minus)/(y*y*v)*(minus/v+1) + q*pdf(plus)/(y*v)*(1-plus/v)
	}
	return sum
}
