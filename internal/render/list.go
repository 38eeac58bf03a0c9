package render

import (
	"cmp"
	"io"
	"reflect"
	"strings"
)

// List is a table of texts outside any report: gex formats, gex config, gex version.
type List struct {
	Title   string // above the table, in text and markdown
	Note    string // below the title, a line or more
	Columns []string
	Rows    [][]string
	Sample  string // below the table, in text and markdown: lines that are shown as they are
	Wrap    int    // how wide a cell is at most in text; 0: 32
	JSON    any    // the document that json and ndjson write instead
}

// Write writes the list in a format. In ndjson a JSON list has one line per element.
func (l List) Write(w io.Writer, f Format, o Options) error {
	if items := reflect.ValueOf(l.JSON); f == NDJSON && items.Kind() == reflect.Slice {
		for i := range items.Len() {
			line, err := encode(items.Index(i).Interface(), false)
			if err != nil {
				return err
			}
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		return nil
	}
	return view{
		page:     func(style) page { return page{sections: []section{l.section()}} },
		document: func() any { return l.JSON },
		records: func() records {
			list := recordsFrom(l.Columns, l.Rows)
			list.texts = true
			return list
		},
	}.write(w, f, o)
}

// cellWidth is how wide a cell of a list is at most in text, where the list does not say.
const cellWidth = 32

func (l List) section() section {
	sec := section{table: l.grid(), sample: l.Sample}
	if l.Title != "" {
		sec.lead = []string{l.Title}
	}
	if l.Note != "" {
		sec.lead = append(sec.lead, strings.Split(l.Note, "\n")...)
	}
	return sec
}

func (l List) grid() *grid {
	columns := make([]column, len(l.Columns))
	for j, name := range l.Columns {
		columns[j] = word(name)
	}
	g := newList(cmp.Or(l.Wrap, cellWidth), columns...)
	for _, row := range l.Rows {
		g.add(append([]string(nil), row...)...)
	}
	return g
}
