package check

import (
	"fmt"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/require"
)

// Condition is a condition that a file must meet.
type Condition struct {
	*require.Condition
	Limit string // the setting that it was given by, when that is a limit; a failure is then listed under it, for programs
}

// Demands are what a file must meet, besides having no warning that says a number may be wrong.
type Demands struct {
	Conditions []Condition
	Vary       gex.Variations // for conditions on the sensitivity
	Cascade    gex.CascadeOptions
	MaxAge     *time.Duration // from the time of the file to Now, either way; nil: any
	Now        time.Time      // by the machine's clock; not used without MaxAge
}

// Any reports whether anything is demanded.
func (d *Demands) Any() bool { return len(d.Conditions) > 0 || d.MaxAge != nil }

// Allow refuses conditions on what forwards of a source do not have: vol.Options.Carry.
func (d *Demands) Allow(carry string) error {
	for _, c := range d.Conditions {
		if carry == "flat" && (c.Uses("spot_gap") || c.Uses("carry.gap")) {
			return fault.New(fault.Usage, "omit "+fault.Setting("carry")+" flat", "%s needs forwards from the quotes, and %s flat makes its own", c, fault.Setting("carry"))
		}
	}
	return nil
}

// Audit is a check of a file, with what conditions are about besides: a report, the outlook, the sensitivity and the cascade, absent when none needs them.
type Audit struct {
	*report.Check
	report  *report.Report
	outlook []report.Outlook

	sensitivity *report.Sensitivity
	cascade     *report.Cascade
}

// Audit checks a book.
func (d *Demands) Audit(b *gex.Book) *Audit {
	a := &Audit{Check: gex.Audit(b)}
	if slices.ContainsFunc(d.Conditions, func(c Condition) bool { return c.NeedsReport() }) {
		a.report = gex.Build(b)
	}
	if slices.ContainsFunc(d.Conditions, func(c Condition) bool { return c.NeedsOutlook() }) {
		a.outlook = gex.BuildLevels(b).Outlook
	}
	if slices.ContainsFunc(d.Conditions, func(c Condition) bool { return c.NeedsSensitivity() }) {
		a.sensitivity = &gex.BuildSensitivity(b, d.Vary).Sensitivity
	}
	if slices.ContainsFunc(d.Conditions, func(c Condition) bool { return c.NeedsCascade() }) {
		a.cascade, _ = gex.CascadeOf(b, d.Cascade)
	}
	return a
}

// Judge adds to an audit what came of each condition and of the age, and returns what failed, in words: serious warnings, then
// conditions, then the age. A run of package pipeline has filled in the header of the check alone.
func (d *Demands) Judge(a *Audit) []string {
	var failed []string
	for _, w := range report.SeriousAmong(a.Warnings) {
		failed = append(failed, fmt.Sprintf("%s (%s)", w.Message, w.Code))
	}
	if a.report != nil {
		a.report.Version, a.report.Input, a.report.Settings = a.Version, a.Input, a.Settings
	}
	for _, c := range d.Conditions {
		failed = append(failed, c.judge(a)...)
	}
	if d.MaxAge != nil {
		failed = append(failed, judgeAge(a.Check, d.Now, *d.MaxAge)...)
	}
	return failed
}

// judge holds a condition against an audit.
func (c Condition) judge(a *Audit) []string {
	kept := c.Judge(require.Subject{Check: a.Check, Report: a.report, Outlook: a.outlook, Sensitivity: a.sensitivity, Cascade: a.cascade})
	a.Requirements = append(a.Requirements, kept)
	if kept.OK {
		return nil
	}
	if c.Limit != "" {
		a.Failed = append(a.Failed, report.Failure{Flag: c.Limit, Value: kept.Left.Number, Limit: kept.Right.Number})
	}
	return []string{fault.Setting("require") + " " + kept.Condition + " failed: " + kept.Detail}
}
