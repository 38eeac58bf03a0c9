package vol

import (
	"math"
	"testing"
)

// TestForwardStep: the next forward is F + (g − F)/(1 − g') in ln F, with g' of the last two rounds where they differ by a quarter of
// settledMove, from 0 to 0.3; it is settled where g is within 1e-4 of it.
func TestForwardStep(t *testing.T) {
	for _, c := range []struct {
		why                    string
		gone, last, move, pull float64 // ln F less that before, the move then, that now, and g' so far
		want                   float64 // g'
		settled                bool
	}{
		{"the first round", math.NaN(), 0, 0.01, 0.12, 0.12, false},
		{"a second", 0.01, 0.01, 0.002, 0.12, 0.2, false},
		{"at most 0.3", 0.01, 0.01, 0.004, 0.12, 0.3, false},
		{"at least 0", 0.01, 0.01, -0.002, 0.12, 0, false},
		{"back", -0.01, -0.01, -0.001, 0.12, 0.1, false},
		{"hardly elsewhere", 2.4e-5, 0.01, 0.002, 0.12, 0.12, false},
		{"a little", 2.6e-5, 0.01, 0.01 - 2.6e-5*0.9, 0.12, 0.1, false},
		{"settled", math.NaN(), 0, 0.99e-4, 0.12, 0.12, true},
		{"settled from above", math.NaN(), 0, -0.99e-4, 0.12, 0.12, true},
		{"not yet", math.NaN(), 0, 1.01e-4, 0.12, 0.12, false},
		{"not yet from above", math.NaN(), 0, -1.01e-4, 0.12, 0.12, false},
	} {
		const before = 100.
		e := &early{forward: before * math.Exp(c.move), before: before / math.Exp(c.gone), move: c.last, pull: c.pull}
		e.step(before)
		if math.Abs(e.pull-c.want) > 1e-9 || e.settled != c.settled || e.before != before || math.Abs(e.move-c.move) > 1e-12 {
			t.Errorf("%s: %+v", c.why, e)
		}
		if want := before * math.Exp(c.move/(1-c.want)); math.Abs(e.forward-want) > 1e-9 {
			t.Errorf("%s: forward %.9f, want %.9f", c.why, e.forward, want)
		}
	}
}
