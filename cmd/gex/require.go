package main

import (
	"errors"
	"slices"
	"strings"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/require"
	"gex/internal/suggest"
)

// requireValue collects --require.
func requireValue(to *[]*require.Condition) *flagvalue.Value {
	return flagvalue.NewMany("CONDITION", func(s string) error {
		c, err := require.Parse(s)
		if err != nil {
			return usageError(requireHint(err), "%w", err)
		}
		*to = append(*to, c)
		return nil
	})
}

// requireHint names the keys that were probably meant.
func requireHint(err error) string {
	const all = "gex check --help has the rules"
	var e *require.Error
	if !errors.As(err, &e) || e.Unknown == "" {
		return all
	}
	if near := suggest.Nearest(e.Unknown, require.Names(), 3); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "keys are those of gex report --format json, and the names of gex levels --get"
}

// demanded is the report that conditions are about, nil without conditions, with the outlook if one needs it.
type demanded struct {
	report  *report.Report
	outlook []report.Outlook
}

func buildRequired(b *gex.Book, conditions []*require.Condition) (d demanded) {
	if len(conditions) == 0 {
		return d
	}
	d.report = gex.Build(b)
	if slices.ContainsFunc(conditions, (*require.Condition).NeedsOutlook) {
		d.outlook = gex.BuildLevels(b).Outlook
	}
	return d
}

// judge holds the conditions against an audit and returns those that failed, in words. The run has filled in the header of
// the check alone.
func judge(conditions []*require.Condition, a *audit) []string {
	var failed []string
	if a.report != nil {
		a.report.Version, a.report.Input, a.report.Settings = a.Version, a.Input, a.Settings
	}
	for _, c := range conditions {
		kept := c.Judge(require.Subject{Report: a.report, Outlook: a.outlook, Check: a.Check})
		a.Requirements = append(a.Requirements, kept)
		if !kept.OK {
			failed = append(failed, "--require "+kept.Condition+" failed: "+kept.Detail)
		}
	}
	return failed
}
