package render

import (
	"strings"

	"gex/internal/report"
)

const (
	leastBar = 7 // cells of a bar on each side of its axis, before columns are hidden for it
	mostBar  = 30
)

// barColumn is a column of bars. Bars fill the width that the other columns leave, so they are drawn last.
type barColumn struct {
	bars
	ends [][2]report.Number // by row
}

// column returns the column with the heading of the bars.
func (b *barColumn) column() column {
	return art(strings.Repeat(" ", max(b.half-2, 0)) + "- " + b.glyph("│", "|") + " +")
}

// cell returns the bar of the next row.
func (b *barColumn) cell(left, right report.Number) string {
	b.ends = append(b.ends, [2]report.Number{left, right})
	return b.draw(left, right)
}

// none returns the cell of a row without a bar.
func (b *barColumn) none() string {
	b.cell(report.None(), report.None())
	return ""
}

// fitted redraws the bars in column j of a table as long as the page allows. Without headings, which is for scripts, bars that
// a narrow page may hide are omitted: columns must not depend on the width.
func (b *barColumn) fitted(t *grid, j int) *grid {
	if b.NoHeader {
		return t.keep(func(k int) bool { return t.columns[k].rank == 0 || !t.columns[k].screen })
	}
	b.redraw(t, j, leastBar)
	fit, _ := t.fit(b.pageWidth())
	b.redraw(t, j, min(leastBar+max(b.pageWidth()-fit.width(), 0)/2, mostBar))
	return t
}

// redraw draws the bars again with half cells on each side.
func (b *barColumn) redraw(t *grid, j, half int) {
	b.half = half
	t.columns[j].name = b.column().name
	for i, row := range t.rows {
		if row[j] != "" {
			row[j] = b.draw(b.ends[i][0], b.ends[i][1])
		}
	}
}
