package kernel

import "math"

// The fixed order of summation (docs/theory.md 8).
const (
	lanes     = 8    // partial sums, one a contract in turn
	chunkSize = 4096 // contracts before the lanes are added up
	blockSize = 256  // contracts computed at a time, within a chunk: their columns stay in the L1 cache
)

// laneSums are the running sums of a chunk: contract i adds to lane i mod 8.
type laneSums [lanes]float64

// add adds weights times values, each product fused with its sum. Their length is a whole number of lanes.
func (l *laneSums) add(weights, values []float64) {
	for len(values) >= lanes {
		w, v := (*laneSums)(weights), (*laneSums)(values)
		for i := range l {
			l[i] = math.FMA(w[i], v[i], l[i])
		}
		weights, values = weights[lanes:], values[lanes:]
	}
}

// total adds the lanes as a tree, halving them each time.
func (l *laneSums) total() float64 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

// Sum adds x in the fixed order of this package: 8 lanes, chunks of 4,096.
func Sum(x []float64) float64 {
	sum := 0.0
	for len(x) > 0 {
		chunk := x[:min(chunkSize, len(x))]
		var l laneSums
		for i, v := range chunk {
			l[i%lanes] += v
		}
		sum += l.total()
		x = x[len(chunk):]
	}
	return sum
}
