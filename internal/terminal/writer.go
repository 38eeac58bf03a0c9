package terminal

import (
	"io"

	"gex/internal/escape"
)

// Writer is the way to an exit of the program; it remembers the first error, also of those who do not look.
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

// Own writes what the program itself says to a terminal.
func (c *Writer) Own(s string) (int, error) {
	n, err := c.w.Own(s)
	c.note(err)
	return n, err
}

// Flush writes what is left, and returns the first error there was.
func (c *Writer) Flush() error {
	c.note(c.w.Flush())
	return c.err
}

func (c *Writer) note(err error) {
	if err != nil && c.err == nil {
		c.err = err
	}
}

// passing lets the colors of a page pass when it has any.
func (c *Writer) passing(o Options, page Page) *Writer {
	c.w.Keep = nil
	if page.Color {
		c.w.Keep = o.Colors
	}
	return c
}
