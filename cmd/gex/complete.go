package main

import (
	"github.com/spf13/cobra"

	"gex/internal/render"
	"gex/internal/require"
)

// completeWords lets the shell complete the values of a flag.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
}

// completeOutput completes the flags of the output.
func completeOutput(cmd *cobra.Command, formats []render.Format) {
	completeWords(cmd, "format", words(formats)...)
	if cmd.Flags().Lookup("color") != nil {
		completeWords(cmd, "color", colours...)
	}
}

// completeChains completes names of chain files.
func completeChains(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"csv", "json", "gz", "zst"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeKeys completes the key that a condition begins with.
func completeKeys(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return require.Names(), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// setCompletion gives cobra's verb our words, and refuses a shell that it does not know.
func setCompletion(cmd *cobra.Command) {
	cmd.Short = "scripts that complete verbs, flags and their values in a shell"
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return usageError(verbHint(cmd, args[0]), "no completion for %q", args[0])
	}
}

// must is for errors that only a wrong program can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
