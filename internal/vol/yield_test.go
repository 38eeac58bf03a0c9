package vol

import (
	"math"
	"testing"
)

// TestScatter: forwards on a line have none, whatever its slope; forwards beside it have 1.4826 times their median distance, and
// an outlier counts as one of them.
func TestScatter(t *testing.T) {
	for _, c := range []struct {
		why  string
		off  []float64 // of ln F from the line, by week
		want float64
	}{
		{"on the line", []float64{0, 0, 0, 0, 0, 0}, 0},
		{"too few", []float64{3e-4, -3e-4, 3e-4}, 0},
		{"on both sides", []float64{-2e-4, 2e-4, 0, 0, 2e-4, -2e-4, 0}, 1.4826 * 2e-4},
		{"mostly beside it", []float64{-2e-4, 2e-4, 2e-4, -2e-4, 0, -2e-4, 2e-4, 2e-4, -2e-4}, 1.4826 * 2e-4},
		{"an outlier", []float64{0, 0, 0.05, 0, 0, 0, 0}, 0},
	} {
		for _, slope := range []float64{0.03, -0.2} {
			var points []spotPoint
			for i, off := range c.off {
				years := 7 * day * float64(i+1)
				points = append(points, spotPoint{&quotes{years: years}, slope*years + off})
			}
			if got := scatterOf(points); math.Abs(got-c.want) > 3e-5 {
				t.Errorf("%s, slope %g: %.3g, want %.3g", c.why, slope, got, c.want)
			}
		}
	}
}

// TestClearYield: the noise of a forward over a few days is no yield; over a year it is a small part of one.
func TestClearYield(t *testing.T) {
	for _, c := range []struct {
		err   float64
		clear bool
	}{{0, true}, {0.0099, true}, {0.0101, false}, {math.Inf(1), false}} {
		e := Expiry{Yield: 0.012, YieldErr: c.err}
		if got := e.ClearYield(); (got == 0.012) != c.clear || math.IsNaN(got) == c.clear {
			t.Errorf("error %g: yield %g", c.err, got)
		}
	}
	// Forwards about 3 bp beside their line: yields are shown from 3 bp / 1 % of a year on, 10 days.
	off := []float64{3, -1, -4, 2, 0, -3, 4, 1, -2, 0, 0, 0}
	f := &fitter{s: &Surface{Spot: 100}}
	for i := range off {
		years := 5 * day * float64(i+1)
		forward := 100 * math.Exp(0.03*years+1e-4*off[i])
		f.all = append(f.all, quotes{years: years, source: "parity", forward: forward, live: true, pairs: []pair{{strike: 100}}})
		f.s.Expiries = append(f.s.Expiries, Expiry{Years: years, Rate: 0.04, Forward: forward, Yield: 0.01})
	}
	f.judgeYields()
	for _, e := range f.s.Expiries {
		if days := e.Years / day; math.IsNaN(e.ClearYield()) != (days < 9) {
			t.Errorf("%.0f days: yield %g, its standard error %g", days, e.ClearYield(), e.YieldErr)
		}
	}
}
