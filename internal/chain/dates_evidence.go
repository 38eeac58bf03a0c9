package chain

import (
	"bytes"
	"fmt"

	"gex/internal/market"
)

// orders are how the date columns of a file write dates in numbers.
type orders struct{ expiry, when DateOrder }

// evidence is what the cells of a date column tell of their order.
type evidence struct {
	seen [3]string // the first date that can have the day first alone, and the month first alone
	open string    // the first that can have either
	last []byte
}

// add takes a cell into account. Where it is open, a symbol beside it may tell the date.
func (e *evidence) add(cell []byte, symbol func() (market.Date, bool)) {
	if len(cell) == 0 || bytes.Equal(cell, e.last) {
		return
	}
	e.last = append(e.last[:0], cell...)
	text := string(bytes.TrimSpace(cell))
	order, open := orderOf(text)
	if !open {
		e.tells(order, text)
		return
	}
	date, named := symbol()
	if !named && e.open == "" {
		e.open = text
	}
	for _, order := range []DateOrder{DayFirst, MonthFirst} {
		if m, ok := momentIn(text, order, false); ok && named && settling(m.date) == settling(date) {
			e.tells(order, text)
		}
	}
}

func (e *evidence) tells(order DateOrder, text string) {
	if e.seen[order] == "" {
		e.seen[order] = text
	}
}

// orderOf says what a date tells of its order; open when it could be either.
func orderOf(text string) (order DateOrder, open bool) {
	if len(text) == 0 || len(text) > maxMoment || !numericDate(text) {
		return DatesByContent, false
	}
	day, dayFirst := momentIn(text, DayFirst, false)
	month, monthFirst := momentIn(text, MonthFirst, false)
	switch {
	case dayFirst && monthFirst:
		return DatesByContent, day.date != month.date
	case dayFirst:
		return DayFirst, false
	case monthFirst:
		return MonthFirst, false
	}
	return DatesByContent, false
}

// numericDate reports whether a text may begin with a date in numbers whose year does not come first: nearly all that
// do not are told at once.
func numericDate(text string) bool {
	digits := 0
	for digits < len(text) && isDigit(text[digits]) {
		digits++
	}
	if digits == 4 && len(text) > 4 && isSeparator(rune(text[4])) {
		return false
	}
	return digits > 0 && digits != 9 && digits != 10 && digits < 12
}

// resolve returns the order of a column, and a date of it that is not in that order.
func (e *evidence) resolve(other *evidence, asked, habit DateOrder) (order DateOrder, against string, err error) {
	both := e.seen[DayFirst] != "" && e.seen[MonthFirst] != ""
	switch {
	case asked != DatesByContent:
		return asked | byFlag, e.seen[DayFirst+MonthFirst-asked], nil
	case both && e.open != "":
		return asked, "", fmt.Errorf("%s has the day first, %s the month, and %s may have either",
			quote(e.seen[DayFirst]), quote(e.seen[MonthFirst]), quote(e.open))
	case both:
		return asked, e.seen[DayFirst], nil
	case e.only() != DatesByContent:
		return e.only(), "", nil
	case e.open == "":
		return habit, "", nil
	case other.only() != DatesByContent:
		return other.only(), "", nil
	case habit != DatesByContent:
		return habit, "", nil
	}
	return asked, "", fmt.Errorf("%s may have the day first or the month, and no date in the file decides which", quote(e.open))
}

// only is the order that all dates of a column have which tell one.
func (e *evidence) only() DateOrder {
	switch day, month := e.seen[DayFirst] != "", e.seen[MonthFirst] != ""; {
	case day && !month:
		return DayFirst
	case month && !day:
		return MonthFirst
	}
	return DatesByContent
}
