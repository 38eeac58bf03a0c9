package main

import (
	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/render"
)

func newSchemaCmd(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "schema [DOCUMENT]", Short: "JSON Schema of what gex writes: keys, units, what null means",
		Long: `gex schema lists the JSON documents; gex schema DOCUMENT prints the JSON Schema of one (draft
2020-12), with what each key means, its unit, and when it is null.`,
		Example: `  gex schema                             lists the documents
  gex schema levels > levels.schema.json
  gex schema levels --format table
  gex schema history --format csv
  gex help json                          all documents, to read`,
	}
	return listVerb(p, cmd, catalog{about.SchemaNames, about.Schema, render.JSON})
}
