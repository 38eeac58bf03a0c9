package study

import (
	"math"

	"gex/internal/bs/kernel"
)

// Grid compares how far closes were from the nearest multiple of the step of their day with chance.
type Grid struct {
	N    int
	Mean float64 // distance
	Even float64 // that of closes anywhere: a quarter of the steps
	Z    float64 // negative: nearer to the multiples
	P    float64 // two-sided, normal
}

// GridOf measures closes against multiples of steps. Anywhere between two of them the distance is uniform on [0, g/2], with mean
// g/4 and variance g²/48.
func GridOf(closes, steps []float64) Grid {
	distances, squares := make([]float64, len(closes)), 0.0
	for i, c := range closes {
		distances[i] = math.Abs(math.Remainder(c, steps[i]))
		squares += float64(steps[i] * steps[i])
	}
	n := float64(len(closes))
	g := Grid{N: len(closes), Mean: GroupOf(distances).Mean, Even: GroupOf(steps).Mean / 4}
	g.Z = (g.Mean - g.Even) / (math.Sqrt(squares/48) / n)
	_, tail := kernel.Tail(g.Z)
	g.P = 2 * tail
	return g
}

// Near compares how far closes were from the level of their day with how far they were from those of other days.
type Near struct {
	Rotated         // the mean distance, in standard deviations of the day
	Others  float64 // that of all rotations
}

// RotateNear measures closes against levels, both parts of the open, in units of each day's sigma.
func RotateNear(closes, levels, sigma []float64) Near {
	n := len(closes)
	at := func(k int) float64 {
		var sum float64
		for i, level := range levels {
			j := i + k
			if j >= n {
				j -= n
			}
			sum += math.Abs(closes[j]-level) / sigma[j]
		}
		return sum / float64(n)
	}
	means := rotations(n, at)
	var total float64
	for _, mean := range means[1:] {
		total += mean
	}
	out := Near{Others: total / float64(n-1)}
	out.Rotated = count(n, at(0), out.Others, func(k int) float64 { return means[k] })
	return out
}
