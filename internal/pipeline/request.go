package pipeline

import (
	"cmp"
	"slices"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// Request is what the user asked for.
type Request struct {
	Files   []string // "-" is standard input
	Join    bool     // the files are one chain
	Combine string   // the underlying on whose price all files are one book; "": each is one of its own

	Books [][]string // with Combine: the files of each book, when there are several; nil: all files are one

	Chain chain.Options
	Vol   vol.Options
	Gex   gex.Options

	SkipBad bool // go on in a file of many dates after one that cannot be used

	Strict  bool // refuse what had to be repaired, could not be read, or may be wrong
	Quiet   bool // no notes
	Verbose bool // a note on what was read and how it was fitted; Quiet overrules it

	Version  string           // of the program, for the header of documents
	Settings []report.Setting // those that are not built in, likewise
}

// Verb is what a run makes of each book and how its results are treated.
type Verb struct {
	Build func(b *gex.Book, among bool) report.Document // among: the run may have other underlyings

	Judges    bool // the result is a verdict on the file: it is shown whatever its warnings, Strict or not
	Carries   bool // the result shows its warnings itself; otherwise they become notes
	FailsLast bool // errors are reported at the end, not in their places
	Picks     bool // files without the underlying asked for are passed over, unless none has it
	Whole     bool // a file that may have been cut short is refused
	Dated     bool // a file may have many quote dates, and each is read on its own
	Keeps     bool // results have their books, which otherwise end when the document is made
	AtOne     bool // results of several dates are compared, which may be at one spot
	Sums      bool // documents have the SHA-256 of the file, which costs as much as reading it
	Single    Single
}

// Single is why a run is about one underlying alone. The zero value takes several.
type Single struct {
	Why  string // "do not fit into one picture"
	Hint string // what to do with several files or underlyings
	Pick string // what else to do with several underlyings of one file

	Files int // how many files it takes, when more than one
}

// underlyings and files are what there can be several of.
const (
	underlyings = "underlyings"
	files       = "files"
)

// allows refuses n underlyings or files where one is all there can be.
func (s Single) allows(n int, what string) error {
	if n <= 1 || s.Why == "" || what == files && n <= s.Files {
		return nil
	}
	hint := s.Hint
	if what == underlyings {
		hint += s.Pick
	}
	return fault.New(fault.Usage, hint, "%d %s %s", n, what, s.Why)
}

// Job is a request that was checked, with the verb that it is for.
type Job struct {
	Request
	verb   Verb
	single []Single
	parts  []string // the files of the one that is joined of them

	// Has reports whether a result of a file of many dates is there from an earlier run, so that it is not made again; nil: none
	// is. It is called by several goroutines.
	Has func(file, sha256 string, date market.Date, underlying string) bool

	// Priced is a result of an earlier run that goes on with this one, and had the same number as its spot.
	Priced Priced
}

// New checks a request against its verb. Errors are of usage: options that contradict each other, several files where one
// is all there can be.
func New(q Request, v Verb) (*Job, error) {
	j := &Job{Request: q, verb: v, single: []Single{v.Single}}
	if to := q.Gex.Map.Symbol; to != "" {
		j.single = []Single{{Why: "do not map to one price of " + to, Hint: fault.Setting("symbol") + " picks one, and a price is of one file"}, v.Single}
	}
	if q.Join && len(q.Files) > 0 {
		j.parts, j.Files = q.Files, []string{chain.JoinedName(q.Files)}
	}
	return j, cmp.Or(q.checkModel(), q.checkMap(), q.checkCombine(), j.allows(j.count(), files))
}

// books are the files of each combined book.
func (j *Job) books() [][]string {
	if j.Books != nil {
		return j.Books
	}
	return [][]string{j.Files}
}

// Divide makes a combined book of each list of files.
func (j *Job) Divide(books [][]string) {
	j.Books, j.Files = books, slices.Concat(books...)
}

// count is how many results the files have at least.
func (j *Job) count() int {
	if j.Combine != "" {
		return min(len(j.Files), len(j.books()))
	}
	return len(j.Files)
}

// allows refuses n underlyings or files where the verb, its format or the mapping of levels takes one.
func (j *Job) allows(n int, what string) error {
	for _, s := range j.single {
		if err := s.allows(n, what); err != nil {
			return err
		}
	}
	return nil
}

// checkModel refuses assumptions that contradict each other.
func (q *Request) checkModel() error {
	flat := fault.Setting("carry") + " flat"
	switch {
	case q.Vol.Carry != "flat":
		return nil
	case q.Vol.Spot == "implied":
		return fault.New(fault.Usage, "omit "+flat+", or give "+fault.Setting("spot")+" a price", "%s implied needs forwards from the quotes, %s makes its own", fault.Setting("spot"), flat)
	case len(q.Vol.Dividends) > 0:
		return fault.New(fault.Usage, "omit "+flat+", or give "+fault.Setting("yield"), "%s needs forwards from the quotes, %s makes its own", fault.Setting("dividend"), flat)
	}
	return nil
}

// checkMap refuses a way to map levels without an instrument to map them to.
func (q *Request) checkMap() error {
	if m := q.Gex.Map; m.By != "" && m.Symbol == "" {
		return fault.New(fault.Usage, "such as "+fault.Setting("map-to")+" ES=6712.25", "%s needs %s", fault.Setting("map-by"), fault.Setting("map-to"))
	}
	return nil
}

// checkCombine refuses settings that are for one chain where there may be several, and some of a combined book without one.
func (q *Request) checkCombine() error {
	combine := fault.Setting("combine")
	switch {
	case q.Combine == "" && q.Gex.Bin != 0:
		return fault.New(fault.Usage, "such as "+combine+" SPX", "%s needs %s", fault.Setting("bin"), combine)
	case q.Combine == "":
		return nil
	}
	return nil
}

// Reading are the options with which a file is read.
func (j *Job) Reading(name string) chain.Options {
	o := j.Chain
	o.Name, o.NoSum = name, !j.verb.Sums
	return o
}
