package main

import (
	"strings"

	"gex/docs"
	"gex/internal/chain"
	"gex/internal/help"
)

// topicList is what gex help explains besides the verbs.
var topicList = []help.Topic{
	{Name: "conventions", Short: "what gex assumes, why, and what other assumptions change", Text: func(width int) (string, error) {
		return help.Markdown(width, docs.Conventions), nil
	}},
	{Name: "formats", Short: "the file layouts that gex reads", Text: func(width int) (string, error) {
		list := formatList(chain.Formats())
		return help.Table(width, list.Columns, list.Rows) + "\n\n" + help.Wrap(width, "gex formats NAME shows the columns of one and an example.") + "\n", nil
	}},
	{Name: "settings", Short: "where flags that are not given take their values from", Text: func(width int) (string, error) {
		return help.Reflow(width, settingsText) + "\n", nil
	}},
	{Name: "exit-codes", Short: "what the exit code tells a script", Text: func(width int) (string, error) { return exitCodesTable(width), nil }},
}

// exitMeanings are the exit codes, as the README has them.
var exitMeanings = [][]string{
	{"0", "done"},
	{"1", "the answer is no: `--strict` found something repaired or doubtful, `check` something doubtful or a condition that does not hold, or `diff` a difference"},
	{"2", "usage"},
	{"3", "unreadable or bad input"},
	{"4", "internal or output error"},
	{"130, 141", "interrupted (but 0 of `watch`, which ends no other way); the reader of the output has gone (SIGPIPE)"},
}

func exitCodesTable(width int) string {
	var rows [][]string
	for _, m := range exitMeanings {
		rows = append(rows, []string{m[0], strings.ReplaceAll(m[1], "`", "")})
	}
	return help.Table(width, []string{"code", "meaning"}, rows) + "\n\n" + help.Wrap(width, "Of several files all are tried, and the highest "+
		"code is returned. Results go to standard output, everything else to standard error, as gex: file:line: column: what is wrong, with a hint of what to do.") + "\n"
}
