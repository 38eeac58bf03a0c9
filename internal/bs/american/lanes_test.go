package american

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLanes checks that contracts solved side by side are what each is alone, bit for bit, whatever was solved before in the
// same memory.
func TestLanes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, _, _ := payer(t)
		c := contract{put: terms.Put, years: terms.Years, rate: terms.Rate, yield: terms.Yield}
		for _, d := range terms.paid() {
			c.drops = append(c.drops, drop{d.Years, 1 - d.Fraction, 0})
		}
		vols := rapid.SliceOfN(rapid.Float64Range(0.1, 0.6), 1, 9).Draw(t, "vols")
		m := mesh{nodes: 2*rapid.IntRange(10, 40).Draw(t, "half") + 1, steps: rapid.IntRange(2, 12).Draw(t, "steps")}
		unit := newAxis(c.put, centre, 6, m.nodes)
		var axes []*axis
		for _, vol := range vols {
			axes = append(axes, unit.stretched(vol))
		}
		together := c.solveAll(vols, axes, m)
		if len(together) != len(vols) {
			t.Fatalf("%d solutions of %d volatilities", len(together), len(vols))
		}
		for i := range vols {
			alone := c.solveAll(vols[i:i+1], axes[i:i+1], m)[0]
			if !slices.Equal(alone.american, together[i].american) || !slices.Equal(alone.european, together[i].european) {
				t.Fatalf("volatility %d of %v: %v, alone %v", i, vols, together[i].american, alone.american)
			}
		}
	})
}
