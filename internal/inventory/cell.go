package inventory

import (
	"bytes"
	"fmt"
	"math"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// mostContracts is beyond what a series trades in a day, and small enough that sums of it are exact.
const mostContracts = 1e12

// contracts reads a number of contracts, which is never negative.
func contracts(cell []byte) (float64, error) {
	if len(cell) == 1 && cell[0]-'0' <= 9 { // as most are
		return float64(cell[0] - '0'), nil
	}
	x, kind := cells.Number(cell)
	switch {
	case kind == cells.Missing && len(bytes.TrimSpace(cell)) == 0:
		return 0, errorText("the cell is empty, and a volume is a number: write 0 where nothing was traded")
	case kind != cells.Plain:
		return 0, fmt.Errorf("%s is not a number of contracts", cells.Quote(cell))
	case x < 0:
		return 0, fmt.Errorf("%s is negative, and a volume is not: sales have a column of their own", cells.Quote(cell))
	case x > mostContracts:
		return 0, fmt.Errorf("%s is more than any series trades", cells.Quote(cell))
	}
	return x, nil
}

// strike reads a strike.
func strike(cell []byte) (float64, error) { return cells.StrikeRule.Required(cell) }

// side reads the type of an option: C or P.
func side(cell []byte) (byte, error) {
	right, err := cells.ParseRight(cell)
	return letterOf(right), err
}

// letterOf is C or P.
func letterOf(right model.Right) byte {
	if right == model.Put {
		return 'P'
	}
	return 'C'
}

// quote is a cell as a message shows it.
func quote(cell []byte) string { return cells.Quote(cell) }

// priceOrSize reads a number that is not negative; NaN where there is none.
func priceOrSize(cell []byte) (float64, error) {
	x, kind := cells.Number(cell)
	switch {
	case kind == cells.Missing:
		return math.NaN(), nil
	case kind != cells.Plain && kind != cells.Dollars || x < 0:
		return 0, fmt.Errorf("%s is not a price or a size", cells.Quote(cell))
	}
	return x, nil
}

// rootName reads the letters of a root, without the mark of an index.
func rootName(cell string) (string, error) {
	name, err := cells.ParseRoot(cell)
	if err == nil && name == "" {
		return "", fmt.Errorf("%s is not an option root", cells.Quote(cell))
	}
	return name, err
}

// underlyingName reads the name of an underlying; SPXW stands for what it is written on.
func underlyingName(cell string) (string, error) {
	name, err := cells.ParseName(cell)
	if r := market.LookupRoot(name); err == nil && r.Listed && r.Underlying != "" {
		return r.Underlying, nil
	}
	return name, err
}

// calendarDate reads a date with or without a time on that day. Where both orders of day and month are dates, the month is first,
// as vendors of these files write it; one that has the day first is refused, so that a column is read in one order.
func calendarDate(cell string) (market.Date, error) {
	if order, _ := cells.OrderOf(cell); order == model.DayFirst {
		return market.Date{}, fmt.Errorf("%s has the day before the month: write 2025-11-20 or 11/20/2025", cells.Quote(cell))
	}
	return cells.ParseDay(cell, model.MonthFirst)
}

// moments is a trade date and seconds since its midnight, negative in the evening before.
type moments struct {
	date    market.Date
	seconds float64
}

// evening is when the session of the next trading day may begin, in hours.
const evening = 17

// momentAt reads a date and time as of a venue, whose clock it has unless it names its zone, or a time since 1970.
func momentAt(v *market.Venue) func(cell string) (moments, error) {
	return func(cell string) (moments, error) {
		if order, _ := cells.OrderOf(cell); order == model.DayFirst {
			return moments{}, fmt.Errorf("%s has the day before the month: write 2025-11-20 10:00 or 11/20/2025 10:00", cells.Quote(cell))
		}
		at, _, err := cells.ParseTimeIn(cell, model.MonthFirst, cells.ClockOf(v))
		if err != nil {
			return moments{}, err
		}
		m := moments{date: v.TradeDate(at)}
		m.seconds = at.Sub(v.At(m.date, 0, 0)).Seconds()
		if written := v.DateOf(at); written != m.date && at.Before(v.At(m.date.AddDays(-1), evening, 0)) {
			return m, notTraded(cell, written)
		}
		return m, nil
	}
}

// notTraded is the error about a date on which nothing is traded.
func notTraded(cell string, date market.Date) error {
	return fmt.Errorf("%s: %s, %s, is not a trading day", cells.Quote(cell), date, date.Weekday())
}

// clockOf is seconds after midnight as 15:04:05; those before it are of the evening before.
func clockOf(seconds float64) string {
	s := int(seconds)
	if s < 0 {
		s += 24 * 3600
	}
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}
