package check

import (
	"fmt"
	"math"
	"time"

	"gex/internal/fault"
	"gex/internal/report"
)

// Clock is the one place of gex that reads the machine's clock: the age of a file is compared with it, and no number of a
// report comes from it.
func Clock() time.Time { return time.Now() }

// judgeAge adds to a check whether the time of its file is at most so far from now, either way, and returns a line when it is
// not.
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
	return []string{fault.Setting("max-file-age") + ": " + kept.Detail}
}

// fileAge is how old a file is by the machine's clock, in words, beside the limit.
func fileAge(asOf report.Time, now time.Time, limit time.Duration) string {
	age, which := now.Sub(asOf.Time), "old"
	if age < 0 {
		age, which = -age, "ahead of this machine's clock"
	}
	return fmt.Sprintf("as_of is %s and it is %s now: the file is %s %s, the limit is %s",
		asOf, now.In(asOf.Location()).Format(time.RFC3339), span(age), which, span(limit))
}

// span is a length of time in days, hours and minutes: 374d 7h, 31m.
func span(d time.Duration) string {
	minutes := int(math.Round(d.Minutes()))
	days, hours, rest := minutes/(24*60), minutes/60%24, minutes%60
	switch {
	case days > 0:
		return fmt.Sprintf("%dd %dh", days, hours)
	case hours > 0:
		return fmt.Sprintf("%dh %dm", hours, rest)
	}
	return fmt.Sprintf("%dm", rest)
}
