package bs

// Gamma returns ∂²V/∂S², per dollar:
//
//	e^{−qT} φ(d1) / (S s)
func (o Option) Gamma() float64 {
	t := o.prepare()
	return t.gamma()
}

func (t *terms) gamma() float64 { return t.dividend * t.density * t.invTotal * t.invSpot }

// Vanna returns ∂²V/∂S∂σ, change of delta per 1.00 of volatility:
//
//	−e^{−qT} φ(d1) d2/σ
func (o Option) Vanna() float64 {
	t := o.prepare()
	return -t.dividend * t.density * t.d2 * t.invVol
}

// Charm returns −∂²V/∂S∂T, change of delta per year as calendar time passes:
//
//	th q e^{−qT} N(th d1) − e^{−qT} φ(d1) ∂d1/∂T,    ∂d1/∂T = (2(r−q)T − d2 s)/(2T s)
func (o Option) Charm() float64 {
	t := o.prepare()
	return t.yield*t.delta() - t.dividend*t.density*t.d1ByT
}

// Vomma returns ∂²V/∂σ², dollars per 1.00 of volatility squared:
//
//	vega d1 d2/σ
func (o Option) Vomma() float64 {
	t := o.prepare()
	return t.vega() * t.d1 * t.d2 * t.invVol
}
