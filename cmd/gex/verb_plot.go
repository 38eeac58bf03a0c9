package main

import (
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// plotOptions are those of gex plot.
type plotOptions struct {
	chainOptions
	picture  svg.Options
	dark     bool   // of a PNG
	intraday string // prices within days, of a study
}

func newPlotCmd(p *program) *cobra.Command {
	o := &plotOptions{}
	cmd := &cobra.Command{
		Use: "plot FILE", Short: "pictures as SVG or PNG: profile, strikes, expiries, heat map, flows, smile, term, sensitivity, cascade, study, history, tape",
		Long: `plot draws one chart of one underlying as SVG, for browsers, editors and web pages. It follows the
reader's light or dark mode, and every mark shows its numbers when pointed at. For chats and mail,
which show no SVG, a PNG has twice as many pixels each way; --dark is for dark ones.

  profile   GEX over spot, with every flip and the regimes between them
  strikes   calls, puts and net by strike, contracts expiring today apart
  expiries  calls, puts and net by expiry, with days to expiry and shares
  heat      net by strike and expiry
  flows     what dealers buy or sell after spot moves, repriced and as GEX times the move
  all       all of these in one picture
  exposures DEX, VEX and CEX over spot
  smile     implied volatility by strike with bid and ask, of a few expiries: --expiry picks others
  term      implied volatility at the forward by expiry, over the square root of time
  sensitivity
            how far each assumption alone moves the flip, the widest on top
  history   spot, flip and walls over time, shaded by regime, and GEX, from a csv of gex history
  study     volatility by gamma before the open, raw and beyond controls, of the files of gex study
  tape      net by strike through one day, of its files or their directory, with spot, flip and walls
  cascade   where spot rests over the outside shock (gex cascade), folded back where no shock rests

By default the window around spot covers the levels and nearly all exposure. --range sets it, and how
far from spot flips are searched. Through a day it is around spot's path, each file has its
own spot and time and holds until the next one, and gaps stay blank; gex strikes -f csv has the numbers.`,
		Example: `  gex plot spx.csv -o profile.svg
  gex plot --kind strikes --range 3% --dte 0-7 spx.csv -o strikes.svg
  gex plot --kind heat --size 1600x1000 spx.csv -o heat.svg
  gex plot --kind smile --expiry 2025-12-19 spx.csv -o smile.svg
  gex plot --kind term spx.csv -o term.png
  gex plot --kind sensitivity spx.csv -o tornado.svg
  gex plot --kind cascade --impact 50bn spx.csv -o fold.svg
  gex plot --dark spx.csv -o profile.png
  gex plot --kind history levels.csv -o history.svg
  gex plot --kind history --symbol SPX --quote-date 2025-01-01.. levels.csv -o 2025.svg
  gex plot --kind study --intraday spx-5min.csv levels.csv spx-daily.csv -o quintiles.svg
  gex plot --kind tape day/*.csv -o tape.svg
  gex plot --kind tape --dte 0 --range 1% day -o today.png
  gex plot --kind all --symbol NVDA market.csv > nvda.svg`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runPlot(p, o)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().Var(flagvalue.Choice(&o.picture.Kind, svg.Kinds()[0], svg.Kinds()), "kind", "kind of chart: "+oneOf(svg.Kinds()))
	width, height := svg.Size(svg.Kinds()[0])
	cmd.Flags().Var(flagvalue.PictureSize(&o.picture), "size", fmt.Sprintf("width and height in pixels: %dx%d (default by kind); a PNG has twice as many each way", width, height))
	addDark(cmd.Flags(), &o.dark)
	cmd.Flags().Var(flagvalue.Text(&o.intraday, "FILE"), "intraday", "with --kind study: prices within days, csv of time,close, for realized volatility")
	complete.Words(cmd, "kind", svg.Kinds()...)
	moves := o.moveFlags()
	o.addADV(moves)
	addMoves(cmd, moves)
	addImpact(cmd, o.shockFlags())
	o.addCombineFlags(cmd)
	o.format = render.SVG
	formats := []render.Format{render.SVG, render.PNG}
	cmd = chainVerb(p, cmd, &o.chainOptions, o.fileFlags(formats...))
	completeOutput(cmd, formats)
	cmd.Args = func(cmd *cobra.Command, files []string) error {
		switch {
		case o.picture.Kind == svg.Study:
			return p.needHistoryAndPrices(cmd, files)
		case o.combine != "" || o.picture.Kind == svg.Tape:
			return p.needFiles(cmd, files)
		}
		return p.needOne("picture")(cmd, files)
	}
	p.fromPipe(cmd, 1)
	return cmd
}

func runPlot(p *program, o *plotOptions) error {
	if err := o.settle(); err != nil {
		return err
	}
	switch o.picture.Kind {
	case svg.History:
		return runHistoryPlot(p, &o.chainOptions, o.draw)
	case svg.Study:
		return runStudyPlot(p, &o.chainOptions, o.intraday, o.draw)
	case svg.Tape:
		return runTapePlot(p, &o.chainOptions, o.draw)
	}
	v := kind{Verb: pipeline.Verb{Build: builds(o.build), Sums: true}} // its ids are of the file
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, _ render.Options) error {
		return o.draw(w, r.Document.(*report.Pictures))
	})
}

// draw writes a picture in the format that was asked for.
func (o *plotOptions) draw(w io.Writer, r *report.Pictures) error {
	return drawPicture(w, r, o.format, o.picture, o.dark)
}

// build is the document of a book, with what only the picture that is drawn needs.
func (o *plotOptions) build(b *gex.Book) *report.Pictures {
	p := gex.BuildPlot(b)
	switch o.picture.Kind {
	case svg.Sensitivity:
		p.Sensitivity = &gex.BuildSensitivity(b, gex.Variations{Vol: o.vol, Wrong: math.NaN()}).Sensitivity
	case svg.Cascade:
		o.addCascade(b, &p.Report)
	case svg.Smile:
		p.Smiles = gex.Smiles(b)
	case svg.Term:
		p.Term = gex.TermStructure(b)
	case svg.Exposures:
		p.Curves = gex.ExposureCurves(b, 1)
	}
	return p
}

// settle checks the size against the kind, and takes the window and the moves that were not given from the range.
func (o *plotOptions) settle() error {
	if o.picture.Kind == svg.Cascade && o.cascade.Impact.Kind == "" {
		return usageError("give the dollars that move spot 1%, such as "+fault.Setting("impact")+" 50bn", fault.Setting("kind")+" cascade needs %s", fault.Setting("impact"))
	}
	if o.intraday != "" && o.picture.Kind != svg.Study {
		return usageError("add "+fault.Setting("kind")+" "+svg.Study+", with a history and its daily prices", "%s applies to %s %s alone", fault.Setting("intraday"), fault.Setting("kind"), svg.Study)
	}
	if err := o.checkReported(); err != nil {
		return err
	}
	w, h := svg.MinSize(o.picture.Kind)
	if o.picture.Width > 0 && (o.picture.Width < w || o.picture.Height < h) {
		return usageError("omit --size for one that fits",
			"%dx%d is too small for the labels of "+fault.Setting("kind")+" %s: at least %dx%d", o.picture.Width, o.picture.Height, o.picture.Kind, w, h)
	}
	o.picture.Window = o.gex.Range
	if o.gex.Moves == nil {
		o.gex.Moves = gex.EvenMoves(o.gex.Range)
	} else if o.picture.Kind == "flows" {
		o.picture.Window = 0 // the moves determine what is shown
	}
	return nil
}
