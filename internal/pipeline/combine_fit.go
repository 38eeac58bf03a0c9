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
	"gex/internal/report"
)

// origin is a chain, the file that it is from, and what that is called on the command line.
type origin struct {
	chain *chain.Chain
	file  *chain.File
	name  string
}

// from are the files of a chain, several when it was joined of them.
func (o origin) from() []chain.Joined {
	if joined := o.file.Parts[o.chain.Underlying]; joined != nil {
		return joined
	}
	return []chain.Joined{{Path: o.name, Name: o.file.Name, SHA256: o.file.SHA256}}
}

// where are their paths.
func (o origin) where() string {
	var paths []string
	for _, f := range o.from() {
		paths = append(paths, f.Path)
	}
	return strings.Join(paths, ", ")
}

// analyzeCombined takes all chains of all files to one document.
func (j *Job) analyzeCombined(files []whole) (Result, error) {
	var all []origin
	for _, w := range files {
		for _, c := range w.list {
			all = append(all, origin{c, w.file, w.name})
		}
	}
	r := Result{Underlying: j.Combine}
	if err := gex.CheckMembers(j.Combine, chainsOf(all)); err != nil {
		return r, err
	}
	if len(all) == 1 {
		return j.lone(all[0])
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

// chainsOf are chains as the parts of a book before they are fitted.
func chainsOf(all []origin) []gex.Part {
	var list []gex.Part
	for _, o := range all {
		list = append(list, gex.Part{Chain: o.chain, Where: o.where()})
	}
	return list
}

// lone is the result of a book of one chain, which is that without the settings of combined books.
func (j *Job) lone(o origin) (Result, error) {
	one := *j
	one.Gex.Bin = 0
	one.Settings = slices.DeleteFunc(slices.Clone(j.Settings), func(s report.Setting) bool { return s.Name == "combine" || s.Name == "bin" })
	r, err := one.analyze(o.file, o.chain, false, false)
	if r.Lone = true; err != nil {
		return r, fault.At(o.name+": "+o.chain.Underlying, err)
	}
	return r, nil
}

// fitParts merges chains of one underlying, time and spot, fits what is left, and returns the file that the axis is from.
func (j *Job) fitParts(all []origin) (parts []gex.Part, axis *chain.File, err error) {
	groups := sameMoment(all)
	parts, errs := make([]gex.Part, len(groups)), make([]error, len(groups))
	several := slices.ContainsFunc(all, func(o origin) bool { return o.chain.Underlying != all[0].chain.Underlying })
	if several && j.Vol.Spot == "value" {
		return nil, nil, fault.New(fault.Usage, fault.Setting("spot")+" file and "+fault.Setting("spot")+" implied are for every member", "%s %g cannot be the price of several underlyings", fault.Setting("spot"), j.Vol.SpotAt)
	}
	par.Each(len(groups), true, func(i int) {
		parts[i] = partOf(groups[i])
		fit := *j
		if several {
			fit.Vol = j.Vol.OffFutures(parts[i].Chain)
		}
		if parts[i].Surface, errs[i] = fit.Fit(parts[i].Chain); errs[i] != nil {
			errs[i] = fault.At(parts[i].Where+": "+parts[i].Chain.Underlying, errs[i])
		}
	})
	for _, group := range groups {
		if axis == nil && gex.SameSymbol(group[0].chain.Underlying, j.Combine) {
			axis = byName(group)[0].file
		}
	}
	return parts, axis, cmp.Or(errs...)
}

// byName are the chains of a moment in the order of their files, in which these are listed whatever their order was.
func byName(group []origin) []origin {
	return slices.SortedStableFunc(slices.Values(group), func(a, b origin) int { return cmp.Compare(a.name, b.name) })
}

// partOf is the chain of several of one moment, with their files.
func partOf(group []origin) gex.Part {
	var p gex.Part
	var chains []*chain.Chain
	var names []string
	for _, o := range group { // of a contract in several the first counts
		chains = append(chains, o.chain)
	}
	for _, o := range byName(group) {
		for _, f := range o.from() {
			names, p.Files, p.Sums = append(names, f.Path), append(p.Files, f.Name), append(p.Sums, f.SHA256)
		}
	}
	p.Chain, p.Where = chain.Merge(chains), strings.Join(slices.Compact(names), ", ")
	return p
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
