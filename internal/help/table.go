package help

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const between = 2 // blanks from one column to the next

// Table lays out rows of cells in so many columns of the page: wide cells are wrapped. The first row is the heading; nil is
// none. Rows are apart by an empty line when any of them takes several lines.
func Table(width int, heading []string, rows [][]string) string {
	all := rows
	if heading != nil {
		all = append([][]string{heading}, rows...)
	}
	widths := columnWidths(width, all)
	var out []string
	several := false
	for i, row := range all {
		lines := rowLines(widths, row)
		several = several || len(lines) > 1 && i >= len(all)-len(rows)
		out = append(out, strings.Join(lines, "\n"))
	}
	if heading != nil {
		rules := make([]string, len(widths))
		for j, n := range widths {
			rules[j] = strings.Repeat("-", n)
		}
		out[0] += "\n" + strings.Join(rules, strings.Repeat(" ", between))
	}
	if !several {
		return strings.Join(out, "\n")
	}
	text := strings.Join(out, "\n\n")
	if heading != nil {
		text = strings.Replace(text, "\n\n", "\n", 1)
	}
	return text
}

// columnWidths are what each column gets: its widest cell, and less for the widest columns where that does not fit.
func columnWidths(width int, rows [][]string) []int {
	var widths, words []int
	for _, row := range rows {
		for j, cell := range row {
			if j == len(widths) {
				widths, words = append(widths, 1), append(words, 1)
			}
			widths[j] = max(widths[j], utf8.RuneCountInString(cell))
			for _, word := range strings.Fields(cell) {
				words[j] = max(words[j], utf8.RuneCountInString(word))
			}
		}
	}
	left := width - between*(len(widths)-1)
	for _, n := range widths {
		left -= n
	}
	for ; left < 0; left++ {
		widest := -1
		for j, n := range widths { // words are broken only when nothing else helps
			if n > words[j] && (widest < 0 || n > widths[widest]) {
				widest = j
			}
		}
		if widest < 0 {
			widest = slices.Index(widths, slices.Max(widths))
		}
		widths[widest] = max(1, widths[widest]-1)
	}
	return widths
}

// rowLines are the lines of a row.
func rowLines(widths []int, row []string) []string {
	cells, height := make([][]string, len(row)), 0
	for j, cell := range row {
		cells[j] = cellLines(widths[j], cell)
		height = max(height, len(cells[j]))
	}
	lines := make([]string, height)
	for i := range lines {
		var line strings.Builder
		for j := range row {
			text := ""
			if i < len(cells[j]) {
				text = cells[j][i]
			}
			line.WriteString(text + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(text)+between))
		}
		lines[i] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

// cellLines wraps a cell, and breaks words that are wider than it.
func cellLines(width int, text string) []string {
	var lines []string
	for line := range strings.SplitSeq(Wrap(width, text), "\n") {
		for r := []rune(line); ; r = r[width:] {
			if len(r) <= width {
				lines = append(lines, string(r))
				break
			}
			lines = append(lines, string(r[:width]))
		}
	}
	return lines
}
