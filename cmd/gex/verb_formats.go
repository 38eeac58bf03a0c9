package main

import (
	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/render"
)

func newFormatsCmd(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "formats [NAME]", Short: "the file layouts that gex reads; columns and an example of one",
		Example: `  gex formats
  gex formats cboe-quotedata
  gex formats long                 what --columns can name
  gex formats scenarios            files beside a chain: triggers, funds, scenarios
  gex formats --format json`,
	}
	return listVerb(p, cmd, catalog{about.FormatNames, about.Format, render.Table})
}
