package main

import (
	"cmp"
	"errors"
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"

	"gex/internal/escape"
	"gex/internal/render"
)

// outputOptions say how and where a result is written.
type outputOptions struct {
	format   render.Format
	path     string // "" or "-": standard output
	color    string // auto, always, never
	ascii    bool
	noHeader bool
	width    int // columns of a page; 0: those of the terminal
	quiet    bool
	verbose  bool // which quiet overrules
}

// apart reports whether an empty line stands between two results.
func (o *outputOptions) apart() bool {
	return o.format == render.Table && !o.noHeader || o.format == render.Markdown
}

// checkedWriter is the way to an exit of the program; it remembers the first error, also of those who do not look.
type checkedWriter struct {
	w   *escape.Writer
	err error
}

func (c *checkedWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.note(err)
	return n, err
}

// Own writes what the program itself says to a terminal.
func (c *checkedWriter) Own(s string) (int, error) {
	n, err := c.w.Own(s)
	c.note(err)
	return n, err
}

func (c *checkedWriter) flush() { c.note(c.w.Flush()) }

func (c *checkedWriter) note(err error) {
	if err != nil && c.err == nil {
		c.err = err
	}
}

// styled lets the colors of a page pass when it has any.
func (c *checkedWriter) styled(style render.Options) *checkedWriter {
	c.w.Keep = nil
	if style.Color {
		c.w.Keep = render.Colors
	}
	return c
}

// spares refuses an output that is one of the inputs: it would be replaced by what was read from it.
func (p *program) spares(path string, inputs []string) error {
	out, err := os.Stat(path)
	if err != nil || !out.Mode().IsRegular() {
		return nil
	}
	for _, name := range inputs {
		in, err := p.stat(name)
		if err == nil && os.SameFile(in, out) {
			return usageError("give --output another name", "%s is both read and written", path)
		}
	}
	return nil
}

// stat describes an input, or standard input for "-".
func (p *program) stat(name string) (os.FileInfo, error) {
	if name != "-" {
		return os.Stat(name)
	}
	if f, ok := p.in.(interface{ Stat() (os.FileInfo, error) }); ok {
		return f.Stat()
	}
	return nil, os.ErrNotExist
}

// toOutput runs write on standard output or on the file that was asked for.
func (p *program) toOutput(o outputOptions, write func(io.Writer, render.Options) error) error {
	if o.path == "" || o.path == "-" {
		style := o.style(p.stdout)
		return write(p.out.styled(style), style)
	}
	if info, err := os.Stat(o.path); err == nil && !info.Mode().IsRegular() {
		return toDevice(o, write)
	}
	return p.toFile(o, write)
}

// reason is an error without the path, which the message has already.
func reason(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// style is how a result looks on a stream.
func (o outputOptions) style(stream io.Writer) render.Options {
	return render.Options{
		Color: wantColor(o.color, os.Getenv, isTerminal(stream)),
		ASCII: o.ascii, NoHeader: o.noHeader, Width: cmp.Or(o.width, widthOf(stream)),
	}
}

// widthOf is how many columns a page takes on a stream: those of a terminal within reason, and elsewhere always the same.
func widthOf(stream any) int {
	width, _, ok := sizeOf(stream)
	if !ok {
		return render.MinWidth
	}
	return pageWidth(width)
}

// pageWidth is how much of a terminal's width a page takes.
func pageWidth(width int) int { return min(max(width, render.MinWidth), render.MaxWidth) }

// sizeOf measures the terminal that a stream ends at.
func sizeOf(stream any) (width, height int, ok bool) {
	f, ok := stream.(interface{ Fd() uintptr })
	if !ok || !isTerminal(stream) {
		return 0, 0, false
	}
	width, height, err := term.GetSize(int(f.Fd()))
	return width, height, err == nil && width > 0 && height > 0
}

// wantColor decides on colour: the flag, then NO_COLOR, then CLICOLOR_FORCE, then whether somebody looks.
func wantColor(flag string, env func(string) string, terminal bool) bool {
	switch {
	case flag == "always" || flag == "never":
		return flag == "always"
	case env("NO_COLOR") != "":
		return false
	case env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0":
		return true
	}
	return terminal && env("TERM") != "dumb"
}

// isTerminal reports whether a stream ends at a person.
func isTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}
