package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// cascadeOptions are those of gex cascade.
type cascadeOptions struct {
	chainOptions
	get *report.CascadeQuery // nil: the whole
}

func newCascadeCmd(p *program) *cobra.Command {
	o := &cascadeOptions{}
	cmd := &cobra.Command{
		Use: "cascade FILE...", Short: "where shocks rest when dealers, funds and stops trade with them",
		Long: `cascade asks what becomes of an outside shock when those who must trade with the move do: dealers
short gamma sell into a drop, leveraged funds rebalance, stops and liquidations go off. Every contract
is repriced over a ladder of spots, which gives one curve: the outside shock that lets spot rest at
each price. From it follow

  rests      the first price on the way at which the shock and all trades agree
  pockets    intervals in which no shock rests: a larger one falls through
  triggers   the least shock that brings spot to a level, and which fall together
  absorb     dollars per 1% above which a shock stops within --stop-within times
             itself, and above which no pocket is within 5% of spot

absorb needs no number for impact. The others need --impact, for which there is no default: values in
use for the S&P 500 are from $25bn to over $100bn for 1%, and by the square root of volume the answer
depends on the size. --impact 50bn is linear; --impact sqrt moves spot by prefactor x daily volatility x
the square root of trades over --adv.

Volatilities follow --vol-rule and --spot-vol-beta as in gex flows, and what dealers trade at a rest
is what gex flows says for that move. Rests are looked for within --range. Time, liquidity and the
news itself stand still, but for the time and the volatilities of --scenarios: this is arithmetic on
positions, not a forecast. Nothing resting is an answer, too: it often means that an assumed sign makes
too much of the book.

--get prints one number, for several files or underlyings after the symbol and a tab:

  ` + strings.Join(report.CascadeNamesInWords(), "\n  "),
		Example: `  gex cascade spx.csv
  gex cascade --impact 50bn spx.csv
  gex cascade --impact 50bn --shocks -1,-2 --sign 0.2,-0.2 spx.csv
  gex cascade --impact sqrt --adv 500bn --spot-vol-beta -1 spx.csv
  gex cascade --impact 50bn --triggers stops.csv --funds funds.csv spx.csv
  gex cascade --impact 400m --triggers ladder.json btc.json
  gex cascade --impact 50bn --scenarios november.csv spx.csv
  gex cascade --impact 50bn --get rest@-1 spx.csv
  gex cascade --impact 50bn --get reach@6725 spx.csv
  gex plot --kind cascade --impact 50bn spx.csv -o fold.svg`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runCascade(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.CascadeQuery(&o.get), "get", "print one number, such as rest@-1, absorb@-2 or reach@6725")
	must(cmd.Flags().SetAnnotation("get", ownKey, []string{"numbers of a cascade"}))
	complete.Words(cmd, "get", report.CascadeNames()...)
	f := o.shockFlags()
	f.Var(flagvalue.Text(&o.beside.Scenarios, "FILE"), "scenarios", "moves as shocks, with their volatilities and time: gex formats scenarios")
	o.ruleFlags(f)
	o.addADV(f)
	addImpact(cmd, f)
	complete.Words(cmd, "vol-rule", gex.VolRules...)
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, &o.chainOptions, render.TableFormats...)
}

// impactFlags are about how far trades move spot.
func (o *chainOptions) impactFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Impact(&o.cascade.Impact), "impact", "dollars that move spot 1%, such as 50bn, or sqrt: by the square root of volume (no default)")
	help.AddRare(f, flagvalue.DailyVol(&o.cascade.Impact.SigmaD), "sigma-d", "daily volatility of --impact sqrt (default: at the money beyond a day, by the square root of 252)")
	help.AddRare(f, flagvalue.Positive(&o.cascade.Impact.Prefactor), "prefactor", "factor of --impact sqrt (default 0.8)")
	f.Var(flagvalue.Text(&o.beside.Triggers, "FILE"), "triggers", "stops and liquidations: gex formats triggers")
	help.AddRare(f, flagvalue.Positive(&o.beside.Scale), "trigger-scale", "dollars that a unit of the amounts of --triggers is (required by Coinglass maps)")
	help.AddRare(f, flagvalue.TriggerColumns(&o.beside.Columns), "trigger-columns", "own names of columns of --triggers: price=px,long=long_usd")
	f.Var(flagvalue.Files(&o.beside.Funds), "funds", "assets of leveraged funds: gex formats funds")
	f.Var(flagvalue.StopWithin(&o.cascade.StopWithin), "stop-within", "times itself within which a shock must stop to be absorbed")
	return f
}

// shockFlags are those, and the shocks of a table.
func (o *chainOptions) shockFlags() *pflag.FlagSet {
	f := o.impactFlags()
	f.Var(flagvalue.Shocks(&o.cascade.Shocks), "shocks", "outside shocks, in percent (default -5,-3,-2,-1,-0.5,0.5,1,2,3,5)")
	return f
}

// addImpact gives a verb flags about cascades. Where a cascade is beside other things, --impact stands for them all in the help.
func addImpact(cmd *cobra.Command, f *pflag.FlagSet) {
	f.VisitAll(func(flag *pflag.Flag) {
		if cmd.Name() != "cascade" && flag.Name != "impact" {
			flag.Annotations = map[string][]string{help.HeadingKey: {help.Rare}}
		}
	})
	help.Group(cmd, "Cascade", f)
	complete.Words(cmd, "impact", report.ImpactSqrt)
}

// checkCascade refuses flags about cascades that do not go together.
func (o *chainOptions) checkCascade() error {
	i := o.cascade.Impact
	if i.Kind != report.ImpactSqrt && (i.Prefactor != 0 || i.SigmaD != 0) {
		return usageError("give it with "+fault.Setting("impact")+" sqrt", "%s and %s are of %s sqrt", fault.Setting("prefactor"), fault.Setting("sigma-d"), fault.Setting("impact"))
	}
	return o.cascade.Check(o.gex.ADV)
}

// checkReported is checkCascade where a cascade is shown only with an impact.
func (o *chainOptions) checkReported() error {
	if c := &o.cascade; c.Impact.Kind == "" && (c.Shocks != nil || c.StopWithin != 0) {
		return usageError("such as "+fault.Setting("impact")+" 50bn; gex cascade shows what needs none", "%s and %s need %s here", fault.Setting("shocks"), fault.Setting("stop-within"), fault.Setting("impact"))
	} else if c.Impact.Kind == "" && (o.beside.Triggers != "" || len(o.beside.Funds) > 0) {
		return usageError("such as "+fault.Setting("impact")+" 50bn; gex cascade shows what needs none", "%s and %s need %s here", fault.Setting("triggers"), fault.Setting("funds"), fault.Setting("impact"))
	}
	return o.checkCascade()
}

// addCascade adds a cascade to a report, where an impact was given.
func (o *chainOptions) addCascade(b *gex.Book, r *report.Report) {
	if o.cascade.Impact.Kind == "" {
		return
	}
	c, warnings := gex.CascadeOf(b, o.cascade)
	r.Cascade, r.Warnings = c, append(r.Warnings, warnings...)
}

// settle makes the question of --get the only one.
func (o *cascadeOptions) settle() error {
	q := o.get
	if q == nil {
		return nil
	}
	if q.NeedsImpact() && o.cascade.Impact.Kind == "" {
		return usageError("give the dollars that move spot 1%, such as "+fault.Setting("impact")+" 50bn", fault.Setting("get")+" %s needs %s", q.Name, fault.Setting("impact"))
	}
	if q.OfShock() {
		o.cascade.Shocks = []float64{float64(q.At)}
	}
	if q.OfLevel() { // an order of nothing asks
		o.cascade.Triggers = append(o.cascade.Triggers, gex.Trigger{Level: float64(q.At)})
	}
	return nil
}

func runCascade(p *program, o *cascadeOptions) error {
	if err := cmp.Or(p.mustBeBare(o.get != nil, &o.outputOptions), o.settle()); err != nil {
		return err
	}
	if err := o.checkCascade(); err != nil {
		return err
	}
	v := kind{
		Verb:    pipeline.Verb{Build: builds(func(b *gex.Book) *report.CascadeDocument { return gex.BuildCascade(b, o.cascade) })},
		gathers: gathering(render.Cascades),
	}
	if o.get == nil {
		return p.results(&o.chainOptions, v, showing(render.Cascade, o.format))
	}
	o.format, v.gathers = "", nil // a bare value has no format
	return p.results(&o.chainOptions, v, bare(func(d report.Document) string {
		return o.get.In(&d.(*report.CascadeDocument).Cascade).String()
	}))
}
