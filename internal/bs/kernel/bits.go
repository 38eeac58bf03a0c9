package kernel

import "math"

const signBit = 1 << 63

// choose returns a if the sign bit of x is set, else b: the blend of a vector, without a branch.
func choose(x, a, b float64) float64 {
	mask := uint64(int64(math.Float64bits(x)) >> 63)
	return math.Float64frombits(math.Float64bits(a)&mask | math.Float64bits(b)&^mask)
}

// flip returns x with its sign changed if the sign bit of by is set: x times the side of a contract.
func flip(x, by float64) float64 {
	return math.Float64frombits(math.Float64bits(x) ^ math.Float64bits(by)&signBit)
}
