package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"gex/internal/escape"
	"gex/internal/render"
)

// screen is where a watch shows its reports: the terminal that standard output is, as a whole and without moving up, or
// any other stream, one report after the other. It can be left at any moment: what is being written is written to its
// end, the terminal is as it was, and nothing comes after.
type screen struct {
	mu       sync.Mutex
	w        io.Writer
	size     func() (width, height int)
	whole    bool // the terminal is taken as a whole
	entered  bool // and holds what was drawn
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

// begin begins a watch on a stream; size tells how large it is, nil when it is no terminal to take. A terminal is taken
// when there is something to draw.
func (s *screen) begin(w io.Writer, size func() (width, height int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.w, s.size, s.whole, s.entered, s.left = w, size, size != nil, false, false
	s.watching.Store(true)
}

// leave ends the watch.
func (s *screen) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && !s.left {
		escape.Own(s.w, leaveScreen) // an error was one before
	}
	s.left = true
	s.watching.Store(false)
}

// leaveNow is leave at the user's wish. A second wish does not wait for a reader that takes nothing more. It is false
// when nothing is watched.
func (s *screen) leaveNow(stop <-chan os.Signal) bool {
	if !s.watching.Load() {
		return false
	}
	done := make(chan bool)
	go func() {
		s.leave()
		close(done)
	}()
	select {
	case <-done:
	case <-stop:
	}
	return true
}

// draw shows lines in the place of those that are there, a line of the terminal each.
func (s *screen) draw(lines []string, width int) error {
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
		line = clip(escape.Keeping(line, render.Colors), room)
		out.WriteString(line)
		if render.Columns(line) < width { // after the last column it would clear what stands there
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

// write writes all of something where reports follow each other, or nothing once the watch has ended.
func (s *screen) write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left {
		return nil
	}
	_, err := s.w.Write(b)
	return err
}

// clip cuts a line to so many columns. Colours take none, and end with the line.
func clip(line string, width int) string {
	var out strings.Builder
	column, coloured := 0, false
	for line != "" {
		if code := colourCode(line); code != "" {
			out.WriteString(code)
			line, coloured = line[len(code):], code != colourOff
			continue
		}
		_, n := utf8.DecodeRuneInString(line)
		if column += render.Columns(line[:n]); column > width {
			break
		}
		out.WriteString(line[:n])
		line = line[n:]
	}
	if coloured {
		out.WriteString(colourOff)
	}
	return out.String()
}

const colourOff = "\x1b[0m"

// colourCode is the color that a text begins with, "" when it begins with none.
func colourCode(s string) string {
	for _, code := range render.Colors {
		if strings.HasPrefix(s, code) {
			return code
		}
	}
	return ""
}
