package terminal

import (
	"io"
	"sync"
	"time"

	"gex/internal/escape"
)

// Progress is one line at the foot of a terminal that says how far a long run is. It appears after a while, is drawn
// again a few times a second, and makes room for everything else that is said. Until it is started it draws nothing.
type Progress struct {
	mu    sync.Mutex
	w     io.Writer
	ticks <-chan time.Time // when to draw; it tells no time
	words func(done, of int) string
	waits int // ticks to let pass first
	done  int
	drawn bool // the line is there
}

// drawEvery is how long the line stands as it is, and waits how often a run goes without it: short ones have none.
const (
	drawEvery = 250 * time.Millisecond
	waits     = 3
)

// Start begins to count: words are the line for so many pieces done, of so many there are.
func (t *Terminal) Start(words func(done, of int) string) { t.Progress.start(t.Err, words) }

func (l *Progress) start(w io.Writer, words func(done, of int) string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.w, l.words, l.ticks, l.waits, l.done = w, words, time.Tick(drawEvery), waits, 0
}

// Step counts a piece of so many, which may be more than those that are known of.
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
	escape.Own(l.w, "\r"+l.words(l.done, of)+"\x1b[K")
	l.drawn = true
}

// Clear takes the line away until it is drawn again.
func (l *Progress) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
}

// End takes the line away for good.
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
