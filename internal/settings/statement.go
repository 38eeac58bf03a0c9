package settings

import "strings"

// statement is a heading or a key with its value.
type statement struct {
	keys  []key  // the parts of a dotted key, at least one
	list  bool   // the heading is [[of a list of tables]]
	value *value // nil: a heading
}

type key struct {
	name string
	line int
}

// value is a scalar, a list or an inline table.
type value struct {
	text        string // of a scalar
	number      bool
	list, table bool
	count       int         // of its parts or pairs
	parts       []*value    // of a list: scalars, or lists and tables without what is in them
	pairs       []statement // of a table
}

// setting is a scalar as the text of a setting: numbers lose the _ that TOML allows in them.
func (v *value) setting() string {
	if v.number {
		return strings.ReplaceAll(v.text, "_", "")
	}
	return v.text
}
