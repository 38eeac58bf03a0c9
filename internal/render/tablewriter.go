package render

import (
	"bytes"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// textWidth is the width at which the cells of lists in a report wrap.
const textWidth = 48

// narrowest is the least width at which cells wrap, even if the list then exceeds the page.
const narrowest = 12

// listed is a list for a terminal: tablewriter wraps its cells, narrower until the page holds it.
func (g *grid) listed(s style) ([]byte, error) {
	if s.NoHeader {
		return g.listAt(s, 0)
	}
	const padding = 2 // which a width of tablewriter includes
	for wrap := g.wrap; ; wrap -= 2 {
		out, err := g.listAt(s, wrap+padding)
		if err != nil || wrap <= narrowest || widestLine(out) <= s.pageWidth() {
			return out, err
		}
	}
}

// listAt is the list with cells of at most a width; 0: as wide as they are.
func (g *grid) listAt(s style, width int) ([]byte, error) {
	symbols := tw.NewSymbols(tw.StyleLight)
	if s.ASCII {
		symbols = tw.NewSymbols(tw.StyleASCII)
	}
	out, err := g.parted(width).tableWriter(!s.NoHeader, tablewriter.WithRowMaxWidth(width), tablewriter.WithRendition(tw.Rendition{
		Symbols:  symbols,
		Borders:  tw.BorderNone,
		Settings: tw.Settings{Separators: tw.Separators{BetweenColumns: tw.Off}},
	}))
	return trimmed(out), err
}

// parted is the grid with words of its texts that are wider than a width broken where keys have parts. A width of 0 breaks none.
func (g *grid) parted(width int) *grid {
	out := &grid{columns: g.columns, wrap: g.wrap}
	for _, row := range g.rows {
		row = slices.Clone(row)
		for j := range row {
			if g.columns[j].left && width > 0 {
				row[j] = breakKey(row[j], width)
			}
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// breakKey breaks the words of a text that are wider than a width, with blanks.
func breakKey(text string, width int) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		if Columns(word) <= width {
			continue
		}
		line, lines := "", ""
		for len(word) > 0 {
			part := word[:endOfPart(word, ".[")]
			if Columns(part) > width {
				part = word[:endOfPart(word, "._[")]
			}
			if word = word[len(part):]; line != "" && Columns(line+part) > width {
				lines, line = lines+line+" ", ""
			}
			line += part
		}
		words[i] = lines + line
	}
	return strings.Join(words, " ")
}

// endOfPart is where the first part of a key ends: before one of some marks, or the time of day that follows a date.
func endOfPart(key, marks string) int {
	for i := 1; i < len(key); i++ {
		time := key[i] == 'T' && key[i-1] >= '0' && key[i-1] <= '9'
		if time || strings.IndexByte(marks, key[i]) >= 0 {
			return i
		}
	}
	return len(key)
}

// markdown is the grid as a GitHub table. The renderer does not escape, so cells are escaped here.
func (g *grid) markdown() ([]byte, error) {
	plain := g.keep(func(j int) bool { return !g.columns[j].screen })
	for j := range plain.columns {
		plain.columns[j].name = escapeCell(plain.columns[j].name)
	}
	for _, row := range plain.rows {
		for j, cell := range row {
			row[j] = escapeCell(strings.TrimSpace(cell))
		}
	}
	return plain.tableWriter(true, tablewriter.WithRenderer(renderer.NewMarkdown()))
}

// tableWriter draws the grid with the library, into a buffer because the library loses write errors. Two of its defaults would
// change the output and are off: headings in capitals, and widths that depend on the locale.
func (g *grid) tableWriter(header bool, options ...tablewriter.Option) ([]byte, error) {
	var out bytes.Buffer
	t := tablewriter.NewTable(&out, append(options, tablewriter.WithAlignment(g.alignment()),
		tablewriter.WithHeaderAutoFormat(tw.Off), tablewriter.WithEastAsian(tw.Off))...)
	if header {
		t.Header(g.names())
	}
	if err := t.Bulk(g.rows); err != nil {
		return nil, err
	}
	if err := t.Render(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (g *grid) alignment() tw.Alignment {
	align := tw.MakeAlign(len(g.columns), tw.AlignRight)
	for j, c := range g.columns {
		if c.left {
			align[j] = tw.AlignLeft
		}
	}
	return align
}

// trimmed removes the trailing blanks that padding leaves, and the end of the rule above them.
func trimmed(table []byte) []byte {
	lines := strings.Split(string(table), "\n")
	width := 0
	for i, line := range lines {
		if !isRule(line) {
			lines[i] = strings.TrimRight(line, " ")
			width = max(width, Columns(line)-1)
		}
	}
	for i, line := range lines {
		if runes := []rune(line); isRule(line) {
			lines[i] = string(runes[:min(width, len(runes))])
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// isRule reports whether a line is the one below the headings.
func isRule(line string) bool { return line != "" && strings.Trim(line, "─-") == "" }

// widestLine is how many columns of a terminal a text takes.
func widestLine(text []byte) int {
	wide := 0
	for line := range strings.SplitSeq(string(text), "\n") {
		wide = max(wide, Columns(line))
	}
	return wide
}
