package bs

// impliedProblem is an out-of-the-money option to be inverted for its total volatility s = σ√T. Prices are in units of the
// option's maximum, the lesser of discounted forward and strike. With a = |ln(F/K)| and
//
//	d = s/2 − a/s      e = s/2 + a/s
//
// its value c and the distance r to the maximum are
//
//	c = N(d) − e^a N(−e) = φ(d) W      W = M(−d) − M(e)
//	r = 1 − c            = φ(d) V      V = M(d) + M(e)
//
// with M the Mills ratio, and ∂c/∂s = φ(d). So c/c' = W and r/r' = −V are free of exponentials, and ln c and ln r need
// none.
type impliedProblem struct {
	a          float64
	c          float64 // the value, in (0, 1)
	logC, logR float64 // ln c, ln r
}
