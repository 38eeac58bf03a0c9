package main

import (
	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
)

func newProfileCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "profile FILE...", Short: "GEX, DEX, VEX and CEX over a ladder of spots, with every zero",
		Long: `profile reprices every contract at each spot of a ladder: the gamma (GEX), delta (DEX), vanna (VEX)
and charm (CEX) dealers would hold there, and every spot at which one of them changes sign. The
table shows the point nearest to each whole percent; csv and json have all.`,
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
	return p.results(o, kind{Verb: pipeline.Verb{Build: builds(gex.BuildProfile)}, rows: true}, showing(render.Profile, o.format))
}
