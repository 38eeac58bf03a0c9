package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
	"gex/internal/systematic"
)

// systematicOptions are those of gex systematic.
type systematicOptions struct {
	file      string
	columns   map[string]string
	only      []string // parts; none: all but the triggers
	follow    systematic.Options
	capitalOf string // date of the capital; "": not given
	to        gex.Mapping
	beside    flagvalue.Beside
	get       *report.SystematicQuery // nil: the whole
	dark      bool                    // of a PNG
	outputOptions
}

func newSystematicCmd(p *program) *cobra.Command {
	o := &systematicOptions{}
	cmd := &cobra.Command{
		Use: "systematic PRICES", Short: "closes that flip trend followers, volatility control, funds",
		Long: `systematic reads daily closes of one instrument, as Yahoo, Stooq, Cboe, Nasdaq and FRED write them, and
shows what those trade who follow rules.

  trend       signals with the close that flips each, positions, and trades after tapes
  volatility  the weight by the larger of two estimates, and the daily move beyond which it is cut
  funds       what leveraged funds trade at the close, from their assets (--funds)
  triggers    what the model trades when tomorrow's close crosses a level; csv for gex cascade

A level is tomorrow's close that flips a signal, or the one that does when the price stands there for
5 or 21 days; none where it is further than 20% away. A tape is days of equal steps, in standard
deviations in all. Volatility control holds min(target/volatility, cap).

Nothing is known of how large these funds are, so flows are in units of their capital; --capital
counts dollars. Models: momentum is the mean sign of the moves over 21, 63 and 252 days, cross is the
20-day average against that of 120, pairs is that of Baz et al. (2015); each is scaled to --target by
volatility, up to --cap.

--get prints one number, level and its like of a signal by its name:

  ` + strings.Join(report.SystematicNamesInWords(), "\n  "),
		Example: `  gex systematic spx-daily.csv
  gex systematic --only trend --averages 20,50 --map-to ES=6935.5 spx-daily.csv
  gex systematic --only volatility --vol-windows 0.94,0.97 --target 5,10,15 spx-daily.csv
  gex systematic --only funds --symbol SPX --funds funds.csv spx-daily.csv
  gex systematic --get level@average50 spx-daily.csv
  gex systematic --only triggers --capital 340bn -f csv spx-daily.csv | gex cascade --impact 50bn --triggers - spx.csv
  gex systematic spx-daily.csv -o trend.svg`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.file = files[0]
			return runSystematic(p, o)
		},
	}
	formats := []render.Format{render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON, render.SVG, render.PNG}
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(flagvalue.Words(&o.only, "PART,...", report.SystematicParts), "only", "only these parts: "+oneOf(report.SystematicParts))
	f.Var(flagvalue.SystematicQuery(&o.get), "get", "print one number, such as below, level@average50 or position@momentum")
	f.Var(flagvalue.Text(&o.follow.Symbol, "NAME"), "symbol", "what the prices are of: SPX (no layout says)")
	f.Var(flagvalue.Date(&o.follow.AsOf), "as-of", "use the closes up to this date")
	f.Var(flagvalue.PriceColumns(&o.columns), "columns", "column names of any other csv: date=Day,close=Last")
	for name, of := range map[string]string{"only": "parts", "get": "numbers of followers of rules", "symbol": "what prices are of", "as-of": "a date", "columns": "of prices"} {
		must(f.SetAnnotation(name, ownKey, []string{of}))
	}
	trend := pflag.NewFlagSet("", pflag.ContinueOnError)
	trend.Var(flagvalue.Choice(&o.follow.Model, systematic.Models[0], systematic.Models), "model", "whose trades the triggers are: "+oneOf(systematic.Models))
	trend.Var(flagvalue.Averages(&o.follow.Averages), "averages", "days of the averages that the close is compared with (default 20,50,100,200)")
	trend.Var(flagvalue.Crosses(&o.follow.Crosses), "crosses", "fast and slow averages (default 5/20,20/50,20/120,50/200)")
	trend.Var(flagvalue.Targets(&o.follow.Targets), "target", "volatility a year that is aimed at, in percent; several are averaged (default 10%)")
	trend.Var(flagvalue.Leverage(&o.follow.Cap), "cap", "largest leverage (default 2, of volatility control 1.5)")
	trend.Var(flagvalue.Capital(&o.follow.Capital, &o.capitalOf), "capital", "dollars that follow, to count flows in dollars (default: units of capital)")
	trend.Var(flagvalue.Windows(&o.follow.Windows), "vol-windows", "estimates of volatility control: days, or decay factors below 1 (default 21,63)")
	trend.Var(flagvalue.Files(&o.beside.Funds), "funds", "assets of leveraged funds: gex formats funds")
	trend.Var(flagvalue.Map(&o.to), "map-to", "show levels as prices of an instrument that trades at PRICE at the last close: ES=6712.25")
	trend.Var(flagvalue.MapRule(&o.to.By), "map-by", "conversion by the "+strings.Join(gex.MapRules, " or ")+" of its price to the close")
	help.Group(cmd, "Model", trend)
	output := o.flags(formats...)
	addDark(output, &o.dark)
	help.Group(cmd, "Output", output)
	complete.List(cmd, "only", report.SystematicParts...)
	complete.Words(cmd, "get", report.SystematicNames()...)
	complete.Words(cmd, "model", systematic.Models...)
	complete.Words(cmd, "map-by", gex.MapRules...)
	completeOutput(cmd, formats)
	cmd.Args = p.needOne("history of prices")
	p.fromPipe(cmd, 1)
	return cmd
}

// shows reports whether a part was asked for.
func (o *systematicOptions) shows(part string) bool {
	if len(o.only) == 0 {
		return part != report.PartTriggers || o.follow.Capital > 0
	}
	return slices.Contains(o.only, part)
}

// check refuses what does not go together.
func (o *systematicOptions) check() error {
	switch {
	case o.format == render.CSV && slices.Equal(o.only, []string{report.PartTriggers}) && o.follow.Capital == 0:
		return usageError("such as "+fault.Setting("capital")+" 340bn", "triggers in dollars need %s", fault.Setting("capital"))
	case slices.Contains(o.only, report.PartFunds) && len(o.beside.Funds) == 0:
		return usageError("gex formats funds shows the layouts", fault.Setting("only")+" %s needs %s", report.PartFunds, fault.Setting("funds"))
	case (o.format == render.CSV) && len(o.only) > 1:
		return usageError("give "+fault.Setting("only")+" one part", "%d parts are not one table", len(o.only))
	}
	return nil
}

func runSystematic(p *program, o *systematicOptions) error {
	var with gex.Options
	err := cmp.Or(p.mustBeBare(o.get != nil, &o.outputOptions), o.check(), p.Spares(o.path, append(o.beside.Files(), o.file)))
	if err == nil {
		err = o.beside.Read(p.Open, []string{o.file}, &with)
	}
	if err != nil {
		return err
	}
	o.follow.Funds = with.Funds
	prices, sum, err := flagvalue.ReadPrices(p.Open, o.file, o.columns, "columns")
	if err != nil {
		return err
	}
	drawn := o.format == render.SVG || o.format == render.PNG
	all := o.get != nil || drawn
	d, err := systematic.Build(prices, o.follow, systematic.Parts{
		Trend:      all || o.shows(report.PartTrend) || o.shows(report.PartTriggers),
		Volatility: all || o.shows(report.PartVolatility), Funds: all || o.shows(report.PartFunds),
	}, o.to)
	if err != nil {
		return err
	}
	d.Version, d.Settings = version(), p.effective
	d.Input = report.Input{File: prices.File(), SHA256: sum, Format: "prices"}
	for _, part := range report.SystematicParts {
		if o.shows(part) {
			d.Only = append(d.Only, part)
		}
	}
	if o.get != nil {
		return o.bare(p, d)
	}
	if !o.quiet && !o.format.Can().Warns {
		for _, w := range d.Warnings {
			p.note("%s: %s (%s)", d.Input.File, w.Message, w.Code)
		}
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		if drawn {
			return writePicture(w, o.format, o.dark, func(w io.Writer) error { return svg.WriteSystematic(w, d) })
		}
		return render.Systematic(w, d, o.format, style)
	})
}

// bare prints the number of --get alone.
func (o *systematicOptions) bare(p *program, d *report.SystematicDocument) error {
	n, known := o.get.In(d)
	if !known {
		var names []string
		for _, s := range d.Systematic.Trend.Signals {
			names = append(names, s.Name)
		}
		return flagvalue.NoSignal(o.get, names)
	}
	o.format = "" // a bare value has no format
	return p.toOutput(o.outputOptions, func(w io.Writer, _ render.Options) error {
		_, err := fmt.Fprintln(w, cmp.Or(n.String(), "null"))
		return err
	})
}
