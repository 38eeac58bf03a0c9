package main

import (
	"fmt"
	"math"
	"time"

	"gex/internal/market"
	"gex/internal/report"
)

// machineClock is the one place of gex that reads the machine's clock: gex check --max-file-age compares with it, and no
// number of a report comes from it.
func machineClock() time.Time { return time.Now() }

// fileAge is how old a file is by the machine's clock, in words, beside the limit.
func fileAge(asOf report.Time, now time.Time, limit time.Duration) string {
	age, which := now.Sub(asOf.Time), "old"
	if age < 0 {
		age, which = -age, "ahead of this machine's clock"
	}
	return fmt.Sprintf("as_of is %s and it is %s now: the file is %s %s, the limit is %s",
		asOf, now.In(market.NewYork).Format(time.RFC3339), span(age), which, span(limit))
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
