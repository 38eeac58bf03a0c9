package assembly

import (
	"bytes"
	"fmt"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/escape"
)

// Caveats writes what was assumed in reading a file as one cell of the layout long: code: message, several with a bar
// between them. Messages are escaped as cells are, and a bar in one of them as control characters.
func FormatCaveats(notes []model.Warning) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.Code + ": " + strings.ReplaceAll(escape.Cell(n.Message), "|", `\u007c`)
	}
	return strings.Join(list, " | ")
}

// maxCaveats is how many are read of one underlying; there are not as many codes.
const maxCaveats = 100

// Caveats takes up what a row says was assumed when the file was converted.
func (a *Assembler) Caveats(d *Draft, row *tables.Row, h *tables.Header) {
	cell := bytes.TrimSpace(row.Cell(tables.Caveats))
	if len(cell) == 0 {
		return
	}
	if err := d.readCaveats(string(cell)); err != nil {
		a.Problem(row.Line, h.Name(tables.Caveats), err.Error())
	}
}

func (d *Draft) readCaveats(cell string) error {
	for part := range strings.SplitSeq(cell, "|") {
		code, message, found := strings.Cut(strings.TrimSpace(part), ": ")
		if !found || !isCode(code) {
			return fmt.Errorf("%s is not a code and a message", cells.Quote(strings.TrimSpace(part)))
		}
		if len(d.Notes) < maxCaveats {
			d.Note(model.Warn(code, escape.Uncell(message)))
		}
	}
	return nil
}

// isCode reports whether a word is written as the codes of warnings are: as-of-date-only.
func isCode(word string) bool {
	other := func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-') }
	return word != "" && len(word) <= 40 && !strings.ContainsFunc(word, other)
}

// noteAtEnd adds a finding of the whole file, unless a converted one brought it along.
func noteAtEnd(c *model.Chain, w model.Warning) {
	for _, n := range c.Notes {
		if n.Code == w.Code {
			return
		}
	}
	c.Notes = append(c.Notes, w)
}
