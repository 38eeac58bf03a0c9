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

// Screen is where a watch shows its reports: the terminal that standard output is, as a whole and without moving up, or
// any other stream, one report after the other. It can be left at any moment: what is being written is written to its
// end, the terminal is as it was, and nothing comes after.
type Screen struct {
	mu       sync.Mutex
	w        io.Writer
	colors   []string // the sequences that pass
	size     func() (width, height int)
	entered  bool // the terminal is taken and holds what was drawn
	left     bool
	watching atomic.Bool
}

const (
	// The alternate screen, without a cursor, and with lines that end at its edge.
	enterScreen = "\x1b[?1049h\x1b[?25l\x1b[?7l"
	leaveScreen = "\x1b[?7h\x1b[?25h\x1b[?1049l"

	home       = "\x1b[H"
	clearRight = "\x1b[K"
	clearBelow = "\x1b[J"
)

// Begin begins a watch on a stream, on which the sequences of colors pass; size tells how large it is, nil when it is no
// terminal to take. A terminal is taken when there is something to draw.
func (s *Screen) Begin(w io.Writer, colors []string, size func() (width, height int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.w, s.colors, s.size, s.entered, s.left = w, colors, size, false, false
	s.watching.Store(true)
}

// Whole reports whether a terminal is taken as a whole.
func (s *Screen) Whole() bool { return s.size != nil }

// Size is how large that terminal is now, in columns and lines.
func (s *Screen) Size() (width, height int) { return s.size() }

// Leave ends the watch.
func (s *Screen) Leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && !s.left {
		escape.Own(s.w, leaveScreen) // an error was one before
	}
	s.left = true
	s.watching.Store(false)
}

// LeaveNow is Leave at the user's wish. A second wish does not wait for a reader that takes nothing more. It is false
// when nothing is watched.
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

// Draw shows lines in the place of those that are there, a line of the terminal each.
func (s *Screen) Draw(lines []string, width int) error {
	var out bytes.Buffer
	out.WriteString(home)
	for i, line := range lines {
		if i > 0 {
			out.WriteString("\r\n")
		}
		room := width
		if i == len(lines)-1 {
			room-- // for clearBelow
		}
		line = s.clip(escape.Keeping(line, s.colors), room)
		out.WriteString(line)
		if s.columns(line) < width { // after the last column it would clear what stands there
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

// Write writes all of something where reports follow each other, or nothing once the watch has ended.
func (s *Screen) Write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left {
		return nil
	}
	_, err := s.w.Write(b)
	return err
}

// clip cuts a line to so many columns. Colors take none, and end with the line.
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

// color is the color that a text begins with, "" when it begins with none.
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
