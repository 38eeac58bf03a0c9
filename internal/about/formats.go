package about

import (
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/render"
)

// formatEntry and columnEntry are a layout and its columns in JSON.
type formatEntry struct {
	Name    string        `json:"name"`
	Title   string        `json:"title"`
	Example string        `json:"example"`
	Columns []columnEntry `json:"columns"`
}

type columnEntry struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Unit     string `json:"unit"`
	Empty    string `json:"empty"`
}

func entryOf(f chain.Format) formatEntry {
	e := formatEntry{Name: f.Name, Title: f.Title, Example: f.Example, Columns: []columnEntry{}}
	for _, c := range f.Columns {
		e.Columns = append(e.Columns, columnEntry{c.Name, c.Required, c.Unit, fault.Spell(c.Empty, fault.AsFlag)})
	}
	return e
}

// Formats has a line for every layout; in JSON all that is known of it.
func Formats() render.List {
	l := render.List{Columns: []string{"format", "title"}, Wrap: 80}
	var entries []formatEntry
	for _, f := range chain.Formats() {
		entries = append(entries, entryOf(f))
		l.Rows = append(l.Rows, []string{f.Name, f.Title})
	}
	l.JSON = entries
	return l
}

// Format has a line for every column of the layout of a name; all layouts when there is none.
func Format(name string) render.List {
	all := chain.Formats()
	i := slices.IndexFunc(all, func(f chain.Format) bool { return f.Name == name })
	if i < 0 {
		return Formats()
	}
	e := entryOf(all[i])
	l := render.List{
		Columns: []string{"column", "required", "unit", "empty"}, JSON: e,
		Title: e.Title, Sample: e.Example, Wrap: 28,
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
