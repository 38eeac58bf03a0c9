package config

import (
	"fmt"
	"slices"

	"gex/internal/fault"
)

// File is what stands in a configuration file.
type File struct {
	Name     string
	Defaults []Entry
	Presets  []Entry // tables, a preset each
}

// Entry is a setting, or a table of settings.
type Entry struct {
	Key   string
	Line  int
	Text  string   // as a flag is given it, the parts of an array between commas
	Parts []string // of an array
	Table []Entry  // of a table
	table bool
}

// IsTable reports whether the entry is a table, which may be empty.
func (e Entry) IsTable() bool { return e.table }

// Values are what a flag is given, once for each of them: the parts of an array, of a table NAME=VALUE.
func (e Entry) Values() []string {
	if !e.table && e.Parts == nil {
		return []string{e.Text}
	}
	values := slices.Clone(e.Parts)
	for _, item := range e.Table {
		values = append(values, item.Key+"="+item.Text)
	}
	return values
}

// Find returns the entry with a key, nil when there is none.
func Find(entries []Entry, key string) *Entry {
	for i := range entries {
		if entries[i].Key == key {
			return &entries[i]
		}
	}
	return nil
}

// Read understands the text of a file.
func Read(name string, text []byte) (*File, error) {
	f := &File{Name: name}
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
			return nil, f.Wrong(e.Line, "a preset is a table with a name: [preset.NAME]", "preset.%s is no table", e.Key)
		}
	}
	return f, nil
}

// stray refuses what stands at the top of a file and is neither table.
func (f *File) stray(e Entry) error {
	if e.table {
		return f.Wrong(e.Line, fmt.Sprintf("tables are [defaults], [preset.NAME], and for one verb alone [defaults.VERB]: [defaults.%s]?", e.Key),
			"no table is called %s", e.Key)
	}
	return f.Wrong(e.Line, "put it below a line [defaults], or [preset.NAME]", "%s stands in no table", e.Key)
}

// Wrong is an error at a line of the file.
func (f *File) Wrong(line int, hint, format string, args ...any) error {
	return &fault.Error{Code: fault.Usage, Problem: fault.Problem{File: f.Name, Line: line, What: fmt.Sprintf(format, args...)}, Hint: hint}
}
