package main

import "math"

// option is one option, as one writes it first.
type option struct {
	put                                   bool
	spot, strike, years, vol, rate, yield float64
}

// normal is the normal distribution function.
func normal(x float64) float64 { return 0.5 * (1 + math.Erf(x/math.Sqrt2)) }

// density is the normal density.
func density(x float64) float64 { return math.Exp(-0.5*x*x) / math.Sqrt(2*math.Pi) }

// greeks are six greeks, raw derivatives.
type greeks struct{ price, delta, gamma, vega, theta, charm float64 }

// greeks evaluates all six, with what they share taken once.
//
//go:noinline
func (o *option) greeks() greeks {
	sign := 1.0
	if o.put {
		sign = -1
	}
	root := math.Sqrt(o.years)
	s := o.vol * root
	d1 := (math.Log(o.spot/o.strike)+(o.rate-o.yield)*o.years)/s + 0.5*s
	d2 := d1 - s
	discount, dividend := math.Exp(-o.rate*o.years), math.Exp(-o.yield*o.years)
	n := dividend * density(d1)
	n1, n2 := dividend*normal(sign*d1), discount*normal(sign*d2)
	return greeks{
		price: sign * (o.spot*n1 - o.strike*n2),
		delta: sign * n1,
		gamma: n / (o.spot * s),
		vega:  o.spot * n * root,
		theta: sign*(o.yield*o.spot*n1-o.rate*o.strike*n2) - o.spot*n*o.vol/(2*root),
		charm: sign*o.yield*n1 - n*((o.rate-o.yield)/s-d2/(2*o.years)),
	}
}

// gamma is the full formula of gamma at another spot: a cell of the profile.
//
//go:noinline
func (o *option) gamma(spot float64) float64 {
	s := o.vol * math.Sqrt(o.years)
	d1 := (math.Log(spot/o.strike)+(o.rate-o.yield)*o.years)/s + 0.5*s
	return math.Exp(-o.yield*o.years) * density(d1) / (spot * s)
}
