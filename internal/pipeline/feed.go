package pipeline

import (
	"gex/internal/fault"
	"gex/internal/par"
)

// feed yields the parts of all files as work to do, and in the place of a file that fails its error.
func (j *Job) feed(out Outside) func(yield func(work func() found) bool) {
	return func(yield func(work func() found) bool) {
		if j.Combine != "" {
			j.feedCombined(out, yield)
			return
		}
		par.Ahead(j.openEach(out), func(o opened) bool { return j.feedFile(o, yield) })
	}
}

// opened is a file that was opened, and in a strict run looked through.
type opened struct {
	name  string
	src   *source
	notes []string
	err   error
}

// openEach yields the opening of every file as work to do: most are read and parsed by it.
func (j *Job) openEach(out Outside) func(yield func(work func() opened) bool) {
	return func(yield func(work func() opened) bool) {
		for _, name := range j.Files {
			if !yield(func() opened { return j.openFile(out, name) }) {
				return
			}
		}
	}
}

func (j *Job) openFile(out Outside, name string) opened {
	o := opened{name: name}
	if o.src, o.err = j.open(out, name); o.err != nil || o.src.dates != nil {
		return o
	}
	if o.err = j.allows(o.src.parts, underlyings); o.err != nil {
		o.err = fault.At(name, o.err)
	} else if j.Strict {
		o.notes, o.err = unclean(name, o.src)
	}
	return o
}

// feedFile yields the parts of a file; it is false when nothing more is wanted.
func (j *Job) feedFile(o opened, yield func(work func() found) bool) bool {
	name, src := o.name, o.src
	refused := func(f found, err error) bool {
		f.name, f.err = name, err
		return yield(func() found { return f })
	}
	if o.err != nil {
		return refused(found{notes: o.notes}, o.err)
	}
	if src.dates != nil {
		return j.feedDates(src.dates, name, yield)
	}
	among, more := len(j.Files) > 1 || src.parts > 1, true
	err := src.each(func(read part) bool {
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
