package main

import (
	"fmt"
	"io"
	"strconv"

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
	limits     gex.Limits
	conditions []*require.Condition
}

func newCheckCmd(p *program) *cobra.Command {
	o := &checkOptions{}
	cmd := &cobra.Command{
		Use: "check FILE...", Short: "data quality: quotes, spot against parity, age, the vendor's greeks",
		Long: `check reports the quality of a file before its numbers are used: contracts left out, usable quotes,
the gap between the file's spot and the one its quotes imply, the age of the quotes, differences
between the vendor's greeks and ours, and strikes out of line with their neighbors.

It exits 1 when a warning says that a number may be wrong, as of a file that is cut short; gex help
conventions lists those warnings. With limits it exits 1 when one is passed, or when the file does
not have it. --max-file-age compares the time the file was made with the machine's clock, which nothing
else in gex reads.

With --require it exits 1 when a condition does not hold. A condition compares (= != < <= > >=) two
sides, each a key, a number, a word or abs(...), or two of them with + - * or / between. Keys are
the dotted paths of numbers and words in the JSON of gex report and gex check, such as totals.gex or
levels_0dte.zero_gamma; "levels.", "totals." and "carry." may be omitted, and the names of gex
levels --get are known. Numbers take %, k, m and bn: abs(gap)<0.3%. Words, dates and times take
no quotes: trade_date=2025-11-20, as_of >= 2025-11-20 09:52, input.format=cboe-quotedata. A null
value, such as a missing flip, satisfies no condition.

With --quiet and a limit or a condition, the failed lines are shown alone, on standard error, and
nothing when all is well; --output then takes the whole check of a file that failed. csv, json and
ndjson, which programs read, are always written.`,
		Example: `  gex check spx.csv
  gex check --max-gap 0.5% --max-age 30m --quiet spx.csv || echo "not fit to trade on"
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
	addGroup(cmd, "Limit", o.limitFlags())
	o.addADV(cmd.Flags())
	chainCommand(p, cmd, &o.chainOptions, allFormats...)
	must(cmd.RegisterFlagCompletionFunc("require", completeKeys))
	return cmd
}

// limitFlags are the thresholds.
func (o *checkOptions) limitFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(limitValue(&o.limits.Gap), "max-gap", "from the file's spot to the quotes', either way: 0.5% or 0.005")
	f.Var(limitValue(&o.limits.LeftOut), "max-left-out", "open interest left out, of all: 5%")
	f.Var(minutesValue(&o.limits.Age), "max-age", "of the quotes: 30m")
	f.Var(minutesValue(&o.limits.FileAge), "max-file-age", "from the file's as-of to now by this machine's clock: 30m, 2h, 1d")
	f.Var(limitValue(&o.limits.Crossed), "max-crossed", "crossed quotes, of the live contracts: 1%")
	f.Var(limitValue(&o.limits.Delta), "max-delta", "median difference of the vendor's delta from ours: 0.01")
	f.Var(limitValue(&o.limits.Gamma), "max-gamma", "likewise of gamma, of the largest of the expiry: 2%")
	f.Var(tallyValue(&o.limits.Outliers), "max-outliers", "strikes out of line with their neighbours: 20")
	f.Var(requireValue(&o.conditions), "require", "a condition that must hold, such as 'zero_gamma<spot'; may be repeated")
	return f
}

// limitValue is a fraction that is not negative.
func limitValue(to **float64) *flagvalue.Value {
	return flagvalue.New("FRACTION", "", func(s string) error {
		x, err := flagvalue.ParseFraction(s)
		if err == nil && x < 0 {
			return usageError("0 or more, such as 0.005 or 0.5%", "%s is below zero", s)
		}
		*to = &x
		return err
	})
}

// minutesValue is --max-age, which the check counts in minutes.
func minutesValue(to **float64) *flagvalue.Value {
	return flagvalue.New("DURATION", "", func(s string) error {
		d, err := flagvalue.ParseDuration(s)
		*to = new(d.Minutes())
		return err
	})
}

// tallyValue is --max-outliers: a whole number, 0 too.
func tallyValue(to **float64) *flagvalue.Value {
	return flagvalue.New("N", "", func(s string) error {
		n, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return usageError("a whole number, such as 20 or 0", "%q is not a count", s)
		}
		*to = new(float64(n))
		return nil
	})
}

// runCheck shows every check, and ends with 1 when one of them fails: the result is complete all the same.
func runCheck(p *program, o *checkOptions) error {
	if o.vol.Carry == "flat" && o.limits.Gap != nil {
		return usageError("omit --carry flat", "%s needs forwards from the quotes, %s flat makes its own", fault.Setting("max-gap"), fault.Setting("carry"))
	}
	if o.limits.FileAge != nil {
		o.limits.Now = p.now()
	}
	failed := fault.Done
	v := kind{Verb: pipeline.Verb{Build: builds(o.audit), Judges: true}}
	err := p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, style render.Options) error {
		a := r.Document.(*audit)
		broken := o.judge(a)
		for _, f := range broken {
			p.note("%s: %s", r.Where(), f)
			failed = fault.No
		}
		if o.silent(len(broken) > 0) {
			return nil
		}
		return render.Check(w, a.Check, o.format, style)
	})
	if err != nil {
		return err
	}
	return fault.Reported(failed)
}

// audit is a check of a file, with what its conditions are about.
type audit struct {
	*report.Check
	demanded
}

func (o *checkOptions) audit(b *gex.Book) *audit {
	return &audit{gex.Audit(b), buildRequired(b, o.conditions)}
}

// judge holds limits and conditions against a result and returns what is broken, in words: the warnings that say a number
// may be wrong come first.
func (o *checkOptions) judge(a *audit) []string {
	o.limits.Judge(a.Check)
	var broken []string
	for _, w := range report.SeriousAmong(a.Warnings) {
		broken = append(broken, fmt.Sprintf("%s (%s)", w.Message, w.Code))
	}
	for _, f := range a.Failed {
		if f.Flag == "max-file-age" && f.Value.OK() {
			broken = append(broken, fileAge(f, a.AsOf, o.limits.Now))
			continue
		}
		broken = append(broken, render.FailureWords(f))
	}
	return append(broken, judge(o.conditions, a)...)
}

// silent reports whether nothing is shown of a check but what failed in it.
func (o *checkOptions) silent(failed bool) bool {
	demands := len(o.conditions) > 0 || o.limits != (gex.Limits{})
	toFile := o.path != "" && o.path != "-"
	return o.quiet && demands && !(failed && toFile) && o.can().page
}
