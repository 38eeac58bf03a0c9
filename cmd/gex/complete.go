package main

import (
	"github.com/spf13/cobra"

	"gex/internal/render"
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

// must is for errors that only a wrong program can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
