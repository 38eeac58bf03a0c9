package inventory

import (
	"math"

	"gex/internal/market"
)

// dayKey identifies a day of a file.
type dayKey struct {
	date     market.Date
	exchange string
}

// dayBuilder is a day whose rows come in.
type dayBuilder struct {
	Day
	layout *layout
	seen   map[Name]seenRow // of whole days
	parts  map[Name]*parts  // of intervals
	index  map[Name]int     // of trades: the entry
	last   float64          // latest time of a row, seconds after midnight
}

type seenRow struct {
	line int
	hash uint64
}

func newDay(key dayKey, l *layout) *dayBuilder {
	d := &dayBuilder{
		Day:    Day{Date: key.date, Exchange: key.exchange, Source: l.source, Traded: math.NaN(), Industry: math.NaN()},
		layout: l, seen: map[Name]seenRow{}, parts: map[Name]*parts{}, index: map[Name]int{},
	}
	if l.column(colTraded) >= 0 {
		d.Traded = 0
	}
	if l.column(colIndustry) >= 0 {
		d.Industry = 0
	}
	return d
}

// leave counts a row that takes no part.
func (d *dayBuilder) leave(why Reason) { d.LeftOut[why]++ }

// openCloseRow is what a row says of its series.
type openCloseRow struct {
	seconds            float64 // after midnight
	line               int
	hash               uint64 // of its cells
	dealers, everybody sides
	volumes            []float64
	traded, industry   float64 // NaN: not in the file
	interest           float64 // likewise
}

// balanced reports whether as many contracts were bought as sold, and as were traded.
func (o *openCloseRow) balanced() bool {
	e := o.everybody
	return e.bought == e.sold && (math.IsNaN(o.traded) || e.bought == o.traded)
}

// volume is how many contracts were traded, as far as the file says: at least what its actors bought or sold.
func (o *openCloseRow) volume() float64 {
	if o.traded >= 0 {
		return o.traded
	}
	return max(o.everybody.bought, o.everybody.sold)
}

// parts are the rows of a series within a date, in the order in which they come.
type parts struct {
	first, last    float64 // seconds after midnight
	line           int     // of the last row
	hash           uint64
	rows           int
	forth, back    bool // times rise, fall
	volumes        []float64
	rises, falls   bool // from a row to the next, in the order of the file, a volume does so
	early, late    sides
	sum            sides // of the dealers, as increments
	firstInterest  float64
	volume, volEnd float64 // contracts traded: the sum, and of the row that is last in time
	volBegin       float64
}
