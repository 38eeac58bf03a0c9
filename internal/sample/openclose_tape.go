package sample

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gex/internal/market"
)

// Layouts of Open-Close files, by name.
const (
	openCloseDays       = "eod"        // a row for each series and day with trades
	openCloseIntervals  = "interval"   // of the day of AsOf until then: volumes since the open, every ten minutes
	openCloseIncrements = "increments" // the same, each row having the volumes of its ten minutes
	openCloseTrades     = "trades"     // time and sales of all days with the quotes before them
	openCloseTruth      = "truth"      // what market makers hold at AsOf, and at the close before
)

// OpenCloseLayouts are the names that OpenClose.Layout takes, the default first.
var OpenCloseLayouts = []string{openCloseDays, openCloseIntervals, openCloseIncrements, openCloseTrades, openCloseTruth}

// OpenClose sizes and shapes Open-Close files of one underlying. All layouts of the same Options are about the same trades.
type OpenClose struct {
	Options
	Layout string // of OpenCloseLayouts [eod]
	Days   int    // trading days, the last being the one before AsOf's, or that one when it has closed by then [21]

	Accuracy float64 // share of trades whose price says who bought [0.8]
}

// MostDays is the largest number of days, within the calendar's years.
const MostDays = 2520

// complete fills in the defaults and refuses what makes no sense.
func (o OpenClose) complete() (OpenClose, error) {
	setDefault(&o.Layout, OpenCloseLayouts[0])
	setDefault(&o.Days, 21)
	setDefault(&o.Accuracy, 0.8)
	chain := o.Options
	chain.Layout = layoutLong
	if chain.Underlyings > 1 {
		return o, fmt.Errorf("an Open-Close sample is of one underlying, not of %d", chain.Underlyings)
	}
	if o.Days < 1 || o.Days > MostDays {
		return o, fmt.Errorf("%d days are not between 1 and %d", o.Days, MostDays)
	}
	if !(o.Accuracy >= 0 && o.Accuracy <= 1) {
		return o, fmt.Errorf("an accuracy of %g is not between 0 and 1", o.Accuracy)
	}
	var err error
	o.Options, err = chain.complete()
	return o, err
}

// tape is the trades of all days.
type tape struct {
	o      OpenClose
	of     *asset
	days   []market.Date // of whole days
	today  market.Date   // of the part of a day after them; zero: none
	until  int           // seconds after midnight, the end of that part
	series []traded
}

// newTape lists the series of an underlying over all days: those of the chain at AsOf, and those that have expired since the first
// day. Every series is listed within the days, so that files of all of them have its whole history.
func newTape(o OpenClose) (*tape, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	a := newAsset(o.Options, o.name(0), 0)
	a.list(o.strikes()[0])
	t := &tape{o: o, of: a}
	t.calendar()
	r := rand.New(rand.NewPCG(o.Seed, math.MaxUint64-1))
	recent := a.board[0]
	for _, s := range a.board {
		if s.root.Settlement == market.PM {
			recent = s
			break
		}
	}
	for i, d := range t.days { // one expired on each day, or each Friday of a stock
		if recent.root.CashIndex || d.Weekday() == 5 {
			t.list(&series{root: recent.root, date: d, strikes: recent.strikes}, max(0, i-1-r.IntN(10)), i, r)
		}
	}
	for _, s := range a.board {
		if t.today.IsZero() && !t.days[len(t.days)-1].Before(s.date) {
			continue // it has settled with the last day, and is among those above
		}
		listed := 0
		if r.IntN(5) < 2 {
			listed = r.IntN(len(t.days))
		}
		t.list(s, listed, len(t.days), r)
	}
	return t, nil
}

// calendar finds the whole days up to AsOf, and the part of a day after them.
func (t *tape) calendar() {
	last := market.DateOf(t.o.AsOf)
	if market.IsTradingDay(last) && t.o.AsOf.Before(market.Close(last)) {
		if t.o.AsOf.After(market.Open(last)) {
			t.today = last
			h, m, s := t.o.AsOf.In(market.NewYork).Clock()
			t.until = 3600*h + 60*m + s
		}
		last = market.PrevTradingDay(last)
	} else if !market.IsTradingDay(last) {
		last = market.PrevTradingDay(last)
	}
	t.days = make([]market.Date, t.o.Days)
	for i := len(t.days) - 1; i >= 0; i-- {
		t.days[i], last = last, market.PrevTradingDay(last)
	}
}

// list adds the contracts of an expiry, which trade from one day to another.
func (t *tape) list(s *series, from, to int, r *rand.Rand) {
	busy := 0.3
	if s.listing >= monthly {
		busy = 1
	}
	if to < len(t.days) || len(t.series) == 0 {
		busy = 2
	}
	for _, strike := range s.strikes {
		for _, put := range []bool{false, true} {
			i := uint64(len(t.series))
			t.series = append(t.series, traded{of: s, strike: strike, put: put, from: from, to: to, busy: busy * (0.2 + r.Float64()), rng: rand.New(rand.NewPCG(t.o.Seed, 1<<40+i))})
		}
	}
}
