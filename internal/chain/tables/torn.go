package tables

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// TailLen is the number of bytes at the end of a table that are examined, and so what a window keeps of them; tailRows is the
// maximum number of rows in them.
const (
	TailLen  = input.Behind
	tailRows = 64
)

// tail is the end of the rows of a table.
type tail struct {
	last    []byte     // the last line, if it has no line end
	cells   []string   // its cells
	before  [][]string // the cells of the rows before it, in file order
	columns int        // of the header
	crlf    bool       // lines end with \r\n
}

// TailOf returns the end of a text of rows; ok is false if its last line is terminated or empty.
func TailOf(text []byte, columns int) (t tail, ok bool) {
	if len(text) == 0 || text[len(text)-1] == '\n' {
		return t, false
	}
	at := bytes.LastIndexByte(text, '\n') + 1
	t.last, t.columns = text[at:], columns
	if len(bytes.TrimSpace(t.last)) == 0 && !bytes.HasSuffix(t.last, []byte{'\r'}) {
		return t, false
	}
	t.cells = SplitHeader(bytes.TrimSuffix(t.last[:min(len(t.last), maxQuoted)], []byte{'\r'}))
	if len(t.cells) == 0 { // not csv
		t.cells = []string{""}
	}
	lines := text[max(0, at-TailLen):at]
	if len(lines) < at { // begin with a whole line
		lines = lines[bytes.IndexByte(lines, '\n')+1:]
	}
	t.crlf = bytes.HasSuffix(lines, []byte("\r\n"))
	for l := NewLines(lines, 0); l.More(); {
		line, _ := l.Next()
		if cells := SplitHeader(line); len(cells) == columns && !IsBlank(line) {
			t.before = append(t.before, cells)
		}
	}
	t.before = t.before[max(0, len(t.before)-tailRows):]
	return t, true
}

// BrokenOff says why the last line is known to be an incomplete row, "" if it is not. A last line without a line end
// may be a whole row, and a short one may be a footer.
func (t *tail) BrokenOff() string {
	n := len(t.cells)
	switch {
	case bytes.IndexByte(t.last, 0) >= 0:
		return "its last line holds NUL bytes"
	case t.crlf && bytes.HasSuffix(t.last, []byte{'\r'}):
		return "its last line ends in the middle of a line end"
	case endsInHalfRune(t.last):
		return "its last line ends in the middle of a character"
	case Unclosed(t.last) >= 0 && n <= t.columns && t.isRowlike():
		return "its last line is cut off within quotation marks"
	case n < t.columns && t.isRowlike():
		return fmt.Sprintf("its last line is cut off, with %d of %d cells and no line end", n, t.columns)
	case n == t.columns && t.isUnfinished():
		return fmt.Sprintf("its last line is cut off in its last cell, %s", cells.Quote(t.cells[n-1]))
	}
	return ""
}

// endsInHalfRune reports whether a UTF-8 text ends in the middle of a character.
func endsInHalfRune(text []byte) bool {
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if b := text[len(text)-i]; utf8.RuneStart(b) {
			return b >= utf8.RuneSelf && !utf8.FullRune(text[len(text)-i:]) && utf8.Valid(text[:len(text)-i])
		}
	}
	return false
}

// footerWords are the first words of lines that are not rows.
var footerWords = []string{"total", "totals", "subtotal", "grand", "sum", "count", "average", "end", "eof", "source", "note",
	"notes", "disclaimer", "copyright", "page", "downloaded", "generated", "data", "rows", "records"}

// isFooter reports whether the first cell of a line shows that it is not a row.
func isFooter(cell string) bool {
	cell = strings.ToLower(strings.TrimSpace(cell))
	word := cell
	if end := strings.IndexFunc(cell, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = cell[:end]
	}
	return strings.HasPrefix(cell, "#") || strings.HasPrefix(cell, "(") || strings.HasPrefix(cell, "©") ||
		strings.HasPrefix(cell, "---") || strings.HasPrefix(cell, "===") || strings.HasPrefix(cell, "***") || slices.Contains(footerWords, word)
}

// isRowlike reports whether the last line could be the beginning of a row: most of its cells look like the cells of the
// same column in the rows before.
func (t *tail) isRowlike() bool {
	if isFooter(t.cells[0]) {
		return false
	}
	filled, others := 0, 0
	for i, cell := range t.cells {
		if cell != "" {
			filled++
		}
		alike := func(row []string) bool { return kindOf(row[i]).admits(cell, i == len(t.cells)-1) }
		if len(t.before) > 0 && !slices.ContainsFunc(t.before, alike) {
			others++
		}
	}
	return 2*others < max(filled, 1)
}

// cellKind describes the characters of a cell.
type cellKind struct {
	number, letters, digits, blanks bool
	length                          int
}

func kindOf(cell string) (k cellKind) {
	_, kind := cells.Number([]byte(cell))
	k.number, k.length = kind != cells.Unreadable, len(cell)
	for _, r := range cell {
		k.letters = k.letters || unicode.IsLetter(r)
		k.digits = k.digits || unicode.IsDigit(r)
		k.blanks = k.blanks || r == ' '
	}
	return k
}

// admits reports whether a cell can be of kind k, as a whole or, if part is true, as the beginning of one.
func (k cellKind) admits(cell string, part bool) bool {
	c := kindOf(cell)
	switch {
	case cell == "", part && strings.HasPrefix("<empty>", cell):
		return true
	case k.number:
		return c.number || part && strings.Trim(cell, "0123456789.,+-$%eE") == ""
	case c.letters && !k.letters || c.blanks && !k.blanks:
		return false
	}
	if c.digits && k.digits {
		return c.length <= 2*k.length
	}
	return c.length <= k.length+1
}

// isUnfinished reports whether the last cell of a row with all its cells is incomplete: it lacks what the last cells of the
// rows before it have in common.
func (t *tail) isUnfinished() bool {
	const enough = 8
	at := len(t.cells) - 1
	cell := t.cells[at]
	numbers, lengths, decimals, marked := true, true, true, false
	same := true
	for _, row := range t.before {
		c, first := row[at], t.before[0][at]
		numbers = numbers && kindOf(c).number
		lengths = lengths && len(c) == len(first)
		decimals = decimals && fraction(c) == fraction(first)
		same = same && c == first
		marked = marked || c == "" || endsUnfinished(c)
	}
	switch {
	case len(t.before) == 0:
		return false
	case numbers && !kindOf(cell).number, endsUnfinished(cell) && !marked:
		return true
	case len(t.before) < enough:
		return false
	case cell == "":
		return !marked
	}
	first := t.before[0][at]
	return same && strings.HasPrefix(first, cell) && cell != first || // 10 where all have 100
		lengths && !numbers && len(cell) < len(first) ||
		decimals && len(t.before) >= tailRows/2 && fraction(cell) < fraction(first)
}

// endsUnfinished reports whether a number has an ending that no whole number has: "-", "12.", "1e".
func endsUnfinished(cell string) bool {
	return strings.HasSuffix(cell, ".") || strings.HasSuffix(cell, "-") || cell != "" && strings.Trim(cell, "0123456789.-+") == "e"
}

// fraction returns the number of characters after the point.
func fraction(cell string) int {
	_, digits, _ := strings.Cut(cell, ".")
	return len(digits)
}

// MustBeWhole refuses a table whose last row is cut off.
func MustBeWhole(s *input.Source, h *Header) error {
	t, ok := TailOf(h.Rest, len(h.Fields))
	if !ok {
		return nil
	}
	if why := t.BrokenOff(); why != "" {
		return s.Truncated(h.Line+bytes.Count(h.Rest, []byte{'\n'})+1, why)
	}
	return nil
}

// MustEndWhole reads a table to its end that has not been in memory as a whole, and refuses it if its last row is cut off.
func MustEndWhole(s *input.Source, columns int) error {
	last, before, err := s.Window.End()
	if err != nil {
		return err
	}
	if t, ok := TailOf(last, columns); ok {
		if why := t.BrokenOff(); why != "" {
			return s.Truncated(before+bytes.Count(last, []byte{'\n'})+1, why)
		}
	}
	return nil
}
