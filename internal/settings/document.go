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

// wrong is an error at a line of the file.
func (f *document) wrong(line int, hint, format string, args ...any) error {
	return &fault.Error{Code: fault.Usage, Problem: fault.Problem{File: f.Name, Line: line, What: fmt.Sprintf(format, args...)}, Hint: hint}
}
