package cells

import (
	"bytes"
	"strings"
)

// Memo caches the meaning of the cells of a text column: a column has few distinct cells, and most equal the one before.
type Memo[T any] struct {
	Cell  []byte // the last one; a copy, because its text may be overwritten
	value meaning[T]
	known map[string]meaning[T]
}

type meaning[T any] struct {
	value T
	err   error
}

// maxKnown bounds the cache of a column in which every cell is different.
const maxKnown = 4096

// Of returns what a cell means, calling read only for cells not seen before.
func (m *Memo[T]) Of(cell []byte, read func(string) (T, error)) (T, error) {
	if m.known == nil || !bytes.Equal(m.Cell, cell) {
		m.value = m.find(cell, read)
		m.Cell = append(m.Cell[:0], cell...)
	}
	return m.value.value, m.value.err
}

func (m *Memo[T]) find(cell []byte, read func(string) (T, error)) meaning[T] {
	if found, ok := m.known[string(cell)]; ok {
		return found
	}
	if m.known == nil || len(m.known) == maxKnown {
		m.known = map[string]meaning[T]{}
	}
	var found meaning[T]
	text := string(cell)
	found.value, found.err = read(strings.TrimSpace(text))
	m.known[text] = found
	return found
}
