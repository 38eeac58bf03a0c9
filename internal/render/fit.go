package render

import "slices"

// width is how many columns of a terminal the grid takes: a blank on each side of every cell, but for the last.
func (g *grid) width() int {
	wide := -1
	for j := range g.columns {
		wide += g.columnWidth(j) + 2
	}
	return max(wide, 0)
}

func (g *grid) columnWidth(j int) int {
	return max(Columns(g.columns[j].name), g.cellWidth(j))
}

// cellWidth is columnWidth without the heading.
func (g *grid) cellWidth(j int) int {
	wide := 0
	for _, row := range g.rows {
		wide = max(wide, Columns(oneLine(row[j])))
	}
	return wide
}

// fit returns the grid without the columns that do not fit in so many columns of a terminal, and their names.
func (g *grid) fit(width int) (fitting *grid, gone []string) {
	for g.width() > width {
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

// fitted is a table of numbers within the page: without the columns that it hides, and cut in two where it stays too wide,
// the second part below the first with the columns that name its rows again.
func (g *grid) fitted(s style) []byte {
	g, _ = g.fit(s.pageWidth())
	n := len(g.columns)
	for n > g.rowNames()+1 && g.part(0, n).width() > s.pageWidth() {
		n--
	}
	out := g.part(0, n).aligned(s)
	if n == len(g.columns) {
		return out
	}
	return slices.Concat(out, []byte("\n"), g.part(n, len(g.columns)).fitted(s))
}

// part is the columns that name the grid's rows and those from one to before another.
func (g *grid) part(from, to int) *grid {
	names := g.rowNames()
	return g.keep(func(j int) bool { return j < names || j >= from && j < to })
}

// rowNames is how many columns name the rows: one, or two of text.
func (g *grid) rowNames() int {
	if len(g.columns) > 2 && g.columns[0].left && g.columns[1].left {
		return 2
	}
	return 1
}
