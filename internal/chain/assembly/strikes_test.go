package assembly

import (
	"math/rand/v2"
	"testing"
)

// TestFewStrikes: as many different strikes as may be are few, one more is not, however often and in whatever order they come.
func TestFewStrikes(t *testing.T) {
	for _, step := range []float64{1, 0.5, 0.001, 1e5} {
		var strikes []float64
		for i := range maxStrikes {
			k := float64(i+1) * step
			strikes = append(strikes, k, k)
		}
		strikes = append(strikes, strikes...)
		for _, shuffled := range []bool{false, true} {
			if shuffled {
				rand.New(rand.NewPCG(1, 2)).Shuffle(len(strikes), func(i, j int) { strikes[i], strikes[j] = strikes[j], strikes[i] })
			}
			if !fewStrikes(strikes) {
				t.Errorf("%d strikes by %g are too many", maxStrikes, step)
			}
			if fewStrikes(append(strikes[:len(strikes):len(strikes)], step/2)) {
				t.Errorf("%d strikes by %g and one more are few", maxStrikes, step)
			}
		}
	}
}
