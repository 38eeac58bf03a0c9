package main

import (
	"github.com/spf13/cobra"

	"gex/internal/render"
)

func newFlowsCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "flows FILE...", Short: "what dealers must trade after a move, and until the close",
		Long: `flows reprices every contract after each move: what dealers must then trade to stay hedged. Positive
means that they buy.`,
		Example: `  gex flows spx.csv
  gex flows --moves -2,-1,0,1,2 --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runFlows(p, o)
		},
	}
	cmd.Flags().Var(movesValue(&o.gex.Moves), "moves", "moves of spot in percent (default -5 ... 5)")
	return chainCommand(p, cmd, o, allFormats...)
}

func runFlows(p *program, o *chainOptions) error {
	return p.results(o, showing(render.Flows, o.format))
}
