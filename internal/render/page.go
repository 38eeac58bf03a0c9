package render

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gex/internal/report"
)

// section is a titled table with what is said before and after it.
type section struct {
	title string
	note  string // beside the title: the unit of the table
	lead  []string
	table *grid // nil: words only
	tail  []string

	sample string // lines that stand as they are, after all else
}

// nothing stands in the place of a table without rows.
const nothing = "nothing to show"

// page is a result as people read it.
type page struct {
	head     []string // the first line says what was read, the others under which assumptions
	sections []section
	warnings []report.Warning
}

// text is the page for a terminal.
func (p page) text(s style) ([]byte, error) {
	if s.NoHeader {
		return p.rows(s)
	}
	var blocks [][]byte
	if head := s.wrapAll(p.head); len(head) > 0 {
		blocks = append(blocks, head)
	}
	for _, sec := range p.sections {
		block, err := sec.text(s)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, block)
	}
	if len(p.warnings) > 0 {
		blocks = append(blocks, s.warnings(p.warnings))
	}
	return bytes.Join(blocks, []byte("\n")), nil
}

// rows are the tables alone, for scripts that cut columns.
func (p page) rows(s style) ([]byte, error) {
	var out []byte
	for _, sec := range p.sections {
		if sec.table == nil || len(sec.table.rows) == 0 {
			continue
		}
		table, err := sec.table.text(s)
		if err != nil {
			return nil, err
		}
		out = append(out, table...)
	}
	return out, nil
}

// text is the section for a terminal.
func (sec section) text(s style) ([]byte, error) {
	var out bytes.Buffer
	if sec.title != "" {
		out.WriteString(join("  ", strings.ToUpper(sec.title), sec.note) + "\n")
	}
	out.Write(s.wrapAll(sec.lead))
	switch {
	case sec.table == nil:
	case len(sec.table.rows) == 0:
		out.WriteString(nothing + "\n")
	default:
		table, err := sec.table.text(s)
		if err != nil {
			return nil, err
		}
		out.Write(table)
	}
	out.Write(s.wrapAll(sec.tail))
	if sec.sample != "" {
		out.WriteString("\n" + strings.TrimRight(sec.sample, "\n") + "\n")
	}
	return out.Bytes(), nil
}

// warnings are footnotes.
func (s style) warnings(list []report.Warning) []byte {
	var out bytes.Buffer
	for _, w := range list {
		out.Write(s.wrap("! " + w.Code + ": " + w.Message))
	}
	return out.Bytes()
}

// wrapAll breaks every line at the page's width.
func (s style) wrapAll(lines []string) []byte {
	var out bytes.Buffer
	for _, line := range lines {
		out.Write(s.wrap(line))
	}
	return out.Bytes()
}

// wrap breaks a line between words and indents what follows.
func (s style) wrap(line string) []byte {
	lines := breakLine(line, pageWidth, pageWidth-len(indent))
	return []byte(strings.Join(lines, "\n"+indent) + "\n")
}

// indent stands before the second line of a wrapped one.
const indent = "  "

// breakLine breaks a text between words into a first line of at most width columns and others of at most rest; a longer
// word has a line of its own.
func breakLine(text string, width, rest int) []string {
	lines, column := []string{""}, 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(plainText(word))
		switch {
		case i == 0:
		case column+1+n > width:
			lines, column, width = append(lines, ""), 0, rest
		default:
			word = " " + word
			n++
		}
		lines[len(lines)-1] += word
		column += n
	}
	return lines
}

// plainText is a word without the colours of paint.
func plainText(word string) string { return uncoloured.Replace(word) }

var uncoloured = strings.NewReplacer(blue, "", orange, "", reset, "")
