package main

import (
	"io"
	"math"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// sensitivityOptions are those of gex sensitivity.
type sensitivityOptions struct {
	chainOptions
	groups []string // none: all but exercise
	runs   bool
	wrong  float64 // NaN: not given
}

func newSensitivityCmd(p *program) *cobra.Command {
	o := &sensitivityOptions{wrong: math.NaN()}
	cmd := &cobra.Command{
		Use: "sensitivity FILE...", Short: "how far levels and regime move under other assumptions",
		Long: `sensitivity varies one assumption at a time, from the settings given, and shows how far GEX, the flip
and the walls move: who is long what (sign), what counts as held (position), the source of
volatilities, the forwards (carry), the clock, which contracts take part, 15 minutes of time, and a
smile that follows spot. --groups exercise varies early exercise, which takes longer: all options as
European, and American greeks. Dividends and borrow are as given.

The break-even is the number of puts that dealers must be short for each call they hold to be short
gamma. Derivatives say how far the flip moves with volatility, rate, open interest and time, and its
error follows from the width of the quotes. The regime is firm when no run turns the sign of GEX, by
sign when only another sign does, and open otherwise. csv has the runs.

Several underlyings make one table with a row each.`,
		Example: `  gex sensitivity spx.csv
  gex sensitivity --runs --groups sign,carry spx.csv
  gex sensitivity --groups exercise qqq.csv
  gex sensitivity --wrong 20% spx.csv
  gex sensitivity --combine SPX spx.csv spy.csv
  gex sensitivity -f csv spx.csv > runs.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runSensitivity(p, o)
		},
	}
	f := cmd.Flags()
	f.Var(flagvalue.Words(&o.groups, "GROUP,...", report.SensitivityGroups), "groups", "only these assumptions: "+oneOf(report.SensitivityGroups))
	f.BoolVar(&o.runs, "runs", false, "list every run, not only the widest of each group")
	f.Var(flagvalue.Probability(&o.wrong), "wrong", "GEX if the sign of each strike is wrong with this probability: 20%")
	o.addRuleFlags(cmd)
	o.addCombineFlags(cmd)
	complete.List(cmd, "groups", report.SensitivityGroups...)
	return chainCommand(p, cmd, &o.chainOptions, render.TableFormats...)
}

func runSensitivity(p *program, o *sensitivityOptions) error {
	v := kind{
		Verb: pipeline.Verb{Build: builds(func(b *gex.Book) *report.SensitivityDocument {
			return gex.BuildSensitivity(b, gex.Variations{Vol: o.vol, Groups: o.groups, Wrong: o.wrong})
		})},
		gathers: gathering(render.Sensitivities),
	}
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		return render.Sensitivity(w, r.Document.(*report.SensitivityDocument), o.runs, o.format, style)
	})
}
