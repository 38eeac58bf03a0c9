package main

import (
	"cmp"
	"fmt"
	"io"

	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/vol"
)

// result is what the pipeline finds for one underlying.
type result struct {
	where  string // file and underlying, before what is said of it
	among  bool   // there are others
	book   *gex.Book
	report *report.Report
	check  *report.Check // gex check's, in the place of the report
}

// warnings are what a reader should know of the result.
func (r result) warnings() []report.Warning {
	if r.check != nil {
		return r.check.Warnings
	}
	return r.report.Warnings
}

// show writes a result.
type show func(w io.Writer, r result, style render.Options) error

// showing is a show that needs the report alone.
func showing(f render.Func, format render.Format) show {
	return func(w io.Writer, r result, style render.Options) error { return f(w, r.report, format, style) }
}

// results reads every file and shows every underlying in it, in the order given. A file that fails is told at once and
// the next is tried; the highest exit code is returned.
func (p *program) results(o *chainOptions, show show) error {
	if err := cmp.Or(o.checkModel(), o.fits(len(o.files), "files"), p.spares(o.path, o.files)); err != nil {
		return err
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		s := &sequence{w: w, show: show, style: style, csv: o.format == render.CSV}
		s.apart = o.format == render.Table && !o.noHeader || o.format == render.Markdown
		code := exitDone
		for _, name := range o.files {
			err := p.file(name, o, s.add)
			if s.err != nil {
				return s.err
			}
			code = max(code, p.complain(err))
		}
		return toldAlready(code)
	})
}

// sequence shows one result after another.
type sequence struct {
	w     io.Writer
	show  show
	style render.Options
	apart bool // an empty line between two
	csv   bool // one heading for all
	shown int
	err   error // what went wrong in showing: it ends everything
}

func (s *sequence) add(r result) error {
	if s.shown > 0 && s.apart {
		fmt.Fprintln(s.w)
	}
	s.shown++
	s.err = s.show(s.w, r, s.style)
	s.style.NoHeader = s.style.NoHeader || s.csv // whose first line stands once
	return s.err
}

// underlyings is what there can be several of in one file.
const underlyings = "underlyings"

// fits refuses formats that hold one document when there are several.
func (o *chainOptions) fits(n int, what string) error {
	if n <= 1 || o.format != render.JSON {
		return nil
	}
	hint := "--format ndjson has one object a line"
	if what == underlyings {
		hint += ", --symbol picks one underlying"
	}
	return usageError(hint, "%d %s do not fit into one %s document", n, what, o.format)
}

// file takes one file from bytes to results. An underlying that fails is told, and the next is tried.
func (p *program) file(name string, o *chainOptions, found func(result) error) error {
	f, err := p.read(name, o)
	if err != nil {
		return err
	}
	if err := o.fits(len(f.Chains), underlyings); err != nil {
		return at(name, err)
	}
	code := exitDone
	for _, c := range f.Chains {
		where := name + ": " + c.Underlying
		r, err := o.analyse(f, c)
		if err != nil {
			code = max(code, p.complain(at(where, err)))
			continue
		}
		r.where, r.among = where, len(o.files) > 1 || len(f.Chains) > 1
		p.warn(r, o)
		if err := found(r); err != nil {
			return err
		}
	}
	return toldAlready(code)
}

// analyse takes one underlying from quotes to what the verb is about.
func (o *chainOptions) analyse(f *chain.File, c *chain.Chain) (result, error) {
	surface, err := vol.Fit(c, o.vol)
	if err != nil {
		return result{}, err
	}
	book, err := gex.NewBook(c, surface, o.gex)
	if err != nil {
		return result{}, err
	}
	r := result{book: book}
	input := report.Input{File: f.Name, SHA256: f.SHA256, Format: f.Format}
	if o.audit {
		r.check = gex.Audit(book)
		r.check.Version, r.check.Input = version(), input
	} else {
		r.report = o.build(book)
		r.report.Version, r.report.Input = version(), input
	}
	return r, nil
}

// warn puts the warnings on standard error when the result itself has no place for them.
func (p *program) warn(r result, o *chainOptions) {
	if o.quiet || o.carriesWarnings() {
		return
	}
	for _, w := range r.warnings() {
		p.note("%s: %s (%s)", r.where, w.Message, w.Code)
	}
}

// carriesWarnings reports whether the result itself shows the warnings.
func (o *chainOptions) carriesWarnings() bool {
	switch o.format {
	case render.Table:
		return !o.noHeader
	case render.Markdown, render.JSON, render.NDJSON:
		return true
	}
	return false
}

// at puts the name of the file before what is wrong with its content.
func at(name string, err error) error {
	f := classify(err)
	return &failure{code: f.code, hint: f.hint, err: fmt.Errorf("%s: %w", name, f.err)}
}
