package require

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gex/internal/fault"
	"gex/internal/suggest"
)

// errorAt is what is wrong at a byte of the condition: the column, in characters from 1 and one beyond the last when
// something is missing, the problem, the condition, and a caret below the column.
func errorAt(text string, at int, format string, args ...any) *fault.Error {
	column := utf8.RuneCountInString(text[:at]) + 1
	problem := onOneLine(fmt.Sprintf(format, args...))
	return fault.New(fault.Usage, "gex check "+fault.Setting("help")+" has the rules",
		"column %d: %s\n  %s\n  %s^", column, problem, onOneLine(text), strings.Repeat(" ", column-1))
}

// unknownKey is a name that is no key; the hint has the keys that were probably meant.
func unknownKey(text string, at int, name string) *fault.Error {
	err := errorAt(text, at, "no key %q", name)
	err.Hint = "keys are those of gex report " + fault.Setting("format") + " json, and the names of gex levels " + fault.Setting("get")
	if near := suggest.Nearest(name, Names(), 3); len(near) > 0 {
		err.Hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return err
}

// onOneLine replaces everything that would move the cursor by a blank.
func onOneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}
