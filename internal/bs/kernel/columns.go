package kernel

import "math"

// columns are the contracts as d1 and d2 take them. At a spot x, with u = ln x − k,
//
//	y1 = gaussScale · th · d1 = u·slope + offset
//	y2 = gaussScale · th · d2 = u·slope − offset
//
// scaled so that a density is one call of gaussTo, and signed by side so that the sign bit selects the tail of N.
type columns struct {
	kHigh, kLow []float64 // k = ln K − c, unevaluated: kHigh + kLow
	slope       []float64 // gaussScale · th/s, its sign bit the side
	offset      []float64 // gaussScale · th · s/2
}

// columnsSize returns how many numbers the columns of n contracts take, the last lanes filled up.
func columnsSize(n int) int { return 4 * wholeLanes(n) }

// columnsIn lays out columns for n contracts in memory, each followed by zeros in its last lanes.
func columnsIn(memory []float64, n int) columns {
	size := wholeLanes(n)
	column := func(i int) []float64 { return zeroedAfter(memory[i*size:(i+1)*size:(i+1)*size], n)[:n] }
	return columns{column(0), column(1), column(2), column(3)}
}

// wholeLanes returns n rounded up to a whole number of lanes.
func wholeLanes(n int) int { return (n + lanes - 1) / lanes * lanes }

// size returns the number of contracts.
func (c *columns) size() int { return len(c.kHigh) }

// slice returns the contracts [lo, hi), which may reach into the zeros.
func (c *columns) slice(lo, hi int) columns {
	return columns{c.kHigh[lo:hi], c.kLow[lo:hi], c.slope[lo:hi], c.offset[lo:hi]}
}

// logMoneyness returns u = ln(x e^c/K) of contract i. The high parts of nearby logarithms subtract exactly (Sterbenz).
func (c *columns) logMoneyness(i int, at level) float64 {
	return (at.logHigh - c.kHigh[i]) + (at.logLow - c.kLow[i])
}

// y1To writes y1 = gaussScale · th · d1 of every contract.
func (c *columns) y1To(y1 []float64, at level) {
	y1, slope, offset := y1[:c.size()], c.slope[:c.size()], c.offset[:c.size()]
	for i := range y1 {
		y1[i] = math.FMA(c.logMoneyness(i, at), slope[i], offset[i])
	}
}

// y12To writes y1 and y2 = gaussScale · th · d2 of every contract.
func (c *columns) y12To(y1, y2 []float64, at level) {
	y1, y2, slope, offset := y1[:c.size()], y2[:c.size()], c.slope[:c.size()], c.offset[:c.size()]
	for i := range y1 {
		u := c.logMoneyness(i, at)
		y1[i] = math.FMA(u, slope[i], offset[i])
		y2[i] = math.FMA(u, slope[i], -offset[i])
	}
}
