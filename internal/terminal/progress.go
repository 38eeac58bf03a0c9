package terminal

import (
	"io"
	"sync"
	"time"

	"gex/internal/escape"
)

// Progress is a line at the bottom of a terminal that shows how far a long run is. It appears after a while, is redrawn a few
// times a second, and is cleared for any other message. Until it is started it draws nothing.
type Progress struct {
	mu    sync.Mutex
	w     io.Writer
	ticks <-chan time.Time // when to draw; the time itself is not used
	text  func(done, of int) string
	waits int // ticks to let pass first
	done  int
	drawn bool // the line is visible
}

// The line is drawn every drawEvery, after so many waits: a short run shows none.
const (
	drawEvery = 250 * time.Millisecond
	waits     = 3
)

func (l *Progress) start(w io.Writer, text func(done, of int) string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.w, l.text, l.ticks, l.waits, l.done = w, text, time.Tick(drawEvery), waits, 0
}

// Step counts one more part of so many, a number that may have grown since the last call.
func (l *Progress) Step(of int) {
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
	escape.Own(l.w, "\r"+l.text(l.done, of)+"\x1b[K")
	l.drawn = true
}

// Clear removes the line until it is drawn again.
func (l *Progress) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
}

// End removes the line for good.
func (l *Progress) End() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ticks = nil
	l.wipe()
}

func (l *Progress) wipe() {
	if l.drawn {
		escape.Own(l.w, "\r\x1b[K")
		l.drawn = false
	}
}
