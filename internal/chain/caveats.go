package chain

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// caveats writes what was assumed in reading a file as one cell of the layout long: code: message, several with a bar
// between them. A backslash stands before a bar or a backslash of a message, and control characters are written \x0d.
func caveats(notes []Warning) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.Code + ": " + escapeCaveat(n.Message)
	}
	return strings.Join(list, " | ")
}

// escapeCaveat spells out what divides caveats and what is no text.
func escapeCaveat(message string) string {
	var b strings.Builder
	for _, r := range message {
		switch {
		case r == '\\' || r == '|':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescapeCaveat undoes escapeCaveat. A backslash before anything else stays.
func unescapeCaveat(text string) string {
	var b strings.Builder
	for at := 0; at < len(text); at++ {
		rest := text[at+1:]
		switch {
		case text[at] != '\\' || rest == "":
		case rest[0] == '\\' || rest[0] == '|':
			at++
		case rest[0] == 'x' && len(rest) >= 3:
			if c, err := strconv.ParseUint(rest[1:3], 16, 8); err == nil && c < 0x80 {
				b.WriteByte(byte(c))
				at += 3
				continue
			}
		}
		b.WriteByte(text[at])
	}
	return b.String()
}

// maxCaveats is how many are read of one underlying; there are not as many codes.
const maxCaveats = 100

// caveats takes up what a row says was assumed when the file was converted.
func (a *assembler) caveats(d *draft, row *row, h *header) {
	cell := bytes.TrimSpace(row.cell(fCaveats))
	if len(cell) == 0 {
		return
	}
	if err := d.readCaveats(string(cell)); err != nil {
		a.problem(row.line, h.name(fCaveats), err.Error())
	}
}

func (d *draft) readCaveats(cell string) error {
	for _, part := range splitCaveats(cell) {
		code, message, found := strings.Cut(part, ": ")
		if !found || !isCode(code) {
			return fmt.Errorf("%s is not a code and a message", quote(part))
		}
		if len(d.Notes) < maxCaveats {
			d.note(Warning{code, unescapeCaveat(message)})
		}
	}
	return nil
}

// splitCaveats splits a cell at the bars that no backslash stands before.
func splitCaveats(cell string) (parts []string) {
	from := 0
	for at := 0; at < len(cell); at++ {
		switch {
		case cell[at] == '\\':
			at++
		case cell[at] == '|':
			parts = append(parts, strings.TrimSpace(cell[from:at]))
			from = at + 1
		}
	}
	return append(parts, strings.TrimSpace(cell[from:]))
}

// isCode reports whether a word is written as the codes of warnings are: as-of-date-only.
func isCode(word string) bool {
	other := func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-') }
	return word != "" && len(word) <= 40 && !strings.ContainsFunc(word, other)
}

// noteAtEnd adds a finding of the whole file, unless a converted one brought it along.
func (c *Chain) noteAtEnd(w Warning) {
	for _, n := range c.Notes {
		if n.Code == w.Code {
			return
		}
	}
	c.Notes = append(c.Notes, w)
}
