package help

import (
	"strings"
	"unicode/utf8"

	"gex/internal/lazy"
)

// Markdown lays out a document for a terminal: headings underlined, paragraphs and list items wrapped, tables made to fit,
// code as it is. It knows what the documents of this repository use.
func Markdown(width int, text string) string {
	d := document{width: width}
	for line := range strings.Lines(text) {
		d.line(strings.TrimRight(line, " \n"))
	}
	d.end()
	return strings.Join(d.blocks, "\n\n") + "\n"
}

// document is a text while it is laid out.
type document struct {
	width  int
	blocks []string
	lines  []string // of the block that is being read
	code   bool
}

var listItem = lazy.Regexp(`^ *([-*]|[0-9]+\.) +`)

func (d *document) line(line string) {
	fence := strings.HasPrefix(line, "```")
	switch {
	case d.code && !fence:
		d.lines = append(d.lines, line)
	case d.code:
		d.blocks = append(d.blocks, "    "+strings.Join(d.lines, "\n    "))
		d.lines, d.code = nil, false
	case fence:
		d.end()
		d.code = true
	case line == "":
		d.end()
	case strings.HasPrefix(line, "#") || listItem().MatchString(line):
		d.end()
		d.lines = append(d.lines, line)
		if line[0] == '#' {
			d.end()
		}
	default:
		d.lines = append(d.lines, line)
	}
}

// end lays out the block that was read.
func (d *document) end() {
	lines := d.lines
	d.lines = nil
	if len(lines) == 0 {
		return
	}
	text := inline(strings.Join(lines, " "))
	marker := listItem().FindString(lines[0])
	switch {
	case lines[0][0] == '#':
		d.blocks = append(d.blocks, heading(lines[0]))
	case lines[0][0] == '|':
		d.blocks = append(d.blocks, markdownTable(d.width, lines))
	case marker != "":
		first := "  " + strings.TrimSpace(marker) + " "
		d.blocks = append(d.blocks, indented(d.width, first, strings.Repeat(" ", len(first)), strings.TrimPrefix(text, marker)))
	default:
		d.blocks = append(d.blocks, Wrap(d.width, text))
	}
}

// heading underlines a heading of the first two levels, and leaves lower ones plain.
func heading(line string) string {
	level := len(line) - len(strings.TrimLeft(line, "#"))
	text := inline(strings.TrimSpace(line[level:]))
	n := utf8.RuneCountInString(text)
	switch level {
	case 1:
		return text + "\n" + strings.Repeat("=", n)
	case 2:
		return text + "\n" + strings.Repeat("-", n)
	}
	return text
}

// markdownTable lays out the lines of a table, of which the second separates the heading.
func markdownTable(width int, lines []string) string {
	rows := make([][]string, 0, len(lines))
	for i, line := range lines {
		if i == 1 {
			continue
		}
		var row []string
		line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00") // a bar inside a cell
		for cell := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|") {
			row = append(row, inline(strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|"))))
		}
		rows = append(rows, row)
	}
	return Table(width, rows[0], rows[1:])
}

var (
	link     = lazy.Regexp(`\[([^]]+)\]\(([^)]+)\)`)
	emphasis = lazy.Regexp("\\*\\*([^*]+)\\*\\*|`([^`]+)`|(^|[ (])\\*([^* ][^*]*)\\*")
)

// inline takes the marks out of a line: emphasis, code, and links, of which the text stays.
func inline(text string) string {
	text = link().ReplaceAllString(text, "$1")
	return emphasis().ReplaceAllString(text, "$1$2$3$4")
}
