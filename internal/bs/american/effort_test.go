package american

import "testing"

// TestVolatilitiesOfEfforts: drafts take two thirds of the volatilities, with dividends in whole lanes of the solver: one up to
// three and a half times the least volatility.
func TestVolatilitiesOfEfforts(t *testing.T) {
	for _, c := range []struct {
		ratio               float64
		fine, draft, paying int
	}{{1, 1, 1, 4}, {1.3, 4, 3, 4}, {2, 6, 4, 4}, {3.49, 8, 6, 4}, {3.51, 8, 6, 8}, {8, 11, 8, 8}, {20, 16, 11, 12}} {
		for how, want := range [][2]int{Fine: {c.fine, c.fine}, Draft: {c.draft, c.paying}, Rough: {c.draft, c.paying}} {
			for i, pays := range []bool{false, true} {
				if got := Effort(how).volatilities(0.1, 0.1*c.ratio, pays); got != want[i] {
					t.Errorf("effort %d, ratio %g, dividends %t: %d volatilities, want %d", how, c.ratio, pays, got, want[i])
				}
			}
		}
	}
}
