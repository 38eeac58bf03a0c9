package require

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is a condition that cannot be read.
type Error struct {
	Condition string
	Column    int // of what is wrong, in characters from 1; one beyond the last when something is missing
	Problem   string
	Unknown   string // the name that is no key, "" when that is not the problem
}

// Error is the problem with its place, the condition, and a caret below the column.
func (e *Error) Error() string {
	return fmt.Sprintf("column %d: %s\n  %s\n  %s^", e.Column, e.Problem, onOneLine(e.Condition), strings.Repeat(" ", e.Column-1))
}

// onOneLine makes a blank of everything that would move the cursor.
func onOneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}

// errorAt is a problem with what stands behind so many bytes of the condition.
func errorAt(text string, at int, format string, args ...any) *Error {
	return &Error{Condition: text, Column: utf8.RuneCountInString(text[:at]) + 1, Problem: onOneLine(fmt.Sprintf(format, args...))}
}
