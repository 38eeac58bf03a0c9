package main

import (
	"cmp"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// strikesOptions are those of gex strikes.
type strikesOptions struct {
	chainOptions
	top int // 0: all
}

func newStrikesCmd(p *program) *cobra.Command {
	o := &strikesOptions{}
	cmd := &cobra.Command{
		Use: "strikes FILE...", Short: "exposure by strike, with bars",
		Example: `  gex strikes spx.csv
  gex strikes --top 20 --dte 0-7 spx.csv
  gex strikes --format csv spx.csv > strikes.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runStrikes(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Count(&o.top), "top", "only the strikes with the largest net GEX of either sign")
	return chainCommand(p, cmd, &o.chainOptions, allFormats...)
}

func runStrikes(p *program, o *strikesOptions) error {
	v := kind{Verb: pipeline.Verb{Build: builds(gex.BuildStrikes)}, rows: true}
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		d := r.Document.(*report.StrikesDocument)
		return render.Strikes(w, d, topStrikes(d.Strikes, o.top), o.format, style)
	})
}

// topStrikes keeps the n strikes with the largest |GEX| in the order of strikes; of equals the lower.
func topStrikes(strikes []report.Strike, n int) []report.Strike {
	if n == 0 || n >= len(strikes) {
		return strikes
	}
	top := slices.Clone(strikes)
	slices.SortStableFunc(top, func(a, b report.Strike) int {
		return cmp.Compare(math.Abs(float64(b.GEX)), math.Abs(float64(a.GEX)))
	})
	top = top[:n]
	slices.SortFunc(top, func(a, b report.Strike) int { return cmp.Compare(a.Strike, b.Strike) })
	return top
}
