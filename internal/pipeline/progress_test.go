package pipeline

import (
	"testing"
	"time"
)

func TestProgressRest(t *testing.T) {
	for _, c := range []struct {
		done, files int
		share       float64
		left        time.Duration
		want        string
	}{
		{0, 1, 0.428, 0, ", 42%"},
		{0, 1, 0.5, 300 * time.Millisecond, ", 50%, 1 s left"},
		{3, 1250, 0.5, 42 * time.Second, ", 3 of 1,250 files, 50%, 42 s left"},
		{3, 250, 0.01, 150 * time.Second, ", 3 of 250 files, 1%, 3 min left"},
		{3, 250, 0.01, 125 * time.Minute, ", 3 of 250 files, 1%, 2 h 5 min left"},
		{250, 250, 1, time.Second, ", 250 of 250 files, 100%"},
	} {
		if got := ProgressRest(c.done, c.files, c.share, c.left); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestProgressOf(t *testing.T) {
	for want, n := range map[string][2]int{
		"1,234 of 3,000 underlyings": {1234, 3000},
		"3 of 3 underlyings":         {3, 3},
		"1,236 underlyings":          {1236, 1}, // file after file
	} {
		if got := ProgressOf(n[0], n[1], "underlyings"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
