package chain

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

// assembler takes the records of a file from a layout and makes chains of them. A layout names the underlying of a
// row, tells of the row, then adds each of its records or reports it as unread.
type assembler struct {
	options    model.Options
	src        *input.Source
	cols       columns
	chains     []*draft
	byName     map[string]*draft
	series     []series
	byKey      map[seriesKey]int32
	last       lastSeries
	problems   []model.Problem
	more       int
	notes      []model.Warning // on the file as a whole
	ivUnit     model.IVUnit    // of the layout's volatilities
	parts      bool            // the layout divides quantities by a lot: its open interest need not be whole
	signed     int             // volatilities with a percent sign, which are fractions once they are read; as the census counts
	current    *draft          // that of the row last told of: rows of unknown underlying are counted with their neighbours
	nobody     draft           // until there is one
	advice     string          // what to do about the first problem
	badTime    *model.Problem  // the first quote time that could not be read
	timeHint   string          // what to do about it
	noInterest *fault.Error    // the first open interest that could not be read
	refusal    *fault.Error    // why the file cannot be used as a whole, whatever its rows hold
	inner      bool            // more of the file follows what was given to the assembler
	settled    bool            // last prices are settlement prices
}

// series is one root and one expiry date of an underlying.
type series struct {
	of         *draft
	root       market.Root
	date       market.Date // the day it settles
	settlement time.Time
	contracts  int
	futures    []float64 // its future's price, as the rows give it
	offered    quantities
}

// Bounds on what a file may be about. There are not as many underlyings in the world, and the longest history of one has
// fewer expiries.
const (
	maxUnderlyings = maxSections
	maxExpiries    = 1 << 13
)

type seriesKey struct {
	of   *draft
	root string
	date market.Date
}

func newAssembler(src *input.Source, o model.Options) *assembler {
	o.Symbol = strings.ToUpper(strings.TrimLeft(o.Symbol, "^$"))
	a := &assembler{options: o, src: src, byName: map[string]*draft{}, byKey: map[seriesKey]int32{}}
	a.current = &a.nobody
	return a
}

// underlying returns the draft of a name, which may be one to skip.
func (a *assembler) underlying(name string) *draft {
	if d := a.byName[name]; d != nil {
		return d
	}
	if len(a.chains) == maxUnderlyings {
		a.abandon(a.src.Fail(0, "", fmt.Sprintf("the file is about more than %d underlyings", maxUnderlyings), "does the column that names the underlying hold something else?"))
		a.nobody.skip = true
		return &a.nobody
	}
	d := &draft{skip: a.options.Symbol != "" && a.options.Symbol != name}
	if a.nobody.Rows > 0 && !d.skip {
		d.Rows, d.Unread, d.UnreadOI, d.strays = a.nobody.Rows, a.nobody.Unread, a.nobody.UnreadOI, a.nobody.strays
		a.nobody = draft{}
	}
	d.Underlying, d.Spot = name, math.NaN()
	a.byName[name] = d
	a.chains = append(a.chains, d)
	return d
}

// row counts a row of d. Rows of unknown underlying are those of the row before.
func (a *assembler) row(d *draft) {
	if d != nil {
		a.current = d
	}
	a.current.Rows++
}

// unread counts records of the current row that cannot be placed, with the open interest that could be read.
func (a *assembler) unread(records int, openInterest float64) {
	a.current.Unread += records
	a.current.UnreadOI += openInterest
}

// seriesOf returns the index of a series. When its date has no trading it is that of the trading day before, and the
// repair says so.
func (a *assembler) seriesOf(d *draft, root string, date market.Date) (int32, model.Repair) {
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

func (a *assembler) lookup(key seriesKey) lastSeries {
	found := lastSeries{key: key}
	root := market.LookupRoot(key.root)
	if d := root.Venue.SettlementDate(key.date); d != key.date {
		key.date, found.repair = d, model.ExpiryRolled
	}
	index, ok := a.byKey[key]
	if !ok && key.of.expiries == maxExpiries {
		a.abandon(a.src.Fail(0, "", fmt.Sprintf("%s has more than %d expiries, by root and date", key.of.Underlying, maxExpiries),
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

// add takes a record and settles its multiplier.
func (a *assembler) add(r *record) {
	s := &a.series[r.series]
	s.contracts++
	r.out = a.multiplier(&s.root, &r.value[tables.Multiplier-tables.Bid], r.out)
	a.cols.add(r)
}

// multiplier sets the multiplier of a contract that has none, and returns why the contract takes no part.
func (a *assembler) multiplier(root *market.Root, m *float64, out model.Reason) model.Reason {
	switch given := !math.IsNaN(*m); {
	case a.options.Multiplier > 0:
		*m = a.options.Multiplier
	case !given && root.HasLots: // giveLots gives it, when the day of the file is known
	case !given:
		*m = root.Multiplier
		if root.Adjusted && out == model.Live {
			return model.Adjusted
		}
	}
	return out
}

// noteUnknown tells of columns that are not in the contract.
func (a *assembler) noteUnknown(columns []string) {
	if len(columns) > 0 {
		a.notes = append(a.notes, model.Warn("columns-ignored", "columns without a use: "+tables.ListNames(columns)))
	}
}

// maxProblems is how many places are named; the rest is counted.
const maxProblems = 20

// complaints is how many problems there have been.
func (a *assembler) complaints() int { return len(a.problems) + a.more }

func (a *assembler) problem(line int, column, what string) {
	if a.current.skip {
		return
	}
	if len(a.problems) == maxProblems {
		a.more++
		return
	}
	a.problems = append(a.problems, model.Problem{File: a.src.Name, Line: line, Column: column, What: what})
}

// refuse reports a cell or row that could not be read, with what may be done about it.
func (a *assembler) refuse(line int, column string, err error) {
	if advised, ok := err.(interface{ Hint() string }); ok && a.complaints() == 0 {
		a.advice = advised.Hint()
	}
	a.problem(line, column, err.Error())
}

// untimed reports a quote time that could not be read.
func (a *assembler) untimed(line int, column string, err error) {
	if a.badTime == nil && !a.current.skip {
		a.badTime, a.timeHint = &model.Problem{File: a.src.Name, Line: line, Column: column, What: err.Error()}, cells.HintOf(err, asOfHint)
	}
	a.refuse(line, column, err)
}

// maxSections bounds the index. There are not as many underlyings in the world.
const maxSections = 1 << 16
