package about

import (
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/series"
)

// formatEntry and columnEntry are a layout and its columns in JSON.
type formatEntry struct {
	Name    string        `json:"name"`
	Title   string        `json:"title"`
	Example string        `json:"example"`
	Note    string        `json:"note,omitempty"`
	Columns []columnEntry `json:"columns"`
}

type columnEntry struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Unit     string `json:"unit"`
	Empty    string `json:"empty"`
}

func entryOf(f chain.Format) formatEntry {
	e := formatEntry{Name: f.Name, Title: f.Title, Example: f.Example, Note: f.Note, Columns: []columnEntry{}}
	for _, c := range f.Columns {
		e.Columns = append(e.Columns, columnEntry{c.Name, c.Required, c.Unit, fault.Spell(c.Empty, fault.AsFlag)})
	}
	return e
}

// entryBeside is the entry of a file that accompanies a chain.
func entryBeside(f series.Format) formatEntry {
	e := formatEntry{Name: f.Name, Title: f.Title, Example: f.Example, Columns: []columnEntry{}}
	for _, c := range f.Columns {
		e.Columns = append(e.Columns, columnEntry{c.Name, c.Required, c.Unit, c.Empty})
	}
	return e
}

// FormatNames lists the layouts of chains and the files that accompany them.
func FormatNames() []string {
	var names []string
	for _, e := range formatEntries() {
		names = append(names, e.Name)
	}
	return names
}

// formatEntries are all of them.
func formatEntries() []formatEntry {
	var entries []formatEntry
	for _, f := range chain.Formats() {
		entries = append(entries, entryOf(f))
	}
	for _, f := range series.Formats() {
		entries = append(entries, entryBeside(f))
	}
	return entries
}

// Formats has a line for every layout of a chain, and for every file that accompanies one; in JSON all that is known of it.
func Formats() render.List {
	l := render.List{Columns: []string{"format", "title"}, Wrap: 80}
	entries := formatEntries()
	for _, e := range entries {
		l.Rows = append(l.Rows, []string{e.Name, e.Title})
	}
	l.JSON = entries
	return l
}

// Format has a line for every column of the layout of a name; all layouts when there is none.
func Format(name string) render.List {
	all := formatEntries()
	i := slices.IndexFunc(all, func(e formatEntry) bool { return e.Name == name })
	if i < 0 {
		return Formats()
	}
	e := all[i]
	l := render.List{
		Columns: []string{"column", "required", "unit", "empty"}, JSON: e,
		Title: e.Title, Note: e.Note, Sample: e.Example, Wrap: 28,
	}
	for _, c := range e.Columns {
		l.Rows = append(l.Rows, []string{c.Name, yes(c.Required), c.Unit, c.Empty})
	}
	return l
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
