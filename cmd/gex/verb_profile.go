package main

import (
	"github.com/spf13/cobra"

	"gex/internal/render"
)

func newProfileCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "profile FILE...", Short: "GEX over a ladder of spots, with every flip",
		Long: `profile reprices every contract at each spot of a ladder: the GEX dealers would have there. The table
shows a point a percent; csv and json have all.`,
		Example: `  gex profile spx.csv
  gex profile --range 10% --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runProfile(p, o)
		},
	}
	return chainCommand(p, cmd, o, allFormats...)
}

func runProfile(p *program, o *chainOptions) error {
	return p.results(o, showing(render.Profile, o.format))
}
