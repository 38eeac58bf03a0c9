package settings

import (
	"fmt"
	"slices"

	"gex/internal/fault"
)

// document is the content of a configuration file.
type document struct {
	Name     string
	Defaults []entry
	Presets  []entry // a table for each preset
}

// entry is a setting, or a table of settings.
type entry struct {
	Key   string
	Line  int
	Text  string   // as the text of a setting: a list with commas between its parts
	Parts []string // of a list
	Table []entry  // of a table
	table bool
}

// isTable reports whether the entry is a table, which may be empty.
func (e entry) isTable() bool { return e.table }

// values are the texts that the setting is set to, one after the other: the parts of a list, the NAME=VALUE of a table.
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

// find returns the entry with a key; nil when there is none.
func find(entries []entry, key string) *entry {
	for i := range entries {
		if entries[i].Key == key {
			return &entries[i]
		}
	}
	return nil
}

// readDocument reads the text of a configuration file.
func readDocument(name string, text []byte) (*document, error) {
	f := &document{Name: name}
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
			return nil, f.wrong(e.Line, "a preset is a table with a name: [preset.NAME]", "preset.%s is not a table", e.Key)
		}
	}
	return f, nil
}

// stray refuses a table with another name, and a key outside any table.
func (f *document) stray(e entry) error {
	if e.table {
		return f.wrong(e.Line, fmt.Sprintf("tables are [defaults], [preset.NAME], and for one verb alone [defaults.VERB]: [defaults.%s]?", e.Key),
			"unknown table %s", e.Key)
	}
	return f.wrong(e.Line, "put it below a line [defaults] or [preset.NAME]", "%s is outside any table", e.Key)
}

// wrong is an error at a line of the file.
func (f *document) wrong(line int, hint, format string, args ...any) error {
	return &fault.Error{Code: fault.Usage, Problem: fault.Problem{File: f.Name, Line: line, What: fmt.Sprintf(format, args...)}, Hint: hint}
}
