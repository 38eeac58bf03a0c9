package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// flowsOptions are those of gex flows.
type flowsOptions struct {
	chainOptions
	only []string // scenarios; none: all
}

func newFlowsCmd(p *program) *cobra.Command {
	o := &flowsOptions{}
	cmd := &cobra.Command{
		Use: "flows FILE...", Short: "what dealers must trade when spot, volatility and time move",
		Long: `flows reprices every contract in every scenario and shows what dealers must then trade to stay
hedged. Positive means that they buy. Each flow is attributed to spot (gamma), volatility (vanna),
time (charm) and their interaction, and split by bucket, root, and calls and puts.`,
		Example: `  gex flows spx.csv
  gex flows --only spot --moves -2,-1,0,1,2 --format csv spx.csv
  gex flows --vol-rule sticky-moneyness spx.csv
  gex flows --spot-vol-beta -1 --contract MES --adv 450e9@2025-11-19 spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runFlows(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Words(&o.only, "SCENARIO,...", scenarios), "only", "only these scenarios: "+oneOf(scenarios))
	completeList(cmd, "only", scenarios...)
	o.addMapFlags(cmd)
	o.addFlowFlags(cmd)
	return chainCommand(p, cmd, &o.chainOptions, allFormats...)
}

func runFlows(p *program, o *flowsOptions) error {
	v := kind{Verb: pipeline.Verb{Build: builds(gex.BuildFlows)}, rows: true}
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		d := r.Document.(*report.FlowsDocument)
		if len(o.only) > 0 {
			d.Flows = onlyFlows(d.Flows, o.only)
		}
		return render.Flows(w, d, o.format, style)
	})
}

// scenarios are what flows are about, under the names of JSON.
var scenarios = []string{"spot", "vol", "time", "close", "spot_vol", "spot_time", "breakdown"}

// onlyFlows keeps the flows of some scenarios.
func onlyFlows(f report.FlowTables, only []string) report.FlowTables {
	var out report.FlowTables
	for _, scenario := range only {
		switch scenario {
		case "spot":
			out.Spot = f.Spot
		case "vol":
			out.Vol = f.Vol
		case "time":
			out.Time = f.Time
		case "close":
			out.Close, out.ToClose = f.Close, f.ToClose
		case "spot_vol":
			out.SpotVol = f.SpotVol
		case "spot_time":
			out.SpotTime = f.SpotTime
		case "breakdown":
			out.Breakdown = f.Breakdown
		}
	}
	return out
}
