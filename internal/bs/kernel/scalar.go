package kernel

// Exp returns e^x within an ulp, the same bits on every machine; math.Exp's differ. Beyond |x| = 700 it is that of ±700;
// NaN gives NaN.
func Exp(x float64) float64 {
	if x != x {
		return x
	}
	return exp(within(x, 700))
}

// Log returns ln x within an ulp, the same bits on every machine; math.Log's differ. x must be positive and not
// subnormal.
func Log(x float64) float64 {
	high, _ := logPair(x)
	return high
}
