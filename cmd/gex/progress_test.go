package main

import (
	"strings"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var screen strings.Builder
	ticks := make(chan time.Time, 1)
	l := &progress{w: &screen, ticks: ticks, waits: 1}
	said := func(what, want string) {
		t.Helper()
		if screen.String() != want {
			t.Errorf("%s: %q, want %q", what, screen.String(), want)
		}
		screen.Reset()
	}
	l.step(3000)
	l.clear()
	ticks <- time.Time{}
	l.step(3000)
	said("in a short run", "")
	l.done = 1233
	ticks <- time.Time{}
	l.step(3000)
	said("a tick", "\rgex: 1,234 of 3,000 underlyings\x1b[K")
	l.step(3000)
	said("between ticks", "")
	l.clear()
	said("something else is said", "\r\x1b[K")
	ticks <- time.Time{}
	l.step(1)
	said("file after file", "\rgex: 1,236 underlyings\x1b[K")
	l.end()
	said("the end", "\r\x1b[K")
	ticks <- time.Time{}
	l.step(1)
	l.end()
	said("after the end", "")
}

func TestNobodyWatches(t *testing.T) {
	p := &program{err: &strings.Builder{}}
	if p.watched(&chainOptions{}) {
		t.Error("progress is drawn into a file")
	}
	p.progress.step(1) // which was never started
	p.progress.clear()
	p.progress.end()
}
