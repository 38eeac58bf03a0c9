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

// FormatCaveats writes the assumptions made in reading a file as one cell of the layout long: code: message, separated by
// bars. Messages are escaped like other cells, and a bar in a message like a control character.
func FormatCaveats(notes []model.Warning) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.Code + ": " + strings.ReplaceAll(escape.Cell(n.Message), "|", `\u007c`)
	}
	return strings.Join(list, " | ")
}

// maxCaveats is the maximum number of caveats of one underlying, more than there are codes.
const maxCaveats = 100

// Caveats reads the assumptions that a row of a converted file carries.
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

// isCode reports whether a word has the form of a warning's code: as-of-date-only.
func isCode(word string) bool {
	other := func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-') }
	return word != "" && len(word) <= 40 && !strings.ContainsFunc(word, other)
}

// noteAtEnd adds a warning about the file as a whole, unless a converted file already has it.
func noteAtEnd(c *model.Chain, w model.Warning) {
	for _, n := range c.Notes {
		if n.Code == w.Code {
			return
		}
	}
	c.Notes = append(c.Notes, w)
}
