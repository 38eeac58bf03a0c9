package render

import (
	"bytes"
	"strings"
)

// aligned draws a table of numbers: headings, a rule, and columns side by side with a blank before and after every cell. It
// does not use tablewriter: bars, hidden columns and split tables need the widths in advance.
func (g *grid) aligned(s style) []byte {
	widths, wide := make([]int, len(g.columns)), -1
	for j := range g.columns {
		if s.NoHeader {
			widths[j] = g.cellWidth(j)
		} else {
			widths[j] = g.columnWidth(j)
		}
		wide += widths[j] + 2
	}
	var out bytes.Buffer
	if !s.NoHeader {
		g.line(&out, g.names(), widths)
		out.WriteString(strings.Repeat(s.glyph("─", "-"), max(wide, 0)) + "\n")
	}
	for _, row := range g.rows {
		g.line(&out, row, widths)
	}
	return out.Bytes()
}

// line writes one row without trailing blanks.
func (g *grid) line(out *bytes.Buffer, cells []string, widths []int) {
	blanks := 0
	for j, cell := range cells {
		cell = oneLine(cell)
		pad := widths[j] - Columns(cell)
		if !g.columns[j].left {
			blanks, pad = blanks+pad, 0
		}
		blanks++
		if cell != "" {
			out.WriteString(strings.Repeat(" ", blanks))
			out.WriteString(cell)
			blanks = 0
		}
		blanks += pad + 1
	}
	out.WriteByte('\n')
}
