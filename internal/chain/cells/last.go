package cells

import (
	"bytes"
	"strings"
)

// Last is a Memo of the last cell alone, of a column whose cells are read as fast as looked up.
type Last[T any] struct {
	cell  []byte // a copy
	value meaning[T]
	any   bool // there is one
}

// Of returns what a cell means, calling read only for a cell that differs from the one before.
func (l *Last[T]) Of(cell []byte, read func(string) (T, error)) (T, error) {
	if !l.any || !bytes.Equal(l.cell, cell) {
		l.cell, l.any = append(l.cell[:0], cell...), true
		l.value.value, l.value.err = read(strings.TrimSpace(string(cell)))
	}
	return l.value.value, l.value.err
}
