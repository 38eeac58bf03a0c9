package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/render"
)

// catalog is what a verb lists that is about the program, not about a chain.
type catalog struct {
	names func() []string               // what can be named
	of    func(name string) render.List // all of it for ""
	usual render.Format                 // of one that is named, where no format is asked for
}

// listVerb makes a command print a catalog, or one entry of it.
func listVerb(p *program, cmd *cobra.Command, c catalog) *cobra.Command {
	o := &outputOptions{}
	cmd.Args = cobra.ArbitraryArgs
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return c.names(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		name := ""
		switch {
		case len(args) > 1:
			return noFiles(cmd, args[1:])
		case len(args) == 1:
			if name, err = flagvalue.Word(args[0], c.names()); err != nil {
				return err
			}
			if !cmd.Flags().Changed("format") && render.FormatOfFile(o.path) == "" {
				o.format = c.usual
			}
		}
		return p.toOutput(*o, func(w io.Writer, style render.Options) error { return c.of(name).Write(w, o.format, style) })
	}
	help.Group(cmd, "Output", o.plainFlags(render.TableFormats...))
	completeOutput(cmd, render.TableFormats)
	return cmd
}
