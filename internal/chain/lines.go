package chain

import "bytes"

// lines walks over the lines of a text.
type lines struct {
	rest   []byte
	number int // of the line returned last, from 1
}

// newLines begins after line number before of a file.
func newLines(text []byte, before int) *lines { return &lines{rest: text, number: before} }

func (l *lines) more() bool { return len(l.rest) > 0 }

// next returns the line without its end; false after the last.
func (l *lines) next() (line []byte, ok bool) {
	if !l.more() {
		return nil, false
	}
	line, l.rest = cutLine(l.rest)
	l.number++
	return line, true
}

func cutLine(text []byte) (line, rest []byte) {
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

// isBlank reports whether a line holds nothing but blanks and separators.
func isBlank(line []byte) bool {
	for _, c := range line {
		if c != ',' && c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}
