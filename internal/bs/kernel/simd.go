package kernel

import (
	"fmt"
	"os"
)

// assembly is the functions of this package that exist as vectors, for one width of them. They take whole lanes of at most
// a chunk, because assembly cannot be interrupted, and give the bits of the Go function of the same name.
type assembly struct {
	name string

	gammaSum    func(kHigh, kLow, slope, offset, gamma []float64, logHigh, logLow float64) (sum float64)
	gammaMoment func(kHigh, kLow, slope, offset, gamma []float64, logHigh, logLow float64) (sum, moment float64)

	turns       func(turn, slope []float64, step float64)
	ladderStart func(groups, kHigh, kLow, slope, offset, gamma, turn []float64, logHigh, logLow, step float64) (size int)
	climb       func(sums *[lanes]float64, rungs int, groups []float64)
	narrow      func(rows *[3][rungs]float64, count int, first, last [2]float64,
		kHigh, kLow, slope, offset, gamma, turn []float64)

	deltaSum func(kHigh, kLow, slope, offset, delta []float64, logHigh, logLow float64) (sum float64)
	charmSum func(kHigh, kLow, slope, offset, delta, aging, drift []float64, logHigh, logLow float64) (carried, aged float64)

	fill func(columns *[7]*float64, put *bool, lo, hi int, root, carry float64, logTable *float64)
	hold func(columns *[10]*float64, weight *float64, lo, hi, to int, dividend float64) (end int)

	greeks func(columns *[12]*float64, lo, hi int, factors *[16]float64, tails bool)

	exps    func(dst, x []float64)
	logs    func(dst, x []float64)
	normals func(density, below, d []float64)

	trapezoid  func(right, v []Both, lower, middle, upper, ratio, inverse, link []Quad, alpha float64)
	blend      func(right, a, b []Both, ratio []Quad, x, y float64)
	substitute func(values, right []Both, floor, inverse, link []Quad)

	impliedPrepare func(price, strike []float64, put []bool, solvable, a, c, logC, logR []float64,
		forward, discount, logHigh, logLow float64, logTable *float64)
	impliedGuess     func(s, a, c, logC, logR []float64)
	impliedQuotients func(u, z, s, a []float64)
	impliedStep      func(s, z, u, logC, logR []float64)
}

// simd is the assembly in use; nil is the plain Go. It is chosen when the program starts, and only tests change it.
var simd, warning = choosePath(os.Getenv("GEX_SIMD"), assemblies())

// scalarPath is the name of the path without assembly.
const scalarPath = "scalar"

// SIMD returns the path in use: the one that the environment variable GEX_SIMD names (avx512, avx2 or scalar), else the
// widest that this machine has. The warning is not empty when GEX_SIMD names a path that does not exist here.
func SIMD() (chosen, warn string) {
	if simd == nil {
		return scalarPath, warning
	}
	return simd.name, warning
}

// choosePath returns the assembly of a name, or the widest of those supported, the first, if that is empty or unknown.
func choosePath(name string, supported []*assembly) (chosen *assembly, warn string) {
	if len(supported) > 0 {
		chosen = supported[0]
	}
	switch name {
	case "":
		return chosen, ""
	case scalarPath:
		return nil, ""
	}
	for _, a := range supported {
		if a.name == name {
			return a, ""
		}
	}
	used := scalarPath
	if chosen != nil {
		used = chosen.name
	}
	switch name {
	case "avx2", "avx512":
		return chosen, fmt.Sprintf("GEX_SIMD: this machine has no %s; %s is used", name, used)
	}
	return chosen, fmt.Sprintf("GEX_SIMD: %q is none of scalar, avx2 and avx512; %s is used", name, used)
}
