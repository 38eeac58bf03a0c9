package render

import "io"

// List is a table of words that belongs to no report: gex formats, gex version.
type List struct {
	Columns []string
	Rows    [][]string
	JSON    any // what stands in its place in json and ndjson
}

// Write writes the list in a format.
func (l List) Write(w io.Writer, f Format, o Options) error {
	return view{
		page:     func(style) page { return page{sections: []section{{table: l.grid()}}} },
		document: func() any { return l.JSON },
		records:  func() records { return recordsFrom(l.Columns, l.Rows) },
	}.write(w, f, o)
}

// listCell is how wide a cell of a list grows in text.
const listCell = 32

func (l List) grid() *grid {
	columns := make([]column, len(l.Columns))
	for j, name := range l.Columns {
		columns[j] = word(name)
	}
	g := newGrid(columns...)
	g.wrap = listCell
	for _, row := range l.Rows {
		g.add(append([]string(nil), row...)...)
	}
	return g
}
