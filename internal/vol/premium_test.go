package vol

import (
	"testing"

	"gex/internal/bs/american"
)

// TestDividendOfNow: a dividend whose ex-instant has come lowers the spot, and is no dividend of the option any more.
func TestDividendOfNow(t *testing.T) {
	for _, c := range []struct{ years, left float64 }{{-0.01, 0.9}, {0, 0.9}, {0.01, 1}} {
		if p := newPremiums(false, 0.5, 0.04, 0, []drop{{years: c.years, part: 0.1}}, 0.2, 0.4, american.Draft, nil); p.left != c.left {
			t.Errorf("ex in %g years: %g of spot is left, want %g", c.years, p.left, c.left)
		}
	}
}
