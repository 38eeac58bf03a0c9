package main

import (
	"errors"
	"io"
	"os"

	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/terminal"
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

// target is where a result goes.
func (o *outputOptions) target() terminal.Options {
	return terminal.Options{Path: o.path, Color: o.color, Colors: render.Colors}
}

// style is how a result looks there.
func (o *outputOptions) style(page terminal.Page) render.Options {
	style := render.Options{Color: page.Color, ASCII: o.ascii, NoHeader: o.noHeader, Width: o.width, Spell: fault.AsFlag}
	if o.width == 0 {
		style.Width = render.PageWidth(page.Columns)
	}
	return style
}

// spares refuses an output that is one of the inputs: it would be replaced by what was read from it.
func (p *program) spares(path string, inputs []string) error {
	out, err := os.Stat(path)
	if err != nil || !out.Mode().IsRegular() {
		return nil
	}
	for _, name := range inputs {
		in, err := p.Stat(name)
		if err == nil && os.SameFile(in, out) {
			return usageError("give --output another name", "%s is both input and output", path)
		}
	}
	return nil
}

// Stat describes an input, or standard input for "-".
func (p *program) Stat(name string) (os.FileInfo, error) {
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
	return p.term.Write(o.target(), func(w io.Writer, page terminal.Page) error { return write(w, o.style(page)) })
}

// lockOutput keeps other runs from the output of this one until release is called.
func (p *program) lockOutput(output, self string) (release func(), err error) {
	release, err = p.term.Lock(output, self)
	if errors.Is(err, errors.ErrUnsupported) {
		p.note("%s: this file system has no locks: two runs at once may lose each other's rows", output)
		return func() {}, nil
	}
	return release, err
}
