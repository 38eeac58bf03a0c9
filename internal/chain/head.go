package chain

import "gex/internal/chain/input"

// head is the beginning of a file, at which every layout looks.
type head struct {
	text  []byte
	lines []headLine
}

// headLine is a line that might be the header of a table.
type headLine struct {
	number int      // of the file, from 1
	names  []string // its cells
	keys   []string // in the form in which they are looked up
	rest   []byte   // what follows the line
}

func newHead(text []byte) *head { return &head{text: text} }

// table returns the first lines taken apart.
func (h *head) table() []headLine {
	if h.lines != nil {
		return h.lines
	}
	for l := newLines(h.text, 0); l.more() && l.number < headerLines; {
		line, _ := l.next()
		if len(line) > input.HeadLen {
			continue // no header, and costly to take apart
		}
		found := newHeadLine(line)
		found.number, found.rest = l.number, l.rest
		h.lines = append(h.lines, *found)
	}
	return h.lines
}

func newHeadLine(line []byte) *headLine {
	names := splitHeader(line)
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = canonical(name)
	}
	return &headLine{names: names, keys: keys}
}

// headerLines is how far down a header line is looked for.
const headerLines = 30
