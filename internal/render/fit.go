package render

import (
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter/tw"
)

// narrowWord is how narrow a column of words becomes before a table is cut in two.
const narrowWord = 12

// width is how many columns of a terminal the grid takes: a blank on each side of every cell, but for the last.
func (g *grid) width() int {
	wide := -1
	for j := range g.columns {
		wide += g.columnWidth(j) + 2
	}
	return max(wide, 0)
}

func (g *grid) columnWidth(j int) int {
	wide := Columns(g.columns[j].name)
	for _, row := range g.rows {
		for line := range strings.SplitSeq(row[j], "\n") {
			wide = max(wide, Columns(line))
		}
	}
	return wide
}

// fit returns the grid without the columns that it has no room for, and their names.
func (g *grid) fit(room int) (fitting *grid, gone []string) {
	for g.width() > room {
		last := 0
		for _, c := range g.columns {
			last = max(last, c.rank)
		}
		if last == 0 {
			break
		}
		for _, c := range g.columns {
			if c.rank == last && !c.screen {
				gone = append(gone, join(" ", c.whose, c.name))
			}
		}
		from := g
		g = g.keep(func(j int) bool { return from.columns[j].rank != last })
	}
	return g, gone
}

// wrapped returns the grid with its words broken into lines: at the width it asks for, and narrower where the page is.
func (g *grid) wrapped(room int) *grid {
	if g.wrap == 0 && g.width() <= room {
		return g
	}
	out := g.broken(g.wrap)
	for wide := 60; out.width() > room && wide >= narrowWord; wide -= 2 {
		if g.wrap == 0 || wide < g.wrap {
			out = g.broken(wide)
		}
	}
	return out
}

// broken is the grid with words broken at so many columns; 0: as they are.
func (g *grid) broken(width int) *grid {
	out := g.keep(func(int) bool { return true })
	for _, row := range out.rows {
		for j, cell := range row {
			if c := g.columns[j]; width > 0 && c.left && !c.screen && Columns(cell) > width {
				wide := max(width, widest(cell))
				row[j] = strings.Join(breakLine(cell, wide, wide), "\n")
			}
		}
	}
	return out
}

// widest is how wide the longest word of a text is: a table cuts none.
func widest(text string) int {
	wide := 0
	for _, word := range words(text) {
		wide = max(wide, Columns(word))
	}
	return wide
}

// stacked draws the grid within the page: a table that stays too wide is cut in two, the second under the first with the
// columns that name its rows again.
func (g *grid) stacked(s style, symbols tw.Symbols) ([]byte, error) {
	g, _ = g.fit(s.room())
	g = g.wrapped(s.room())
	n := len(g.columns)
	for n > g.rowNames()+1 && g.part(0, n).width() > s.room() {
		n--
	}
	out, err := g.part(0, n).drawn(s, symbols)
	if err != nil || n == len(g.columns) {
		return out, err
	}
	rest, err := g.part(n, len(g.columns)).stacked(s, symbols)
	return slices.Concat(out, []byte("\n"), rest), err
}

// part is the columns that name the grid's rows and those from one to before another.
func (g *grid) part(from, to int) *grid {
	names := g.rowNames()
	return g.keep(func(j int) bool { return j < names || j >= from && j < to })
}

// rowNames is how many columns name the rows: one, or two words.
func (g *grid) rowNames() int {
	if len(g.columns) > 2 && g.columns[0].left && g.columns[1].left {
		return 2
	}
	return 1
}
