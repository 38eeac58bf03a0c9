package layouts

import (
	"slices"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
)

// JSONDialect is a dialect whose rows are the records of JSON: objects that have one of the keys, at any nesting, in one text
// or several. The name of a column is the path of a key in the record, greeks.gamma, or the end of the path of a value outside
// the records, which counts for all records without their own.
type JSONDialect struct {
	Dialect
	Keys       []string // what makes an object a record
	Quantities []string // keys of quoted quantities, in units of the underlying: they are multiples of the lot

	// Fix completes a record from its path and from the options; it may be nil.
	Fix func(a *assembly.Assembler, path string, rows *tables.JSONRows)
	// Refuse returns why a file that has been read cannot be used, nil if it can; it may be nil.
	Refuse func(src *input.Source, a *assembly.Assembler) error
}

// Layout returns the dialect as one of the known layouts.
func (l *JSONDialect) Layout(name, title, example string, fit func(text *tables.Head) tables.Fit) assembly.Layout {
	return assembly.Layout{
		Format: tables.Format{Name: name, Title: title, Columns: l.Columns, Example: example},
		Fit:    fit,
		Parse:  l.parse,
	}
}

func (l *JSONDialect) parse(src *input.Source, a *assembly.Assembler) error {
	j := jsonRecords{l: l, src: src, a: a}
	if err := j.survey(); err != nil {
		return err
	}
	if j.found == 0 {
		return src.Fail(0, "", "the file has no options: no object has "+strings.Join(l.Keys, " or "), "the vendor sent no data: check the symbol and the date, and fetch it again")
	}
	rows := &tableRows{each: j.each, expected: j.found}
	if l.Merge {
		var err error
		if rows, err = l.merged(rows, &j.header, a); err != nil {
			return err
		}
	}
	if err := l.parseRows(src, a, &j.header, rows); err != nil || l.Refuse == nil {
		return err
	}
	return l.Refuse(src, a)
}

// jsonRecords iterates over the records of a file.
type jsonRecords struct {
	l       *JSONDialect
	src     *input.Source
	a       *assembly.Assembler
	columns []tables.Column // those that the file has
	outside []tables.Value  // values outside the records
	header  tables.Header   // of the current record
	found   int
}

// survey determines which columns the file has, and reads the values outside the records.
func (j *jsonRecords) survey() error {
	var has [tables.NumFields]bool
	j.columns = j.l.Columns
	err := j.scan(func(rows *tables.JSONRows) {
		j.found++
		for f := range has {
			has[f] = has[f] || rows.Seen[f]
		}
	}, func(path string, cell []byte) error {
		for _, c := range j.l.Columns {
			if c.Field != tables.Ignored && len(cell) > 0 && (path == c.Name || strings.HasSuffix(path, "."+c.Name)) {
				j.outside, has[c.Field] = append(j.outside, tables.Value{Field: c.Field, Cell: cell}), true
			}
		}
		return nil
	})
	j.columns = slices.DeleteFunc(slices.Clone(j.l.Columns), func(c tables.Column) bool { return !has[c.Field] })
	j.header = tables.NewJSONRows(j.src, j.columns).Header
	return err
}

// each calls do with every record.
func (j *jsonRecords) each(do func(*tables.Row)) error {
	return j.scan(func(rows *tables.JSONRows) {
		j.header = rows.Header
		do(&rows.Row)
	}, nil)
}

func (j *jsonRecords) scan(do func(rows *tables.JSONRows), outside func(path string, cell []byte) error) error {
	rows := tables.NewJSONRows(j.src, j.columns)
	rows.Nested = true
	offered := assembly.Quantities{}
	rows.Other = func(key []byte) error {
		if !slices.Contains(j.l.Quantities, string(key)) {
			return nil
		}
		cell, err := rows.Cell()
		offered.AddCell(cell)
		return err
	}
	find := tables.Finder{JSONRows: rows, Keys: j.l.Keys, Value: outside, Take: func(path string) error {
		offered = assembly.Quantities{}
		if err := rows.Read(path); err != nil {
			return err
		}
		for _, v := range j.outside {
			if !rows.Seen[v.Field] {
				rows.Set(v.Field, v.Cell)
			}
		}
		if j.l.Fix != nil && rows.Row.Problem == "" {
			j.l.Fix(j.a, path, rows)
		}
		j.a.Offered = offered
		do(rows)
		return nil
	}}
	return find.All()
}
