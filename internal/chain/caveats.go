package chain

import (
	"bytes"
	"fmt"
	"strings"
)

// caveats writes what was assumed in reading a file as one cell of the layout long: code: message, several with a bar
// between them. A backslash stands before a bar or a backslash of a message; line ends become blanks.
func caveats(notes []Warning) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.Code + ": " + caveatEscapes.Replace(n.Message)
	}
	return strings.Join(list, " | ")
}

var (
	caveatEscapes   = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", " ", "\r", " ")
	caveatUnescapes = strings.NewReplacer(`\\`, `\`, `\|`, "|")
)

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
			d.note(Warning{code, caveatUnescapes.Replace(message)})
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
