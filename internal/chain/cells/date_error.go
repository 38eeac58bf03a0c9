package cells

import (
	"fmt"

	"gex/internal/fault"
)

// dateError is a date that cannot be read, or is ambiguous.
type dateError struct {
	what string
	open bool // the user can resolve it with the setting dates
}

func (e *dateError) Error() string { return e.what }

// DatesHint says how to choose the order of day and month.
var DatesHint = "choose with " + fault.Setting("dates") + " dmy or " + fault.Setting("dates") + " mdy"

const dateFormsHint = "accepted dates: 2025-11-28, 20251128, 11/28/2025, 28-Nov-25, Nov 28 '25, as RFC 3339, or as seconds " +
	"(ms, µs, ns) since 1970"

// Hint says how to write or disambiguate a date.
func (e *dateError) Hint() string {
	if e.open {
		return DatesHint
	}
	return dateFormsHint
}

// HintOf returns the hint of an error: its own if setting the order of dates would help, else the other.
func HintOf(err error, other string) string {
	if date, ok := err.(*dateError); ok && date.open {
		return date.Hint()
	}
	return other
}

// OpenDate is the error for a date that is ambiguous.
func OpenDate(s string) error {
	return &dateError{what: Quote(s) + " can be read day-first or month-first", open: true}
}

// Listed options have existed since 1973; a year outside this range is a typo.
const minYear, maxYear = 1973, 2199

func checkYear(s string, year int) error {
	if year < minYear || year > maxYear {
		return &dateError{what: fmt.Sprintf("%q: the year %d is not in %d to %d", s, year, minYear, maxYear)}
	}
	return nil
}
