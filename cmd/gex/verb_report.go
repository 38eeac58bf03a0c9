package main

import (
	"io"
	"math"

	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// reportOptions are those of gex report.
type reportOptions struct{ chainOptions }

func newReportCmd(p *program) *cobra.Command {
	o := &reportOptions{}
	cmd := &cobra.Command{
		Use: "report FILE...", Short: "everything: levels, exposures, strikes, hedging flows, coverage",
		Example: `  gex report spx.csv
  gex report --iv file --carry flat --rate 4.5% --yield 1.3% spx.csv
  gex report --exclude 0dte,open -o report.md -f md spx.csv
  gex report -f html -o spx.html spx.csv
  gex report -f html --impact 50bn -o spx.html spx.csv
  gex report -f html --history levels.csv -o spx.html spx.csv
  gex report --prices spx-daily.csv spx.csv
  gex report --combine SPX spx.csv spy.csv es.csv
  gex report --format ndjson *.csv.gz`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runReport(p, o)
		},
	}
	o.addMapFlags(cmd)
	o.addFlowFlags(cmd)
	addImpact(cmd, o.shockFlags())
	o.addBands(cmd.Flags())
	o.addPrices(cmd.Flags())
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, &o.chainOptions, render.ReportFormats...)
}

func runReport(p *program, o *reportOptions) error {
	if err := o.checkReported(); err != nil {
		return err
	}
	if o.format == render.HTML {
		return runPage(p, o)
	}
	return p.results(&o.chainOptions, kind{Verb: pipeline.Verb{Build: builds(o.build)}}, showing(render.Report, o.format))
}

// build is the document of a book, and buildPage the one with pictures.
func (o *reportOptions) build(b *gex.Book) *report.Report {
	r := gex.Build(b)
	o.addBand(b, r.Totals.Breakeven, &r.Levels, r.Mapped)
	o.addRank(r.LevelsDocument(), &r.Levels, &r.Warnings)
	o.addCascade(b, r)
	o.addFollowers(&r.Header, &r.Followers, &r.Warnings)
	return r
}

func (o *reportOptions) buildPage(b *gex.Book) *report.Pictures {
	p := gex.BuildPage(b)
	o.addBand(b, p.Totals.Breakeven, &p.Levels, p.Mapped)
	o.addRank(p.LevelsDocument(), &p.Levels, &p.Warnings)
	if o.past.File != "" {
		p.Timeline = o.past.Timeline(p.LevelsDocument())
	}
	if o.bands {
		p.Sensitivity = &gex.BuildSensitivity(b, gex.Variations{Vol: o.vol, Wrong: math.NaN()}).Sensitivity
	}
	o.addCascade(b, &p.Report)
	o.addFollowers(&p.Header, &p.Followers, &p.Warnings)
	return p
}

// runPage writes the report as a page with pictures, which take the range for their window and, unless moves are given,
// a curve of flows that is finer than the table.
func runPage(p *program, o *reportOptions) error {
	v := kind{Verb: pipeline.Verb{Build: builds(o.buildPage), Sums: true}}
	window := o.gex.Range
	if o.gex.Moves == nil {
		o.gex.Curve = gex.EvenMoves(window)
	}
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, _ render.Options) error {
		return render.Page(w, r.Document.(*report.Pictures), window)
	})
}
