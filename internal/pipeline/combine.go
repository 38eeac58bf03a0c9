package pipeline

import (
	"gex/internal/par"
)

// readWhole reads all of a file.
func (j *Job) readWhole(out Outside, name string) whole {
	w := whole{name: name}
	undated := *j
	undated.verb.Dated = false // a book is of one date
	src, err := undated.open(out, name)
	if err == nil && j.Strict {
		w.notes, err = unclean(name, src)
	}
	if err != nil {
		w.err = err
		return w
	}
	w.err = src.each(func(read part) bool {
		f, err := read()
		if err == nil && f.Unpriced != nil {
			err = f.Unpriced
		}
		if err != nil {
			w.err = err
			return false
		}
		if w.file == nil {
			w.file = f
		}
		w.list = append(w.list, f.Chains...)
		return true
	})
	return w
}

// feedCombined yields every combined book as work to do.
func (j *Job) feedCombined(out Outside, yield func(work func() found) bool) {
	for _, files := range j.books() {
		if !yield(func() found { return j.combined(out, files) }) {
			return
		}
	}
}

// combined reads files and makes their one result, unless one of them cannot be used: the others alone are another book.
func (j *Job) combined(out Outside, files []string) found {
	f := found{of: 1, book: make([]whole, len(files))}
	par.Each(len(files), true, func(i int) { f.book[i] = j.readWhole(out, files[i]) })
	for _, w := range f.book {
		if w.err != nil {
			return f
		}
	}
	r, err := j.analyzeCombined(f.book)
	if r.Files = files; err != nil {
		f.err = err
		return f
	}
	f.results, f.errs = []Result{r}, []error{nil}
	return f
}

// oneCombined is the one result of all files, or the first error; with silent nothing is noted.
func (j *Job) oneCombined(out Outside, silent bool) found {
	f := j.combined(out, j.Files)
	for _, w := range f.book {
		if !silent && !j.Quiet {
			notes(out, w.notes)
			notes(out, problems(w.name, w.file))
		}
		if w.err != nil {
			f.err = w.err
			break
		}
	}
	return f
}
