package assembly

import (
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// Assembler collects the records of a file from a layout and builds chains from them. A layout names the underlying of a
// row, counts the row, then adds each of its records or reports it as unread.
type Assembler struct {
	Options          model.Options
	Src              *input.Source
	cols             columns
	Drafts           []*Draft
	byName           map[string]*Draft
	series           []*series
	chunk            []series            // where the next ones go
	byKey            map[seriesKey]int32 // of underlyings with many
	last             lastSeries
	lastRoot         lastRoot
	Problems         []model.Problem
	More             int
	Notes            []model.Warning   // on the file as a whole
	IVUnit           model.IVUnit      // of the layout's volatilities
	Parts            bool              // the layout divides quantities by the lot size: open interest need not be whole
	signed           int               // volatilities with a percent sign, already read as fractions; weighted as in the census
	Current          *Draft            // underlying of the current row; rows of unknown underlying are counted with the row before
	unassigned       Draft             // counts the rows before the first known underlying
	advice           string            // hint of the first problem
	badTime          *model.Problem    // the first quote time that could not be read
	timeHint         string            // its hint
	noInterest       *fault.Error      // the first open interest that could not be read
	Refusal          *fault.Error      // why the file cannot be used as a whole, regardless of its rows
	MoreFollows      bool              // the file continues after the rows of this assembler
	SettlementPrices bool              // last prices are settlement prices
	USListed         bool              // the layout has options that are listed in the United States alone
	Unpriceable      string            // what to do about a file of the layout that has no prices, "" for any file
	InIndia          bool              // the layout has options that are listed in India
	DatedBy          *market.Venue     // on whose clock quote dates are; nil: the venue that the name of the underlying tells
	InUnits          bool              // open interest and volume are in units of the underlying, not in contracts
	unknowns         map[int32]float64 // what is unknown of dealer positions, by line; nil: the file has no such column
	Offered          Quantities        // the quoted quantities of the current record
}

// series is one root and one expiry date of an underlying.
type series struct {
	of         *Draft
	before     int32  // the series of the underlying before it, counted from 1; 0: there is none
	named      string // the name of its root in the file
	root       market.Root
	date       market.Date // settlement day
	settlement time.Time
	contracts  int
	futures    []float64 // prices of its future in the rows
	offered    Quantities
}

// Limits on the content of a file. No market has as many underlyings, and the longest history of one has fewer
// expiries.
const (
	maxUnderlyings = MaxSections
	maxExpiries    = 1 << 13
)

// someExpiries is how many expiries a stock with options has, more or less.
const someExpiries = 12

type seriesKey struct {
	of   *Draft
	root string
	date market.Date
}

func NewAssembler(src *input.Source, o model.Options) *Assembler {
	o.Symbol = cells.BareName(o.Symbol)
	a := &Assembler{Options: o, Src: src, byName: map[string]*Draft{}, byKey: map[seriesKey]int32{}}
	a.Current = &a.unassigned
	return a
}

// Underlying returns the draft of a name, which may be marked to be skipped.
func (a *Assembler) Underlying(name string) *Draft {
	if d := a.byName[name]; d != nil {
		return d
	}
	if len(a.Drafts) == maxUnderlyings {
		a.Abandon(a.Src.Fail(0, "", fmt.Sprintf("the file has more than %d underlyings", maxUnderlyings), "check which column holds the underlying"))
		a.unassigned.Skip = true
		return &a.unassigned
	}
	d := &Draft{Skip: a.Options.Symbol != "" && a.Options.Symbol != name}
	if a.unassigned.Rows > 0 && !d.Skip {
		d.Rows, d.Unread, d.UnreadOI, d.strays = a.unassigned.Rows, a.unassigned.Unread, a.unassigned.UnreadOI, a.unassigned.strays
		a.unassigned = Draft{}
	}
	d.Underlying, d.Spot = name, math.NaN()
	switch {
	case a.InIndia:
		d.Root = market.IndianRoot(name)
	case a.USListed:
		d.Root = market.USRoot(name)
	}
	a.byName[name] = d
	a.Drafts = append(a.Drafts, d)
	return d
}

// Row counts a row of d. With nil, the underlying is unknown and the row is counted with the row before.
func (a *Assembler) Row(d *Draft) {
	if d != nil {
		a.Current = d
	}
	a.Current.Rows++
}

// Rows counts some rows of d.
func (a *Assembler) Rows(d *Draft, n int) {
	a.Current = d
	d.Rows += n
}

// Unread counts records of the current row whose contract cannot be identified, with the open interest that could be read.
func (a *Assembler) Unread(records int, openInterest float64) {
	a.Current.Unread += records
	a.Current.UnreadOI += openInterest
}

// SeriesOf returns the index of a series. If its date is not a trading day, the trading day before is used, and the
// repair says so.
func (a *Assembler) SeriesOf(d *Draft, root string, date market.Date) (int32, model.Repair) {
	key := seriesKey{d, root, date}
	if a.last.key != key {
		a.last = a.lookup(key)
	}
	return a.last.index, a.last.repair
}

// lastSeries caches the last lookup, which most files repeat.
type lastSeries struct {
	key    seriesKey
	index  int32
	repair model.Repair
}

func (a *Assembler) lookup(key seriesKey) lastSeries {
	found := lastSeries{key: key}
	root := a.rootNamed(key.of, key.root).On(key.date)
	if d := root.Venue.SettlementDate(key.date); d != key.date {
		key.date, found.repair = d, model.ExpiryRolled
	}
	index, ok := a.find(key)
	if !ok && key.of.expiries == maxExpiries {
		a.Abandon(a.Src.Fail(0, "", fmt.Sprintf("%s has more than %d expiries, by root and date", key.of.Underlying, maxExpiries),
			"check which columns hold the expiration and the root"))
		return lastSeries{key: found.key, index: int32(len(a.series) - 1)}
	}
	if !ok {
		index = a.newSeries(key, root)
	}
	found.index = index
	return found
}

// fewExpiries is how many of an underlying are searched one by one.
const fewExpiries = 32

// find returns the index of a series that there is already.
func (a *Assembler) find(key seriesKey) (index int32, ok bool) {
	if key.of.expiries > fewExpiries {
		index, ok = a.byKey[key]
		return index, ok
	}
	for i := key.of.latest; i > 0; i = a.series[i-1].before {
		if s := a.series[i-1]; s.date == key.date && s.named == key.root {
			return i - 1, true
		}
	}
	return 0, false
}

// newSeries adds a series and returns its index. Series are kept where they are when there are more.
func (a *Assembler) newSeries(key seriesKey, root market.Root) (index int32) {
	if len(a.chunk) == cap(a.chunk) {
		a.chunk = make([]series, 0, someExpiries)
		a.series = slices.Grow(a.series, max(someExpiries, len(a.series)))
	}
	of := key.of
	a.chunk = append(a.chunk, series{of: of, before: of.latest, named: key.root, root: root, date: key.date, settlement: root.SettlementInstant(key.date)})
	a.series = append(a.series, &a.chunk[len(a.chunk)-1])
	of.latest = int32(len(a.series))
	switch of.expiries++; {
	case of.expiries > fewExpiries+1:
		a.byKey[key] = of.latest - 1
	case of.expiries > fewExpiries:
		for i := of.latest; i > 0; i = a.series[i-1].before {
			a.byKey[seriesKey{of, a.series[i-1].named, a.series[i-1].date}] = i - 1
		}
	}
	return of.latest - 1
}

// lastRoot caches the last root, which most files repeat.
type lastRoot struct {
	of    *Draft
	name  string
	among market.Root // what the root of the underlying was
	root  market.Root
}

// rootNamed is rootOf, which it remembers.
func (a *Assembler) rootNamed(d *Draft, name string) market.Root {
	if l := &a.lastRoot; l.of != d || l.name != name || l.among != d.Root {
		*l = lastRoot{d, name, d.Root, a.rootOf(d, name)}
	}
	return a.lastRoot.root
}

// rootOf is the root of a series by its name, as far as the name says it. A name that means more than a US stock has no
// multiplier until the file has been read.
func (a *Assembler) rootOf(d *Draft, name string) market.Root {
	if d.Root.Name == name && name != "" {
		return d.Root
	}
	of := d.Root
	if of.Name == "" {
		of = market.LookupRoot(d.Underlying)
	}
	if root, ok := of.Named(name); ok {
		return root
	}
	if a.USListed {
		return market.USRoot(name)
	}
	root := market.LookupRoot(name)
	if meansMore(name) || meansMore(d.Underlying) && !root.Listed {
		root.HasLots = true
	}
	return root
}

// meansMore reports whether a name stands for something abroad, too.
func meansMore(name string) bool {
	_, _, ambiguous := market.Namesake(name, math.NaN())
	return ambiguous || market.IsForeign(name)
}

// Add adds a record and sets its multiplier.
func (a *Assembler) Add(r *Record) {
	s := a.series[r.Series]
	s.contracts++
	r.Out = a.multiplier(&s.root, &r.Value[tables.Multiplier-tables.Bid], r.Out)
	a.cols.add(r)
}

// multiplier sets the multiplier of a contract that has none, and returns the reason if the contract is left out.
func (a *Assembler) multiplier(root *market.Root, m *float64, out model.Reason) model.Reason {
	switch given := !math.IsNaN(*m); {
	case a.Options.Multiplier > 0:
		*m = a.Options.Multiplier
	case !given && root.HasLots: // giveLots sets it once the date of the file is known
	case !given:
		*m = root.Multiplier
		if root.Adjusted && out == model.Live {
			return model.Adjusted
		}
	}
	return out
}

// Reserve allocates columns for n contracts in total.
func (a *Assembler) Reserve(n int) { a.cols.reserve(n) }

// Contracts is the number of contracts so far.
func (a *Assembler) Contracts() int { return a.cols.n }

// Expiries is the number of expiries so far, by root and date.
func (a *Assembler) Expiries() int { return len(a.series) }

// NextLine is the line after that of the last contract, 0 if there are no contracts.
func (a *Assembler) NextLine() int {
	if n := a.cols.n; n > 0 {
		return int(a.cols.line[n-1]) + 1
	}
	return 0
}

// Root returns the root of a series.
func (a *Assembler) Root(series int32) *market.Root { return &a.series[series].root }

// Renew forgets what was collected. The memory of it is used again.
func (a *Assembler) Renew() {
	clear(a.byName)
	clear(a.byKey)
	a.cols.n = 0
	*a = Assembler{Options: a.Options, Src: a.Src, byName: a.byName, byKey: a.byKey,
		cols: a.cols, Drafts: a.Drafts[:0], series: a.series[:0], chunk: a.chunk[:0]}
	a.Current = &a.unassigned
}

// AnyLive reports whether any contract was not settled yet when its underlying was recorded.
func (a *Assembler) AnyLive() bool {
	for _, d := range a.Drafts {
		asOf := a.Options.AsOf.On(d.Of().Venue)
		if asOf.IsZero() && len(d.times) > 0 {
			asOf = d.times[0]
		}
		for i := range a.series {
			if a.series[i].contracts > 0 && a.series[i].settlement.After(asOf) && !asOf.IsZero() {
				return true
			}
		}
	}
	return false
}

// NoteUnknown notes columns that are not in the column contract.
func (a *Assembler) NoteUnknown(columns []string) {
	if len(columns) > 0 {
		a.Notes = append(a.Notes, model.Warn("columns-ignored", "ignored columns: "+tables.ListNames(columns)))
	}
}

// maxProblems is the number of problems that are listed; the others are counted.
const maxProblems = 20

// problemCount returns the number of problems so far.
func (a *Assembler) problemCount() int { return len(a.Problems) + a.More }

// Problem reports a cell or row that could not be read. Those of a skipped underlying do not count.
func (a *Assembler) Problem(line int, column, what string) {
	if a.Current.Skip {
		return
	}
	if len(a.Problems) == maxProblems {
		a.More++
		return
	}
	a.Problems = append(a.Problems, a.Src.Problem(line, column, what))
}

// Refuse reports a cell or row that could not be read, and keeps the hint of the first.
func (a *Assembler) Refuse(line int, column string, err error) {
	if advised, ok := err.(interface{ Hint() string }); ok && a.problemCount() == 0 {
		a.advice = advised.Hint()
	}
	a.Problem(line, column, err.Error())
}

// Abandon refuses the file as a whole. The first reason is reported.
func (a *Assembler) Abandon(e *fault.Error) {
	if a.Refusal == nil {
		a.Refusal = e
	}
}

// MaxSections is the maximum number of underlyings in a file, more than exist.
const MaxSections = 1 << 16
