package main

import (
	"encoding/csv"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/render"
	"gex/internal/require"
)

// completeWords lets the shell complete the values of a flag.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
}

// completeList completes the last of several values between commas with one that is not there yet.
func completeList(cmd *cobra.Command, flag string, words ...string) {
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

// completeColumns completes --columns: gex's name of a column, then the file's, from the first line of the file when the command
// line has one.
func completeColumns(_ *cobra.Command, files []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
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

// headings are the cells of the first line of a plain csv file, nil when it has none.
func headings(path string) []string {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	start := make([]byte, 1<<14)
	n, _ := io.ReadFull(f, start)
	line, _, _ := strings.Cut(strings.TrimPrefix(string(start[:n]), "\ufeff"), "\n")
	delimiter := ','
	for _, d := range flagvalue.Delimiters {
		if strings.Count(line, string(d.Char)) > strings.Count(line, string(delimiter)) {
			delimiter = rune(d.Char)
		}
	}
	cells := csv.NewReader(strings.NewReader(strings.TrimRight(line, "\r")))
	cells.Comma, cells.LazyQuotes = delimiter, true
	columns, err := cells.Read()
	if err != nil || !utf8.ValidString(line) {
		return nil
	}
	return columns
}

// completeOutput completes the flags of the output.
func completeOutput(cmd *cobra.Command, formats []render.Format) {
	completeWords(cmd, "format", words(formats)...)
	if cmd.Flags().Lookup("color") != nil {
		completeWords(cmd, "color", colors...)
	}
}

// completeChains completes names of chain files.
func completeChains(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"csv", "json", "gz", "zst"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeFirst completes the first word after gex: the verbs that begin so, which cobra adds, else chain files. Not both, as a
// shell then shows only the files.
func completeFirst(cmd *cobra.Command, files []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(files) == 0 && slices.ContainsFunc(verbNames(cmd), func(name string) bool { return strings.HasPrefix(name, typed) }) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return completeChains(cmd, files, typed)
}

// completeKeys completes the key that a condition begins with.
func completeKeys(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return require.Names(), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// setCompletion describes cobra's verb in our words, and refuses an unknown shell.
func setCompletion(cmd *cobra.Command) {
	cmd.Short = "a script that completes verbs, flags and values in a shell"
	cmd.Long = `completion prints a script that completes verbs, flags, their values and the columns of a file.
gex completion SHELL --help explains where to install it.`
	cmd.Example = `  source <(gex completion bash)                                      # in ~/.bashrc; needs bash-completion
  gex completion zsh > "${fpath[1]}/_gex"                            # then start a new shell
  gex completion fish > ~/.config/fish/completions/gex.fish
  gex completion powershell | Out-String | Invoke-Expression         # in $PROFILE`
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return usageError(verbHint(cmd, args[0]), "no completion for %q", args[0])
	}
}
