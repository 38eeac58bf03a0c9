package tables

import (
	"bytes"
	"fmt"
)

// JSONTable reads JSON as a table. Every object in an array is a row, and so is every object of JSON lines. A key is a
// column; the keys of an object nested in a row are joined: greeks.gamma. The other members of an object that holds the
// array apply to all its rows.
type JSONTable struct {
	*JSONRows
	above  []inherited
	Column func(path string) Field
	Do     func(*Row)
}

// inherited is a member that applies to all rows of an array.
type inherited struct {
	path string
	cell []byte
}

// MaxKeys is the maximum number of different keys.
const MaxKeys = 4096

// maxContainers is the maximum number of levels around a row: each level is scanned once more.
const maxContainers = 8

// All reads all values of the text.
func (t *JSONTable) All() error {
	for t.Peek() != 0 {
		if err := t.values(); err != nil {
			return t.End(err)
		}
	}
	return nil
}

// values reads the rows in the value at the current position.
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

// holdsRows reports whether the next object contains an array of objects. It does not move.
func (t *JSONTable) holdsRows() (holds bool, err error) {
	err = t.Ahead(func() error { return t.scan(&holds) })
	return holds, err
}

// scan skips an object.
func (t *JSONTable) scan(holds *bool) error {
	return t.Object(func([]byte) error {
		*holds = *holds || t.beginsRows()
		if t.Peek() == '{' {
			return t.scan(holds)
		}
		return nil
	})
}

// container reads the rows in an object whose other members apply to all of them.
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
	t.begin("", t.line())
	for _, i := range t.above {
		if f := t.Column(i.path); f != Ignored {
			t.Row.put(f, i.cell)
		}
	}
	if err := t.members(""); err != nil {
		return err
	}
	t.Do(&t.Row)
	return nil
}

// members reads the members of an object as cells of the row.
func (t *JSONTable) members(prefix string) error {
	return t.Object(func(key []byte) error {
		path := prefix + string(key)
		if t.Peek() == '{' {
			return t.members(path + ".")
		}
		f := t.Column(path)
		cell, err := t.Cell()
		if f == Ignored || err != nil {
			return err
		}
		if t.Seen[f] {
			t.Row.Problem = fmt.Sprintf("the key %s occurs twice", path)
		}
		t.Set(f, cell)
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
