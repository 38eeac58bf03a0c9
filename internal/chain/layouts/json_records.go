package layouts

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// JSONRecords is a JSON layout whose records are the rows of a Dialect. A column is a key of a record, those of nested objects
// joined by points (greeks.gamma), or the end of the path of a value around the records. Records are found by their paths, or by
// keys that only they have; see tables.JSONFinder.
type JSONRecords struct {
	Dialect
	Paths  []string     // of the records
	Keys   []string     // what makes an object a record
	Key    tables.Field // what the key of a record holds, if records are members of the object at a path
	Arrays bool         // one array per column

	Quantities []string // keys of quoted quantities, in units of the underlying: they are multiples of the lot
	More       string   // the path of the link to the next page, which is empty or missing on the last page
	Expiries   string   // the path of the array of all expiries, of which the file has those asked for
	Empty      string   // what to do about a file without options; "" for the usual advice

	// Fix completes a record from its path and from the options; it may be nil.
	Fix func(a *assembly.Assembler, path string, rows *tables.JSONRows)
	// Refuse returns why a file that has been read cannot be used, nil if it can; it may be nil.
	Refuse func(src *input.Source, a *assembly.Assembler) error
}

// Layout returns the records as one of the known layouts.
func (l *JSONRecords) Layout(name, title, example string, fit func(text *tables.Head) tables.Fit) assembly.Layout {
	return assembly.Layout{
		Format: tables.Format{Name: name, Title: title, Columns: l.Columns, Example: example},
		Fit:    fit,
		Parse:  l.parse,
	}
}

// noOptions is what to do about a file without options.
const noOptions = "the vendor sent no data: check the symbol and the date, and fetch it again"

// parse reads the text twice: values that apply to records may follow them, and which columns it has is needed first.
func (l *JSONRecords) parse(src *input.Source, a *assembly.Assembler) error {
	j := jsonReader{JSONFinder: l.NewJSONFinder(src), l: l, a: a}
	j.Paths, j.JSONFinder.Keys, j.Key, j.Arrays, j.Other = l.Paths, l.Keys, l.Key, l.Arrays, j.quantity
	if err := j.survey(); err != nil {
		return err
	}
	h, rows := &j.Header, &tableRows{each: j.each, expected: j.Count}
	h.Twins = l.Twins
	if j.links >= max(j.Pages, 1) { // all but the last of the pages have a link
		a.Notes = append(a.Notes, model.Warn("one-page", "the file is not the whole chain: "+l.More+" links to another page, whose contracts are missing"))
	}
	if l.Merge {
		var err error
		if rows, err = l.merged(rows, h, a); err != nil {
			return err
		}
	}
	if err := l.parseRows(src, a, h, rows); err != nil {
		return err
	}
	if n := a.Expiries(); n < j.expiries {
		a.Notes = append(a.Notes, model.Warn("some-expiries", fmt.Sprintf("the file has %d of the %d expiries that it lists", n, j.expiries)))
	}
	if l.Refuse != nil {
		return l.Refuse(src, a)
	}
	return nil
}

// jsonReader iterates over the records of a file.
type jsonReader struct {
	*tables.JSONFinder
	l       *JSONRecords
	a       *assembly.Assembler
	offered assembly.Quantities // of the current record

	links    int // to a next page
	expiries int // of the underlying, as far as the vendor lists them
}

// survey determines which columns the file has, and reads what is around the records.
func (j *jsonReader) survey() error {
	var has [tables.NumFields]bool
	if j.l.More != "" || j.l.Expiries != "" {
		j.Outside = j.outside
		defer func() { j.Outside = nil }()
	}
	err := j.each(func(*tables.Row) {
		for f := range has {
			has[f] = has[f] || j.Seen[f]
		}
	})
	if has == [tables.NumFields]bool{} {
		j.Count = 0 // objects without any of the columns
	}
	place := strings.Join(j.l.Keys, ", ")
	if len(j.l.Paths) > 0 {
		place = slices.MaxFunc(j.l.Paths, func(p, q string) int { return cmp.Compare(len(p), len(q)) })
	}
	if err := j.EndRecords(err, place, cmp.Or(j.l.Empty, noOptions)); err != nil {
		return err
	}
	j.Header.Keep(&has)
	return nil
}

// each calls do with every record.
func (j *jsonReader) each(do func(*tables.Row)) error {
	j.Do = func() {
		if j.l.Fix != nil && j.Row.Problem == "" {
			j.l.Fix(j.a, j.Path, j.JSONRows)
		}
		j.a.Offered, j.offered = j.offered, assembly.Quantities{}
		do(&j.Row)
	}
	return j.All()
}

// quantity adds a quoted quantity.
func (j *jsonReader) quantity(key []byte) error {
	if !slices.Contains(j.l.Quantities, string(key)) {
		return nil
	}
	cell, err := j.Cell()
	j.offered.AddCell(cell)
	return err
}

// outside counts links to pages, and expiries.
func (j *jsonReader) outside(path string) error {
	switch {
	case path == j.l.More:
		cell, err := j.Cell()
		if len(bytes.TrimSpace(cell)) > 0 {
			j.links++
		}
		return err
	case path == j.l.Expiries && j.Peek() == '[':
		j.expiries = 0
		return j.Array(func(int) error {
			j.expiries++
			return nil
		})
	}
	return nil
}
