package chain

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// block is some whole lines of a file. What asks for a look at every byte is found in many blocks at once: index.
type block struct {
	buf    []byte
	text   []byte
	final  bool    // the file ends here; a line feed is added
	err    error   // why the reading ends here
	quoted bool    // there are quotation marks, so that commas do not separate cells
	ends   []int32 // of lines: where their line feeds are
	turns  []int32 // lines, by number, whose underlying is not spelled as in the line before; the first is one
}

// errLongLine is the error of a block that a line hardly fits in.
var errLongLine = errors.New("a long line")

// blocks cuts a file into blocks.
type blocks struct {
	in   io.Reader
	size int
	left []byte    // the beginning of a line
	used sync.Pool // of *block
}

// each yields the blocks, to be indexed by whoever calls what it yields. One that is final or has an error is the last.
func (r *blocks) each(column int, yield func(func() *block) bool) {
	for {
		b := r.next()
		last := b.final || b.err != nil
		if !yield(func() *block { b.index(column); return b }) || last {
			return
		}
	}
}

func (r *blocks) next() *block {
	b, _ := r.used.Get().(*block)
	if b == nil {
		b = &block{buf: make([]byte, r.size+1)}
	}
	n := copy(b.buf, r.left)
	m, err := fill(b.buf[n:r.size], r.in)
	n += m
	switch {
	case err == io.EOF:
		b.buf[n] = '\n'
		b.text, b.final = b.buf[:n+1], true
	case err != nil:
		b.text, b.err = nil, err
	default:
		b.text = b.buf[:bytes.LastIndexByte(b.buf[:n], '\n')+1]
		r.left = append(r.left[:0], b.buf[len(b.text):n]...)
		if len(r.left) > r.size/2 {
			b.err = errLongLine
		}
	}
	return b
}

func (b *block) index(column int) {
	b.quoted = bytes.IndexByte(b.text, '"') >= 0
	b.ends, b.turns = b.ends[:0], b.turns[:0]
	var key []byte
	for at := 0; at < len(b.text); {
		end := at + bytes.IndexByte(b.text[at:], '\n')
		if cells := cellsFrom(b.text[at:end], column); len(key) == 0 || !bytes.HasPrefix(cells, key) {
			key = firstOf(cells)
			b.turns = append(b.turns, int32(len(b.ends)))
		}
		b.ends = append(b.ends, int32(end))
		at = end + 1
	}
}

// line returns a line without its line feed, and where it begins.
func (b *block) line(i int) (line []byte, start int) {
	if i > 0 {
		start = int(b.ends[i-1]) + 1
	}
	return b.text[start:b.ends[i]], start
}

// cellsFrom returns a line without quotation marks from a column on.
func cellsFrom(line []byte, column int) []byte {
	for range column {
		line = line[bytes.IndexByte(line, ',')+1:]
	}
	return line
}

// firstOf returns the first of cells with the comma after it, nothing if there is none.
func firstOf(cells []byte) []byte { return cells[:bytes.IndexByte(cells, ',')+1] }
