package main

import (
	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
)

func newExpiriesCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "expiries FILE...", Short: "exposure by expiry, with forward and volatility",
		Example: `  gex expiries spx.csv
  gex expiries --root SPXW --dte 0-7 --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runExpiries(p, o)
		},
	}
	return chainCommand(p, cmd, o, allFormats...)
}

func runExpiries(p *program, o *chainOptions) error {
	return p.results(o, kind{Verb: pipeline.Verb{Build: builds(gex.BuildExpiries)}, rows: true}, showing(render.Expiries, o.format))
}
