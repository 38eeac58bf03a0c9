package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/par"
)

// Sink takes the results of a run. Every field may be left out.
type Sink struct {
	Show  func(Result) error          // each result in its turn; an error ends the run
	Count func(file string, rows int) // how many results a part of a file should have, before those that it has
	Dates func(Dates)                 // a file of many dates begins, each of which is a part
	End   func(failed int) error      // after the last result, and before errors that are reported at the end

	Failed []error // what failed before the run, for errors that are reported at the end
}

// Run reads every file and hands every underlying to the sink, in the order given. It returns the error of the sink, or one
// that carries the highest exit code of what failed and was reported.
func (j *Job) Run(out Outside, sink Sink) error {
	s := &sequence{Job: j, out: out, sink: sink, later: sink.Failed, price: j.Priced, meter: newMeter(out, j.Files)}
	par.InOrder(j.feed(out), s.take)
	return s.finish()
}

// sequence reports and shows one outcome after another.
type sequence struct {
	*Job
	out      Outside
	sink     Sink
	problems problemList // of the file at hand
	price    Priced      // by the number given

	shown   int     // results
	without []error // about files without the underlying asked for, of a verb that picks

	failed  int      // files and underlyings
	changed string   // the last file that changed while its parts were read
	code    int      // the highest of what failed
	later   []error  // what failed and is reported at the end
	last    []string // notes after that
	err     error    // of the sink: it ends everything

	files   []positions   // one after the other
	settled []market.Date // of the file at hand, on which nothing was left
	meter   meter
}

// positions counts the underlyings of a file that have no position, and says whether another one has.
type positions struct {
	file   string
	bare   int
	usable bool
}

// take reports and shows what came of a part; it is false when the sink failed.
func (s *sequence) take(f found) bool {
	if f.dates != nil {
		if s.sink.Dates != nil {
			s.sink.Dates(*f.dates)
		}
		if f.dates.Parts == 0 {
			s.meter.add(f.name, 0, 0)
		}
		return true
	}
	if f.part != nil && f.part.stopped() {
		return true
	}
	if s.sink.Count != nil {
		s.sink.Count(f.name, f.rows())
	}
	s.takeBook(f)
	notes(s.out, f.notes)
	if f.name != s.problems.file || s.problems.seen >= s.problems.parts {
		s.problems = problemList{file: f.name, parts: f.of}
	}
	if lines := s.problems.of(f.file); !s.Quiet && !s.Strict {
		notes(s.out, lines)
	}
	failed := s.failed
	switch {
	case s.verb.Picks && errors.Is(f.err, chain.ErrNoSymbol):
		s.without = append(s.without, f.err)
	case f.err != nil && !s.changedAgain(f):
		s.fail(f.err)
	}
	for i, r := range f.results {
		if r.File = f.name; f.book != nil && len(r.Files) == 1 {
			r.File = r.Files[0]
		}
		if err := s.one(r, f.errs[i]); err != nil {
			s.err = err
			return false
		}
	}
	if f.part != nil && f.part.behind == 0 && !f.part.some.Load() {
		s.fail(fault.New(fault.Input, "name another with "+fault.Setting("symbol"), "%s: none of its dates has a contract on %q", f.name, s.Chain.Symbol))
	}
	ends := f.part != nil && s.failed > failed && !s.SkipBad
	s.takeSettled(f, ends)
	if ends {
		s.last = append(s.last, f.part.stop()...)
	}
	s.progress(f)
	return true
}

// changedAgain reports whether a part fails because its file has changed, as one before it did.
func (s *sequence) changedAgain(f found) bool {
	if !errors.Is(f.err, chain.ErrChanged) {
		return false
	}
	before := s.changed
	s.changed = f.name
	return before == f.name
}

// takeSettled counts the dates of a file on which every contract had settled, and notes them at its end. A file of no others cannot
// be used.
func (s *sequence) takeSettled(f found, ends bool) {
	if f.part == nil {
		return
	}
	if !f.settled.IsZero() {
		s.settled = append(s.settled, f.settled)
	}
	n := len(s.settled)
	if n == 0 || f.part.behind > 0 && !ends {
		return
	}
	if n == len(f.part.plan.Parts) {
		s.fail(fault.New(fault.Input, "", "%s: on each of its %d dates every contract had settled by the time of the quotes", f.name, n))
	} else if !s.Quiet {
		s.last = append(s.last, fmt.Sprintf("%s: dates without a result, as every contract had settled by the time of the quotes: %s (%s)", f.name, counted(n), firstOf(s.settled)))
	}
	s.settled = nil
}

// firstOf lists dates, of many the first.
func firstOf(dates []market.Date) string {
	const most = 3
	var list []string
	for _, d := range dates[:min(len(dates), most)] {
		list = append(list, d.String())
	}
	if len(dates) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}

// takeBook reports what came of the files of a combined book, and counts them.
func (s *sequence) takeBook(f found) {
	for _, w := range f.book {
		notes(s.out, w.notes)
		if !s.Quiet && !s.Strict {
			notes(s.out, problems(w.name, w.file))
		}
		if w.err != nil {
			s.fail(w.err)
		}
		s.meter.add(w.name, 1, 0)
	}
}

// progress says that a part is done.
func (s *sequence) progress(f found) {
	if f.book == nil {
		s.meter.add(f.name, f.of, f.share)
	}
	s.out.Step(f.of)
}

// rows is how many results a part should have.
func (f found) rows() int {
	if f.err != nil {
		return len(f.results) + 1
	}
	return len(f.results)
}

// one reports and shows a result; its error is that of the sink.
func (s *sequence) one(r Result, failed error) error {
	if failed != nil {
		s.fail(fault.At(r.Where(), failed))
		return nil
	}
	if s.Vol.Spot == "value" && !s.verb.AtOne {
		switch err := s.price.take(r.Document.Head().AsOf.Day(), r.Where(), s.Vol.SpotAt); {
		case err != nil && s.verb.Dated: // no row is right of what is about several dates
			return err
		case err != nil:
			s.fail(err)
			return nil
		}
	}
	if err := s.doubtful(s.out, r); err != nil {
		s.fail(err)
		return nil
	}
	s.shown++
	s.count(r)
	s.annotate(s.out, r)
	if s.sink.Show == nil {
		return nil
	}
	return s.sink.Show(r)
}

// count takes a result into account, whose file comes right after the one before it or is the same.
func (s *sequence) count(r Result) {
	if n := len(s.files); n == 0 || s.files[n-1].file != r.part() {
		s.files = append(s.files, positions{file: r.part()})
	}
	s.files[len(s.files)-1].add(r.bare)
}

func (f *positions) add(bare bool) {
	if bare {
		f.bare++
	} else {
		f.usable = true
	}
}

// refuse is an error for a file in which no underlying has a position.
func (f positions) refuse() error {
	if f.usable || f.bare == 0 {
		return nil
	}
	return fault.New(fault.Input, fault.Setting("weight")+" volume counts volumes where there is no open interest; gex check shows what was left out",
		"%s: none of its %d underlyings has a usable position", f.file, f.bare)
}

// fail reports an error, or keeps it for the end, and goes on.
func (s *sequence) fail(err error) {
	s.failed++
	if s.verb.FailsLast {
		s.later = append(s.later, err)
		return
	}
	s.code = max(s.code, s.out.Complain(err))
}

// passOver notes how many files do not have the underlying asked for; they have failed where no file has it.
func (s *sequence) passOver() {
	if n := len(s.without); n > 0 && s.shown > 0 {
		if !s.Quiet {
			s.out.Note(fmt.Sprintf("%d of %d files passed over: no contract on %q in them", n, len(s.Files), s.Chain.Symbol))
		}
		return
	}
	for _, err := range s.without {
		s.fail(err)
	}
}

// finish ends the run of the sink, reports what failed, and carries the highest exit code.
func (s *sequence) finish() error {
	s.out.Done()
	s.passOver()
	var err error
	if s.err == nil && s.sink.End != nil {
		err = s.sink.End(s.failed)
	}
	for _, f := range s.files {
		if err := f.refuse(); err != nil {
			s.fail(err)
		}
	}
	if n := len(s.later); n > 0 {
		s.out.Note(fmt.Sprintf("%d of what was read could not be used:", n))
	}
	for _, failed := range s.later {
		s.code = max(s.code, s.out.Complain(failed))
	}
	notes(s.out, s.last)
	return cmp.Or(s.err, err, fault.Reported(s.code))
}
