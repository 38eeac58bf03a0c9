package complete

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/require"
)

// Words lets the shell complete the values of a flag.
func Words(cmd *cobra.Command, flag string, words ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
}

// List completes the last of several values between commas with one that is not there yet.
func List(cmd *cobra.Command, flag string, words ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		given := flagvalue.List(before)
		var rest []cobra.Completion
		for _, w := range words {
			if !slices.Contains(given, w) {
				rest = append(rest, before+w)
			}
		}
		return rest, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}))
}

// Columns completes --columns: gex's name of a column, then the file's, from the first line of the file when the command
// line has one.
func Columns(_ *cobra.Command, files []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	name, _, named := strings.Cut(typed[len(before):], "=")
	var words []cobra.Completion
	if !named {
		for _, name := range flagvalue.ColumnNames() {
			if !strings.Contains(","+before, ","+name+"=") {
				words = append(words, before+name+"=")
			}
		}
	} else if len(files) > 0 {
		for _, column := range headings(files[0]) {
			words = append(words, before+name+"="+column)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// Chains completes names of chain files.
func Chains(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"csv", "json", "parquet", "gz", "zst", "zip"}, cobra.ShellCompDirectiveFilterFileExt
}

// First completes the first word after the program: the verbs that begin so, which cobra adds, else chain files. Not both, as a
// shell then shows only the files.
func First(cmd *cobra.Command, files []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(files) == 0 && slices.ContainsFunc(help.VerbNames(cmd), func(name string) bool { return strings.HasPrefix(name, typed) }) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return Chains(cmd, files, typed)
}

// Keys completes the key that a condition begins with.
func Keys(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return require.Names(), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// must is for a flag that the command does not have: a wrong program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
