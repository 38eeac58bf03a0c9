package main

import (
	"io"
	"strconv"
	"sync"
	"time"

	"gex/internal/escape"
	"gex/internal/report"
)

// progress is one line at the foot of a terminal that says how far a long run is. It appears after a while, is drawn
// again a few times a second, and makes room for everything else that is said. Until it is started it draws nothing.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	ticks <-chan time.Time // when to draw; it tells no time
	waits int              // ticks to let pass first
	done  int
	drawn bool // the line is there
}

// drawEvery is how long the line stands as it is, and waits how often a run goes without it: short ones have none.
const (
	drawEvery = 250 * time.Millisecond
	waits     = 3
)

// watched reports whether a person sees standard error, and no results pass by there.
func (p *program) watched(o *chainOptions) bool {
	passing := (o.path == "" || o.path == "-") && isTerminal(p.stdout) && !o.summarises(true)
	return !o.quiet && !passing && isTerminal(p.stderr)
}

// start begins to count.
func (l *progress) start(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.w, l.ticks, l.waits, l.done = w, time.Tick(drawEvery), waits, 0
}

// step counts a piece of so many.
func (l *progress) step(of int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	select {
	case <-l.ticks:
	default:
		return
	}
	if l.waits > 0 {
		l.waits--
		return
	}
	line := "gex: " + grouped(l.done)
	if of >= l.done {
		line += " of " + grouped(of)
	}
	escape.Own(l.w, "\r"+line+" underlyings\x1b[K")
	l.drawn = true
}

// grouped prints a count with commas between thousands.
func grouped(n int) string { return report.Grouped(strconv.Itoa(n)) }

// clear takes the line away until it is drawn again.
func (l *progress) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
}

// end takes the line away for good.
func (l *progress) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ticks = nil
	l.wipe()
}

func (l *progress) wipe() {
	if l.drawn {
		escape.Own(l.w, "\r\x1b[K")
		l.drawn = false
	}
}
