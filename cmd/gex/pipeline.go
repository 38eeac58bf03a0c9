package main

import (
	"cmp"
	"errors"
	"io"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/par"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/vol"
)

// result is what the pipeline finds for one underlying.
type result struct {
	where    string // file and underlying, before what is said of it
	file     string // as it was given
	among    bool   // there are others
	book     *gex.Book
	document report.Document // of the verb; of gex check, what its conditions are about, nil without any
	check    *report.Check   // gex check's
	summary  *report.Summary // a row of a table of many, in the place of the document
	facts    []string        // how it came about, with --verbose
	bare     bool            // nothing in it has a position: its numbers are null
}

// warnings are what a reader should know of the result.
func (r result) warnings() []report.Warning {
	switch {
	case r.check != nil:
		return r.check.Warnings
	case r.summary != nil:
		return r.summary.Warnings
	}
	return r.document.WarningList()
}

// show writes a result.
type show func(w io.Writer, r result, style render.Options) error

// showing is a show that needs the document alone.
func showing[D report.Document](f render.Func[D], format render.Format) show {
	return func(w io.Writer, r result, style render.Options) error { return f(w, r.document.(D), format, style) }
}

// results reads every file and shows every underlying in it, in the order given: they are read and analysed on all
// cores, a few at a time, and nothing is kept of one that was shown. What fails is told in its place, and the others go
// on; the highest exit code is returned.
func (p *program) results(o *chainOptions, show show) error {
	if err := cmp.Or(o.checkModel(), o.checkMap(), o.fits(len(o.files), "files"), p.spares(o.path, o.files)); err != nil {
		return err
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		s := p.newSequence(o, w, show, style)
		par.InOrder(p.allPieces(o), s.take)
		return s.finish()
	})
}

// analysePiece reads a piece of a file and analyses every underlying in it.
func (o *chainOptions) analysePiece(read piece, among, several bool) found {
	f, err := read()
	if err != nil {
		return found{err: err}
	}
	if f.Unpriced != nil {
		return found{err: f.Unpriced}
	}
	out := found{file: f}
	for _, c := range f.Chains {
		r, err := o.analyse(f, c, among, several)
		out.results, out.errs = append(out.results, r), append(out.errs, err)
	}
	return out
}

// analyse takes one underlying from quotes to what the verb is about.
func (o *chainOptions) analyse(f *chain.File, c *chain.Chain, among, several bool) (result, error) {
	r := result{where: ": " + c.Underlying, among: among}
	surface, err := vol.Fit(c, o.vol)
	if err != nil {
		return r, err
	}
	book, err := o.book(c, surface, several, &r)
	if err != nil {
		return r, err
	}
	if o.verbose {
		r.facts = fitFacts(f, c, surface, book)
	}
	header := func(h *report.Header) {
		h.Version, h.Input = version(), report.Input{File: f.Name, SHA256: f.SHA256, Format: f.Format}
		h.Settings = *o.settings
	}
	switch {
	case o.kind.audits:
		r.check = gex.Audit(book)
		header(&r.check.Header)
		if o.kind.builds != nil {
			r.document = o.kind.builds(book)
			header(r.document.Head())
		}
	case o.summarises(among):
		r.summary = gex.Summarize(book)
		header(&r.summary.Header)
	default:
		r.book, r.document = book, o.kind.builds(book)
		header(r.document.Head())
	}
	for i, w := range r.warnings() {
		r.warnings()[i].Message = fault.Spell(w.Message, fault.AsFlag)
	}
	return r, nil
}

// book is the book of a chain. One of several underlyings in a file that has no positions becomes one of null numbers,
// with a warning: the others are not worth less for it.
func (o *chainOptions) book(c *chain.Chain, surface *vol.Surface, several bool, r *result) (*gex.Book, error) {
	book, err := gex.NewBook(c, surface, o.gex)
	if !several || !errors.Is(err, gex.ErrNoPosition) {
		return book, err
	}
	lacks := fault.Of(err)
	r.bare = true
	what := strings.Replace(lacks.What, "the file has", c.Underlying+" has", 1)
	c.Notes = append(c.Notes, chain.Warning{Code: "no-positions", Message: what + ": every exposure and level is null; " + lacks.Hint})
	anyway := o.gex
	anyway.Anyway = true
	return gex.NewBook(c, surface, anyway)
}

// summarises reports whether underlyings become the rows of one table: when there are several, for people.
func (o *chainOptions) summarises(among bool) bool {
	return o.kind.summarizes && among && o.can().page
}

// underlyings is what there can be several of in one file.
const underlyings = "underlyings"

// fits refuses formats that hold one document when there are several.
func (o *chainOptions) fits(n int, what string) error {
	if n <= 1 {
		return nil
	}
	if to := o.gex.Map.Symbol; to != "" {
		return usageError("--symbol picks one, and a price is of one file", "%d %s do not map to one price of %s", n, what, to)
	}
	if o.kind.alone != "" {
		return usageError("--symbol picks one", "%d %s cannot be %s at once", n, what, o.kind.alone)
	}
	can := o.can()
	if can.single == "" {
		return nil
	}
	hint := can.hint
	if what == underlyings {
		hint += can.pick
	}
	return usageError(hint, "%d %s do not fit into one %s", n, what, can.single)
}

// warn puts the warnings on standard error when the result itself has no place for them.
func (p *program) warn(r result, o *chainOptions) {
	if o.quiet || o.carriesWarnings() {
		return
	}
	for _, w := range r.warnings() {
		if o.kind.audits && report.Serious(w.Code) {
			continue // the check fails for it, and says so
		}
		p.note("%s", warningLine(r, w))
	}
}

// carriesWarnings reports whether the result itself shows the warnings.
func (o *chainOptions) carriesWarnings() bool {
	switch {
	case o.kind.warned:
		return true
	case o.format == render.Table && o.noHeader, o.format == render.NDJSON && o.kind.rows:
		return false
	}
	return o.can().warns
}
