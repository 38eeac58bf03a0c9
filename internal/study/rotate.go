package study

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"gex/internal/par"
)

// Rotated is a statistic with its place among those of all rotations of the predictor against the outcomes.
type Rotated struct {
	Value   float64 // of the days as they were
	AsLarge int     // rotations with a statistic at least as large
	N       int     // days; there are N − 1 rotations
}

// P is (1 + rotations at least as large) / n.
func (r Rotated) P() float64 { return float64(1+r.AsLarge) / float64(r.N) }

// nearly is the part of a statistic by which another may fall short and count as equal: their last bits are the processor's.
const nearly = 1e-9

// count counts the rotations by 1 … n − 1 days of which the statistic is at least as far from center as value. at gives that of a
// rotation; of one that has none, NaN, nobody knows whether it would be as large, so that it counts.
func count(n int, value, center float64, at func(k int) float64) Rotated {
	return countWith(n, value, center, func() func(int) float64 { return at })
}

// countWith is count where every worker has a function of its own, with its scratch.
func countWith(n int, value, center float64, worker func() func(k int) float64) Rotated {
	large := make([]bool, n)
	least := math.Abs(value-center) * (1 - nearly)
	inPieces(n, func(from, to int) {
		at := worker()
		for k := max(1, from); k < to; k++ {
			large[k] = !(math.Abs(at(k)-center) < least)
		}
	})
	r := Rotated{Value: value, N: n}
	for _, l := range large {
		if l {
			r.AsLarge++
		}
	}
	return r
}

// rotations returns a result of every rotation, by 0 … n − 1 days; that of 0 is left zero.
func rotations[T any](n int, at func(k int) T) []T {
	out := make([]T, n)
	inPieces(n, func(from, to int) {
		for k := max(1, from); k < to; k++ {
			out[k] = at(k)
		}
	})
	return out
}

// inPieces divides rotations into pieces for several processors.
func inPieces(n int, work func(from, to int)) {
	const each = 64
	par.Each((n+each-1)/each, n > 500, func(i int) { work(i*each, min(n, (i+1)*each)) })
}

// rotatedDot is Σ_t x_t y_{t+k}: x of each day beside y of k days later, around the end.
func rotatedDot(x, y []float64, k int) float64 {
	n := len(x)
	return floats.Dot(x[:n-k], y[k:]) + floats.Dot(x[n-k:], y[:k])
}

// RotateSpearman returns ρ of x and y and its place among the rotations. False where either is constant.
func RotateSpearman(x, y []float64) (Rotated, bool) {
	rx, lengthX := centered(Ranks(x))
	ry, lengthY := centered(Ranks(y))
	if lengthX == 0 || lengthY == 0 {
		return Rotated{}, false
	}
	scale := 1 / (lengthX * lengthY)
	return count(len(x), Spearman(x, y), 0, func(k int) float64 { return rotatedDot(rx, ry, k) * scale }), true
}

// centered returns x less its mean, and its length.
func centered(x []float64) (out []float64, length float64) {
	mean := GroupOf(x).Mean
	out = make([]float64, len(x))
	for i, v := range x {
		out[i] = v - mean
	}
	return out, math.Sqrt(floats.Dot(out, out))
}

// RotateMeans returns the mean of y on marked days less that on the others, and its place among the rotations. False where all
// days or none are marked.
func RotateMeans(y []float64, marked []bool) (Rotated, bool) {
	with, without := split(y, marked)
	if len(with) == 0 || len(without) == 0 {
		return Rotated{}, false
	}
	// The difference is Σ w_t y_t with weights 1/n of the marked days and −1/n of the others.
	weights := make([]float64, len(y))
	for i, m := range marked {
		if m {
			weights[i] = 1 / float64(len(with))
		} else {
			weights[i] = -1 / float64(len(without))
		}
	}
	fromMean, _ := centered(y)
	value := GroupOf(with).Mean - GroupOf(without).Mean
	return count(len(y), value, 0, func(k int) float64 { return rotatedDot(weights, fromMean, k) }), true
}
