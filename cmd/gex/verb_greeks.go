package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// greeksOptions are those of gex greeks.
type greeksOptions struct {
	chainOptions
	strikes []float64 // none: all
}

func newGreeksCmd(p *program) *cobra.Command {
	o := &greeksOptions{}
	cmd := &cobra.Command{
		Use: "greeks FILE...", Short: "every contract with its greeks and exposures, as csv",
		Long: `greeks lists every selected contract, used or left out, with its line in the file: a filter for
scripts. Greeks are per option on one share: delta and gamma per
dollar of spot, vega and vanna per volatility point, theta and charm per calendar day. GEX is in
the unit of --unit; DEX, VEX (per volatility point) and CEX (per calendar day) are what dealers
hold, in US$. The table shows the main columns; csv and json have all.`,
		Example: `  gex greeks spx.csv > greeks.csv
  gex greeks --strike 6700 --dte 0 --format table spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files, o.gex.Anyway = files, true
			return runGreeks(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Numbers(&o.strikes, flagvalue.MostParts, "6700,6712.5"), "strike", "only these strikes")
	return chainCommand(p, cmd, &o.chainOptions, formatsFrom(render.CSV)...)
}

func runGreeks(p *program, o *greeksOptions) error {
	v := kind{Verb: pipeline.Verb{Build: builds(gex.BuildGreeks)}, rows: true}
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		d := r.Document.(*report.GreeksDocument)
		d.Contracts = atStrikes(d.Contracts, o.strikes)
		return render.Greeks(w, d, o.format, style)
	})
}

// atStrikes keeps the contracts with one of the strikes; no strike keeps all.
func atStrikes(contracts []report.Contract, strikes []float64) []report.Contract {
	if len(strikes) == 0 {
		return contracts
	}
	return slices.DeleteFunc(contracts, func(c report.Contract) bool {
		return !slices.Contains(strikes, float64(c.Strike))
	})
}
