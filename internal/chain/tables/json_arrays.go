package tables

import (
	"bytes"
	"fmt"
)

// jsonColumn is the values of one key in a JSON text with one array per column.
type jsonColumn struct {
	field Field
	name  []byte
	cells [][]byte
}

// readArrays reads an object with one array per column, and calls do with each row in Row. It first calls single with each value
// that is not an array, which applies to all rows. The line of a row is its number, from 1. A column that is shorter or longer than
// the others is an error, because its values could belong to any row.
func (j *JSONRows) readArrays(path string, single func(f Field, cell []byte), do func()) error {
	at := j.at
	columns, err := j.columns(single)
	if err != nil {
		return err
	}
	for _, c := range columns {
		if len(c.cells) != len(columns[0].cells) {
			return j.Src.Fail(j.lineAt(max(at, j.counted)), Join(path, string(c.name)),
				fmt.Sprintf("the array has %d values, but %s has %d", len(c.cells), columns[0].name, len(columns[0].cells)),
				"each contract needs a value in every array, null if there is none: fetch the file again")
		}
	}
	if len(columns) == 0 {
		return nil
	}
	for i := range columns[0].cells {
		j.Count++
		j.begin(path, j.Count)
		j.Path = fmt.Sprintf("%s[%d]", Join(path, string(columns[0].name)), i)
		j.Header.index = fmt.Sprintf("[%d]", i)
		for _, c := range columns {
			j.take(c.field, c.name, c.cells[i])
		}
		do()
	}
	return nil
}

// columns reads the arrays.
func (j *JSONRows) columns(single func(f Field, cell []byte)) (columns []jsonColumn, err error) {
	err = j.Object(func(key []byte) error {
		c := jsonColumn{field: j.known[string(key)], name: bytes.Clone(key)}
		switch {
		case c.field == Ignored || j.Peek() == '{':
			return nil
		case j.Peek() != '[':
			cell, err := j.Cell()
			single(c.field, cell)
			return err
		}
		err := j.Array(func(int) error {
			cell, err := j.Cell()
			c.cells = append(c.cells, cell)
			return err
		})
		columns = append(columns, c)
		return err
	})
	return columns, err
}
