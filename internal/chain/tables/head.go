package tables

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// Head is the beginning of a file, by which every layout is detected.
type Head struct {
	Text  []byte
	lines []HeadLine
	with  map[string]lineSet
}

// lineSet is some of the first lines, a bit for each.
type lineSet uint32

const _ = uint(32 - HeaderLines) // a set has room for them

func (s lineSet) has(line int) bool { return s>>line&1 != 0 }

// HeadLine is a line that might be the header of a table.
type HeadLine struct {
	number int      // of the file, from 1
	Names  []string // its cells
	Keys   []string // the names in canonical form
	rest   []byte   // what follows the line
}

func NewHead(text []byte) *Head { return &Head{Text: text} }

// Table returns the first lines, split into cells.
func (h *Head) Table() []HeadLine {
	if h.lines != nil {
		return h.lines
	}
	for l := NewLines(h.Text, 0); l.More() && l.Number < HeaderLines; {
		line, _ := l.Next()
		if len(line) > input.HeadLen {
			continue // not a header, and slow to split
		}
		found := NewHeadLine(line)
		found.number, found.rest = l.Number, l.Rest
		h.lines = append(h.lines, *found)
	}
	return h.lines
}

// linesWith returns, by key, the lines that have it: every layout looks for its columns there.
func (h *Head) linesWith() map[string]lineSet {
	if h.with == nil {
		cells := 0
		for _, line := range h.Table() {
			cells += len(line.Keys)
		}
		h.with = make(map[string]lineSet, cells)
		for i, line := range h.Table() {
			for _, key := range line.Keys {
				h.with[key] |= 1 << i
			}
		}
	}
	return h.with
}

func NewHeadLine(line []byte) *HeadLine {
	names := SplitHeader(line)
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = Canonical(name)
	}
	return &HeadLine{Names: names, Keys: keys}
}

// HeaderLines is the number of lines in which a header is searched for.
const HeaderLines = 30

// Canonical returns a column name for comparison: lower case, without spaces, _, - and square brackets.
func Canonical(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' || r == '[' || r == ']' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// SplitHeader splits a line of csv into cells.
func SplitHeader(line []byte) []string {
	if bytes.IndexByte(line, '"') < 0 {
		names := strings.Split(cells.UTF8(string(line)), ",")
		for i, name := range names {
			names[i] = strings.TrimSpace(name)
		}
		return names
	}
	line, _ = closeQuotes(line)
	r := csv.NewReader(bytes.NewReader(line))
	r.LazyQuotes = true
	names, _ := r.Read()
	for i, name := range names {
		names[i] = strings.TrimSpace(cells.UTF8(name))
	}
	return names
}
