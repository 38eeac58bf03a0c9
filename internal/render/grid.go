package render

import "strings"

// column is one heading of a grid. Numbers are aligned right, text left.
type column struct {
	name   string
	whose  string // what it is about, where another column has its name
	left   bool
	screen bool // drawn on a terminal only: bars mean nothing in markdown
	rank   int  // the higher, the sooner a narrow page hides it; 0: never
}

// num and word are the two ordinary kinds of column; art is for bars.
func num(name string) column  { return column{name: name} }
func word(name string) column { return column{name: name, left: true} }
func art(name string) column  { return column{name: name, left: true, screen: true} }

// spare makes a column one that a narrow page hides. Those of the highest rank are hidden first.
func spare(rank int, c column) column {
	c.rank = rank
	return c
}

// grid is a table before it is drawn.
type grid struct {
	columns []column
	rows    [][]string
	wrap    int // of a list: the width at which cells wrap; 0: the grid is a table of numbers
}

// newGrid returns a table of numbers without rows.
func newGrid(columns ...column) *grid { return &grid{columns: columns} }

// newList returns a list without rows: a short table of texts, which wrap at a width.
func newList(wrap int, columns ...column) *grid { return &grid{columns: columns, wrap: wrap} }

// add appends a row.
func (g *grid) add(cells ...string) {
	if len(cells) != len(g.columns) {
		panic("render: length of row does not match columns")
	}
	g.rows = append(g.rows, cells)
}

// keep returns a grid with only the columns that pass.
func (g *grid) keep(pass func(j int) bool) *grid {
	out := &grid{rows: make([][]string, len(g.rows)), wrap: g.wrap}
	for j, c := range g.columns {
		if !pass(j) {
			continue
		}
		out.columns = append(out.columns, c)
		for i, row := range g.rows {
			out.rows[i] = append(out.rows[i], row[j])
		}
	}
	return out
}

// dense returns a grid without the columns whose cells are all empty or absent.
func (g *grid) dense() *grid {
	return g.keep(func(j int) bool {
		for _, row := range g.rows {
			if row[j] != absent && row[j] != "" {
				return true
			}
		}
		return len(g.rows) == 0
	})
}

func (g *grid) names() []string {
	names := make([]string, len(g.columns))
	for j, c := range g.columns {
		names[j] = c.name
	}
	return names
}

// width returns the width of the grid in columns of a terminal: a blank on each side of every cell, except after the last.
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

// oneLine returns a cell with its line breaks replaced by blanks.
func oneLine(cell string) string {
	if strings.IndexByte(cell, '\n') < 0 && strings.IndexByte(cell, '\r') < 0 {
		return cell
	}
	return strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
}
