package terminal

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var screen strings.Builder
	ticks := make(chan time.Time, 1)
	words := func(done, of int) string { return fmt.Sprintf("%d of %d", done, of) }
	l := &Progress{w: &screen, text: words, ticks: ticks, waits: 1}
	said := func(what, want string) {
		t.Helper()
		if screen.String() != want {
			t.Errorf("%s: %q, want %q", what, screen.String(), want)
		}
		screen.Reset()
	}
	l.Step(3000)
	l.Clear()
	ticks <- time.Time{}
	l.Step(3000)
	said("in a short run", "")
	l.done = 1233
	ticks <- time.Time{}
	l.Step(3000)
	said("a tick", "\r1234 of 3000\x1b[K")
	l.Step(3000)
	said("between ticks", "")
	l.Clear()
	said("something else is said", "\r\x1b[K")
	ticks <- time.Time{}
	l.Step(1)
	said("file after file", "\r1236 of 1\x1b[K")
	l.End()
	said("the end", "\r\x1b[K")
	ticks <- time.Time{}
	l.Step(1)
	l.End()
	said("after the end", "")
}

func TestProgressWaitsASecond(t *testing.T) {
	if after := drawEvery * (waits + 1); after != time.Second {
		t.Errorf("a run shows its progress after %v", after)
	}
}

func TestNobodyWatches(t *testing.T) {
	p := New(&strings.Builder{}, &strings.Builder{})
	if p.Watched(true) || p.Watched(false) {
		t.Error("progress is drawn into a file")
	}
	p.Progress.Step(1) // which was never started
	p.Progress.Clear()
	p.Progress.End()
}
