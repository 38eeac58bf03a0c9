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
	ticks <-chan time.Time // when to draw; the times show how fast the work is
	text  func(done, of int) string
	waits int // ticks to let pass first
	done  int
	drawn bool // the line is visible

	more  func(share float64, left time.Duration) string // what stands after the text; nil: nothing
	share float64                                        // of all the work, which is done
	from  point                                          // the first tick
}

// point is how much was done at a time.
type point struct {
	at    time.Time
	share float64
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
	l.more, l.share, l.from = nil, 0, point{}
}

// Advance says which share of all the work is done, before the Step that counts it. more is what stands after the text, for that
// share and the time that the rest takes at the same speed, 0 if it is not known.
func (l *Progress) Advance(share float64, more func(share float64, left time.Duration) string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.share, l.more = share, more
}

// left estimates how long the rest takes at a time.
func (l *Progress) left(now time.Time) time.Duration {
	if l.share <= l.from.share {
		return 0
	}
	return time.Duration(float64(now.Sub(l.from.at)) * (1 - l.share) / (l.share - l.from.share))
}

// Step counts one more part of so many, a number that may have grown since the last call.
func (l *Progress) Step(of int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	var now time.Time
	select {
	case now = <-l.ticks:
	default:
		return
	}
	if l.from.at.IsZero() {
		l.from = point{now, l.share}
	}
	if l.waits > 0 {
		l.waits--
		return
	}
	line := l.text(l.done, of)
	if l.more != nil {
		line += l.more(l.share, l.left(now))
	}
	escape.Own(l.w, "\r"+line+"\x1b[K")
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
