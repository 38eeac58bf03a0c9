package tables

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gex/internal/chain/input"
)

// JSONFinder finds the records of a JSON text: at paths, or by keys that only records have.
//
// A path is the keys that lead to a value, joined by points: options.option. Arrays on the way count for nothing, so pages in an
// array are read like one page. With Paths, the text has one value, and anything but an object at a path is an unreadable
// record. With Keys, records may be nested in any way, and texts may follow one another.
//
// A value outside of the records whose path is a column, or ends in one, applies to all records in the object around it that do
// not have their own. An object without records is part of the object around it. Only the fields of outer apply in this way:
// elsewhere, a bid is not the bid of an option.
type JSONFinder struct {
	*JSONRows
	Paths  []string // of the records; "" for records that are not in any object
	Keys   []string // an object that has one of them is a record
	Key    Field    // what the key of a record holds, for records that are members of the object at a path; Ignored: they are not
	Arrays bool     // the object at a path holds one array per column instead of records

	Do      func()                  // called with each record in Row
	Take    func(path string) error // called at each record instead of reading it; it may read it and may be nil
	Outside func(path string) error // called at other values outside of the records; it may read them and may be nil
	Pages   int                     // texts, or elements of an array of them, so far

	ends  map[string]bool // the last parts of the names of outer columns
	above []Value         // values that apply to the current record
}

// Value is a value outside of the records.
type Value struct {
	Field Field
	Cell  []byte
	Path  string
}

// outer lists the fields that may stand outside of the records.
var outer = []Field{Underlying, Root, Spot, SpotBid, SpotAsk, QuoteTime, Expiry, Delay, Multiplier}

// maxFind is the maximum number of levels around a record that is found by its keys: each level is scanned once more.
const maxFind = 8

// NewJSONFinder returns a finder of records whose keys are the columns of a table.
func (t *Table) NewJSONFinder(src *input.Source) *JSONFinder {
	f := &JSONFinder{JSONRows: NewJSONRows(src, t.Columns), ends: map[string]bool{}}
	f.Nested = true
	for spelling, name := range t.Also {
		f.known[spelling] = f.known[name]
	}
	for name, field := range f.known {
		if slices.Contains(outer, field) {
			f.ends[name[strings.LastIndexByte(name, '.')+1:]] = true
		}
	}
	return f
}

// All finds the records, from the beginning of the text. The caller checks the end: EndRecords.
func (f *JSONFinder) All() error {
	f.restart()
	f.Pages, f.above = 0, f.above[:0]
	for {
		err := f.value(func() error { return f.find("", "") })
		if err != nil || len(f.Keys) == 0 || f.Peek() == 0 {
			return err
		}
	}
}

// Above returns the innermost value outside of the current record; its Field is Ignored if there is none.
func (f *JSONFinder) Above(field Field) Value {
	for _, v := range slices.Backward(f.above) {
		if v.Field == field {
			return v
		}
	}
	return Value{}
}

// find reads the records in the value at the current position. path is its path, and shown the same with the indices of arrays.
func (f *JSONFinder) find(path, shown string) error {
	switch c := f.Peek(); {
	case c == '[':
		return f.Array(func(i int) error { return f.find(path, fmt.Sprintf("%s[%d]", shown, i)) })
	case c == '{' && (len(f.Keys) == 0 || f.depth <= maxFind):
		return f.object(path, shown)
	case c != '{' && c != 'n' && path != "" && f.isRecord(path) && !f.Arrays && f.Key == Ignored:
		return f.record(shown) // not an object: reported as unreadable
	}
	return nil
}

func (f *JSONFinder) object(path, shown string) error {
	above := len(f.above)
	what, err := f.look(path)
	switch {
	case err != nil:
		return err
	case what == aContainer:
		err = f.container(path, shown)
		f.above = f.above[:above]
	case what == nothing:
	case f.Arrays:
		err = f.readArrays(shown, func(field Field, cell []byte) {
			f.above = append(f.above, Value{Field: field, Cell: cell})
		}, f.done)
		f.above = f.above[:above]
	case f.Key != Ignored:
		err = f.Object(func(key []byte) error {
			at := len(f.above)
			f.above = append(f.above, Value{Field: f.Key, Cell: key})
			err := f.record(Join(shown, string(key)))
			f.above = f.above[:at]
			return err
		})
	default:
		err = f.record(shown)
	}
	return err
}

// container reads the records in an object.
func (f *JSONFinder) container(path, shown string) error {
	if path == "" {
		f.Pages++
	}
	return f.Object(func(key []byte) error {
		if c := f.Peek(); len(f.Keys) > 0 && c != '{' && c != '[' {
			return nil
		}
		if next := Join(path, string(key)); len(f.Keys) > 0 || f.leads(next) {
			return f.find(next, Join(shown, string(key)))
		}
		return nil
	})
}

// record reads the value at the current position, with the values that apply to it.
func (f *JSONFinder) record(shown string) error {
	if f.Take != nil {
		return f.Take(shown)
	}
	if err := f.Read(shown); err != nil {
		return err
	}
	f.done()
	return nil
}

// done completes a record.
func (f *JSONFinder) done() {
	for _, v := range slices.Backward(f.above) {
		if len(f.Row.Cell(v.Field)) == 0 {
			f.Set(v.Field, v.Cell)
		}
	}
	f.Do()
}

func (f *JSONFinder) isRecord(path string) bool { return slices.Contains(f.Paths, path) }

// leads reports whether records are at a path or below it.
func (f *JSONFinder) leads(path string) bool {
	return f.isRecord(path) || slices.ContainsFunc(f.Paths, func(p string) bool { return strings.HasPrefix(p, path+".") })
}

// What an object is.
const (
	nothing    = iota // without records, as far as its path tells
	aContainer        // of records, perhaps
	aRecord           // or, with Key or Arrays, the object of the records
)

var (
	errRecord = errors.New("a record")
	errHolds  = errors.New("an object that may hold records")
)

// look returns what the object at the current position is, and keeps the values of a container that apply to all its records. It
// does not move.
func (f *JSONFinder) look(path string) (what int, err error) {
	what = nothing
	if f.isRecord(path) {
		what = aRecord
	}
	if len(f.Keys) > 0 {
		what = aContainer
	} else if !slices.ContainsFunc(f.Paths, func(p string) bool { return len(p) > len(path) && strings.HasPrefix(p, path) }) {
		return what, nil
	}
	at, above := f.at, len(f.above)
	err = f.Object(func(key []byte) error {
		switch {
		case f.isKey(key):
			return errRecord
		case len(f.Paths) > 0 && f.leads(Join(path, string(key))):
			what = aContainer
			return nil
		}
		at, above := f.at, len(f.above)
		err := f.outside(path, key)
		if errors.Is(err, errHolds) {
			f.at, f.above, err = at, f.above[:above], nil
		}
		return err
	})
	if errors.Is(err, errRecord) {
		what, err = aRecord, nil
	}
	if what != aContainer {
		f.above = f.above[:above]
	}
	if err == nil {
		f.at = at
	}
	return what, err
}

// outside keeps the value at the current position if it applies to records.
func (f *JSONFinder) outside(path string, key []byte) error {
	nested := f.Peek() == '{'
	if !nested && f.Outside == nil && !f.ends[string(key)] {
		return nil
	}
	path = Join(path, string(key))
	switch field := f.outer(path); {
	case field != Ignored:
		cell, err := f.plain()
		f.above = append(f.above, Value{field, cell, path})
		return err
	case nested:
		return f.around(path)
	case f.Outside != nil:
		return f.Outside(path)
	}
	return nil
}

// isKey reports whether a key, before its value, is one that only records have. A list under such a key is none: it says what the
// text has, as "strikePrice": [25000, 25050] does.
func (f *JSONFinder) isKey(key []byte) bool {
	return f.Peek() != '[' && slices.Contains(f.Keys, string(key))
}

// around keeps the values of an object without records.
func (f *JSONFinder) around(path string) error {
	return f.Object(func(key []byte) error {
		if len(f.Keys) > 0 && (f.isKey(key) || f.beginsRows()) {
			return errHolds
		}
		return f.outside(path, key)
	})
}

// outer returns the field of a value outside of the records, by the end of its path.
func (f *JSONFinder) outer(path string) Field {
	for {
		if field := f.known[path]; slices.Contains(outer, field) {
			return field
		}
		_, after, more := strings.Cut(path, ".")
		if !more {
			return Ignored
		}
		path = after
	}
}
