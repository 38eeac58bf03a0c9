package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/help"
	"gex/internal/render"
)

func newVersionCmd(p *program) *cobra.Command {
	o := &outputOptions{}
	cmd := &cobra.Command{
		Use: "version", Short: "version, revision and how it was built",
		Example: `  gex version
  gex version --format json`,
		Args: noFiles,
		RunE: func(*cobra.Command, []string) error { return runVersion(p, o) },
	}
	help.Group(cmd, "Output", o.plainFlags(render.TableFormats...))
	completeOutput(cmd, render.TableFormats)
	return cmd
}

func runVersion(p *program, o *outputOptions) error {
	return p.toOutput(*o, func(w io.Writer, style render.Options) error {
		return about.Build(version(), buildRevision).Write(w, o.format, style)
	})
}
