package pipeline

import (
	"fmt"
	"io"
	"iter"

	"gex/internal/chain"
	"gex/internal/fault"
)

// One is the result of a file with one underlying. With silent nothing is noted.
func (j *Job) One(out Outside, name string, silent bool) (Result, error) {
	var f found
	if j.Combine != "" {
		f = j.oneCombined(out, silent)
	} else {
		j.feedFile(j.openFile(out, name), func(work func() found) bool {
			f = work()
			return false
		})
	}
	if !silent && !j.Quiet && f.book == nil {
		notes(out, f.notes)
		notes(out, problems(name, f.file))
	}
	switch {
	case f.err != nil:
		return Result{}, f.err
	case len(f.results) == 0:
		return Result{}, fault.New(fault.Input, "", "%s: no underlying in it", name)
	}
	r := f.results[0]
	if r.File = name; len(r.Files) > 1 {
		r.File = ""
	}
	if f.errs[0] != nil {
		return r, fault.At(r.Where(), f.errs[0])
	}
	if err := j.doubtful(out, r); err != nil {
		return r, err
	}
	if !silent {
		j.annotate(out, r)
	}
	return r, nil
}

// File reads a file as a whole, for a verb that fits nothing, and notes what was repaired, could not be read or was assumed.
func (j *Job) File(out Outside, name string) (*chain.File, error) {
	f, err := j.whole(out, name)
	if err != nil {
		return nil, err
	}
	if j.Strict {
		lines, err := unclean(name, inMemory(f))
		notes(out, lines)
		if err != nil {
			return nil, err
		}
	}
	if !j.Quiet {
		notes(out, problems(name, f))
		notes(out, j.assumed(name, f))
	}
	return f, nil
}

// whole reads a file, or joins the files that are one chain.
func (j *Job) whole(out Outside, name string) (*chain.File, error) {
	if j.parts != nil {
		return chain.Join(j.parts, out.Open, j.Reading(name))
	}
	in, err := out.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return chain.Read(in, j.Reading(name))
}

// assumed are the lines about what was assumed in reading, and in a verbose run how it was read.
func (j *Job) assumed(name string, f *chain.File) []string {
	var lines []string
	for _, c := range f.Chains {
		for _, n := range c.Notes {
			lines = append(lines, fmt.Sprintf("%s: %s: %s (%s)", name, c.Underlying, n.Message, n.Code))
		}
	}
	for _, c := range f.Chains {
		if j.Verbose {
			lines = append(lines, name+": "+c.Underlying+": "+readFacts(f, c))
		}
	}
	return lines
}

// Each reads a file and yields every underlying in it with its result, or with the error in its place; with an error that is
// about the whole file the result names no underlying. Nothing is noted, and nothing is refused for being doubtful.
func (j *Job) Each(in io.Reader, name string) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		f, err := chain.Read(in, j.Reading(name))
		if err != nil {
			yield(Result{File: name}, err)
			return
		}
		all := positions{file: name}
		if f.Unpriced != nil {
			yield(Result{File: name}, f.Unpriced)
			return
		}
		several := len(f.Chains) > 1
		for _, c := range f.Chains {
			r, err := j.analyze(f, c, several, several)
			r.File = name
			if err == nil {
				all.add(r.bare)
			}
			if !yield(r, err) {
				return
			}
		}
		if err := all.refuse(); err != nil {
			yield(Result{File: name}, err)
		}
	}
}
