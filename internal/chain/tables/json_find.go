package tables

import (
	"fmt"
	"slices"
)

// Finder finds records in JSON of any nesting: arrays, objects by name, and texts one after another.
type Finder struct {
	*JSONRows
	Keys  []string                             // every object that has one is a record, which may have other records in it
	Take  func(path string) error              // called at each record, which it may read
	Value func(path string, cell []byte) error // called with each value outside the records; it may be nil
}

// maxFind is the maximum number of levels around a record: each level is scanned once more.
const maxFind = 8

// All finds the records of all texts.
func (f *Finder) All() error {
	for f.Peek() != 0 {
		if err := f.find("", 0); err != nil {
			return f.End(err)
		}
	}
	return f.End(nil)
}

func (f *Finder) find(path string, level int) error {
	switch f.Peek() {
	case '[':
		return f.Array(func(i int) error { return f.find(fmt.Sprintf("%s[%d]", path, i), level+1) })
	case '{':
		return f.object(path, level)
	}
	cell, err := f.Cell()
	if err == nil && f.Value != nil {
		err = f.Value(path, cell)
	}
	return err
}

func (f *Finder) object(path string, level int) error {
	if level > maxFind {
		return f.skip()
	}
	is, err := f.hasKey()
	if err != nil {
		return err
	}
	if is {
		at := f.at
		if err := f.Take(path); err != nil || f.at > at {
			return err
		}
		return f.skip()
	}
	return f.Object(func(key []byte) error { return f.find(Join(path, string(key)), level+1) })
}

// hasKey reports whether the next object has a key of records. It does not move.
func (f *Finder) hasKey() (has bool, err error) {
	err = f.Ahead(func() error {
		return f.Object(func(key []byte) error {
			has = has || slices.Contains(f.Keys, string(key))
			return nil
		})
	})
	return has, err
}

// Ahead calls read at the next value and, if that succeeds, returns to where the value begins.
func (j *JSONText) Ahead(read func() error) error {
	at := j.at
	err := read()
	if err == nil {
		j.at = at
	}
	return err
}

// Join returns the path of a key.
func Join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Value is a cell by its field.
type Value struct {
	Field Field
	Cell  []byte
}

// Set sets a cell of the current record.
func (j *JSONRows) Set(f Field, cell []byte) {
	j.Seen[f] = true
	j.Row.put(f, cell)
}
