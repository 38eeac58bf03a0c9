package kernel_test

import (
	"math"
	"testing"

	"gex/internal/bs/kernel"
)

// TestShifted: the deltas of a shifted book are those of a batch that is derived anew, whatever groups are left out and
// contracts are without a weight.
func TestShifted(t *testing.T) { eachPath(t, testShifted) }

func testShifted(t *testing.T) {
	var shifted kernel.Shifted
	for _, n := range []int{5, 700, 9001} { // memory that is too short, and memory of before
		s := newSample(n)
		b, spots := s.batch(), []float64{4000, sampleSpot, 5300}
		gross := 0.0
		for _, w := range s.weight {
			gross += math.Abs(w)
		}
		for _, c := range []struct{ scale, add, later, carry float64 }{
			{1, 0, 0, 0}, {1, 0.02, 0, 0}, {1, -0.01, 0, 0}, {0.9, 0, 1. / 365, 0.001}, {1.1, 0.05, 2. / 365, -0.2},
		} {
			for _, dropped := range []int{0, 1, len(s.groups) / 2, len(s.groups) - 1, len(s.groups)} {
				kept := s.groups[dropped:]
				first := n
				if len(kept) > 0 {
					first = kept[0].Lo
				}
				vol := make([]float64, n-first)
				shifts, groups := make([]kernel.Shift, len(kept)), make([]kernel.Group, len(kept))
				for i, g := range kept {
					now := kernel.Group{Lo: g.Lo - first, Hi: g.Hi - first, Years: max(g.Years/2, g.Years-c.later), Rate: g.Rate + 0.001, Carry: g.Carry + c.carry}
					was, is := math.Sqrt(g.Years), math.Sqrt(now.Years)
					add := c.add
					for k := g.Lo; k < g.Hi; k++ { // the same for all: none is floored
						if s.vol[k]*c.scale+add < 0.01 {
							add = 0
						}
					}
					for k := g.Lo; k < g.Hi; k++ {
						vol[k-first] = s.vol[k]*c.scale + add
					}
					shifts[i] = kernel.Shift{Years: now.Years, Rate: now.Rate, Carry: now.Carry, Scale: c.scale * is / was, Add: add * is}
					groups[i] = now
				}
				want := kernel.New(groups, s.strike[first:], vol, s.put[first:], s.weight[first:]).DeltaTo(nil, spots)
				shifted.Reset(b, shifts)
				got := shifted.DeltaTo(nil, spots)
				for j := range spots {
					if !(math.Abs(got[j]-want[j]) <= 1e-13*gross) {
						t.Errorf("%d contracts, %+v, %d groups left out, spot %v: %v, derived anew %v", n, c, dropped, spots[j], got[j], want[j])
					}
				}
			}
		}
	}
}
