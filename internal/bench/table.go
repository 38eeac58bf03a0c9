package main

import (
	"fmt"
	"math"
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

// duration is seconds in three digits with a unit.
func duration(seconds float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}} {
		if seconds >= 0.9995*unit.size {
			return digits(seconds/unit.size) + " " + unit.name
		}
	}
	return digits(seconds/1e-9) + " ns"
}

// digits is a number in three digits, whole when it is larger.
func digits(x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case x < 0.9995:
		return fmt.Sprintf("%.3f", x)
	case x < 9.995:
		return fmt.Sprintf("%.2f", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// times is a ratio.
func times(ratio float64) string {
	if math.IsNaN(ratio) {
		return ""
	}
	return digits(ratio) + "x"
}

// spent is the processor time of a process, and faults its page faults; both are empty for what is measured inside one.
func spent(seconds float64) string {
	if !(seconds > 0) {
		return ""
	}
	return duration(seconds)
}

func faults(n float64) string {
	if !(n > 0) {
		return ""
	}
	return fmt.Sprintf("%.0f", n)
}

// megabytes is an amount of memory.
func megabytes(bytes float64) string {
	if !(bytes > 0) {
		return ""
	}
	return digits(bytes/megabyte) + " MB"
}

// mark is what a goal asks for.
func (g goal) mark(of float64) string {
	switch {
	case of == 0:
		return ""
	case g.atMost && of < megabyte:
		return fmt.Sprintf("≤ %gx", of)
	case g.atMost:
		return "≤ " + fmt.Sprintf("%g MB", of/megabyte)
	}
	return fmt.Sprintf("%gx", of)
}
