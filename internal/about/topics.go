package about

import (
	"strings"

	"gex/docs"
	"gex/internal/help"
)

// Topics are what gex help explains besides the verbs.
var Topics = []help.Topic{
	{Name: "conventions", Short: "what gex assumes, why, and what other assumptions change", Text: func(width int) (string, error) {
		return help.Markdown(width, docs.Conventions), nil
	}},
	{Name: "formats", Short: "the file layouts that gex reads", Text: func(width int) (string, error) {
		list := Formats()
		return help.Table(width, list.Columns, list.Rows) + "\n\n" + help.Wrap(width, "gex formats NAME shows the columns of one and an example.") + "\n", nil
	}},
	{Name: "json", Short: "the keys of JSON: what they mean, units, null", Text: func(width int) (string, error) { return keysOfJSON(width), nil }},
	{Name: "settings", Short: "where flags that are not given take their values from", Text: func(width int) (string, error) {
		return help.Reflow(width, SettingsText) + "\n", nil
	}},
	{Name: "exit-codes", Short: "what the exit code means to a script", Text: func(width int) (string, error) { return ExitCodes(width), nil }},
}

// ExitMeanings are the exit codes, as the README has them.
var ExitMeanings = [][]string{
	{"0", "done"},
	{"1", "the answer is no: `--strict` found something repaired or doubtful, `check` something doubtful or a condition that does not hold, `diff` a difference, or `study` has too few days"},
	{"2", "usage"},
	{"3", "unreadable or bad input"},
	{"4", "internal or output error"},
	{"130, 141", "interrupted by Ctrl-C or SIGTERM (but 0 of `watch`, which ends no other way); the reader of the output has gone (SIGPIPE)"},
}

// ExitCodes is the table of them.
func ExitCodes(width int) string {
	var rows [][]string
	for _, m := range ExitMeanings {
		rows = append(rows, []string{m[0], strings.ReplaceAll(m[1], "`", "")})
	}
	return help.Table(width, []string{"code", "meaning"}, rows) + "\n\n" + help.Wrap(width, "Of several files all are tried, and the highest "+
		"code is returned. Results go to standard output, everything else to standard error, as gex: file:line: column: what is wrong, with a hint of what to do.") + "\n"
}

// ExitCodesLine has them on a line.
const ExitCodesLine = "Exit codes: 0 done, 1 the answer is no, 2 usage, 3 unreadable or bad input, 4 internal or output error, " +
	"130 interrupted, 141 the reader of the output has gone (SIGPIPE)."
