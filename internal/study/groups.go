package study

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Group is a sample of one kind of day.
type Group struct {
	N        int
	Mean     float64
	Variance float64 // sample variance, n − 1; NaN below two
}

// GroupOf describes a sample; the mean of none is NaN.
func GroupOf(x []float64) Group {
	if len(x) == 0 {
		return Group{Mean: math.NaN(), Variance: math.NaN()}
	}
	mean, variance := stat.MeanVariance(x, nil)
	if len(x) < 2 {
		variance = math.NaN()
	}
	return Group{N: len(x), Mean: mean, Variance: variance}
}

// Welch returns Welch's t of the difference a − b:
//
//	t = (ā − b̄) / √(s²_a/n_a + s²_b/n_b)
//
// NaN where either has fewer than two, or neither varies.
func Welch(a, b Group) float64 {
	se2 := a.Variance/float64(a.N) + b.Variance/float64(b.N)
	if !(se2 > 0) {
		return math.NaN()
	}
	return (a.Mean - b.Mean) / math.Sqrt(se2)
}

// split divides outcomes by whether their day is marked.
func split(y []float64, marked []bool) (with, without []float64) {
	for i, v := range y {
		if marked[i] {
			with = append(with, v)
		} else {
			without = append(without, v)
		}
	}
	return with, without
}
