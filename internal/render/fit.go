package render

import "slices"

// fit hides columns until the grid is at most width wide, and returns their names. Those of the highest rank go first.
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

// fitted draws a table of numbers within the page. Columns are hidden first; a table that is still too wide is split, and its
// second part repeats the columns that name the rows.
func (g *grid) fitted(s style) []byte {
	g, _ = g.fit(s.pageWidth())
	first, n := g, len(g.columns)
	for n > g.rowNames()+1 && first.width() > s.pageWidth() {
		n--
		first = g.part(0, n)
	}
	out := first.aligned(s)
	if n == len(g.columns) {
		return out
	}
	return slices.Concat(out, []byte("\n"), g.part(n, len(g.columns)).fitted(s))
}

// part returns the columns that name the rows, and those with an index in [from, to).
func (g *grid) part(from, to int) *grid {
	names := g.rowNames()
	return g.keep(func(j int) bool { return j < names || j >= from && j < to })
}

// rowNames returns how many columns name the rows: two if the first two are text, else one.
func (g *grid) rowNames() int {
	if len(g.columns) > 2 && g.columns[0].left && g.columns[1].left {
		return 2
	}
	return 1
}
