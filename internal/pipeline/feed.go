package pipeline

import "gex/internal/fault"

// feed yields the parts of all files as work to do, and in the place of a file that fails its error.
func (j *Job) feed(out Outside) func(yield func(work func() found) bool) {
	return func(yield func(work func() found) bool) {
		if j.Combine != "" {
			j.feedCombined(out, yield)
			return
		}
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
	if src.dates != nil {
		return j.feedDates(src.dates, name, yield)
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
