package cells

import (
	"bytes"
	"fmt"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// Orders are how the date columns of a file write dates in numbers.
type Orders struct{ Expiry, When model.DateOrder }

// Evidence is what the cells of a date column show about the order of day and month.
type Evidence struct {
	seen [3]string // the first date that can have the day first alone, and the month first alone
	open string    // the first that can have either
	last []byte
}

// Add takes a cell into account. Where it is ambiguous, the date in an option symbol beside it may decide.
func (e *Evidence) Add(cell []byte, symbol func() (market.Date, bool)) {
	if len(cell) == 0 || bytes.Equal(cell, e.last) {
		return
	}
	e.last = append(e.last[:0], cell...)
	text := string(bytes.TrimSpace(cell))
	order, open := OrderOf(text)
	if !open {
		e.tells(order, text)
		return
	}
	date, named := symbol()
	if !named && e.open == "" {
		e.open = text
	}
	for _, order := range []model.DateOrder{model.DayFirst, model.MonthFirst} {
		if m, ok := momentIn(text, order, false); ok && named && Settling(m.date) == Settling(date) {
			e.tells(order, text)
		}
	}
}

func (e *Evidence) tells(order model.DateOrder, text string) {
	if e.seen[order] == "" {
		e.seen[order] = text
	}
}

// OrderOf returns the order that a date must have; open when it can have either.
func OrderOf(text string) (order model.DateOrder, open bool) {
	if len(text) == 0 || len(text) > maxMoment || !numericDate(text) {
		return model.DatesByContent, false
	}
	day, dayFirst := momentIn(text, model.DayFirst, false)
	month, monthFirst := momentIn(text, model.MonthFirst, false)
	switch {
	case dayFirst && monthFirst:
		return model.DatesByContent, day.date != month.date
	case dayFirst:
		return model.DayFirst, false
	case monthFirst:
		return model.MonthFirst, false
	}
	return model.DatesByContent, false
}

// numericDate reports whether a text may begin with a date in numbers whose year does not come first: nearly all that
// do not are recognized at once.
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

// Resolve returns the order of a column, and a date of it that is not in that order.
func (e *Evidence) Resolve(other *Evidence, asked, habit model.DateOrder) (order model.DateOrder, against string, err error) {
	both := e.seen[model.DayFirst] != "" && e.seen[model.MonthFirst] != ""
	switch {
	case asked != model.DatesByContent:
		return asked | byFlag, e.seen[model.DayFirst+model.MonthFirst-asked], nil
	case both && e.open != "":
		return asked, "", fmt.Errorf("%s has the day first, %s the month, and %s may have either",
			Quote(e.seen[model.DayFirst]), Quote(e.seen[model.MonthFirst]), Quote(e.open))
	case both:
		return asked, e.seen[model.DayFirst], nil
	case e.only() != model.DatesByContent:
		return e.only(), "", nil
	case e.open == "":
		return habit, "", nil
	case other.only() != model.DatesByContent:
		return other.only(), "", nil
	case habit != model.DatesByContent:
		return habit, "", nil
	}
	return asked, "", fmt.Errorf("%s may have the day first or the month, and no date in the file decides which", Quote(e.open))
}

// only is the order of all dates of a column that have one order, DatesByContent if they disagree or there are none.
func (e *Evidence) only() model.DateOrder {
	switch day, month := e.seen[model.DayFirst] != "", e.seen[model.MonthFirst] != ""; {
	case day && !month:
		return model.DayFirst
	case month && !day:
		return model.MonthFirst
	}
	return model.DatesByContent
}
