package terminal

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"gex/internal/escape"
)

// Screen is where gex watch shows its reports: the whole terminal, redrawn in place, or on any other stream one report after
// the other. It can be left at any moment: what is being written is finished, the terminal is restored, and nothing is written
// after that.
type Screen struct {
	mu       sync.Mutex
	w        io.Writer
	colors   []string // the escape sequences that pass
	size     func() (width, height int)
	entered  bool // the terminal shows the alternate screen
	left     bool
	watching atomic.Bool
}

const (
	// The alternate screen, without a cursor, and with lines cut at its edge.
	enterScreen = "\x1b[?1049h\x1b[?25l\x1b[?7l"
	leaveScreen = "\x1b[?7h\x1b[?25h\x1b[?1049l"

	home       = "\x1b[H"
	clearRight = "\x1b[K"
	clearBelow = "\x1b[J"
)

// Begin begins a watch on a stream that the escape sequences of colors may reach. Size measures the terminal; nil means that
// the stream is not one to take over. A terminal is taken over when there is something to draw.
func (s *Screen) Begin(w io.Writer, colors []string, size func() (width, height int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.w, s.colors, s.size, s.entered, s.left = w, colors, size, false, false
	s.watching.Store(true)
}

// Whole reports whether a whole terminal is used.
func (s *Screen) Whole() bool { return s.size != nil }

// Size is how large that terminal is now, in columns and lines.
func (s *Screen) Size() (width, height int) { return s.size() }

// Leave ends the watch.
func (s *Screen) Leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && !s.left {
		escape.Own(s.w, leaveScreen) // an error has been returned by Draw
	}
	s.left = true
	s.watching.Store(false)
}

// LeaveNow is Leave when the user interrupts. A second interrupt does not wait for a reader that takes nothing more. It returns
// false when there is no watch.
func (s *Screen) LeaveNow(stop <-chan os.Signal) bool {
	if !s.watching.Load() {
		return false
	}
	done := make(chan bool)
	go func() {
		s.Leave()
		close(done)
	}()
	select {
	case <-done:
	case <-stop:
	}
	return true
}

// Draw replaces the lines on the terminal by others.
func (s *Screen) Draw(lines []string, width int) error {
	var out bytes.Buffer
	out.WriteString(home)
	for i, line := range lines {
		if i > 0 {
			out.WriteString("\r\n")
		}
		columns := width
		if i == len(lines)-1 {
			columns-- // for clearBelow
		}
		line = s.clip(escape.Keeping(line, s.colors), columns)
		out.WriteString(line)
		if s.columns(line) < width { // after the last column it would clear that column
			out.WriteString(clearRight)
		}
	}
	out.WriteString(clearBelow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left {
		return nil
	}
	if !s.entered {
		s.entered = true
		out = *bytes.NewBufferString(enterScreen + out.String())
	}
	_, err := escape.Own(s.w, out.String())
	return err
}

// Write writes all of b where reports follow each other, and nothing once the watch has ended.
func (s *Screen) Write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left {
		return nil
	}
	_, err := s.w.Write(b)
	return err
}

// clip cuts a line to so many columns. Colors take none, and are switched off at its end.
func (s *Screen) clip(line string, width int) string {
	var out strings.Builder
	column, colored := 0, false
	for line != "" {
		if code := s.color(line); code != "" {
			out.WriteString(code)
			line, colored = line[len(code):], code != colorOff
			continue
		}
		_, n := utf8.DecodeRuneInString(line)
		if column += displaywidth.String(line[:n]); column > width {
			break
		}
		out.WriteString(line[:n])
		line = line[n:]
	}
	if colored {
		out.WriteString(colorOff)
	}
	return out.String()
}

const colorOff = "\x1b[0m"

// color is the color sequence that a text begins with; "" when there is none.
func (s *Screen) color(text string) string {
	for _, code := range s.colors {
		if strings.HasPrefix(text, code) {
			return code
		}
	}
	return ""
}

// columns is how many columns a line takes.
func (s *Screen) columns(line string) int {
	for _, code := range s.colors {
		line = strings.ReplaceAll(line, code, "")
	}
	return displaywidth.String(line)
}
