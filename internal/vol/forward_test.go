package vol

import (
	"math"
	"testing"
)

// TestNormalQuantileInvertsTheDistribution: N(N⁻¹(p)) = p, N(x) = erfc(-x/√2)/2, and N⁻¹(0.6) to ten digits
// (Abramowitz and Stegun, table 26.6: 0.25335 for 1 - p = 0.4).
func TestNormalQuantileInvertsTheDistribution(t *testing.T) {
	for p := 0.3; p <= 0.7; p += 0.01 {
		if got := math.Erfc(-normalQuantile(p)/math.Sqrt2) / 2; math.Abs(got-p) > 1e-12 {
			t.Errorf("N(N⁻¹(%g)) = %.15g", p, got)
		}
	}
	if got := normalQuantile(0.6); math.Abs(got-0.2533471031) > 1e-10 {
		t.Errorf("N⁻¹(0.6) = %.12g", got)
	}
}
