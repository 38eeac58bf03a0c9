package flagvalue

import (
	"testing"
	"time"

	"gex/internal/fault"
)

// TestLimits: a limit is nil until one is given, then a fraction, minutes or a count.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(**float64) *Value
		text string
		want float64 // negative: refused
	}{
		{"share", Share, "0.5%", 0.005},
		{"share", Share, "0", 0},
		{"share", Share, "-1%", -1},
		{"share", Share, "half", -1},
		{"minutes", Minutes, "1h30m", 90},
		{"minutes", Minutes, "1d", 1440},
		{"minutes", Minutes, "90", -1},
		{"count", Most, "20", 20},
		{"count", Most, "2.5", -1},
		{"count", Most, "-1", -1},
	} {
		var to *float64
		err := c.make(&to).Set(c.text)
		switch {
		case c.want < 0 && (fault.Of(err).Code != fault.Usage || fault.HintOf(err) == ""):
			t.Errorf("%s %s: %v", c.name, c.text, err)
		case c.want >= 0 && (err != nil || *to != c.want):
			t.Errorf("%s %s: %v, %v", c.name, c.text, to, err)
		}
	}
	var d *time.Duration
	if err := Duration(&d).Set("0"); err != nil || d == nil || *d != 0 {
		t.Errorf("no time at all: %v, %v", d, err)
	}
}
