package chain

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gex/internal/chain/layouts"
	"gex/internal/fault"
	"gex/internal/market"
)

// JoinedName is what several files that are one chain are called.
func JoinedName(names []string) string { return strings.Join(slices.Sorted(slices.Values(names)), "+") }

// Join reads several files as one chain: rows with the same underlying, root, settlement, strike and side are one contract,
// and what one file lacks comes from another. Two values for the same, or another spot or time, are an error. One of the
// files may have no spot and no time of its own, as a file of open interest. The order of the names makes no difference; lines
// count through the files in the order of their names, as the warning joined-files says.
func Join(names []string, open func(name string) (io.ReadCloser, error), o Options) (*File, error) {
	names = slices.Sorted(slices.Values(names))
	files, err := readParts(names, open, o)
	if err != nil {
		return nil, err
	}
	j := joining{names: names, files: files, all: map[string]*joinedChain{}}
	for i, f := range files {
		for _, c := range f.Chains {
			if err := j.add(i, c); err != nil {
				return nil, err
			}
		}
	}
	return j.finish(o)
}

// readParts reads every file. One that is no chain alone is read again with the time and the underlying of the others.
func readParts(names []string, open func(name string) (io.ReadCloser, error), o Options) ([]*File, error) {
	read := func(name string, o Options) (*File, error) {
		in, err := open(name)
		if err != nil {
			return nil, err
		}
		defer in.Close()
		o.Name = name
		return Read(in, o)
	}
	files, failed := make([]*File, len(names)), make([]error, len(names))
	var wholes []*File // one of each underlying
	for i, name := range names {
		if files[i], failed[i] = read(name, o); failed[i] == nil && !slices.ContainsFunc(wholes, files[i].sameUnderlying) {
			wholes = append(wholes, files[i])
		}
	}
	for i, name := range names {
		if failed[i] == nil {
			continue
		}
		if name != "-" {
			files[i] = readBeside(name, read, wholes, o)
		}
		if files[i] == nil {
			return nil, failed[i]
		}
	}
	return files, nil
}

func (f *File) sameUnderlying(other *File) bool {
	return len(f.Chains) > 0 && len(other.Chains) > 0 && f.Chains[0].Underlying == other.Chains[0].Underlying
}

// readBeside reads a file that is no chain alone with the time and the underlying of the one that it goes with; nil when that is
// none of them, or could be several.
func readBeside(name string, read func(string, Options) (*File, error), wholes []*File, o Options) (found *File) {
	for _, whole := range wholes {
		with := o
		with.AsOf = market.When{Time: whole.Chains[0].AsOf}
		if len(whole.Chains) == 1 && with.Symbol == "" {
			with.Symbol = whole.Chains[0].Underlying
		}
		f, err := readPart(name, read, with)
		if err != nil {
			continue
		}
		if found != nil {
			return nil
		}
		for _, c := range f.Chains {
			c.Notes = nil // about what it lacks alone
		}
		found = f
	}
	return found
}

// readPart reads a file that is no chain alone: as it is, then by columns with the names of the layout long.
func readPart(name string, read func(string, Options) (*File, error), o Options) (f *File, err error) {
	tries := []map[string]string{o.Columns}
	if len(o.Columns) == 0 {
		for _, names := range [][]string{{"underlying", "root"}, {"underlying"}, {"root"}, nil} {
			columns := map[string]string{"strike": "strike"}
			for _, name := range names {
				columns[name] = name
			}
			tries = append(tries, columns)
		}
	}
	for _, columns := range tries {
		o.Columns = columns
		if f, err = read(name, o); err == nil {
			return f, nil
		}
	}
	return nil, err
}

// contractKey is what makes two rows the same contract.
type contractKey struct {
	root    string
	settles time.Time
	strike  float64
	right   Right
}

// place is where a contract stands.
type place struct{ file, line int }

// joinedChain is an underlying in the making.
type joinedChain struct {
	*Chain
	first    int  // the file that gave spot and time
	interest bool // so far there is open interest alone, the time of which is not that of quotes
	rows     map[contractKey]int
	expiries []Expiry  // of each row, one contract long
	places   [][]place // of each row
	in       []bool    // by file: does it have the underlying?
}

type joining struct {
	names []string
	files []*File
	all   map[string]*joinedChain
}

// add merges the contracts of an underlying of a file.
func (j *joining) add(file int, c *Chain) error {
	to := j.all[c.Underlying]
	if to == nil {
		to = &joinedChain{Chain: &Chain{Underlying: c.Underlying, Root: c.Root, Spot: c.Spot, AsOf: c.AsOf, Delay: c.Delay}, first: file, interest: interestAlone(c), rows: map[contractKey]int{}, in: make([]bool, len(j.files))}
		j.all[c.Underlying] = to
	}
	to.in[file] = true
	if err := j.agree(to, file, c); err != nil {
		return err
	}
	for _, n := range c.Notes {
		if !slices.Contains(to.Notes, n) && !slices.Contains(ofParts, n.Code) {
			to.Notes = append(to.Notes, n)
		}
	}
	to.Rows += c.Rows
	to.Unread, to.UnreadOI = to.Unread+c.Unread, to.UnreadOI+c.UnreadOI
	for _, e := range c.Expiries {
		for i := e.Lo; i < e.Hi; i++ {
			key := contractKey{e.Root.Name, e.Settlement, c.Strike[i], c.Right[i]}
			at, known := to.rows[key]
			if known && c.Out[i] == Duplicate {
				known = false // it stays a row of its own, and is left out as one
			} else if !known {
				to.rows[key] = len(to.Strike)
			}
			if !known {
				to.append(e, c, i, place{file, int(c.Line[i])})
				continue
			}
			if err := j.merge(to, at, e, c, i, place{file, int(c.Line[i])}); err != nil {
				return err
			}
		}
	}
	return nil
}

// agree refuses another spot or time. A file of open interest alone has the time at which that was published: it may be any of
// the same day.
func (j *joining) agree(to *joinedChain, file int, c *Chain) error {
	venue := c.Of().Venue
	sameDay := venue.DateOf(c.AsOf) == venue.DateOf(to.AsOf)
	alone := interestAlone(c)
	switch {
	case !c.AsOf.Equal(to.AsOf) && !(sameDay && (alone || to.interest)):
		return j.differ(to, file, "time", to.AsOf.Format(time.RFC3339), c.AsOf.Format(time.RFC3339), "as-of")
	case to.interest && !alone:
		to.Spot, to.AsOf, to.Delay, to.first, to.interest = c.Spot, c.AsOf, c.Delay, file, false
	case math.IsNaN(to.Spot) && !math.IsNaN(c.Spot):
		to.Spot, to.Delay, to.first = c.Spot, c.Delay, file
	case !math.IsNaN(c.Spot) && c.Spot != to.Spot:
		return j.differ(to, file, "spot", fmt.Sprint(to.Spot), fmt.Sprint(c.Spot), "symbol")
	}
	return nil
}

// interestAlone reports whether a chain has no price of any kind.
func interestAlone(c *Chain) bool {
	for _, column := range [][]float64{{c.Spot}, c.Bid, c.Ask, c.Last, c.IV, c.Delta, c.Gamma} {
		if slices.ContainsFunc(column, func(v float64) bool { return !math.IsNaN(v) }) {
			return false
		}
	}
	return true
}

func (j *joining) differ(to *joinedChain, file int, what, was, is, setting string) error {
	hint := "files of one chain are made at the same time: fetch them together"
	if setting == "as-of" {
		hint += ", or set the time of both with " + fault.Setting(setting)
	}
	return fault.New(fault.Input, hint, "%s: the %s of %s is %s, and in %s it is %s", j.names[file], what, to.Underlying, is, j.names[to.first], was)
}

// ofParts are the codes of notes about what a part lacks, which are made again of the whole.
var ofParts = []string{"no-open-interest", "interest-elsewhere", "prices-from-last", "oi-fraction"}

// values are the columns of numbers of a chain, with their names.
func values(c *Chain) []struct {
	name   string
	column *[]float64
} {
	return []struct {
		name   string
		column *[]float64
	}{
		{"bid", &c.Bid}, {"ask", &c.Ask}, {"last", &c.Last}, {"volume", &c.Volume}, {"open_interest", &c.OpenInterest}, {"iv", &c.IV},
		{"delta", &c.Delta}, {"gamma", &c.Gamma}, {"multiplier", &c.Multiplier}, {"dealer_qty", &c.DealerQty},
	}
}

func (to *joinedChain) append(e Expiry, c *Chain, i int, at place) {
	e.Lo, e.Hi = len(to.Strike), len(to.Strike)+1
	to.expiries, to.places = append(to.expiries, e), append(to.places, []place{at})
	to.Strike, to.Right = append(to.Strike, c.Strike[i]), append(to.Right, c.Right[i])
	to.Out, to.Repaired = append(to.Out, c.Out[i]), append(to.Repaired, c.Repaired[i])
	from := values(c)
	for k, v := range values(to.Chain) {
		*v.column = append(*v.column, (*from[k].column)[i])
	}
}

// merge takes what a row lacks from another row about the same contract.
func (j *joining) merge(to *joinedChain, row int, e Expiry, c *Chain, i int, at place) error {
	from := values(c)
	for k, v := range values(to.Chain) {
		here, there := &(*v.column)[row], (*from[k].column)[i]
		switch {
		case math.IsNaN(*here):
			*here = there
		case !math.IsNaN(there) && there != *here:
			was := to.places[row][0]
			return &fault.Error{Code: fault.Input, Hint: "one of them is not of this chain, or not of the same time",
				Problem: fault.Problem{File: j.names[at.file], Line: at.line, Column: v.name,
					What: fmt.Sprintf("%v contradicts %v in %s:%d (%s %s %v %v)", there, *here, j.names[was.file], was.line, e.Root.Name, e.Date, c.Strike[i], c.Right[i])}}
		}
	}
	if to.Out[row] != Unreadable && to.Out[row] != Adjusted {
		to.Out[row] = c.Out[i]
	}
	to.Repaired[row] |= c.Repaired[i]
	if x := &to.expiries[row].Future; math.IsNaN(*x) {
		*x = e.Future
	}
	to.places[row] = append(to.places[row], at)
	return nil
}

// finish makes a file of the contracts by reading them again, so that they are judged as those of one file are.
func (j *joining) finish(o Options) (*File, error) {
	var chains []*Chain
	var places [][]place // of each line
	for _, name := range slices.Sorted(keysOf(j.all)) {
		c := j.all[name]
		c.Notes = append(c.Notes, j.note(c))
		c.Expiries = c.expiries
		chains = append(chains, c.Chain)
		places = append(places, c.places...)
		places = append(places, make([][]place, c.Unread)...)
	}
	var text bytes.Buffer
	if err := layouts.WriteLong(&text, chains); err != nil {
		return nil, err
	}
	o = Options{Name: JoinedName(j.names), Format: layouts.Long.Name, Symbol: o.Symbol, IVUnit: IVFraction, NoSum: true}
	f, err := readBytes(text.Bytes(), o)
	if err != nil {
		return nil, err
	}
	starts := j.starts()
	for _, c := range f.Chains {
		for i, line := range c.Line {
			if at := int(line) - 2; at < len(places) && len(places[at]) > 0 {
				c.Line[i] = int32(starts[places[at][0].file] + places[at][0].line)
			}
		}
	}
	sum := sha256.New()
	var bases []string
	for i, part := range j.files {
		fmt.Fprintln(sum, part.SHA256)
		bases = append(bases, filepath.Base(j.names[i]))
		f.Problems, f.More = append(f.Problems, part.Problems...), f.More+part.More
	}
	f.Name, f.Format = strings.Join(bases, "+"), j.files[0].Format
	if j.files[0].SHA256 != "" {
		f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	}
	f.Parts = j.parts()
	return f, nil
}

// parts are the files that each underlying is in.
func (j *joining) parts() map[string][]Joined {
	list := map[string][]Joined{}
	for underlying, c := range j.all {
		for i, in := range c.in {
			if in {
				list[underlying] = append(list[underlying], Joined{j.names[i], filepath.Base(j.names[i]), j.files[i].SHA256})
			}
		}
	}
	return list
}

// starts are the numbers before the lines of each file, when they count through.
func (j *joining) starts() []int {
	starts, next := make([]int, len(j.files)), 0
	for i, f := range j.files {
		starts[i] = next
		most := 0
		for _, c := range f.Chains {
			for _, line := range c.Line {
				most = max(most, int(line))
			}
		}
		next += most
	}
	return starts
}

// note says what was joined, and how many contracts are in one file alone.
func (j *joining) note(c *joinedChain) Warning {
	alone := make([]int, len(j.files))
	both := 0
	for _, p := range c.places {
		if len(p) > 1 {
			both++
		} else {
			alone[p[0].file]++
		}
	}
	list := []string{fmt.Sprintf("%d contracts in more than one file", both)}
	starts := j.starts()
	for i, name := range j.names {
		if c.in[i] {
			list = append(list, fmt.Sprintf("%d in %s alone, whose lines count from %d", alone[i], name, starts[i]+1))
		}
	}
	return Warning{Code: "joined-files", Message: strings.Join(list, "; ")}
}

func keysOf[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
