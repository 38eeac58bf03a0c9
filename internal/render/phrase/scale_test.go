package phrase

import (
	"math"
	"testing"

	"gex/internal/report"
)

// dollars is the unit of GEX in US dollars.
var dollars = Unit{Sign: "$"}

func TestScaleChangesAtThresholds(t *testing.T) {
	cases := []struct {
		largest report.Number
		want    string
	}{
		{0, "0 $"}, {0.5, "0.500 $"}, {9.9994, "9.999 $"}, {9.9996, "10.00 $"}, {999.94, "999.9 $"}, {999.96, "1.000 $K"},
		{1000, "1.000 $K"}, {99990, "99.99 $K"}, {999_949, "999.9 $K"}, {999_960, "1.000 $M"}, {4.2134e9, "4.213 $B"},
		{18.5512e9, "18.55 $B"}, {341.2e9, "341.2 $B"}, {12_345e9, "12,345 $B"}, {-4.2134e9, "-4.213 $B"},
		{report.None(), "n/a $"},
	}
	for _, c := range cases {
		s := ScaleFor(c.largest)
		if got := s.Fixed(c.largest) + " " + dollars.In(s); got != c.want {
			t.Errorf("ScaleFor(%v) shows %q, want %q", float64(c.largest), got, c.want)
		}
	}
}

// TestScaleIsOfTheLargest: a column has one unit, whatever the size of its other values.
func TestScaleIsOfTheLargest(t *testing.T) {
	s := ScaleFor(12, report.None(), -3.4e9, 5e6)
	if got := s.Signed(5e6) + " " + Shares.In(s); got != "+0.005 B shares" {
		t.Errorf("got %q", got)
	}
}

func TestRoundTo(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   float64
	}{{999.96, 4, 1000}, {999.94, 4, 999.9}, {-0.012345, 3, -0.0123}, {0, 3, 0}, {1.5, 1, 2}, {2.5, 1, 2}} {
		if got := RoundTo(c.x, c.digits); got != c.want {
			t.Errorf("RoundTo(%g, %d) = %g, want %g", c.x, c.digits, got, c.want)
		}
	}
	if got := RoundTo(math.Inf(1), 3); !math.IsInf(got, 1) {
		t.Errorf("RoundTo(+Inf, 3) = %g", got)
	}
}
