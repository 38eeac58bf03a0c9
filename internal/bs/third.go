package bs

// Speed returns ∂³V/∂S³, change of gamma per dollar of spot:
//
//	−(gamma/S) (d1/s + 1)
func (o Option) Speed() float64 {
	t := o.prepare()
	return -t.gamma() * t.invSpot * (t.d1*t.invTotal + 1)
}

// Zomma returns ∂³V/∂S²∂σ, change of gamma per 1.00 of volatility:
//
//	gamma (d1 d2 − 1)/σ
func (o Option) Zomma() float64 {
	t := o.prepare()
	return t.gamma() * (t.d1*t.d2 - 1) * t.invVol
}

// Color returns −∂³V/∂S²∂T, change of gamma per year as calendar time passes:
//
//	gamma (q + 1/(2T) + d1 ∂d1/∂T)
//
// which is Haug's e^{−qT} φ(d1)/(2S T s) [2qT + 1 + d1 (2(r−q)T − d2 s)/s].
func (o Option) Color() float64 {
	t := o.prepare()
	return t.gamma() * (t.yield + t.totalByT*t.invTotal + t.d1*t.d1ByT)
}
