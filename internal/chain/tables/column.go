package tables

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

	Field Field
}

// Required is a column that every file of the layout has.
func Required(name, unit, empty string, f Field) Column {
	return Column{Name: name, Required: true, Unit: unit, Empty: empty, Field: f}
}

// Optional is a column that a file of the layout may have.
func Optional(name, unit, empty string, f Field) Column {
	return Column{Name: name, Unit: unit, Empty: empty, Field: f}
}

// Unused is a column that a file of the layout may have but that is not read.
func Unused(name string) Column { return Optional(name, "not used", "missing", Ignored) }

// Fit says how well a file matches a layout.
type Fit struct {
	Score int    // 0: not at all; 100: perfectly
	Lacks string // the required column that is missing if it is the only one
}

// Format is one known layout.
type Format struct {
	Name    string   // cboe-quotedata, long
	Title   string   // human-readable name
	Columns []Column // the column contract
	Example string   // its header line or lines
	Note    string   // what else a user should know; "" for most
}

// ListNames lists columns for a message, shortening long lists and long names.
func ListNames(names []string) string {
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
