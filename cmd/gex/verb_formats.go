package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/render"
)

// formatsOptions are those of gex formats.
type formatsOptions struct {
	outputOptions
	name string // one layout; "": the list of all
}

func newFormatsCmd(p *program) *cobra.Command {
	o := &formatsOptions{}
	cmd := &cobra.Command{
		Use: "formats [NAME]", Short: "the file layouts that gex reads; columns and an example of one",
		Example: `  gex formats
  gex formats cboe-quotedata
  gex formats long                 what --columns can name
  gex formats scenarios            files beside a chain: triggers, funds, scenarios
  gex formats --format json`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return about.FormatNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if len(args) > 1 {
				return noFiles(cmd, args[1:])
			}
			if len(args) == 1 {
				if o.name, err = flagvalue.Word(args[0], about.FormatNames()); err != nil {
					return err
				}
			}
			return runFormats(p, o)
		},
	}
	help.Group(cmd, "Output", o.plainFlags(render.TableFormats...))
	completeOutput(cmd, render.TableFormats)
	return cmd
}

func runFormats(p *program, o *formatsOptions) error {
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		return about.Format(o.name).Write(w, o.format, style)
	})
}
