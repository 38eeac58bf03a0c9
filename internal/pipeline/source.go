package pipeline

import (
	"errors"
	"io"

	"gex/internal/chain"
)

// part is a part of a file that is read and analyzed on its own: one underlying.
type part func() (*chain.File, error)

// source is a file as the parts it comes in.
type source struct {
	parts int
	each  func(yield func(part) bool) error // can be called again
	dates *chain.DatePlan                   // the parts are its dates, and each is nil
}

// open opens a file. One that holds many underlyings one after the other is read twice and never held as a whole; what can
// be read only once is.
func (j *Job) open(out Outside, name string) (*source, error) {
	if j.parts != nil {
		f, err := chain.Join(j.parts, out.Open, j.Reading(name))
		if err != nil {
			return nil, err
		}
		return inMemory(f), nil
	}
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
	if j.verb.Dated {
		if src, err := j.openDates(out, name); src != nil || err != nil {
			return src, err
		}
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

// openDates opens a file that may have many quote dates. It returns nil for one that has not, to be opened as any other.
func (j *Job) openDates(out Outside, name string) (*source, error) {
	plan, err := chain.SurveyDates(func() (io.ReadCloser, error) { return out.Open(name) }, j.Reading(name))
	switch {
	case err != nil:
		return nil, err
	case len(plan.Parts) > 1 && j.Vol.Spot == "value":
		return nil, severalDates(name, len(plan.Parts), j.Vol.SpotAt)
	case plan.Parts != nil:
		return &source{parts: len(plan.Parts), dates: plan}, nil
	case plan.File != nil:
		return inMemory(plan.File), nil
	}
	return nil, nil
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
