package main

import (
	"errors"
	"slices"
	"strings"

	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/require"
	"gex/internal/suggest"
)

// requireValue collects --require.
func requireValue(to *[]*require.Condition) *value {
	return &value{kind: "CONDITION", many: betweenWholes, set: func(s string) error {
		c, err := require.Parse(s)
		if err != nil {
			return usageError(requireHint(err), "%w", err)
		}
		*to = append(*to, c)
		return nil
	}}
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

// demanded is the report that conditions are about, with the outlook when one of them needs it.
type demanded struct {
	*report.Report
	outlook []report.Outlook
}

// buildRequired makes what the conditions are about, nil when there are none.
func buildRequired(conditions []*require.Condition) func(*gex.Book) report.Document {
	if len(conditions) == 0 {
		return nil
	}
	outlook := slices.ContainsFunc(conditions, (*require.Condition).NeedsOutlook)
	return func(b *gex.Book) report.Document {
		d := demanded{Report: gex.Build(b)}
		if outlook {
			d.outlook = gex.BuildLevels(b).Outlook
		}
		return d
	}
}

// judge holds the conditions against a result and returns those that failed, in words.
func judge(conditions []*require.Condition, r result) []string {
	var failed []string
	if len(conditions) == 0 {
		return nil
	}
	d := r.document.(demanded)
	for _, c := range conditions {
		kept := c.Judge(require.Subject{Report: d.Report, Outlook: d.outlook, Check: r.check})
		r.check.Requirements = append(r.check.Requirements, kept)
		if !kept.OK {
			failed = append(failed, "--require "+kept.Condition+" failed: "+kept.Detail)
		}
	}
	return failed
}
