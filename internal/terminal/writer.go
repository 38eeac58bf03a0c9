package terminal

import (
	"io"

	"gex/internal/escape"
)

// Writer writes to a stream of the process and remembers the first error, for callers that do not check.
type Writer struct {
	w   *escape.Writer
	err error
}

func newWriter(w io.Writer) *Writer { return &Writer{w: &escape.Writer{W: w}} }

func (c *Writer) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.note(err)
	return n, err
}

// Own writes text of the program itself, escape sequences included.
func (c *Writer) Own(s string) (int, error) {
	n, err := c.w.Own(s)
	c.note(err)
	return n, err
}

// Flush writes what is buffered, and returns the first error of all writes.
func (c *Writer) Flush() error {
	c.note(c.w.Flush())
	return c.err
}

func (c *Writer) note(err error) {
	if err != nil && c.err == nil {
		c.err = err
	}
}

// passing lets the colors of a colored page pass.
func (c *Writer) passing(o Options, page Page) *Writer {
	c.w.Keep = nil
	if page.Color {
		c.w.Keep = o.Colors
	}
	return c
}
