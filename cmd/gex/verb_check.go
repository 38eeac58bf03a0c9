package main

import (
	"cmp"
	"io"
	"math"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/pipeline"
	"gex/internal/pipeline/check"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/require"
)

// checkOptions are those of gex check.
type checkOptions struct {
	chainOptions
	conditions []*require.Condition
	limits     []*limit
	fileAge    *time.Duration // nil: any
}

func newCheckCmd(p *program) *cobra.Command {
	o := &checkOptions{}
	cmd := &cobra.Command{
		Use: "check FILE...", Short: "data quality: quotes, spot against parity, age, the vendor's greeks",
		Long: `check reports the quality of a file before its numbers are used: contracts left out, usable quotes,
the gap between the file's spot and the one its quotes imply, the age of the quotes, differences
between the vendor's greeks and ours, and strikes out of line with their neighbors.

It exits 1 when a warning says that a number may be wrong, as of a file that is cut short; gex help
conventions lists those warnings.

With --require it exits 1 when a condition does not hold. A condition compares (= != < <= > >=) two
sides, each a key, a number, a word or abs(...), or two of them with + - * or / between. Keys are
the dotted paths of numbers and words in the JSON of gex check and gex report, such as totals.gex or
levels_0dte.zero_gamma; "levels.", "totals." and "carry." may be omitted, and the names of gex
levels --get are known, and those of gex sensitivity, such as sensitivity.verdict, and of
gex cascade: cascade.absorb_1pct is what a drop of 1% needs to stop, and with --impact
cascade.rest_up_2pct where a rise of 2% comes to rest. Numbers take %, K, M and B: abs(gap)<0.3%. Words, dates and times take
no quotes: trade_date=2025-11-20, as_of >= 2025-11-20 09:52, input.format=cboe-quotedata. The
regimes are long_gamma, short_gamma and neutral, which JSON calls near_zero. A null value, such as a missing flip, satisfies no condition.

Keys of data quality:
  spot_gap             distance from the file's spot to the quotes', either way, as a fraction
  age_minutes          age of the quotes
  left_out_share       open interest left out, as a fraction of all that has not expired
  crossed_share        quotes with an ask below the bid, as a fraction of the live contracts
  outlier_count        strikes out of line with their neighbors
  vendor.delta.median  difference of the vendor's delta from ours
  vendor.gamma.median  likewise of gamma, as a fraction of the largest gamma of the expiry

--max-file-age compares the time the file was made with the machine's clock, which nothing else in
gex reads.

With --quiet and a condition, the failed lines are shown alone, on standard error, and
nothing when all is well; --output then takes the whole check of a file that failed. csv, json and
ndjson, which programs read, are always written.`,
		Example: `  gex check spx.csv
  gex check --quiet --require 'spot_gap <= 0.5%' --require 'age_minutes <= 30' spx.csv || echo "not fit to trade on"
  gex check --quiet --max-file-age 30m spx.csv || echo "the download is stale"
  gex check --require 'combination.apart_minutes <= 1' --combine SPX spx.csv spy.csv
  gex check --require regime=long_gamma --require 'zero_gamma < spot' spx.csv
  gex check --quiet --require trade_date=2025-11-20 spx.csv || echo "another day's file"
  gex check --quiet --require 'abs(spot - zero_gamma)/spot > 0.5%' spx.csv || echo "near the flip"
  gex check --require 'cascade.absorb_1pct < 50bn' spx.csv
  gex check --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files, o.gex.Anyway = files, true
			return runCheck(p, o)
		},
	}
	help.Group(cmd, "Condition", o.requireFlags())
	o.addADV(cmd.Flags())
	o.addRuleFlags(cmd)
	addImpact(cmd, o.impactFlags())
	o.addCombineFlags(cmd)
	chainCommand(p, cmd, &o.chainOptions, render.TableFormats...)
	must(cmd.RegisterFlagCompletionFunc("require", complete.Keys))
	return cmd
}

// requireFlags are what a file must keep to.
func (o *checkOptions) requireFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(requireValue(&o.conditions), "require", "a condition that must hold, such as 'zero_gamma<spot'; may be repeated")
	f.Var(flagvalue.Duration(&o.fileAge), "max-file-age", "from the file's as-of to now by this machine's clock: 30m, 2h, 1d")
	o.limits = limits()
	for _, l := range o.limits {
		v := l.value(&l.most)
		f.Var(v, l.flag, "short for "+l.key+" <= "+v.Type())
		must(f.MarkHidden(l.flag))
	}
	return f
}

// requireValue collects --require.
func requireValue(to *[]*require.Condition) *flagvalue.Value {
	return flagvalue.NewMany("CONDITION", func(s string) error {
		c, err := require.Parse(s)
		if err != nil {
			return err
		}
		*to = append(*to, c)
		return nil
	})
}

// limit is a flag that is short for a condition on one key. --require does the same and more, so these are not in the help.
type limit struct {
	flag, key string
	value     func(**float64) *flagvalue.Value

	most *float64 // nil: not given
}

// limits are all of them.
func limits() []*limit {
	return []*limit{
		{flag: "max-gap", key: "spot_gap", value: flagvalue.Share},
		{flag: "max-left-out", key: "left_out_share", value: flagvalue.Share},
		{flag: "max-age", key: "age_minutes", value: flagvalue.Minutes},
		{flag: "max-crossed", key: "crossed_share", value: flagvalue.Share},
		{flag: "max-delta", key: "vendor.delta.median", value: flagvalue.Share},
		{flag: "max-gamma", key: "vendor.gamma.median", value: flagvalue.Share},
		{flag: "max-outliers", key: "outlier_count", value: flagvalue.Most},
	}
}

// text is the condition that the flag is short for.
func (l *limit) text() string { return l.key + " <= " + report.Number(*l.most).String() }

// demands are what was asked of a file, limits first. Whoever gives a limit is shown the condition in its place.
func (o *checkOptions) demands(p *program) (*check.Demands, error) {
	d := &check.Demands{MaxAge: o.fileAge}
	if o.fileAge != nil {
		d.Now = p.now() // the only time that the clock is read
	}
	for _, l := range o.limits {
		if l.most == nil {
			continue
		}
		c, err := require.Parse(l.text())
		if err != nil {
			return nil, err
		}
		if d.Conditions = append(d.Conditions, check.Condition{Condition: c, Limit: l.flag}); !o.quiet {
			p.note("%s is deprecated and will go: give %s '%s'", fault.Setting(l.flag), fault.Setting("require"), l.text())
		}
	}
	for _, c := range o.conditions {
		d.Conditions = append(d.Conditions, check.Condition{Condition: c})
	}
	return d, d.Allow(o.vol.Carry)
}

// runCheck shows every check, and ends with 1 when one of them fails: the result is complete all the same.
func runCheck(p *program, o *checkOptions) error {
	demands, err := o.demands(p)
	if err := cmp.Or(err, o.checkCascade()); err != nil {
		return err
	}
	failed := fault.Done
	audit := func(b *gex.Book) *check.Audit {
		own := *demands
		own.Vary, own.Cascade = gex.Variations{Vol: o.vol, Wrong: math.NaN()}, o.cascade
		return own.Audit(b)
	}
	v := kind{Verb: pipeline.Verb{Build: builds(audit), Judges: true}}
	err = p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		a := r.Document.(*check.Audit)
		broken := demands.Judge(a)
		for _, f := range broken {
			p.note("%s: %s", r.Where(), f)
			failed = fault.No
		}
		if o.silent(demands.Any(), len(broken) > 0) {
			return nil
		}
		return render.Check(w, a.Check, o.format, style)
	})
	if err != nil {
		return err
	}
	return fault.Reported(failed)
}

// silent reports whether nothing is shown of a check but what failed in it.
func (o *checkOptions) silent(demanding, failed bool) bool {
	toFile := o.path != "" && o.path != "-"
	return o.quiet && demanding && !(failed && toFile) && o.format.Can().Page
}
