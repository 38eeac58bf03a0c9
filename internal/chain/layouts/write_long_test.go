package layouts

import (
	"math"
	"testing"
)

func TestWriteNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1e6: "1000000", 0.041: "0.041", -2.5: "-2.5", 1e-7: "1e-07", 1e300: "1e+300"} {
		if got := writeNumber(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	if got := writeNumber(math.NaN()); got != "" {
		t.Errorf("none is written %q", got)
	}
}
