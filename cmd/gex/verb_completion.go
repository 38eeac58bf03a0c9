package main

import (
	"github.com/spf13/cobra"

	"gex/internal/help"
)

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
		return usageError(help.VerbHint(cmd, args[0]), "no completion for %q", args[0])
	}
}
