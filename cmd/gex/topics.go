package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/docs"
	"gex/internal/chain"
	"gex/internal/render"
)

// topic is what gex help explains beside the verbs.
type topic struct {
	name, short string
	write       func(w io.Writer) error
}

var topics = []topic{
	{"conventions", "what gex assumes, why, and what it costs to assume otherwise", func(w io.Writer) error {
		_, err := io.WriteString(w, docs.Conventions)
		return err
	}},
	{"formats", "file layouts that are understood", func(w io.Writer) error {
		err := formatList(chain.Formats()).Write(w, render.Table, render.Options{})
		fmt.Fprint(w, "\ngex formats NAME has the columns of one and an example.\n")
		return err
	}},
	{"settings", "where flags get their values from when nobody gives them", func(w io.Writer) error {
		_, err := io.WriteString(w, settingsText+"\n")
		return err
	}},
	{"exit-codes", "what a script learns from how gex ends", func(w io.Writer) error {
		_, err := io.WriteString(w, exitCodesTable())
		return err
	}},
}

// topicWidth is where lines of a topic are broken: pages of the manual are narrower than the help.
const topicWidth = 76

// exitMeanings are the exit codes, in the words of the README.
var exitMeanings = [][2]string{
	{"0", "done"},
	{"1", "the answer is no: `--strict` found something to mend or to doubt, `check` something to doubt, a limit passed or a condition not kept, or `diff` a difference"},
	{"2", "usage"},
	{"3", "unreadable or bad input"},
	{"4", "internal or output error"},
	{"130, 141", "stopped by the user (but 0 of `watch`, which has no other end); nobody reads the output any more (SIGPIPE)"},
}

func exitCodesTable() string {
	var out strings.Builder
	for _, m := range exitMeanings {
		for i, line := range strings.Split(wrappedTo(topicWidth-10, strings.ReplaceAll(m[1], "`", "")), "\n") {
			code := m[0]
			if i > 0 {
				code = ""
			}
			fmt.Fprintf(&out, "%-8s  %s\n", code, line)
		}
	}
	return out.String() + "\n" + wrappedTo(topicWidth, "Of several files all are tried, and the highest code is returned. Results stand on standard output, all else "+
		"on standard error, as gex: file:line: column: what is wrong, with a hint of what to do.") + "\n"
}

// topicText is what gex help NAME prints of a topic, "" when there is none. The layouts are a verb too: its help follows.
func topicText(root *cobra.Command, name string) (string, error) {
	i := slices.IndexFunc(topics, func(t topic) bool { return t.name == name })
	if i < 0 {
		return "", nil
	}
	var out bytes.Buffer
	err := topics[i].write(&out)
	if v := verb(root, name); v != nil {
		out.WriteString("\n" + helpText(v))
	}
	return out.String(), err
}

// topicNames are what gex help knows beside verbs.
func topicNames() []string {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return names
}

// topicsText lists the topics for the help of gex itself.
func topicsText() string {
	var lines []string
	for _, t := range topics {
		lines = append(lines, fmt.Sprintf("  gex help %-12s %s", t.name, t.short))
	}
	return "Topics:\n" + strings.Join(lines, "\n")
}
