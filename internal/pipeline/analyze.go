package pipeline

import (
	"errors"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// Result is what a run makes of one underlying.
type Result struct {
	File       string   // as it was given; "": a combined book is of several
	Files      []string // of a combined book
	Lone       bool     // that would be a combined book, had it more than one chain
	Underlying string
	Date       market.Date // of a file of many dates; else zero
	Among      bool        // the run may have others
	Book       *gex.Book   // of a verb that keeps it
	Document   report.Document

	facts []string // how it came about
	bare  bool     // nothing in it has a position: its numbers are null
}

// Where is the file, the date in one of many, and the underlying, for what is said of the result; of a combined book its
// underlyings.
func (r Result) Where() string {
	if r.File == "" {
		return r.title()
	}
	return r.part() + ": " + r.Underlying
}

// title is what a combined book is of: SPX with SPY, ES.
func (r Result) title() string {
	if r.Document == nil || len(r.Document.Head().Members) < 2 {
		return r.Underlying
	}
	var others []string
	for _, m := range r.Document.Head().Members[1:] {
		others = append(others, m.Underlying)
	}
	return r.Underlying + " with " + strings.Join(others, ", ")
}

// part is the file, or the date of one of many.
func (r Result) part() string {
	if r.Date.IsZero() {
		return r.File
	}
	return r.File + ": " + r.Date.String()
}

// found is what came of a part, to be reported and shown in its turn.
type found struct {
	name    string // of the file
	of      int    // parts in all; 0: the file has none
	notes   []string
	dates   *Dates      // the file has many dates, of which nothing has come yet
	part    *datePart   // it is one of these dates
	settled market.Date // every contract of this date had settled by its time; else zero
	share   float64     // of the file that it is, when the parts are not alike
	file    *chain.File
	book    []whole // it is a combined book of these files
	results []Result
	errs    []error // of each result
	err     error   // of the part, or of the file when it has none
}

// whole is a file of a combined book that was read.
type whole struct {
	name  string
	file  *chain.File // the first part; nil when reading failed
	list  []*chain.Chain
	notes []string
	err   error
}

// analyzePart reads a part of a file and analyzes every underlying in it.
func (j *Job) analyzePart(read part, among, several bool) found {
	f, err := read()
	if err != nil {
		return found{err: err}
	}
	if f.Unpriced != nil {
		return found{err: f.Unpriced}
	}
	out := found{file: f}
	for _, c := range f.Chains {
		r, err := j.analyze(f, c, among, several)
		out.results, out.errs = append(out.results, r), append(out.errs, err)
	}
	j.drop(f)
	return out
}

// drop ends the chains of a file, of which only the problems are still shown, unless results have books of them.
func (j *Job) drop(f *chain.File) {
	if j.verb.Keeps {
		f.Chains = nil
	} else {
		f.Drop()
	}
}

// analyze takes one underlying from quotes to the document of the verb.
func (j *Job) analyze(f *chain.File, c *chain.Chain, among, several bool) (Result, error) {
	r := Result{Underlying: c.Underlying, Among: among}
	surface, err := j.Fit(c)
	if err != nil {
		return r, j.spotHint(f, err)
	}
	r.Book, r.bare, err = j.Book(c, surface, several)
	if err != nil {
		return r, err
	}
	if j.Verbose {
		r.facts = fitFacts(f, c, surface, r.Book)
	}
	r.Document = j.Document(f, r.Book, among)
	if !j.verb.Keeps {
		r.Book.Drop()
		surface.Drop()
		r.Book = nil
	}
	return r, nil
}

// spotHint gives the error of a chain without a spot its hint: where there are several, no number is right for all.
func (j *Job) spotHint(f *chain.File, err error) error {
	switch {
	case !j.verb.Dated && len(j.Files) < 2:
		return err
	case f.Format == "" || len(j.Chain.Columns) > 0:
		return eachPriced(err, fault.Setting("columns")+" spot=…")
	}
	return eachPriced(err, "gex formats "+f.Format)
}

// Fit, Book and Document are the steps from an underlying of a file to its document, for whoever takes them one by one.

// Fit fits the volatilities of a chain.
func (j *Job) Fit(c *chain.Chain) (*vol.Surface, error) { return vol.Fit(c, j.Vol) }

// Document is what the verb makes of a book, with a whole header.
func (j *Job) Document(f *chain.File, b *gex.Book, among bool) report.Document {
	d := j.verb.Build(b, among)
	j.Head(f, d)
	return d
}

// Head fills in what the header of a document says of its file and of the run.
func (j *Job) Head(f *chain.File, d report.Document) {
	h := d.Head()
	h.Version, h.Settings = j.Version, j.Settings
	h.Input = report.Input{File: f.Name, SHA256: f.SHA256, Format: f.Format}
	spell(d.WarningList())
	for _, m := range h.Members {
		spell(m.Warnings)
	}
}

// spell writes settings as flags.
func spell(warnings []report.Warning) {
	for i := range warnings {
		warnings[i].Message = fault.Spell(warnings[i].Message, fault.AsFlag)
	}
}

// Book is the book of a chain. One of several underlyings in a file that has no positions is bare: it becomes one of null
// numbers, with a warning, as the others are not worth less for it.
func (j *Job) Book(c *chain.Chain, surface *vol.Surface, several bool) (book *gex.Book, bare bool, err error) {
	o := j.Gex
	o.Among = several
	book, err = gex.NewBook(c, surface, o)
	if !several || !errors.Is(err, gex.ErrNoPosition) {
		return book, false, err
	}
	lacks := fault.Of(err)
	c.Notes = append(c.Notes, chain.Warning{Code: "no-positions", Message: lacks.What + ": every exposure and level is null; " + lacks.Hint})
	o.Anyway = true
	book, err = gex.NewBook(c, surface, o)
	return book, true, err
}
