package chain

import (
	"fmt"
	"slices"
	"strings"
)

// Column is one column of a layout.
type Column struct {
	Name     string
	Required bool
	Unit     string // what a cell holds
	Empty    string // what an empty cell means

	field field
}

// required is a column that every file of the layout has.
func required(name, unit, empty string, f field) Column {
	return Column{Name: name, Required: true, Unit: unit, Empty: empty, field: f}
}

// optional is a column that a file of the layout may have.
func optional(name, unit, empty string, f field) Column {
	return Column{Name: name, Unit: unit, Empty: empty, field: f}
}

// unused is a column that files of the layout may have and nobody reads.
func unused(name string) Column { return optional(name, "not used", "missing", fIgnored) }

// fit is how well a file suits a layout.
type fit struct {
	score int    // 0: it does not; 100: nothing could suit better
	lacks string // the only required column that a file which nearly fits has not
}

// Format is one known layout.
type Format struct {
	Name    string   // cboe-quotedata, long
	Title   string   // what a person calls it
	Columns []Column // the column contract
	Example string   // its header line or lines
}

// listNames names columns, of very many only the first, of very long names the beginning.
func listNames(names []string) string {
	const most, longest = 20, 100
	for i, name := range names {
		if len(name) > longest {
			names = slices.Clone(names)
			names[i] = strings.ToValidUTF8(name[:longest], "") + "…"
		}
	}
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}
