package study

import "slices"

// Discoveries is Benjamini and Hochberg's line (1995): p values up to it may stand together when a rate of them may be false. It
// is the largest of the p values, ascending, with p_i ≤ rate · i/m, and 0 where there is none.
func Discoveries(p []float64, rate float64) (line float64) {
	sorted := slices.Sorted(slices.Values(p))
	for i, x := range sorted {
		if x <= rate*float64(i+1)/float64(len(sorted)) {
			line = x
		}
	}
	return line
}
