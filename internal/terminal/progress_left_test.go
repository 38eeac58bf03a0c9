package terminal

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestProgressLeft: the rest takes as long as the share that is done since the first tick says.
func TestProgressLeft(t *testing.T) {
	var screen strings.Builder
	ticks := make(chan time.Time, 1)
	l := &Progress{w: &screen, text: func(done, _ int) string { return fmt.Sprint(done) }, ticks: ticks}
	begun := time.Unix(1e9, 0)
	for _, c := range []struct {
		seconds int
		share   float64
		want    string
	}{{0, 0.1, "1 at 10%, 0s left"}, {1, 0.1, "2 at 10%, 0s left"}, {10, 0.3, "3 at 30%, 35s left"}, {40, 0.9, "4 at 90%, 5s left"}, {41, 1, "5 at 100%, 0s left"}} {
		ticks <- begun.Add(time.Duration(c.seconds) * time.Second)
		l.Advance(c.share, func(share float64, left time.Duration) string {
			return fmt.Sprintf(" at %.0f%%, %v left", 100*share, left.Round(time.Second))
		})
		screen.Reset()
		l.Step(1)
		if got := strings.Trim(screen.String(), "\r\x1b[K"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
