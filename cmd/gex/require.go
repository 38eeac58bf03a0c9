package main

import (
	"slices"
	"time"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/require"
)

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

// demanded is what conditions are about beside the check: a report and the outlook, absent when no condition needs them.
type demanded struct {
	report  *report.Report
	outlook []report.Outlook
}

func buildRequired(b *gex.Book, demands []demand) (d demanded) {
	if slices.ContainsFunc(demands, func(d demand) bool { return d.NeedsReport() }) {
		d.report = gex.Build(b)
	}
	if slices.ContainsFunc(demands, func(d demand) bool { return d.NeedsOutlook() }) {
		d.outlook = gex.BuildLevels(b).Outlook
	}
	return d
}

// audit is a check of a file, with what its conditions are about.
type audit struct {
	*report.Check
	demanded
}

// judge holds the conditions against an audit and returns those that failed, in words. The run has filled in the header of
// the check alone.
func judge(demands []demand, a *audit) []string {
	var failed []string
	if a.report != nil {
		a.report.Version, a.report.Input, a.report.Settings = a.Version, a.Input, a.Settings
	}
	for _, d := range demands {
		kept := d.Judge(require.Subject{Check: a.Check, Report: a.report, Outlook: a.outlook})
		a.Requirements = append(a.Requirements, kept)
		if kept.OK {
			continue
		}
		failed = append(failed, "--require "+kept.Condition+" failed: "+kept.Detail)
		if d.flag != "" {
			a.Failed = append(a.Failed, report.Failure{Flag: d.flag, Value: kept.Left.Number, Limit: kept.Right.Number})
		}
	}
	return failed
}

// judgeAge does the same with the age of the file by the machine's clock, either way.
func judgeAge(c *report.Check, now time.Time, most time.Duration) []string {
	kept := report.Requirement{
		Condition: "max-file-age " + span(most), Left: report.Scalar{Number: report.None()}, Right: report.Scalar{Number: report.Number(most.Minutes())},
		Detail: "as_of is null",
	}
	if !c.AsOf.IsZero() {
		age := now.Sub(c.AsOf.Time).Abs()
		kept.Left.Number, kept.OK, kept.Detail = report.Number(age.Minutes()), age <= most, fileAge(c.AsOf, now, most)
	}
	c.Requirements = append(c.Requirements, kept)
	if kept.OK {
		return nil
	}
	c.Failed = append(c.Failed, report.Failure{Flag: "max-file-age", Value: kept.Left.Number, Limit: kept.Right.Number})
	return []string{"--max-file-age: " + kept.Detail}
}
