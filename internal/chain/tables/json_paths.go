package tables

import (
	"fmt"
	"slices"
	"strings"
)

// JSONPaths reads the records of a JSON text whose places in it are known. A path is the keys that lead to a value, joined by
// points: options.option. Arrays on the way count for nothing, so pages in an array are read like one page. A record is an
// object at one of the paths in Records; its keys, and those of objects nested in it, are the columns: greeks.delta.
// Values outside of the records whose path is a column apply to all records in the objects around them.
type JSONPaths struct {
	*JSONRows
	Records []string // "" for records that are not in any object
	Key     Field    // what the key of a record holds, for records that are members of an object; Ignored: they are not
	Arrays  bool     // the object at the path holds one array per column instead of records

	Pages   int                     // responses so far
	Outside func(path string) error // called at other values outside of the records; it may read them and may be nil

	do    func(*Row)
	above []placed // values of the objects around the current record
	key   []byte   // path of the current value in its record
}

// placed is a value that applies to all records of an object.
type placed struct {
	field Field
	cell  []byte
}

// NewJSONPaths returns a reader of a table's columns.
func (t *Table) NewJSONPaths(rows *JSONRows) *JSONPaths {
	for spelling, name := range t.Also {
		rows.known[spelling] = rows.known[name]
	}
	return &JSONPaths{JSONRows: rows}
}

// Each calls do for all records, from the beginning of the text.
func (p *JSONPaths) Each(do func(*Row)) error {
	p.at, p.depth, p.Count, p.newline, p.counted = 0, 0, 0, 0, 0
	p.do, p.above, p.Pages = do, p.above[:0], 0
	return p.End(p.value(func() error { return p.find("", "") }))
}

// find reads the records in the value at the current position. path is its path, and shown the same with the indices of arrays.
func (p *JSONPaths) find(path, shown string) error {
	switch p.Peek() {
	case '[':
		return p.Array(func(i int) error { return p.find(path, fmt.Sprintf("%s[%d]", shown, i)) })
	case '{':
		holds, err := p.holds(path)
		switch {
		case err != nil:
			return err
		case holds:
			return p.container(path, shown)
		case p.isRecord(path) && p.Arrays:
			return p.arrays(shown)
		case p.isRecord(path) && p.Key != Ignored:
			return p.Object(func(key []byte) error { return p.record(joinPath(shown, string(key)), key) })
		case p.isRecord(path):
			return p.record(shown, nil)
		}
	default:
		if p.isRecord(path) && !p.Arrays && p.Key == Ignored && path != "" && p.Peek() != 'n' {
			return p.record(shown, nil) // not an object: reported as unreadable
		}
	}
	return nil
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (p *JSONPaths) isRecord(path string) bool { return slices.Contains(p.Records, path) }

// leads reports whether records are at a path or below it.
func (p *JSONPaths) leads(path string) bool {
	return p.isRecord(path) || slices.ContainsFunc(p.Records, func(r string) bool { return strings.HasPrefix(r, path+".") })
}

// holds reports whether the object at the current position has a key that leads to records. It does not move.
func (p *JSONPaths) holds(path string) (found bool, err error) {
	if !slices.ContainsFunc(p.Records, func(r string) bool { return len(r) > len(path) && strings.HasPrefix(r, path) }) {
		return false, nil
	}
	at := p.at
	err = p.Object(func(key []byte) error {
		found = found || p.leads(joinPath(path, string(key)))
		return nil
	})
	p.at = at
	return found, err
}

// container reads the values of an object that apply to all records in it, then the records.
func (p *JSONPaths) container(path, shown string) error {
	if path == "" {
		p.Pages++
	}
	at, above := p.at, len(p.above)
	if err := p.around(path); err != nil {
		return err
	}
	p.at = at
	err := p.Object(func(key []byte) error {
		if next := joinPath(path, string(key)); p.leads(next) {
			return p.find(next, joinPath(shown, string(key)))
		}
		return nil
	})
	p.above = p.above[:above]
	return err
}

// around keeps the values of an object outside of the records.
func (p *JSONPaths) around(path string) error {
	return p.Object(func(key []byte) error {
		next := joinPath(path, string(key))
		switch f := p.known[next]; {
		case p.leads(next):
			return nil
		case p.Peek() == '{':
			return p.around(next)
		case f != Ignored:
			cell, err := p.Cell()
			p.above = append(p.above, placed{f, cell})
			return err
		case p.Outside != nil:
			return p.Outside(next)
		}
		return nil
	})
}

// begin makes an empty row with the values around it.
func (p *JSONPaths) begin(shown string, line int) {
	p.Path, p.Header.path, p.Header.index = shown, shown+".", ""
	if shown == "" {
		p.Header.path = ""
	}
	p.Row = Row{Line: line, Text: make([]byte, 0, len(p.Row.Text)+16)}
	for _, v := range p.above {
		p.Row.put(v.field, v.cell)
	}
}

// record reads the value at the current position as a row.
func (p *JSONPaths) record(shown string, key []byte) error {
	p.Count++
	p.begin(shown, p.line())
	if key != nil {
		p.Row.put(p.Key, key)
	}
	if p.Peek() != '{' {
		p.Row.Reject("not an object, where a record should be")
		err := p.skip()
		p.do(&p.Row)
		return err
	}
	p.key = p.key[:0]
	var seen [NumFields]bool
	if err := p.members(&seen); err != nil {
		return err
	}
	p.do(&p.Row)
	return nil
}

// members reads the members of an object as cells of the row.
func (p *JSONPaths) members(seen *[NumFields]bool) error {
	prefix := len(p.key)
	return p.Object(func(key []byte) error {
		p.key = append(p.key[:prefix], key...)
		if p.Peek() == '{' && p.known[string(p.key)] == Ignored {
			p.key = append(p.key, '.')
			return p.members(seen)
		}
		f, name := p.known[string(p.key)], string(p.key)
		if p.Peek() == '{' { // {"raw": 3.1, "fmt": "3.10"}, or {} for none
			p.key = append(p.key, '.')
			return p.raw(f, name, seen)
		}
		cell, err := p.Cell()
		if f != Ignored && err == nil {
			p.set(f, name, cell, seen)
		}
		return err
	})
}

// raw reads an object in place of a value: its member raw is the value.
func (p *JSONPaths) raw(f Field, name string, seen *[NumFields]bool) error {
	at := p.at
	found, empty := false, true
	err := p.Object(func(key []byte) error {
		empty = false
		if string(key) != "raw" {
			return nil
		}
		found = true
		cell, err := p.Cell()
		if err == nil {
			p.set(f, name, cell, seen)
		}
		return err
	})
	if err == nil && !found && !empty { // not a value: shown as it is
		p.set(f, name, p.text[at:p.at], seen)
	}
	return err
}

// set makes a value the cell of a field.
func (p *JSONPaths) set(f Field, name string, cell []byte, seen *[NumFields]bool) {
	if seen[f] {
		p.Row.Problem = fmt.Sprintf("the key %s occurs twice", name)
	}
	seen[f] = true
	p.Row.put(f, cell)
}

// column is the values of one key in a JSON text with one array per column.
type column struct {
	field Field
	name  string
	cells [][]byte
}

// arrays reads an object with one array per column. A single value applies to all rows. The line of a row is its number,
// from 1. A column that is shorter or longer than the others is an error, because its values could belong to any row.
func (p *JSONPaths) arrays(shown string) error {
	var columns []column
	at, above := p.at, len(p.above)
	err := p.Object(func(key []byte) error {
		f := p.known[string(key)]
		if f == Ignored || p.Peek() == '{' {
			if p.Outside != nil && p.Peek() != '{' {
				return p.Outside(string(key))
			}
			return nil
		}
		c := column{field: f, name: string(key)}
		if p.Peek() != '[' {
			cell, err := p.Cell()
			p.above = append(p.above, placed{f, cell})
			return err
		}
		err := p.Array(func(int) error {
			cell, err := p.Cell()
			c.cells = append(c.cells, cell)
			return err
		})
		columns = append(columns, c)
		return err
	})
	if err != nil {
		return err
	}
	for _, c := range columns[min(1, len(columns)):] {
		if len(c.cells) != len(columns[0].cells) {
			return p.Src.Fail(p.lineAt(max(at, p.counted)), joinPath(shown, c.name),
				fmt.Sprintf("the array has %d values, but %s has %d", len(c.cells), columns[0].name, len(columns[0].cells)),
				"each contract needs a value in every array, null if there is none: fetch the file again")
		}
	}
	if len(columns) > 0 {
		p.rowsOf(columns, shown)
	}
	p.above = p.above[:above]
	return nil
}

func (p *JSONPaths) rowsOf(columns []column, shown string) {
	for i := range columns[0].cells {
		p.Count++
		p.begin(shown, p.Count)
		p.Path = fmt.Sprintf("%s[%d]", joinPath(shown, columns[0].name), i)
		p.Header.index = fmt.Sprintf("[%d]", i)
		var seen [NumFields]bool
		for _, c := range columns {
			p.set(c.field, c.name, c.cells[i], &seen)
		}
		p.do(&p.Row)
	}
}
