package vol

import (
	"math"
	"testing"
)

// TestAtEachIsAt: volatilities along a column are those one by one, between the strikes, on them and beyond.
func TestAtEachIsAt(t *testing.T) {
	m := Smile{k: []float64{4.5, 4.55, 4.6, 4.7}, v: []float64{0.09, 0.06, 0.05, 0.055}}
	k := []float64{-3, 4.4, 4.5, 4.5, 4.52, 4.55, 4.55, 4.58, 4.6, 4.69, 4.7, 4.7, 4.75, 9}
	for _, shift := range []float64{0, 0.01, -0.03, 0.05, 0.3, -2} {
		got := make([]float64, len(k))
		m.AtEach(got, k, shift)
		for i, v := range got {
			if want := m.At(k[i] + shift); v != want {
				t.Errorf("at %g%+g: %g, want %g", k[i], shift, v, want)
			}
		}
	}
	got := []float64{0, 0, 0}
	if (Smile{}).AtEach(got, []float64{1, 2, 2}, 0); !math.IsNaN(got[0]) || !math.IsNaN(got[1]) || !math.IsNaN(got[2]) {
		t.Errorf("without strikes: %v", got)
	}
}
