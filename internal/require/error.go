package require

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gex/internal/fault"
	"gex/internal/suggest"
)

// errorAt returns a usage error about a byte of the condition: its column, in characters from 1 and one past the end when
// something is missing, the problem, the condition, and a caret under the column.
func errorAt(text string, at int, format string, args ...any) *fault.Error {
	column := utf8.RuneCountInString(text[:at]) + 1
	problem := onOneLine(fmt.Sprintf(format, args...))
	return fault.New(fault.Usage, "gex check "+fault.Setting("help")+" has the rules",
		"column %d: %s\n  %s\n  %s^", column, problem, onOneLine(text), strings.Repeat(" ", column-1))
}

// unknownKey returns an error about a name that is not a key; its hint suggests similar keys.
func unknownKey(text string, at int, name string) *fault.Error {
	err := errorAt(text, at, "no key %q", name)
	err.Hint = "keys are those of gex report " + fault.Setting("format") + " json, and the names of gex levels " + fault.Setting("get")
	if near := suggest.NearestKey(name, Names(), 3); len(near) > 0 {
		err.Hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return err
}

// onOneLine replaces unprintable characters by blanks, so that the caret points at the right column.
func onOneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}
