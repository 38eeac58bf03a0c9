package report

import (
	"slices"
	"strings"
)

// indifferent are settings that change none of the numbers that are compared between rows of histories.
var indifferent = []string{
	"adv", "as-of", "bands", "columns", "contract", "dates", "decimal", "expiration", "history", "input-format", "iv-unit",
	"join", "map-by", "map-to", "moves", "quote-date", "symbol", "wall",
}

// ComparableSettings returns the settings of a row of a history, each after its name with two dashes, without those that change
// none of the numbers that are compared, except those that do here: rows are comparable when the rest is the same.
func ComparableSettings(options string, except ...string) string {
	return keptSettings(options, func(name string) bool {
		return !slices.Contains(indifferent, name) || slices.Contains(except, name)
	})
}

// SettingOf returns the value of a setting in those of a row, "" when it was not given.
func SettingOf(options, name string) string {
	kept := keptSettings(options, func(n string) bool { return n == name })
	_, value, _ := strings.Cut(kept, " ")
	return value
}

// keptSettings returns the settings whose names pass.
func keptSettings(options string, pass func(name string) bool) string {
	var kept []string
	keeps := true
	for _, word := range strings.Fields(options) {
		if name, begins := strings.CutPrefix(word, "--"); begins {
			keeps = pass(name)
		}
		if keeps {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}
