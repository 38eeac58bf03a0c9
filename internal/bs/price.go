package bs

import "math"

// Price returns the value in dollars:
//
//	th (S e^{−qT} N(th d1) − K e^{−rT} N(th d2))
func (o Option) Price() float64 {
	t := o.prepare()
	return t.sign * (t.spot*t.dividend*t.n1 - t.strike*t.discount*t.n2)
}

// Delta returns ∂V/∂S, units of the underlying per option:
//
//	th e^{−qT} N(th d1)
func (o Option) Delta() float64 {
	t := o.prepare()
	return t.delta()
}

func (t *terms) delta() float64 { return t.sign * t.dividend * t.n1 }

// Vega returns ∂V/∂σ, dollars per 1.00 of volatility:
//
//	S e^{−qT} φ(d1) √T
func (o Option) Vega() float64 {
	t := o.prepare()
	return t.vega()
}

func (t *terms) vega() float64 { return t.spot * t.dividend * t.density * math.Sqrt(t.years) }

// Theta returns −∂V/∂T, dollars per year as calendar time passes:
//
//	−S e^{−qT} φ(d1) σ/(2√T) + th (q S e^{−qT} N(th d1) − r K e^{−rT} N(th d2))
func (o Option) Theta() float64 {
	t := o.prepare()
	decay := t.spot * t.dividend * t.density * t.totalByT
	carry := t.yield*t.spot*t.dividend*t.n1 - t.rate*t.strike*t.discount*t.n2
	return t.sign*carry - decay
}

// Rho returns ∂V/∂r, dollars per 1.00 of rate:
//
//	th K T e^{−rT} N(th d2)
func (o Option) Rho() float64 {
	t := o.prepare()
	return t.sign * t.strike * t.years * t.discount * t.n2
}

// Psi returns ∂V/∂q, dollars per 1.00 of yield:
//
//	−th S T e^{−qT} N(th d1)
func (o Option) Psi() float64 {
	t := o.prepare()
	return -t.spot * t.years * t.delta()
}
