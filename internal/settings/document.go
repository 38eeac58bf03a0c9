package settings

import (
	"fmt"
	"slices"

	"gex/internal/fault"
)

// document is what stands in a configuration file.
type document struct {
	Name     string
	Defaults []entry
	Presets  []entry // tables, a preset each
}

// entry is a setting, or a table of settings.
type entry struct {
	Key   string
	Line  int
	Text  string   // as a flag is given it, the parts of an array between commas
	Parts []string // of an array
	Table []entry  // of a table
	table bool
}

// isTable reports whether the entry is a table, which may be empty.
func (e entry) isTable() bool { return e.table }

// values are what a flag is given, once for each of them: the parts of an array, of a table NAME=VALUE.
func (e entry) values() []string {
	if !e.table && e.Parts == nil {
		return []string{e.Text}
	}
	values := slices.Clone(e.Parts)
	for _, item := range e.Table {
		values = append(values, item.Key+"="+item.Text)
	}
	return values
}

// find returns the entry with a key, nil when there is none.
func find(entries []entry, key string) *entry {
	for i := range entries {
		if entries[i].Key == key {
			return &entries[i]
		}
	}
	return nil
}

// readDocument understands the text of a file.
func readDocument(name string, text []byte) (*document, error) {
	f := &document{Name: name}
	if err := f.within(text); err != nil {
		return nil, err
	}
	entries, err := parse(name, text)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		switch {
		case e.Key == "defaults" && e.table:
			f.Defaults = e.Table
		case e.Key == "preset" && e.table:
			f.Presets = e.Table
		default:
			return nil, f.stray(e)
		}
	}
	for _, e := range f.Presets {
		if !e.table {
			return nil, f.wrong(e.Line, "a preset is a table with a name: [preset.NAME]", "preset.%s is no table", e.Key)
		}
	}
	return f, nil
}

// stray refuses what stands at the top of a file and is neither table.
func (f *document) stray(e entry) error {
	if e.table {
		return f.wrong(e.Line, fmt.Sprintf("tables are [defaults], [preset.NAME], and for one verb alone [defaults.VERB]: [defaults.%s]?", e.Key),
			"no table is called %s", e.Key)
	}
	return f.wrong(e.Line, "put it below a line [defaults], or [preset.NAME]", "%s stands in no table", e.Key)
}

// wrong is an error at a line of the file.
func (f *document) wrong(line int, hint, format string, args ...any) error {
	return &fault.Error{Code: fault.Usage, Problem: fault.Problem{File: f.Name, Line: line, What: fmt.Sprintf(format, args...)}, Hint: hint}
}
