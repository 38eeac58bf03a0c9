package pipeline

import (
	"errors"
	"io"

	"gex/internal/chain"
	"gex/internal/fault"
)

// part is a part of a file that is read and analyzed on its own: one underlying.
type part func() (*chain.File, error)

// source is a file as the parts it comes in.
type source struct {
	parts int
	each  func(yield func(part) bool) error // can be called again
}

// found is what came of a part, to be reported and shown in its turn.
type found struct {
	name    string // of the file
	of      int    // parts in all; 0: the file has none
	notes   []string
	file    *chain.File
	results []Result
	errs    []error // of each result
	err     error   // of the part, or of the file when it has none
}

// feed yields the parts of all files as work to do, and in the place of a file that fails its error.
func (j *Job) feed(out Outside) func(yield func(work func() found) bool) {
	return func(yield func(work func() found) bool) {
		for _, name := range j.Files {
			if !j.feedFile(out, name, yield) {
				return
			}
		}
	}
}

// feedFile yields the parts of a file; it is false when nothing more is wanted.
func (j *Job) feedFile(out Outside, name string, yield func(work func() found) bool) bool {
	refused := func(f found, err error) bool {
		f.name, f.err = name, err
		return yield(func() found { return f })
	}
	src, err := j.open(out, name)
	if err != nil {
		return refused(found{}, err)
	}
	if err := j.allows(src.parts, underlyings); err != nil {
		return refused(found{}, fault.At(name, err))
	}
	if j.Strict {
		if notes, err := unclean(name, src); err != nil {
			return refused(found{notes: notes}, err)
		}
	}
	among, more := len(j.Files) > 1 || src.parts > 1, true
	err = src.each(func(read part) bool {
		more = yield(func() found {
			f := j.analyzePart(read, among, src.parts > 1)
			f.name, f.of = name, src.parts
			return f
		})
		return more
	})
	if err != nil && more {
		return refused(found{}, err)
	}
	return more
}

// open opens a file. One that holds many underlyings one after the other is read twice and never held as a whole; what can
// be read only once is.
func (j *Job) open(out Outside, name string) (*source, error) {
	if info, err := out.Stat(name); name == "-" || err != nil || !info.Mode().IsRegular() {
		in, err := out.Open(name)
		if err != nil {
			return nil, err
		}
		defer in.Close()
		f, err := chain.Read(in, j.Reading(name))
		if err != nil {
			return nil, err
		}
		return inMemory(f), nil
	}
	plan, err := chain.Survey(func() (io.ReadCloser, error) { return out.Open(name) }, j.Reading(name))
	if err != nil {
		return nil, err
	}
	if plan.Underlyings == nil {
		return wholeOf(plan)
	}
	return &source{parts: plan.Sections(), each: func(yield func(part) bool) error {
		return ended(plan.Each(func(s *chain.Section) error {
			if !yield(s.Read) {
				return errEnough
			}
			return nil
		}))
	}}, nil
}

// wholeOf reads the one section of a plan.
func wholeOf(plan *chain.Plan) (*source, error) {
	var f *chain.File
	err := plan.Each(func(s *chain.Section) (err error) {
		f, err = s.Read()
		return err
	})
	if err != nil {
		return nil, err
	}
	return inMemory(f), nil
}

// errEnough ends a pass over a file early.
var errEnough = errors.New("enough")

func ended(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// inMemory is a file that was read as a whole. What could not be understood in it is reported with the first part.
func inMemory(f *chain.File) *source {
	return &source{parts: len(f.Chains), each: func(yield func(part) bool) error {
		for i, c := range f.Chains {
			one := *f
			one.Chains = []*chain.Chain{c}
			if i > 0 {
				one.Problems, one.More = nil, 0
			}
			if !yield(func() (*chain.File, error) { return &one, nil }) {
				break
			}
		}
		return nil
	}}
}
