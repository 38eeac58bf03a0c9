package tables

import "gex/internal/chain/input"

// Head is the beginning of a file, at which every layout looks.
type Head struct {
	Text  []byte
	lines []HeadLine
}

// HeadLine is a line that might be the header of a table.
type HeadLine struct {
	number int      // of the file, from 1
	Names  []string // its cells
	Keys   []string // in the form in which they are looked up
	rest   []byte   // what follows the line
}

func NewHead(text []byte) *Head { return &Head{Text: text} }

// Table returns the first lines taken apart.
func (h *Head) Table() []HeadLine {
	if h.lines != nil {
		return h.lines
	}
	for l := NewLines(h.Text, 0); l.More() && l.Number < HeaderLines; {
		line, _ := l.Next()
		if len(line) > input.HeadLen {
			continue // no header, and costly to take apart
		}
		found := NewHeadLine(line)
		found.number, found.rest = l.Number, l.Rest
		h.lines = append(h.lines, *found)
	}
	return h.lines
}

func NewHeadLine(line []byte) *HeadLine {
	names := SplitHeader(line)
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = Canonical(name)
	}
	return &HeadLine{Names: names, Keys: keys}
}

// HeaderLines is how far down a header line is looked for.
const HeaderLines = 30
