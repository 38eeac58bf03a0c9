package assembly

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// Assembler takes the records of a file from a layout and makes chains of them. A layout names the underlying of a
// row, counts the row, then adds each of its records or reports it as unread.
type Assembler struct {
	Options          model.Options
	Src              *input.Source
	cols             columns
	Drafts           []*Draft
	byName           map[string]*Draft
	series           []series
	byKey            map[seriesKey]int32
	last             lastSeries
	Problems         []model.Problem
	More             int
	Notes            []model.Warning // on the file as a whole
	IVUnit           model.IVUnit    // of the layout's volatilities
	Parts            bool            // the layout divides quantities by a lot: its open interest need not be whole
	signed           int             // volatilities with a percent sign, which are fractions once they are read; as the census counts
	Current          *Draft          // underlying of the current row; rows of unknown underlying count with the row before
	nobody           Draft           // until there is one
	advice           string          // hint of the first problem
	badTime          *model.Problem  // the first quote time that could not be read
	timeHint         string          // what to do about it
	noInterest       *fault.Error    // the first open interest that could not be read
	Refusal          *fault.Error    // why the file cannot be used as a whole, regardless of its rows
	MoreFollows      bool            // more of the file follows what was given to the assembler
	SettlementPrices bool            // last prices are settlement prices
	USListed         bool            // the layout has options that are listed in the United States alone
	InIndia          bool            // the layout has options that are listed in India
}

// Series is one root and one expiry date of an underlying.
type series struct {
	of         *Draft
	root       market.Root
	date       market.Date // the day it settles
	settlement time.Time
	contracts  int
	futures    []float64 // its future's price, as the rows give it
	offered    Quantities
}

// Bounds on what a file may be about. No market has as many underlyings, and the longest history of one has fewer
// expiries.
const (
	maxUnderlyings = MaxSections
	maxExpiries    = 1 << 13
)

type seriesKey struct {
	of   *Draft
	root string
	date market.Date
}

func NewAssembler(src *input.Source, o model.Options) *Assembler {
	o.Symbol = strings.ToUpper(strings.TrimLeft(o.Symbol, "^$"))
	a := &Assembler{Options: o, Src: src, byName: map[string]*Draft{}, byKey: map[seriesKey]int32{}}
	a.Current = &a.nobody
	return a
}

// Underlying returns the draft of a name, which may be one to skip.
func (a *Assembler) Underlying(name string) *Draft {
	if d := a.byName[name]; d != nil {
		return d
	}
	if len(a.Drafts) == maxUnderlyings {
		a.Abandon(a.Src.Fail(0, "", fmt.Sprintf("the file is about more than %d underlyings", maxUnderlyings), "does the column that names the underlying hold something else?"))
		a.nobody.Skip = true
		return &a.nobody
	}
	d := &Draft{Skip: a.Options.Symbol != "" && a.Options.Symbol != name}
	if a.nobody.Rows > 0 && !d.Skip {
		d.Rows, d.Unread, d.UnreadOI, d.strays = a.nobody.Rows, a.nobody.Unread, a.nobody.UnreadOI, a.nobody.strays
		a.nobody = Draft{}
	}
	d.Underlying, d.Spot = name, math.NaN()
	if a.InIndia {
		d.Root = market.IndianRoot(name)
	}
	a.byName[name] = d
	a.Drafts = append(a.Drafts, d)
	return d
}

// Row counts a row of d. Rows of unknown underlying are those of the row before.
func (a *Assembler) Row(d *Draft) {
	if d != nil {
		a.Current = d
	}
	a.Current.Rows++
}

// Unread counts records of the current row that cannot be placed, with the open interest that could be read.
func (a *Assembler) Unread(records int, openInterest float64) {
	a.Current.Unread += records
	a.Current.UnreadOI += openInterest
}

// SeriesOf returns the index of a series. When its date has no trading it is that of the trading day before, and the
// repair says so.
func (a *Assembler) SeriesOf(d *Draft, root string, date market.Date) (int32, model.Repair) {
	key := seriesKey{d, root, date}
	if a.last.key != key {
		a.last = a.lookup(key)
	}
	return a.last.index, a.last.repair
}

// lastSeries is what was asked for last, and in most files will be asked for next.
type lastSeries struct {
	key    seriesKey
	index  int32
	repair model.Repair
}

func (a *Assembler) lookup(key seriesKey) lastSeries {
	found := lastSeries{key: key}
	root := a.rootOf(key.of, key.root).On(key.date)
	if d := root.Venue.SettlementDate(key.date); d != key.date {
		key.date, found.repair = d, model.ExpiryRolled
	}
	index, ok := a.byKey[key]
	if !ok && key.of.expiries == maxExpiries {
		a.Abandon(a.Src.Fail(0, "", fmt.Sprintf("%s has more than %d expiries, by root and date", key.of.Underlying, maxExpiries),
			"does the column of expiries, or that of roots, hold something else?"))
		return lastSeries{key: found.key, index: int32(len(a.series) - 1)}
	}
	if !ok {
		key.of.expiries++
		index = int32(len(a.series))
		a.byKey[key] = index
		a.series = append(a.series, series{of: key.of, root: root, date: key.date, settlement: root.SettlementInstant(key.date)})
	}
	found.index = index
	return found
}

// Add takes a record and settles its multiplier.
func (a *Assembler) Add(r *Record) {
	s := &a.series[r.Series]
	s.contracts++
	r.Out = a.multiplier(&s.root, &r.Value[tables.Multiplier-tables.Bid], r.Out)
	a.cols.add(r)
}

// Multiplier sets the multiplier of a contract that has none, and returns why the contract takes no part.
func (a *Assembler) multiplier(root *market.Root, m *float64, out model.Reason) model.Reason {
	switch given := !math.IsNaN(*m); {
	case a.Options.Multiplier > 0:
		*m = a.Options.Multiplier
	case !given && root.HasLots: // giveLots gives it, when the day of the file is known
	case !given:
		*m = root.Multiplier
		if root.Adjusted && out == model.Live {
			return model.Adjusted
		}
	}
	return out
}

// Reserve allocates columns for n contracts in all.
func (a *Assembler) Reserve(n int) { a.cols.reserve(n) }

// Fill gives all contracts so far the same value of a field.
func (a *Assembler) Fill(f tables.Field, v float64) { a.cols.fill(f, v) }

// Contracts is the number of contracts so far.
func (a *Assembler) Contracts() int { return a.cols.n }

// NextLine is the line after that of the last contract, 0 when there is none.
func (a *Assembler) NextLine() int {
	if n := a.cols.n; n > 0 {
		return int(a.cols.line[n-1]) + 1
	}
	return 0
}

// Root is that of a series.
func (a *Assembler) Root(series int32) *market.Root { return &a.series[series].root }

// Renewed returns an assembler for other contracts of the same file, which takes over the columns.
func (a *Assembler) Renewed() *Assembler {
	next := NewAssembler(a.Src, a.Options)
	next.cols = a.cols
	next.cols.n = 0
	return next
}

// AnyLive reports whether a contract is not settled yet when its underlying was recorded.
func (a *Assembler) AnyLive() bool {
	for _, d := range a.Drafts {
		asOf := a.Options.AsOf
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

// maxProblems is how many places are named; the rest is counted.
const maxProblems = 20

// complaints is how many problems there have been.
func (a *Assembler) complaints() int { return len(a.Problems) + a.More }

func (a *Assembler) Problem(line int, column, what string) {
	if a.Current.Skip {
		return
	}
	if len(a.Problems) == maxProblems {
		a.More++
		return
	}
	a.Problems = append(a.Problems, model.Problem{File: a.Src.Name, Line: line, Column: column, What: what})
}

// Refuse reports a cell or row that could not be read, with what may be done about it.
func (a *Assembler) Refuse(line int, column string, err error) {
	if advised, ok := err.(interface{ Hint() string }); ok && a.complaints() == 0 {
		a.advice = advised.Hint()
	}
	a.Problem(line, column, err.Error())
}

// Untimed reports a quote time that could not be read.
func (a *Assembler) Untimed(line int, column string, err error) {
	if a.badTime == nil && !a.Current.Skip {
		a.badTime, a.timeHint = &model.Problem{File: a.Src.Name, Line: line, Column: column, What: err.Error()}, cells.HintOf(err, AsOfHint)
	}
	a.Refuse(line, column, err)
}

// MaxSections bounds the index. There are not as many underlyings in the world.
const MaxSections = 1 << 16
