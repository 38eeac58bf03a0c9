package parquet

import (
	"fmt"
	"io"
)

// CSV reads the table as csv with a header, lines of which end with \n. Row n, from 1, is in line n+1.
func (f *File) CSV() io.Reader { return &csvReader{f: f} }

type csvReader struct {
	f       *File
	group   int      // row groups that were begun
	columns []column // of this one
	left    int64    // rows in it
	row     int64    // rows before
	begun   bool
	buf     []byte
	unread  []byte
	err     error
}

func (r *csvReader) Read(to []byte) (int, error) {
	for len(r.unread) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.buf, r.err = r.fill(r.buf[:0])
		r.unread = r.buf
	}
	n := copy(to, r.unread)
	r.unread = r.unread[n:]
	return n, nil
}

// fill appends some lines.
func (r *csvReader) fill(to []byte) (out []byte, err error) {
	defer recovered(&err)
	const enough = 64 << 10
	if !r.begun {
		r.begun = true
		return r.header(to)
	}
	for len(to) < enough {
		if r.left == 0 {
			if err := r.next(); err != nil {
				return to, err
			}
			continue
		}
		start := len(to)
		for i := range r.columns {
			if i > 0 {
				to = append(to, ',')
			}
			next, err := r.columns[i].cell(to)
			if err != nil {
				return to[:start], fmt.Errorf("%w (row %d, column %s)", err, r.row+1, r.columns[i].leaf.name)
			}
			to = next
		}
		to = append(to, '\n')
		r.row++
		r.left--
	}
	return to, nil
}

func (r *csvReader) header(to []byte) ([]byte, error) {
	var rows int64
	for i := range r.f.meta.RowGroups {
		n := r.f.meta.RowGroups[i].NumRows
		if n < 0 || rows+n < rows {
			return to, damaged("a part of %d rows", n)
		}
		rows += n
	}
	if len(r.f.Names) == 0 {
		return to, damaged("it has no columns")
	}
	for i, name := range r.f.Names {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendCell(to, []byte(name))
	}
	return append(to, '\n'), nil
}

// next begins the next row group.
func (r *csvReader) next() error {
	for i := range r.columns {
		r.columns[i].end()
	}
	if r.group == len(r.f.meta.RowGroups) {
		return io.EOF
	}
	g := &r.f.meta.RowGroups[r.group]
	r.group++
	if len(g.Columns) != len(r.f.leafs) {
		return damaged("a part of %d columns instead of %d", len(g.Columns), len(r.f.leafs))
	}
	r.columns = r.columns[:0]
	for i := range r.f.leafs {
		c, err := r.f.begin(&r.f.leafs[i], &g.Columns[i], g.NumRows)
		if err != nil {
			return err
		}
		r.columns = append(r.columns, c)
	}
	r.left = g.NumRows
	return nil
}
