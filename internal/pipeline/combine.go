package pipeline

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/par"
)

// whole is a file of a combined book that was read.
type whole struct {
	name  string
	file  *chain.File // the first part; nil when reading failed
	list  []*chain.Chain
	notes []string
	err   error
}

// readWhole reads all of a file.
func (j *Job) readWhole(out Outside, name string) whole {
	w := whole{name: name}
	src, err := j.open(out, name)
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

// feedCombined yields every file for what is to be reported of it, then the one result of all.
func (j *Job) feedCombined(out Outside, yield func(work func() found) bool) {
	files := make([]whole, len(j.Files))
	par.Each(len(files), true, func(i int) { files[i] = j.readWhole(out, j.Files[i]) })
	failed := false
	for _, w := range files {
		f := found{name: w.name, of: 1, notes: w.notes, file: w.file, err: w.err}
		failed = failed || w.err != nil
		if !yield(func() found { return f }) {
			return
		}
	}
	if failed {
		return // its error was reported, and the others alone are another book
	}
	yield(func() found {
		r, err := j.analyzeCombined(files)
		return found{name: strings.Join(j.Files, "+"), results: []Result{r}, errs: []error{err}}
	})
}

// oneCombined is the one result of all files, or the first error; with silent nothing is noted.
func (j *Job) oneCombined(out Outside, silent bool) (last found) {
	j.feedCombined(out, func(work func() found) bool {
		last = work()
		if last.file != nil && last.err == nil && !silent && !j.Quiet {
			notes(out, problems(last.name, last.file))
		}
		return last.err == nil
	})
	return last
}

// origin is a chain and the file that it is from.
type origin struct {
	chain *chain.Chain
	file  *chain.File
}

// analyzeCombined takes all chains of all files to one document.
func (j *Job) analyzeCombined(files []whole) (Result, error) {
	var all []origin
	var names []string
	for _, w := range files {
		for _, c := range w.list {
			all, names = append(all, origin{c, w.file}), append(names, c.Underlying)
		}
	}
	r := Result{Underlying: j.Combine}
	if err := gex.CheckMembers(j.Combine, names); err != nil {
		return r, err
	}
	if len(all) == 1 {
		return j.alone().analyze(all[0].file, all[0].chain, false, false)
	}
	if j.verb.Refits {
		return r, fault.New(fault.Usage, "omit "+fault.Setting("bands"), "%s fits one chain in other ways, and the book is of %d", fault.Setting("bands"), len(all))
	}
	parts, first, err := j.fitParts(all)
	if err != nil {
		return r, err
	}
	r.Book, err = gex.Combine(j.Combine, parts, j.Gex)
	if err != nil {
		return r, err
	}
	r.Document = j.Document(first, r.Book, false)
	r.Underlying = r.Document.Head().Underlying
	if j.Verbose {
		for _, p := range parts {
			r.facts = append(r.facts, partFacts(p.Chain, p.Surface)...)
		}
	}
	return r, nil
}

// alone is the job of a book of one chain, which is that without the settings of combined books.
func (j *Job) alone() *Job {
	one := *j
	one.Gex.Bin = 0
	one.Settings = slices.Clone(j.Settings)
	for _, name := range []string{"combine", "bin"} {
		for i := len(one.Settings) - 1; i >= 0; i-- {
			if one.Settings[i].Name == name {
				one.Settings = slices.Delete(one.Settings, i, i+1)
			}
		}
	}
	return &one
}

// fitParts merges chains of one underlying, time and spot, fits what is left, and returns the file that the axis is from.
func (j *Job) fitParts(all []origin) (parts []gex.Part, axis *chain.File, err error) {
	groups := sameMoment(all)
	parts, errs := make([]gex.Part, len(groups)), make([]error, len(groups))
	several := slices.ContainsFunc(all, func(o origin) bool { return o.chain.Underlying != all[0].chain.Underlying })
	if len(groups) > 1 && j.Vol.Exercise == "american" {
		return nil, nil, fault.New(fault.Usage, fault.Setting("exercise")+" auto takes early exercise off the quotes of each member", "%s american has greeks of one chain alone, and the book is of %d", fault.Setting("exercise"), len(groups))
	}
	if several && j.Vol.Spot == "value" {
		return nil, nil, fault.New(fault.Usage, fault.Setting("spot")+" file and "+fault.Setting("spot")+" implied are for every member", "%s %g cannot be the price of several underlyings", fault.Setting("spot"), j.Vol.SpotAt)
	}
	par.Each(len(groups), true, func(i int) {
		var chains []*chain.Chain
		for _, o := range groups[i] {
			chains = append(chains, o.chain)
			parts[i].Files, parts[i].Sums = append(parts[i].Files, o.file.Name), append(parts[i].Sums, o.file.SHA256)
		}
		parts[i].Chain = chain.Merge(chains)
		o := j.Vol
		if several {
			o = o.OffFutures(parts[i].Chain)
		}
		fit := *j
		fit.Vol = o
		if parts[i].Surface, errs[i] = fit.Fit(parts[i].Chain); errs[i] != nil {
			errs[i] = fault.At(parts[i].Chain.Underlying, errs[i])
		}
	})
	for _, o := range all {
		if axis == nil && gex.SameSymbol(o.chain.Underlying, j.Combine) {
			axis = o.file
		}
	}
	return parts, axis, cmp.Or(errs...)
}

// sameMoment puts chains together that are of one underlying, time, delay and spot, in the order of the first of each.
func sameMoment(all []origin) [][]origin {
	type moment struct {
		underlying string
		at         time.Time
		delay      time.Duration
		spot       float64
	}
	var groups [][]origin
	at := map[moment]int{} // index in groups
	for _, o := range all {
		c := o.chain
		m := moment{c.Underlying, c.AsOf.UTC(), c.Delay, c.Spot}
		i, seen := at[m] // never when the spot is not known, NaN: each such chain is fitted alone
		if !seen {
			i = len(groups)
			at[m], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	return groups
}
