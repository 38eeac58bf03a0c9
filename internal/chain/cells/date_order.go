package cells

import (
	"bytes"
	"fmt"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// Orders holds the order of day and month in the numeric dates of each date column of a file.
type Orders struct{ Expiry, When model.DateOrder }

// Evidence collects what the cells of a date column show about the order of day and month.
type Evidence struct {
	seen [3]string // by order, the first date that is valid only in that order
	open string    // the first that is valid in either
	last []byte
}

// Add counts a cell. If it is ambiguous, the date in the option symbol of its row may resolve it.
func (e *Evidence) Add(cell []byte, symbol func() (market.Date, bool)) {
	if len(cell) == 0 || bytes.Equal(cell, e.last) {
		return
	}
	e.last = append(e.last[:0], cell...)
	text := string(bytes.TrimSpace(cell))
	order, open := OrderOf(text)
	if !open {
		e.see(order, text)
		return
	}
	date, named := symbol()
	if !named && e.open == "" {
		e.open = text
	}
	for _, order := range []model.DateOrder{model.DayFirst, model.MonthFirst} {
		if m, ok := momentIn(text, order, false); ok && named && Settling(m.date) == Settling(date) {
			e.see(order, text)
		}
	}
}

func (e *Evidence) see(order model.DateOrder, text string) {
	if e.seen[order] == "" {
		e.seen[order] = text
	}
}

// OrderOf returns the only order in which a date is valid; open reports that both are valid and differ.
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

// numericDate reports whether a text may begin with a numeric date whose year does not come first. It is a cheap test
// that rejects nearly everything else.
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

// Resolve returns the order of a column, and the first date in the column that contradicts it, if any.
func (e *Evidence) Resolve(other *Evidence, asked, habit model.DateOrder) (order model.DateOrder, against string, err error) {
	both := e.seen[model.DayFirst] != "" && e.seen[model.MonthFirst] != ""
	switch {
	case asked != model.DatesByContent:
		return asked | byFlag, e.seen[model.DayFirst+model.MonthFirst-asked], nil
	case both && e.open != "":
		return asked, "", fmt.Errorf("%s is day-first, %s is month-first, and %s can be either",
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
	return asked, "", fmt.Errorf("%s can be read day-first or month-first, and no date in the file decides which", Quote(e.open))
}

// only returns the order of the unambiguous dates of a column, DatesByContent if they disagree or there are no such dates.
func (e *Evidence) only() model.DateOrder {
	switch day, month := e.seen[model.DayFirst] != "", e.seen[model.MonthFirst] != ""; {
	case day && !month:
		return model.DayFirst
	case month && !day:
		return model.MonthFirst
	}
	return model.DatesByContent
}
