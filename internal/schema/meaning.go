package schema

import (
	_ "embed"
	"reflect"
	"strings"
	"sync"

	"gex/internal/report"
)

//go:embed fields.txt
var fields string

// meanings returns the texts of fields.txt, by type and key; those of the type "*" hold for every type.
var meanings = sync.OnceValue(func() map[string]map[string]string { return read(fields) })

func read(text string) map[string]map[string]string {
	all := map[string]map[string]string{}
	var of map[string]string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		key, meaning, _ := strings.Cut(line, "  ")
		switch name, heads := strings.CutSuffix(line, ":"); {
		case line == "" || strings.HasPrefix(line, "#"):
		case heads:
			of = map[string]string{}
			all[name] = of
		default:
			of[key] = strings.TrimLeft(meaning, " ")
		}
	}
	return all
}

// meaning returns the text of a key: of the type itself, of the embedded type that has it, of the registry of levels, or that of
// every type. It is "" when there is none.
func meaning(of reflect.Type, f field) string {
	for _, name := range []string{of.Name(), f.in.Name()} {
		if text := meanings()[name][f.key]; text != "" {
			return text
		}
	}
	if text := levelMeaning(of, f.key); text != "" {
		return text
	}
	return meanings()["*"][f.key]
}

// levelMeaning returns the text of a level, "" when the key is not one. Rows of a history have levels of what settles later today, too.
func levelMeaning(of reflect.Type, key string) string {
	if of == reflect.TypeFor[report.ExpectedMove]() {
		key = "expected_move_" + key
	}
	stem, today := strings.CutSuffix(key, "_0dte")
	for _, v := range report.AllLevels() {
		switch {
		case v.Key == key || v.Stem() == key:
			return v.Means
		case today && v.Stem() == stem:
			return "of what settles later today: " + v.Means
		}
	}
	return ""
}

// split separates when a value is null from what it is. A value that can be null without a word of its own is not known then.
func split(text string, nullable bool) (what, null string) {
	what, null, found := strings.Cut(text, ". null: ")
	if !found && nullable {
		null = "not known"
	}
	return what, null
}
