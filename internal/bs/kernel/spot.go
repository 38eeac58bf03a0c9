package kernel

// level is a spot and its logarithm.
type level struct {
	spot            float64
	logHigh, logLow float64
}

func newLevel(spot float64) level {
	spot = between(spot, minMoney, maxMoney)
	high, low := logPair(spot)
	return level{spot, high, low}
}

// destination returns dst, or a new slice if it is nil. It panics if dst is not of length n.
func destination(dst []float64, n int) []float64 {
	if dst == nil {
		return make([]float64, n)
	}
	if len(dst) != n {
		panic(badLength)
	}
	return dst
}
