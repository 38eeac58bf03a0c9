package cells

import (
	"bytes"
	"strings"
)

// Memo caches the meaning of the cells of a text column: a column has few distinct cells, and most equal the one before.
type Memo[T any] struct {
	Cell  []byte // the last one; a copy, because its text may be overwritten
	value meaning[T]
	any   bool                  // there is a last one
	known map[string]meaning[T] // those before it; nil while there are none
}

type meaning[T any] struct {
	value T
	err   error
}

// maxKnown bounds the cache of a column in which every cell is different.
const maxKnown = 4096

// Of returns what a cell means, calling read only for cells not seen before.
func (m *Memo[T]) Of(cell []byte, read func(string) (T, error)) (T, error) {
	if !m.any || !bytes.Equal(m.Cell, cell) {
		m.turn(cell, read)
	}
	return m.value.value, m.value.err
}

// turn makes another cell the last one.
func (m *Memo[T]) turn(cell []byte, read func(string) (T, error)) {
	found, ok := m.known[string(cell)]
	if m.any {
		if m.known == nil || len(m.known) == maxKnown {
			m.known = map[string]meaning[T]{}
		}
		m.known[string(m.Cell)] = m.value
	}
	if !ok {
		found.value, found.err = read(strings.TrimSpace(string(cell)))
	}
	m.Cell, m.value, m.any = append(m.Cell[:0], cell...), found, true
}
