package tables

import (
	"bytes"
	"fmt"
)

// JSONTable reads JSON as a table: every object in an array is a row, or every object of a text that has one after the
// other (JSON lines). A key is a column, a key within an object in a row one with both names: greeks.gamma. What an object
// says that holds the array counts for all its rows.
type JSONTable struct {
	*JSONRows
	above  []inherited
	Column func(path string) Field
	Do     func(*Row)
}

// inherited is what the rows of an array have in common.
type inherited struct {
	path string
	cell []byte
}

// MaxKeys bounds how many different keys are distinguished.
const MaxKeys = 4096

// maxContainers is how deep rows may lie in a text: each level is looked through once more.
const maxContainers = 8

// All walks over all values of the text.
func (t *JSONTable) All() error {
	for t.Peek() != 0 {
		if err := t.values(); err != nil {
			return t.End(err)
		}
	}
	return nil
}

// Values reads the rows in the value at which the walk stands.
func (t *JSONTable) values() error {
	switch t.Peek() {
	case '[':
		return t.Array(func(i int) error { return t.values() })
	case '{':
		if t.depth > maxContainers {
			return t.record(nil)
		}
		holds, err := t.holdsRows()
		if err != nil || !holds {
			return t.record(err)
		}
		return t.container()
	}
	_, err := t.Cell()
	return err
}

// holdsRows reports whether the object ahead has an array of objects somewhere in it, and stays where it is.
func (t *JSONTable) holdsRows() (holds bool, err error) {
	at := t.at
	err = t.scan(&holds)
	t.at = at
	return holds, err
}

// scan passes over an object.
func (t *JSONTable) scan(holds *bool) error {
	return t.Object(func([]byte) error {
		switch t.Peek() {
		case '[':
			*holds = *holds || IsJSONRows(t.text[t.at:min(t.at+64, len(t.text))])
		case '{':
			return t.scan(holds)
		}
		return nil
	})
}

// container reads the rows in an object, all of which have its other members.
func (t *JSONTable) container() error {
	at, above := t.at, len(t.above)
	err := t.Object(func(key []byte) error {
		if c := t.Peek(); c == '[' || c == '{' {
			return nil
		}
		path := string(key)
		cell, err := t.Cell()
		t.above = append(t.above, inherited{path, bytes.Clone(cell)})
		return err
	})
	if err != nil {
		return err
	}
	t.at = at
	err = t.Object(func([]byte) error {
		if c := t.Peek(); c != '[' && c != '{' {
			return nil
		}
		return t.values()
	})
	t.above = t.above[:above]
	return err
}

// record reads an object as a row.
func (t *JSONTable) record(err error) error {
	if err != nil {
		return err
	}
	t.Count++
	t.Row = Row{Line: t.line(), Text: make([]byte, 0, len(t.Row.Text)+16)}
	var seen [NumFields]bool
	for _, i := range t.above {
		if f := t.Column(i.path); f != Ignored {
			t.Row.put(f, i.cell)
		}
	}
	if err := t.members("", &seen); err != nil {
		return err
	}
	t.Do(&t.Row)
	return nil
}

// members reads the members of an object in a row.
func (t *JSONTable) members(prefix string, seen *[NumFields]bool) error {
	return t.Object(func(key []byte) error {
		path := prefix + string(key)
		if t.Peek() == '{' {
			return t.members(path+".", seen)
		}
		f := t.Column(path)
		cell, err := t.Cell()
		if f == Ignored || err != nil {
			return err
		}
		if seen[f] {
			t.Row.Problem = fmt.Sprintf("the key %s occurs twice", path)
		}
		seen[f] = true
		t.Row.put(f, cell)
		return nil
	})
}

// IsJSONRows reports whether a text begins like rows of JSON: an object, or an array of objects. A header may begin with
// a bracket too.
func IsJSONRows(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '[' {
		text = bytes.TrimSpace(text[1:])
	}
	return len(text) > 0 && text[0] == '{'
}
