package chain

import (
	"bytes"
	"fmt"
)

// isJSONRows reports whether a text begins like rows of JSON: an object, or an array of objects. A header may begin with
// a bracket too.
func isJSONRows(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '[' {
		text = bytes.TrimSpace(text[1:])
	}
	return len(text) > 0 && text[0] == '{'
}

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

func (m *mapped) parseJSON(src *source, a *assembler) error {
	h := header{line: 1}
	known := m.vocabulary()
	walk := func(column func(string) field, do func(*row)) error {
		t := jsonTable{jsonRows: newJSONRows(src, nil), column: column, do: do}
		return t.all()
	}
	rows := 0
	index := map[string]bool{}
	err := walk(func(path string) field {
		if !index[path] && len(index) < maxKeys {
			index[path] = true
			h.names = append(h.names, path)
		}
		return fIgnored
	}, func(*row) { rows++ })
	if err != nil {
		return err
	}
	if rows == 0 {
		return src.fail(0, "", "there are no rows: no array of objects, and no object a line", "fetch the file again, or see gex formats")
	}
	m.matchKeys(&h, known)
	if len(h.missing) > 0 {
		return m.noSuchColumn(src, h.missing[0], h.names)
	}
	if len(h.twice) > 0 {
		return src.fail(0, listNames(h.twice), "keys that mean the same", "keep one of them")
	}
	fields := map[string]field{}
	for i, name := range h.names {
		fields[name] = h.fields[i]
	}
	return m.parseTable(src, a, &h, &tableRows{
		each:     func(do func(*row)) error { return walk(func(path string) field { return fields[path] }, do) },
		expected: rows,
	})
}

// maxKeys bounds how many different keys are told apart.
const maxKeys = 4096

// matchKeys says what the keys hold.
func (m *mapped) matchKeys(h *header, known map[string]field) {
	line := headLine{names: h.names}
	for _, name := range h.names {
		line.keys = append(line.keys, canonical(name))
	}
	matched := m.match(&line, known)
	matched.line = 1
	*h = matched
}

// all walks over all values of the text.
func (t *jsonTable) all() error {
	for t.peek() != 0 {
		if err := t.values(); err != nil {
			return t.end(err)
		}
	}
	return nil
}

// maxContainers is how deep rows may lie in a text: each level is looked through once more.
const maxContainers = 8

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

// longJSON is the layout long as rows of JSON.
var longJSON = layout{
	Format: Format{
		Name:    "long-json",
		Title:   "rows of the layout long in JSON, or an object a line",
		Columns: longTable.columns,
		Example: `[{"underlying":"SPY","spot":600,"quote_time":"2025-11-20T10:00:00-05:00","expiration":"2025-11-28","strike":600,` +
			`"type":"C","bid":5.1,"ask":5.2,"open_interest":3000}]`,
	},
	fit: func(text *head) fit {
		if !isJSONRows(text.text) {
			return fit{}
		}
		return fitKeys(text, "underlying", "spot", "expiration", "strike", "type")
	},
	parse: func(src *source, a *assembler) error { return longMapped().parseJSON(src, a) },
}
