package inventory

import (
	"errors"
	"fmt"
	"io"

	"gex/internal/fault"
)

var columnsSetting = fault.Setting("columns")

// whatIsRead is the hint about files that are something else.
var whatIsRead = "give Cboe's Open-Close files (quote_date or trade_datetime, option_symbol, ..., mm_buy_vol, mm_sell_vol) or trades with quotes; " +
	"other names of columns are given by " + columnsSetting

// misread is what is wrong in a file, before it is known where.
type misread struct{ column, what, hint string }

func (m *misread) Error() string { return m.what }

// orSend is what to do about a row that cannot be right.
const orSend = "correct the row, or download the file again"

// at is an error at a line of a file.
func at(file string, line int, err error) *fault.Error {
	e := &fault.Error{Code: fault.Input, Problem: fault.Problem{File: file, Line: line, What: err.Error()}, Hint: orSend}
	var m *misread
	if errors.As(err, &m) {
		e.Column = m.column
		if m.hint != "" {
			e.Hint = m.hint
		}
	}
	return e
}

// hintOf is the hint that an error about a cell has; "" without one.
func hintOf(err error) string {
	var known interface{ Hint() string }
	if errors.As(err, &known) {
		return known.Hint()
	}
	return ""
}

// unreadable passes an error of the input on, which may know its file itself.
func unreadable(file string, err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	return &fault.Error{Code: fault.Input, Problem: fault.Problem{File: file, What: fault.Reason(err).Error()}, Hint: "is it readable?", Err: err}
}

// cutShort is the error about a row with another number of cells than the line of names.
func cutShort(cells, names int) error {
	what := "the row is cut short"
	if cells > names {
		what = "the row has a separator too many"
	}
	return fmt.Errorf("%d cells and not the %d of the line of names: %s", cells, names, what)
}

// ended reports whether an error is the end of the text.
func ended(err error) bool { return errors.Is(err, io.EOF) }
