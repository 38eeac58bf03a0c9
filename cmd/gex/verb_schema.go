package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/render"
)

// schemaOptions are those of gex schema.
type schemaOptions struct {
	outputOptions
	name string // one document; "": the list of all
}

func newSchemaCmd(p *program) *cobra.Command {
	o := &schemaOptions{}
	cmd := &cobra.Command{
		Use: "schema [DOCUMENT]", Short: "JSON Schema of what gex writes: keys, units, what null means",
		Long: `gex schema lists the JSON documents; gex schema DOCUMENT prints the JSON Schema of one (draft
2020-12), with what each key means, its unit, and when it is null.`,
		Example: `  gex schema
  gex schema levels > levels.schema.json
  gex schema levels --format table
  gex schema history --format csv
  gex help json                          all documents, to read`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return about.SchemaNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if len(args) > 1 {
				return noFiles(cmd, args[1:])
			}
			if len(args) == 1 {
				if o.name, err = flagvalue.Word(args[0], about.SchemaNames()); err != nil {
					return err
				}
				if !cmd.Flags().Changed("format") {
					o.format = render.JSON
				}
			}
			return runSchema(p, o)
		},
	}
	help.Group(cmd, "Output", o.plainFlags(render.TableFormats...))
	completeOutput(cmd, render.TableFormats)
	return cmd
}

func runSchema(p *program, o *schemaOptions) error {
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		return about.Schema(o.name).Write(w, o.format, style)
	})
}
