package main

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// levelsOptions are those of gex levels.
type levelsOptions struct {
	chainOptions
	get   string // one level; "": all of them
	brief bool   // six lines
	toTop bool   // --top is on the command line
}

func newLevelsCmd(p *program) *cobra.Command {
	o := &levelsOptions{}
	cmd := &cobra.Command{
		Use: "levels FILE...", Short: "zero gamma, walls, max pain, expected move",
		Long: `levels prints the prices a desk watches, for all expiries and for 0DTE alone, and how they will
move: without today's expiries, without the next monthly, and later today. --get prints one of them
and nothing else, or "null"; for several files or underlyings after the symbol and a tab. --brief
prints six lines: regime, GEX, flip, call wall, put wall, and how many puts dealers must be short for
each call they hold to be short gamma.

--map-to SYMBOL=PRICE also converts the levels to prices of another instrument, such as its future,
given its price now: by the ratio of the two prices or, with --map-by offset, by their difference.
--get then prints the converted price. --format pine and thinkscript write the levels, converted or
not, as an indicator for TradingView and a study for thinkorswim.

--combine AXIS makes one book of files of underlyings that move together, such as SPX, SPY and ES,
on the price of one of them. Each level also stands in the price of every member.

Several underlyings make one table with a row each, sorted by gross gamma; csv and ndjson have every
level of each.

` + about.LevelNames(),
		Example: `  gex levels spx.csv
  gex levels --brief spx.csv
  gex levels --get zero_gamma spx.csv
  gex levels --get 0dte.call_wall spx.csv
  gex levels --get without_today.zero_gamma spx.csv
  gex levels --iv file --top 100 market.csv
  gex levels --map-to ES=6712.25 --get call_wall spx.csv
  gex levels --map-to ES=6712.25 --format pine spx.csv > es.pine
  gex levels --prices spx-daily.csv spx.csv
  gex levels --format thinkscript spx.csv > spx.ts
  gex levels --combine SPX spx.csv spy.csv es.csv
  gex levels --combine ES --sign SPY=short,naive --get zero_gamma es.csv spx.csv spy.csv`,
		RunE: func(cmd *cobra.Command, files []string) error {
			o.files, o.toTop = files, cmd.Flags().Changed("top")
			return runLevels(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Level(&o.get), "get", "print one level, such as zero_gamma")
	cmd.Flags().BoolVar(&o.brief, "brief", false, "six lines: regime, GEX, flip, walls, puts per call")
	o.top = usualTop
	cmd.Flags().Var(flagvalue.Rows(&o.top), "top", "rows of the table of several underlyings, 0 for all (default 40)")
	o.addADV(cmd.Flags())
	o.addRuleFlags(cmd)
	o.addBands(cmd.Flags())
	o.addPrices(cmd.Flags())
	complete.Words(cmd, "get", slices.Concat(render.LevelNames(), render.LevelColumns())...)
	o.addMapFlags(cmd)
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, &o.chainOptions, slices.Concat(render.TableFormats, render.ChartFormats)...)
}

// usualTop is how many rows a table of several underlyings has.
const usualTop = 40

// checkTop refuses --top where there is no table to shorten.
func (o *levelsOptions) checkTop() error {
	if !o.toTop || o.get == "" && (o.format == render.Table || o.format == render.Markdown) {
		return nil
	}
	return usageError("omit it: other formats have all underlyings", "%s applies to the table of several underlyings", fault.Setting("top"))
}

// checkBrief refuses --brief beside what it would not show.
func (o *levelsOptions) checkBrief() error {
	switch {
	case !o.brief:
		return nil
	case o.get != "":
		return usageError("omit one of them", "%s and %s each choose what is printed", fault.Setting("brief"), fault.Setting("get"))
	case o.toTop:
		return usageError("omit one of them", "%s prints six lines for each underlying, and %s shortens a table", fault.Setting("brief"), fault.Setting("top"))
	case o.format != render.Table:
		return usageError("omit "+fault.Setting("brief")+": other formats have every level by name", "%s is text, not %s", fault.Setting("brief"), o.format)
	}
	return nil
}

// checkPrices refuses prices where the levels of followers would not be shown.
func (o *levelsOptions) checkPrices() error {
	shows := []render.Format{render.Table, render.Markdown, render.JSON, render.NDJSON}
	if o.beside.Prices == "" || o.get == "" && !o.brief && slices.Contains(shows, o.format) {
		return nil
	}
	return usageError("omit it, or use "+fault.Setting("format")+" json; gex systematic has levels of followers as csv and by "+fault.Setting("get"),
		"%s adds a table that only %s have", fault.Setting("prices"), strings.Join(render.FormatNames(shows), ", "))
}

// build is the document of a book.
func (o *levelsOptions) build(b *gex.Book) *report.LevelsDocument {
	d := gex.BuildLevels(b)
	o.addBand(b, d.Totals.Breakeven, &d.Levels, d.Mapped)
	o.addRank(d, &d.Levels, &d.Warnings)
	o.addFollowers(&d.Header, &d.Followers, &d.Warnings)
	return d
}

func runLevels(p *program, o *levelsOptions) error {
	if err := cmp.Or(o.checkBrief(), o.checkTop(), p.mustBeBare(o.get != "", &o.outputOptions), o.checkPrices()); err != nil {
		return err
	}
	v := kind{Verb: pipeline.Verb{Build: builds(o.build)}, summarizes: o.get == "" && !o.brief}
	if o.beside.Prices != "" && o.format.Can().Page {
		v.Single = pipeline.Single{Why: "do not fit beside the prices of one", Hint: pickOne + ", and each file needs a call"}
	}
	switch {
	case o.brief:
		v.Build = builds(gex.BuildKeys)
		o.format = "" // it has no room for warnings, which go to standard error
		return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
			return render.Brief(w, r.Document.(*report.LevelsDocument), r.Among, style)
		})
	case o.get == "" && slices.Contains(render.ChartFormats, o.format):
		return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, _ render.Options) error {
			d := r.Document.(*report.LevelsDocument)
			return render.Chart(w, d, report.ChartOf(d), o.format)
		})
	case o.get == "":
		return p.results(&o.chainOptions, v, showing(render.Levels, o.format))
	}
	if render.IsKeyLevel(o.get) {
		v.Build = builds(gex.BuildKeys)
	}
	o.format = "" // a bare value has no format
	return p.results(&o.chainOptions, v, bare(func(d report.Document) string {
		return render.Level(d.(*report.LevelsDocument).Elsewhere(), o.get)
	}))
}
