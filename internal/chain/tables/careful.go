package tables

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gocarina/gocsv"
)

// carefulReader reads lines with quotation marks. It gives gocsv one record at a time, under a header made of field
// numbers, so that repeated or odd names in the file cannot misplace a cell. The cells are then read by the same functions
// as on the fast path.
type carefulReader struct {
	header *Header
	feed   feed
	um     *gocsv.Unmarshaller
}

// text is a cell as written. gocsv's own number types must not read it: they read "4,500" as 4.5 and "" as 0.
type text []byte

func (t *text) UnmarshalCSV(s string) error {
	*t = text(s)
	return nil
}

// carefulRow has the cells of a row by field. The length of the array is NumFields.
type carefulRow struct {
	Cells [45]text `csv:"cell" csv[]:"45"`
}

// read puts the cells of one record into the row.
func (c *carefulReader) read(record []byte, into *Row) error {
	if c.um == nil {
		if err := c.start(); err != nil {
			return err
		}
	}
	c.feed.push(record)
	v, err := c.um.Read()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("does not have the %d cells of the header", len(c.header.Fields))
	}
	if err != nil {
		return err
	}
	into.take(v.(carefulRow))
	return nil
}

// take copies the cells into a new text, because caches may still refer to the cells of earlier rows.
func (r *Row) take(from carefulRow) {
	r.Text, r.At = nil, [NumFields]Span{}
	for f, cell := range from.Cells {
		if len(cell) > 0 {
			lo := len(r.Text)
			r.Text = append(r.Text, cell...)
			r.At[f] = Span{uint32(lo), uint32(len(r.Text))}
		}
	}
}

func (c *carefulReader) start() (err error) {
	var names []string
	for _, f := range c.header.Fields {
		names = append(names, fmt.Sprintf("cell[%d]", f))
	}
	c.feed.push([]byte(strings.Join(names, ",")))
	r := csv.NewReader(&c.feed)
	r.LazyQuotes = true
	r.FieldsPerRecord = len(names)
	c.um, err = gocsv.NewUnmarshaller(r, carefulRow{})
	return err
}

// feed is a reader of the record pushed last.
type feed struct{ rest []byte }

func (f *feed) push(record []byte) { f.rest = append(append(f.rest[:0], record...), '\n') }

func (f *feed) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}
