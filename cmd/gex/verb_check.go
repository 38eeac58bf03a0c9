package main

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/gex"
	"gex/internal/render"
)

// checkOptions are those of gex check.
type checkOptions struct {
	chainOptions
	limits gex.Limits
}

func newCheckCmd(p *program) *cobra.Command {
	o := &checkOptions{}
	cmd := &cobra.Command{
		Use: "check FILE...", Short: "data quality: quotes, spot against parity, age, the vendor's greeks",
		Long: `check shows what a file is worth before its numbers are used: what was left out, which quotes
serve, how far its spot lies from the one its quotes trade around, how old they are, how far the
vendor's greeks lie from ours, and strikes out of line with their neighbours.

With limits it exits 1 when one is passed, or when the file does not tell.`,
		Example: `  gex check spx.csv
  gex check --max-gap 0.5% --max-age 30m --quiet spx.csv > check.txt || echo "not fit to trade on"
  gex check --format csv spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files, o.gex.Anyway = files, true
			return runCheck(p, o)
		},
	}
	addGroup(cmd, "Limit", o.limitFlags())
	return chainCommand(p, cmd, &o.chainOptions, allFormats...)
}

// limitFlags are the thresholds.
func (o *checkOptions) limitFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(limitValue(&o.limits.Gap), "max-gap", "from the file's spot to the quotes', either way: 0.5% or 0.005")
	f.Var(limitValue(&o.limits.LeftOut), "max-left-out", "open interest left out, of all: 5%")
	f.Var(minutesValue(&o.limits.Age), "max-age", "of the quotes: 30m")
	f.Var(limitValue(&o.limits.Crossed), "max-crossed", "crossed quotes, of the live contracts: 1%")
	f.Var(limitValue(&o.limits.Delta), "max-delta", "median difference of the vendor's delta from ours: 0.01")
	f.Var(limitValue(&o.limits.Gamma), "max-gamma", "likewise of gamma, of the largest of the expiry: 2%")
	f.Var(tallyValue(&o.limits.Outliers), "max-outliers", "strikes out of line with their neighbours: 20")
	return f
}

// limitValue is a fraction that is not negative.
func limitValue(to **float64) *value {
	return &value{kind: "FRACTION", set: func(s string) error {
		x, err := fraction(s)
		if err == nil && x < 0 {
			return usageError("0 or more, such as 0.005 or 0.5%", "%s is below zero", s)
		}
		*to = &x
		return err
	}}
}

// minutesValue is --max-age, which the check counts in minutes.
func minutesValue(to **float64) *value {
	return &value{kind: "DURATION", set: func(s string) error {
		d, err := duration(s)
		*to = new(d.Minutes())
		return err
	}}
}

// tallyValue is --max-outliers: a whole number, 0 too.
func tallyValue(to **float64) *value {
	return &value{kind: "N", set: func(s string) error {
		n, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return usageError("a whole number, such as 20 or 0", "%q is not a count", s)
		}
		*to = new(float64(n))
		return nil
	}}
}

// runCheck shows every check, and ends with 1 when one of them fails: the result is complete all the same.
func runCheck(p *program, o *checkOptions) error {
	if o.vol.Carry == "flat" && o.limits.Gap != nil {
		return usageError("leave --carry flat away", "--max-gap needs forwards from the quotes, --carry flat makes its own")
	}
	o.audit = true
	failed := exitDone
	err := p.results(&o.chainOptions, func(w io.Writer, r result, style render.Options) error {
		o.limits.Judge(r.check)
		for _, f := range r.check.Failed {
			p.note("%s: %s", r.where, render.FailureWords(f))
			failed = exitNo
		}
		return render.Check(w, r.check, o.format, style)
	})
	if err != nil {
		return err
	}
	return toldAlready(failed)
}
