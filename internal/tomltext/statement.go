package tomltext

import "strings"

// Statement is a heading or a key with its value.
type Statement struct {
	Keys  []Key  // the parts of a dotted key, at least one
	List  bool   // the heading is [[of a list of tables]]
	Value *Value // nil: a heading
}

// Last is the last part of the key.
func (s *Statement) Last() Key { return s.Keys[len(s.Keys)-1] }

// Key is a part of a dotted key.
type Key struct {
	Name string
	Line int
}

// Value is a scalar, a list or an inline table.
type Value struct {
	text        string // of a scalar
	number      bool
	List, Table bool
	Count       int         // of its parts or pairs
	Parts       []*Value    // of a list: scalars, or lists and tables without what is in them
	Pairs       []Statement // of a table
}

// Text is the text of a scalar: numbers lose the _ that TOML allows in them.
func (v *Value) Text() string {
	if v.number {
		return strings.ReplaceAll(v.text, "_", "")
	}
	return v.text
}
