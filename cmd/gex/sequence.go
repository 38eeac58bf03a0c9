package main

import (
	"cmp"
	"fmt"
	"io"

	"gex/internal/fault"
	"gex/internal/render"
)

// sequence tells and shows one outcome after another.
type sequence struct {
	p        *program
	o        *chainOptions
	w        io.Writer
	show     show
	style    render.Options
	problems problemList // of the file at hand

	apart bool // an empty line between two
	shown int
	rows  render.Market // what is shown at the end, in one table
	code  int           // the highest of what failed
	later []error       // what failed and is told at the end
	err   error         // what went wrong in showing: it ends everything

	files []positions // one after the other
}

// positions counts the underlyings of a file that have no position, and says whether another one has.
type positions struct {
	file   string
	bare   int
	usable bool
}

func (p *program) newSequence(o *chainOptions, w io.Writer, show show, style render.Options) *sequence {
	if !o.quiet && p.term.Watched(o.target().ToStdout() && !o.summarises(true)) {
		p.term.Start(progressLine)
	}
	return &sequence{
		p: p, o: o, w: w, show: show, style: style,
		apart: o.apart(),
		rows:  render.Market{Top: o.top},
	}
}

// progressLine says how far a run is.
func progressLine(done, of int) string {
	line := "gex: " + grouped(done)
	if of >= done {
		line += " of " + grouped(of)
	}
	return line + " underlyings"
}

// take tells and shows what came of a piece; it is false when showing failed.
func (s *sequence) take(f found) bool {
	s.p.tell(f.notes)
	if f.name != s.problems.file || s.problems.seen >= s.problems.pieces {
		s.problems = problemList{file: f.name, pieces: f.of}
	}
	if lines := s.problems.of(f.file); !s.o.quiet && !s.o.strict {
		s.p.tell(lines)
	}
	if f.err != nil {
		s.fail(f.err)
	}
	for i, r := range f.results {
		r.file, r.where = f.name, f.name+r.where
		if f.errs[i] != nil {
			s.fail(fault.At(r.where, f.errs[i]))
			continue
		}
		if err := s.p.doubtful(r, s.o); err != nil {
			s.fail(err)
			continue
		}
		s.count(r)
		s.p.explain(r, s.o)
		s.p.warn(r, s.o)
		if s.err = s.add(r); s.err != nil {
			return false
		}
	}
	s.p.term.Progress.Step(f.of)
	return true
}

// count takes a result into account, whose file comes right after the one before it or is the same.
func (s *sequence) count(r result) {
	if n := len(s.files); n == 0 || s.files[n-1].file != r.file {
		s.files = append(s.files, positions{file: r.file})
	}
	f := &s.files[len(s.files)-1]
	if r.bare {
		f.bare++
	} else {
		f.usable = true
	}
}

// refuseBare fails the files in which no underlying has a position.
func (s *sequence) refuseBare() {
	for _, f := range s.files {
		if !f.usable {
			s.fail(fault.New(fault.Input, "--weight volume counts volumes where there is no open interest; gex check shows what was left out",
				"%s: none of its %d underlyings has a usable position", f.file, f.bare))
		}
	}
}

// fail tells an error, or keeps it for the end, and goes on.
func (s *sequence) fail(err error) {
	s.rows.Failed++
	if s.o.kind.failsLast {
		s.later = append(s.later, err)
		return
	}
	s.code = max(s.code, s.p.complain(err))
}

// add shows a result, or keeps it for the table of all.
func (s *sequence) add(r result) error {
	if r.summary != nil {
		s.rows.Rows = append(s.rows.Rows, *r.summary)
		return nil
	}
	if s.shown > 0 && s.apart {
		fmt.Fprintln(s.w)
	}
	s.shown++
	err := s.show(s.w, r, s.style)
	s.style.NoHeader = s.style.NoHeader || s.o.format == render.CSV // whose first line stands once
	return err
}

// finish shows the table of all, if there is one, and carries the exit code of what failed.
func (s *sequence) finish() error {
	s.p.term.Progress.End()
	var err error
	if len(s.rows.Rows) > 0 {
		err = s.rows.Write(s.w, s.o.format, s.style)
	}
	s.refuseBare()
	if n := len(s.later); n > 0 {
		s.p.note("%d of what was read could not be used:", n)
	}
	for _, failed := range s.later {
		s.code = max(s.code, s.p.complain(failed))
	}
	return cmp.Or(s.err, err, fault.Reported(s.code))
}
