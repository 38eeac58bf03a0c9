package fault

import (
	"slices"
	"strings"

	"gex/internal/lazy"
)

// A setting in a text is enclosed in two runes that no file and no terminal uses.
const (
	opens  = "\ue000"
	closes = "\ue001"
)

var marked = lazy.Regexp(opens + "([a-z0-9-]+)" + closes)

// Setting is the name of a setting, such as spot, for use within a message or a hint. How a user gives it is not for the
// package that reports to know: whoever prints the text passes it through [Spell].
func Setting(name string) string { return opens + name + closes }

// Spell puts every setting of a text as spell has it; the command line spells spot as --spot.
func Spell(text string, spell func(name string) string) string {
	if !strings.Contains(text, opens) {
		return text
	}
	return marked().ReplaceAllStringFunc(text, func(found string) string {
		return spell(found[len(opens) : len(found)-len(closes)])
	})
}

// AsFlag spells a setting as the flag of the command line.
func AsFlag(name string) string { return "--" + name }

// Settings are the names of the settings that an error is about: its own, and those in its message. A setting that only the
// hint names is advice.
func (e *Error) Settings() []string {
	var names []string
	if e.Setting != "" {
		names = append(names, e.Setting)
	}
	for _, found := range marked().FindAllStringSubmatch(e.Error(), -1) {
		if !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	return names
}
