package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
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
levels --get are known. Numbers take %, k, m and bn: abs(gap)<0.3%. Words, dates and times take
no quotes: trade_date=2025-11-20, as_of >= 2025-11-20 09:52, input.format=cboe-quotedata. A null
value, such as a missing flip, satisfies no condition.

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
  gex check --require regime=long_gamma --require 'zero_gamma < spot' spx.csv
  gex check --quiet --require trade_date=2025-11-20 spx.csv || echo "another day's file"
  gex check --quiet --require 'abs(spot - zero_gamma)/spot > 0.5%' spx.csv || echo "near the flip"
  gex check --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files, o.gex.Anyway = files, true
			return runCheck(p, o)
		},
	}
	addGroup(cmd, "Condition", o.requireFlags())
	o.addADV(cmd.Flags())
	chainCommand(p, cmd, &o.chainOptions, allFormats...)
	must(cmd.RegisterFlagCompletionFunc("require", completeKeys))
	return cmd
}

// requireFlags are what a file must keep to.
func (o *checkOptions) requireFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(requireValue(&o.conditions), "require", "a condition that must hold, such as 'zero_gamma<spot'; may be repeated")
	f.Var(ageValue(&o.fileAge), "max-file-age", "from the file's as-of to now by this machine's clock: 30m, 2h, 1d")
	o.limits = limits()
	for _, l := range o.limits {
		f.Var(l.value(), l.flag, "short for "+l.key+" <= "+l.kind)
		must(f.MarkHidden(l.flag))
	}
	return f
}

// ageValue is --max-file-age.
func ageValue(to **time.Duration) *flagvalue.Value {
	return flagvalue.New("DURATION", "", func(s string) error {
		d, err := flagvalue.ParseDuration(s)
		*to = &d
		return err
	})
}

// runCheck shows every check, and ends with 1 when one of them fails: the result is complete all the same.
func runCheck(p *program, o *checkOptions) error {
	demands, err := o.demands(p)
	if err != nil {
		return err
	}
	var now time.Time
	if o.fileAge != nil {
		now = p.now() // the only time that the clock is read
	}
	failed := fault.Done
	v := kind{Verb: pipeline.Verb{Build: builds(func(b *gex.Book) *audit { return &audit{gex.Audit(b), buildRequired(b, demands)} }), Judges: true}}
	err = p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		a := r.Document.(*audit)
		broken := append(seriousWarnings(a.Check), judge(demands, a)...)
		if o.fileAge != nil {
			broken = append(broken, judgeAge(a.Check, now, *o.fileAge)...)
		}
		for _, f := range broken {
			p.note("%s: %s", r.Where(), f)
			failed = fault.No
		}
		if o.silent(len(demands) > 0 || o.fileAge != nil, len(broken) > 0) {
			return nil
		}
		return render.Check(w, a.Check, o.format, style)
	})
	if err != nil {
		return err
	}
	return fault.Reported(failed)
}

// demands are the conditions, those of limits first. Whoever gives a limit is shown the condition in its place.
func (o *checkOptions) demands(p *program) ([]demand, error) {
	var list []demand
	for _, l := range o.limits {
		if l.most == nil {
			continue
		}
		c, err := require.Parse(l.text())
		if err != nil {
			return nil, err
		}
		if list = append(list, demand{c, l.flag}); !o.quiet {
			p.note("%s is deprecated and will go: give %s '%s'", fault.Setting(l.flag), fault.Setting("require"), l.text())
		}
	}
	for _, c := range o.conditions {
		list = append(list, demand{Condition: c})
	}
	for _, d := range list {
		if o.vol.Carry == "flat" && (d.Uses("spot_gap") || d.Uses("carry.gap")) {
			return nil, usageError("omit "+fault.Setting("carry")+" flat", "%s needs forwards from the quotes, and %s flat makes its own", d, fault.Setting("carry"))
		}
	}
	return list, nil
}

// seriousWarnings are the warnings that say a number may be wrong, in words.
func seriousWarnings(c *report.Check) []string {
	var broken []string
	for _, w := range report.SeriousAmong(c.Warnings) {
		broken = append(broken, fmt.Sprintf("%s (%s)", w.Message, w.Code))
	}
	return broken
}

// silent reports whether nothing is shown of a check but what failed in it.
func (o *checkOptions) silent(demanding, failed bool) bool {
	toFile := o.path != "" && o.path != "-"
	return o.quiet && demanding && !(failed && toFile) && o.can().page
}
