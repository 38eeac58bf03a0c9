package chain

import (
	"bytes"
	"fmt"
)

// jsonTable reads JSON as a table: every object in an array is a row, or every object of a text that has one after the
// other (JSON lines). A key is a column, a key within an object in a row one with both names: greeks.gamma. What an object
// says that holds the array counts for all its rows.
type jsonTable struct {
	*jsonRows
	above  []inherited
	column func(path string) field
	do     func(*row)
}

// inherited is what the rows of an array have in common.
type inherited struct {
	path string
	cell []byte
}

// maxKeys bounds how many different keys are told apart.
const maxKeys = 4096

// maxContainers is how deep rows may lie in a text: each level is looked through once more.
const maxContainers = 8

// all walks over all values of the text.
func (t *jsonTable) all() error {
	for t.peek() != 0 {
		if err := t.values(); err != nil {
			return t.end(err)
		}
	}
	return nil
}

// values reads the rows in the value at which the walk stands.
func (t *jsonTable) values() error {
	switch t.peek() {
	case '[':
		return t.array(func(i int) error { return t.values() })
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
	_, err := t.cell()
	return err
}

// holdsRows reports whether the object ahead has an array of objects somewhere in it, and stays where it is.
func (t *jsonTable) holdsRows() (holds bool, err error) {
	at := t.at
	err = t.scan(&holds)
	t.at = at
	return holds, err
}

// scan passes over an object.
func (t *jsonTable) scan(holds *bool) error {
	return t.object(func([]byte) error {
		switch t.peek() {
		case '[':
			*holds = *holds || isJSONRows(t.text[t.at:min(t.at+64, len(t.text))])
		case '{':
			return t.scan(holds)
		}
		return nil
	})
}

// container reads the rows in an object, all of which have its other members.
func (t *jsonTable) container() error {
	at, above := t.at, len(t.above)
	err := t.object(func(key []byte) error {
		if c := t.peek(); c == '[' || c == '{' {
			return nil
		}
		path := string(key)
		cell, err := t.cell()
		t.above = append(t.above, inherited{path, bytes.Clone(cell)})
		return err
	})
	if err != nil {
		return err
	}
	t.at = at
	err = t.object(func([]byte) error {
		if c := t.peek(); c != '[' && c != '{' {
			return nil
		}
		return t.values()
	})
	t.above = t.above[:above]
	return err
}

// record reads an object as a row.
func (t *jsonTable) record(err error) error {
	if err != nil {
		return err
	}
	t.count++
	t.row = row{line: t.line(), text: make([]byte, 0, len(t.row.text)+16)}
	var seen [numFields]bool
	for _, i := range t.above {
		if f := t.column(i.path); f != fIgnored {
			t.row.put(f, i.cell)
		}
	}
	if err := t.members("", &seen); err != nil {
		return err
	}
	t.do(&t.row)
	return nil
}

// members reads the members of an object in a row.
func (t *jsonTable) members(prefix string, seen *[numFields]bool) error {
	return t.object(func(key []byte) error {
		path := prefix + string(key)
		if t.peek() == '{' {
			return t.members(path+".", seen)
		}
		f := t.column(path)
		cell, err := t.cell()
		if f == fIgnored || err != nil {
			return err
		}
		if seen[f] {
			t.row.problem = fmt.Sprintf("the key %s stands there twice", path)
		}
		seen[f] = true
		t.row.put(f, cell)
		return nil
	})
}

// isJSONRows reports whether a text begins like rows of JSON: an object, or an array of objects. A header may begin with
// a bracket too.
func isJSONRows(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '[' {
		text = bytes.TrimSpace(text[1:])
	}
	return len(text) > 0 && text[0] == '{'
}
