package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// section is one table of the results.
type section struct {
	title, about string
	heads        []string
	rows         [][]string
}

// ratioHeads are the columns of a table of ratios.
var ratioHeads = []string{"what", "ours", "CPU", "faults", "reference", "ratio", "must", "aim", "met?"}

// markdown writes a section, columns aligned so that it reads well as it is.
func (s *section) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "### %s\n\n%s\n\n", s.title, s.about)
	widths := make([]int, len(s.heads))
	for _, row := range append([][]string{s.heads}, s.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	line := func(cells []string, pad string) {
		for i, cell := range cells {
			gap := strings.Repeat(pad, widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Fprintf(b, "| %s%s |", cell, gap)
			} else {
				fmt.Fprintf(b, " %s%s |", gap, cell)
			}
		}
		b.WriteByte('\n')
	}
	line(s.heads, " ")
	rule := make([]string, len(s.heads))
	for i := range rule[1:] {
		rule[i+1] = "-:"
	}
	rule[0] = "-"
	line(rule, "-")
	for _, row := range s.rows {
		line(row, " ")
	}
	b.WriteByte('\n')
}
