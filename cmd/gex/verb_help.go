package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/help"
)

// guide is the help as a whole.
var guide = help.Guide{Topics: about.Topics, ExitCodes: about.ExitCodesLine}

// outWidth and errWidth are the widths of its pages.
func (p *program) outWidth() int { return help.Columns(p.term.OutColumns()) }
func (p *program) errWidth() int { return help.Columns(p.term.ErrColumns()) }

// newHelpCmd is gex help VERB.
func newHelpCmd(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "help [VERB | TOPIC]", Short: "all flags of a verb; conventions, formats, settings, exit codes", GroupID: groupGex,
		Example: `  gex help levels
  gex help conventions | less
  gex help exit-codes`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return guide.Names(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			of, width := cmd.Root(), p.outWidth()
			if text, err := guide.Topic(of, strings.Join(args, " "), width); text != "" || err != nil {
				fmt.Fprint(p.term.Out, text)
				return err
			}
			for _, name := range args {
				next := help.Verb(of, name)
				if next == nil && of == cmd.Root() {
					return usageError(guide.Hint(of, name), "%s has no verb or topic %q", of.CommandPath(), name)
				}
				if next == nil {
					return usageError(help.VerbHint(of, name), "%s has no verb %q", of.CommandPath(), name)
				}
				of = next
			}
			fmt.Fprint(p.term.Out, guide.Full(of, width))
			return nil
		},
	}
}
