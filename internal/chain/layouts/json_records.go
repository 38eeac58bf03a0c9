package layouts

import (
	"bytes"
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// JSONRecords is a JSON layout whose records are the rows of a Dialect: its columns are the keys of a record, those of nested
// objects joined by a point, and the paths of values around the records.
type JSONRecords struct {
	Dialect
	Records []string     // the paths of the records; see tables.JSONPaths
	Key     tables.Field // what the key of a record holds, if records are members of an object
	Arrays  bool         // one array per column
	Keys    []string     // by which a file is recognized
	Empty   string       // what to do about a file without options

	// More is the path of the link to the next page, which is empty or missing on the last page.
	More string
	// Expiries is the path of the array of all expiries, of which the file has those asked for.
	Expiries string
}

// Layout returns the records as one of the known layouts.
func (l *JSONRecords) Layout(name, title, example string) assembly.Layout {
	return assembly.Layout{
		Format: tables.Format{Name: name, Title: title, Columns: l.Columns, Example: example},
		Fit:    func(text *tables.Head) tables.Fit { return tables.FitKeys(text, l.Keys...) },
		Parse:  l.parse,
	}
}

// pages is what the text around the records says about them.
type pages struct {
	links    int // to a next page
	expiries int // of the underlying, as far as the vendor lists them
}

// parse reads the text twice: values that apply to records may follow them, and the number of records is needed first.
func (l *JSONRecords) parse(src *input.Source, a *assembly.Assembler) error {
	var around pages
	p := l.NewJSONPaths(tables.NewJSONRows(src, l.Columns))
	p.Records, p.Key, p.Arrays = l.Records, l.Key, l.Arrays
	p.Outside = func(path string) error { return around.read(l, p, path) }
	rows := 0
	if err := p.Each(func(*tables.Row) { rows++ }); err != nil {
		return err
	}
	if rows == 0 {
		return src.Fail(0, "", "the file has no options", l.Empty)
	}
	p.Outside = nil
	p.Header.Twins = l.Twins
	if around.links >= max(p.Pages, 1) { // all but the last of the pages have a link
		a.Notes = append(a.Notes, model.Warn("one-page", "the file is not the whole chain: "+l.More+" links to another page, whose contracts are missing"))
	}
	if err := l.parseRows(src, a, &p.Header, &tableRows{each: p.Each, expected: rows}); err != nil {
		return err
	}
	if n := a.Expiries(); n < around.expiries {
		a.Notes = append(a.Notes, model.Warn("some-expiries", fmt.Sprintf("the file has %d of the %d expiries that it lists", n, around.expiries)))
	}
	return nil
}

// read looks at a value outside of the records.
func (s *pages) read(l *JSONRecords, p *tables.JSONPaths, path string) error {
	switch {
	case path == l.More && l.More != "":
		cell, err := p.Cell()
		if len(bytes.TrimSpace(cell)) > 0 {
			s.links++
		}
		return err
	case path == l.Expiries && l.Expiries != "" && p.Peek() == '[':
		s.expiries = 0
		return p.Array(func(int) error {
			s.expiries++
			return nil
		})
	}
	return nil
}
