package tables

import (
	"bytes"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// Spelling is how a csv writes its cells.
type Spelling struct {
	comma   byte // the separator
	decimal byte // the decimal mark
	padded  bool // spaces may occur outside quotation marks
}

// PlainSpelling is the spelling that layouts read.
var PlainSpelling = Spelling{',', '.', false}

// Spellings returns the spellings to try on a file. The decimal mark is determined later.
func Spellings(src *input.Source) []Spelling {
	head := input.HeadOf(src.Data)
	var list []Spelling
	for _, comma := range []byte{',', ';', '\t', '|'} {
		padded := comma == ',' && hasPaddedQuotes(head)
		if padded || comma != ',' && bytes.IndexByte(head, comma) >= 0 {
			list = append(list, Spelling{comma, '.', true})
		}
		if comma == ',' {
			list = append(list, PlainSpelling)
		}
	}
	return list
}

// hasPaddedQuotes reports whether spaces occur between a quotation mark and the comma after it.
func hasPaddedQuotes(text []byte) bool {
	for {
		at := bytes.IndexByte(text, '"')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		if rest := bytes.TrimLeft(text, " \t"); len(rest) > 0 && len(rest) < len(text) && rest[0] == ',' {
			return true
		}
	}
}

// Recode returns a text in the spelling that layouts read. Line numbers do not change; a text in quotation marks must
// not span lines.
func (s Spelling) Recode(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for l := NewLines(text, 0); l.More(); {
		line, _ := l.Next()
		out = append(s.line(out, line), '\n')
	}
	return out
}

func (s Spelling) line(out, line []byte) []byte {
	for cells := (cellsOf{Spelling: s, rest: line, more: true}); cells.more; {
		cell, quoted := cells.next()
		out = s.cell(out, cell, quoted)
		if cells.more {
			out = append(out, ',')
		}
	}
	return out
}

// cellsOf iterates over the cells of a line.
type cellsOf struct {
	Spelling
	rest []byte
	more bool // another cell follows, possibly empty
	open bool // a mark is unclosed: from there on marks are ordinary characters
}

// next returns a cell without surrounding spaces and without its quotation marks. An unclosed mark stays.
func (c *cellsOf) next() (cell []byte, quoted bool) {
	line := c.trimLeft(c.rest)
	if len(line) > 0 && line[0] == '"' && !c.open {
		end, next := c.closing(line)
		if c.open = end == 0; !c.open {
			c.rest, c.more = line[min(next+1, len(line)):], next < len(line)
			return line[1:end], true
		}
	}
	end := bytes.IndexByte(line, c.comma)
	if c.more = end >= 0; !c.more {
		end = len(line)
	}
	c.rest = line[min(end+1, len(line)):]
	return bytes.TrimRight(line[:end], " \t"), false
}

// trimLeft removes leading spaces and tabs, but not a tab that separates cells.
func (s Spelling) trimLeft(b []byte) []byte {
	if s.comma == '\t' {
		return bytes.TrimLeft(b, " ")
	}
	return bytes.TrimLeft(b, " \t")
}

// closing returns the position of the mark that closes the cell at the beginning of a line, 0 if none does, and the end of
// the cell, which may be separated from the mark by spaces.
func (s Spelling) closing(line []byte) (end, next int) {
	for at := 1; at < len(line); at++ {
		if line[at] != '"' {
			continue
		}
		if at+1 < len(line) && line[at+1] == '"' {
			at++
			continue
		}
		next = len(line) - len(s.trimLeft(line[at+1:]))
		if next == len(line) || line[next] == s.comma {
			return at, next
		}
	}
	return 0, 0
}

// cell appends one cell.
func (s Spelling) cell(out, cell []byte, quoted bool) []byte {
	if s.decimal == ',' {
		if number, ok := european(cell); ok {
			return append(out, number...)
		}
	}
	switch {
	case quoted:
		out = append(append(out, '"'), cell...)
	case bytes.IndexByte(cell, ',') >= 0 && cell[0] != '"':
		out = append(append(out, '"'), bytes.ReplaceAll(cell, []byte(`"`), []byte(`""`))...)
	default:
		return append(out, cell...)
	}
	return append(out, '"')
}

// european returns a number like -1.234,5 or 12,5 % with a point before its fraction and without groups.
func european(cell []byte) (number []byte, ok bool) {
	cell = bytes.TrimSpace(cell)
	swapped := bytes.Map(func(r rune) rune {
		switch r {
		case ',':
			return '.'
		case '.':
			return ','
		}
		return r
	}, cell)
	body, percent := bytes.CutSuffix(swapped, []byte("%"))
	body, ok = cells.Ungroup(bytes.TrimRight(body, " "))
	if !ok || !cells.IsDecimal(body) {
		return nil, false
	}
	if percent {
		body = append(body[:len(body):len(body)], '%')
	}
	return body, true
}

// decimalMark determines the decimal mark of a text by the cells that are numbers with only one of the marks.
// It is not clear if there are cells of both kinds, or if all are numbers either way.
func (s Spelling) decimalMark(text []byte) (mark byte, clear bool) {
	points, commas, unclear := 0, 0, 0
	for l := NewLines(text, 0); l.More(); {
		line, _ := l.Next()
		for walk := (cellsOf{Spelling: s, rest: line, more: true}); walk.more; {
			cell, _ := walk.next()
			if bytes.IndexByte(cell, ',') < 0 && bytes.IndexByte(cell, '.') < 0 {
				continue
			}
			_, k := cells.Number(cell)
			_, comma := european(cell)
			switch point := k != cells.Unreadable && k != cells.Missing; {
			case point && comma:
				unclear++
			case point:
				points++
			case comma:
				commas++
			}
		}
	}
	switch {
	case commas > 0:
		return ',', points == 0
	case points > 0:
		return '.', true
	}
	return '.', unclear == 0
}

// Respell converts the source to the spelling that layouts read.
func Respell(s *input.Source, from Spelling, o *model.Options) error {
	if IsJSONRows(s.Data) {
		return nil
	}
	if o.Decimal != 0 {
		from.decimal = o.Decimal
	} else if from.comma != ',' {
		clear := false
		if from.decimal, clear = from.decimalMark(s.Data); !clear {
			return s.Fail(0, "", "it is not clear whether its numbers have a decimal point or a decimal comma", "choose with "+fault.Setting("decimal"))
		}
	}
	if from != PlainSpelling {
		ended := bytes.HasSuffix(s.Data, []byte{'\n'})
		s.Data = from.Recode(s.Data)
		if !ended { // keep the missing line end: it may show that the file is truncated
			s.Data = bytes.TrimSuffix(s.Data, []byte{'\n'})
		}
	}
	return nil
}
