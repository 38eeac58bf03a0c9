package series

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"time"

	"gex/internal/market"
)

// Prices are daily prices of one instrument, whose symbol no layout says. They do not change once read.
type Prices struct {
	Name    string // of the file
	Bars    []Bar  // ascending by date, each date once; never none as read
	Skipped int    // rows without a close

	skippedLine int // of the first of them
}

// Intraday are prices within days.
type Intraday struct {
	Name    string // of the file
	Bars    []Bar  // ascending by time, each time once; never none
	Skipped int    // rows without a close
}

// Bar is a day or a part of one.
type Bar struct {
	Date     market.Date // the trading day as the file writes it; within a day New York's date of Time
	Time     time.Time   // within a day, as the file writes it; zero: the bar is the day
	Line     int
	Open     float64 // 0: not known, as High, Low and Adjusted
	High     float64
	Low      float64
	Close    float64 // above zero
	Adjusted float64 // the close adjusted for dividends and splits, which is never used as a price
}

// PriceOptions are how a file of prices is read.
type PriceOptions struct {
	Columns map[string]string // the file's own name of a column, by the name that is read
	Setting string            // what gives Columns; "": nothing does
	Venue   *market.Venue     // on whose clock times without a zone are; nil: New York
	Ranges  bool              // open, high and low must be there
}

// Note is what is odd about a file that can be used.
type Note struct{ Code, Text string }

const (
	longHole      = 7     // calendar days between two closes that no holidays explain
	splitMove     = 0.4   // a fraction: hardly an index moves so in a day, and most splits do
	adjustedRows  = 252   // the last rows, whose adjusted closes are compared with the closes
	adjustedApart = 0.001 // a fraction of the close
	barsApart     = 1e-6  // a fraction of the close: how far vendors round
)

// File is the base name of the file.
func (p *Prices) File() string { return filepath.Base(p.Name) }

// Closes returns the closes, ascending by date.
func (p *Prices) Closes() []float64 {
	out := make([]float64, len(p.Bars))
	for i := range p.Bars {
		out[i] = p.Bars[i].Close
	}
	return out
}

// Until returns the prices up to a date and of it; there may be none.
func (p *Prices) Until(d market.Date) *Prices {
	out := *p
	n, found := slices.BinarySearchFunc(p.Bars, d, func(b Bar, d market.Date) int { return b.Date.Compare(d) })
	if found {
		n++
	}
	out.Bars = p.Bars[:n:n]
	return &out
}

// Notes returns what is odd about the prices: rows without a close, holes, moves that look like splits, days of the weekend,
// highs and lows that are not, and closes that are adjusted elsewhere.
func (p *Prices) Notes() []Note {
	var notes []Note
	note := func(code, format string, args ...any) {
		notes = append(notes, Note{code, fmt.Sprintf(format, args...)})
	}
	var holes, moves, weekend, odd counter
	longest := 0
	for i := range p.Bars {
		b := &p.Bars[i]
		if day := b.Date.Weekday(); day == time.Saturday || day == time.Sunday {
			weekend.add(i)
		}
		if !b.plausible() {
			odd.add(i)
		}
		if i == 0 {
			continue
		}
		if days := p.Bars[i-1].Date.DaysUntil(b.Date); days > longHole {
			holes.add(i)
			if longest == 0 || days > p.Bars[longest-1].Date.DaysUntil(p.Bars[longest].Date) {
				longest = i
			}
		}
		if math.Abs(b.Close/p.Bars[i-1].Close-1) > splitMove {
			moves.add(i)
		}
	}
	if p.Skipped > 0 {
		note("prices-skipped", "%s skipped, which %s no close (line %d)", counted(p.Skipped, "row is", "rows are"), has(p.Skipped), p.skippedLine)
	}
	if holes.n > 0 {
		from, to := p.Bars[longest-1].Date, p.Bars[longest].Date
		note("prices-hole", "%s than %d days without a close, the longest from %s to %s, %d days", counted(holes.n, "hole of more", "holes of more"), longHole, from, to, from.DaysUntil(to))
	}
	if moves.n > 0 {
		b := &p.Bars[moves.first]
		note("prices-split", "the close moves by more than %g%% in a day, %s, first by %+.1f%% to %s (line %d): if that is a split, adjust the closes before it",
			100*splitMove, counted(moves.n, "time", "times"), 100*(b.Close/p.Bars[moves.first-1].Close-1), b.Date, b.Line)
	}
	if weekend.n > 0 {
		b := &p.Bars[weekend.first]
		note("prices-weekend", "%s of a weekend, first %s (line %d); every row counts as a trading day, 252 a year", counted(weekend.n, "row is", "rows are"), b.Date, b.Line)
	}
	if odd.n > 0 {
		b := &p.Bars[odd.first]
		note("prices-range", "%s a high below, or a low above, another price of the day, first %s (line %d)", counted(odd.n, "row has", "rows have"), b.Date, b.Line)
	}
	if b := p.adjusted(); b != nil {
		note("prices-adjusted", "closes are used, not adjusted closes, which differ by more than %g%%, last on %s (line %d): levels are prices that are quoted", 100*adjustedApart, b.Date, b.Line)
	}
	return notes
}

// counter counts, and keeps the first place.
type counter struct{ n, first int }

func (c *counter) add(i int) {
	if c.n == 0 {
		c.first = i
	}
	c.n++
}

// plausible reports whether no price of a bar is above its high or below its low.
func (b *Bar) plausible() bool {
	slack := barsApart * b.Close
	for _, x := range []float64{b.Open, b.High, b.Low, b.Close} {
		if x != 0 && (b.High != 0 && x > b.High+slack || b.Low != 0 && x < b.Low-slack) {
			return false
		}
	}
	return true
}

// adjusted returns the last bar whose adjusted close is not its close, of the rows that are compared; nil: there is none.
func (p *Prices) adjusted() *Bar {
	for i := len(p.Bars) - 1; i >= max(0, len(p.Bars)-adjustedRows); i-- {
		if b := &p.Bars[i]; b.Adjusted != 0 && math.Abs(b.Adjusted/b.Close-1) > adjustedApart {
			return b
		}
	}
	return nil
}

// counted words a number of things.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}
