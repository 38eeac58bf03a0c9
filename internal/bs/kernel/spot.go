package kernel

// level is a spot x and its logarithm.
type level struct {
	spot            float64 // currency per unit of the underlying
	logHigh, logLow float64 // ln x, unevaluated: logHigh + logLow
}

// newLevel clamps a spot to the domain of the package comment.
func newLevel(spot float64) level {
	spot = between(spot, minMoney, maxMoney)
	high, low := logPair(spot)
	return level{spot, high, low}
}

// destination returns dst, or a new slice if dst is nil. It panics if dst is not of length n.
func destination(dst []float64, n int) []float64 {
	if dst == nil {
		return make([]float64, n)
	}
	if len(dst) != n {
		panic(badLength)
	}
	return dst
}
