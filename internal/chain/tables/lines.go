package tables

import (
	"bytes"

	"gex/internal/chain/input"
)

// Lines iterates over the lines of a text.
type Lines struct {
	Rest   []byte
	Number int           // of the line returned last, from 1
	window *input.Window // where the lines after Rest come from; nil: there are none
}

// NewLines starts at a text that follows line number before of a file.
func NewLines(text []byte, before int) *Lines { return &Lines{Rest: text, Number: before} }

func (l *Lines) More() bool { return len(l.Rest) > 0 }

// Through lets lines that follow the text come through a window. Next then overwrites the lines before.
func (l *Lines) Through(w *input.Window) { l.window = w }

// Stop passes over all lines that are left.
func (l *Lines) Stop() { l.Rest, l.window = nil, nil }

// Next returns the line without its end; false after the last.
func (l *Lines) Next() (line []byte, ok bool) {
	if l.window != nil && len(l.Rest) < input.Ahead {
		l.Rest = l.window.Next(l.Rest, l.Number)
	}
	if !l.More() {
		return nil, false
	}
	line, l.Rest = CutLine(l.Rest)
	l.Number++
	return line, true
}

func CutLine(text []byte) (line, rest []byte) {
	end := bytes.IndexByte(text, '\n')
	if end < 0 {
		line, rest = text, nil
	} else {
		line, rest = text[:end], text[end+1:]
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, rest
}

// IsBlank reports whether a line has only spaces and separators.
func IsBlank(line []byte) bool {
	for _, c := range line {
		if c != ',' && c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}
