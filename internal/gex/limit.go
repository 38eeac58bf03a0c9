package gex

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
)

// Limits are the thresholds of a check; nil is none. They are fractions but for Age, in
// minutes, Delta and Outliers.
type Limits struct {
	Gap      *float64 // between the quotes' spot and the file's, either way
	LeftOut  *float64 // open interest left out, of all that has not expired
	Age      *float64 // of the quotes
	Crossed  *float64 // crossed quotes, of the live contracts
	Delta    *float64 // the vendor's median difference
	Gamma    *float64 // likewise, of the largest gamma of the expiry
	Outliers *float64 // how many
	FileAge  *float64 // of the file, in minutes from its as-of to Now, either way
	Now      time.Time
}

// Judge fills c.Failed with the limits that are passed, in the order of Limits. What
// cannot be told fails every limit: nobody has measured that it keeps it.
func (l Limits) Judge(c *report.Check) {
	c.Failed = []report.Failure{}
	for _, x := range []struct {
		flag  string
		limit *float64
		value func(*report.Check) float64
	}{
		{"max-gap", l.Gap, gapOf},
		{"max-left-out", l.LeftOut, leftOutOf},
		{"max-age", l.Age, func(c *report.Check) float64 { return float64(c.AgeMinutes) }},
		{"max-crossed", l.Crossed, crossedOf},
		{"max-delta", l.Delta, func(c *report.Check) float64 { return float64(c.Vendor.Delta.Median) }},
		{"max-gamma", l.Gamma, func(c *report.Check) float64 { return float64(c.Vendor.Gamma.Median) }},
		{"max-outliers", l.Outliers, func(c *report.Check) float64 { return float64(len(c.Outliers)) }},
		{"max-file-age", l.FileAge, func(c *report.Check) float64 {
			if c.AsOf.IsZero() {
				return math.NaN()
			}
			return math.Abs(l.Now.Sub(c.AsOf.Time).Minutes())
		}},
	} {
		if x.limit == nil {
			continue
		}
		if v := x.value(c); !(v <= *x.limit) {
			c.Failed = append(c.Failed, report.Failure{Flag: x.flag, Value: report.Number(v), Limit: report.Number(*x.limit)})
		}
	}
}

// gapOf is how far the quotes' spot lies from the other, as a fraction of that: e^a -
// 1, where the report has the logarithm a; in the digits of a report, so that what
// reaches a limit has not passed it. NaN when no quote tells it.
func gapOf(c *report.Check) float64 {
	if c.Carry.GapSource == "none" || c.Carry.GapSource == "" {
		return math.NaN()
	}
	return math.Abs(float64(report.Number(kernel.Exp(float64(c.Carry.Gap)) - 1).Round()))
}

// leftOutOf is the part of open interest that has not expired and is left out all the
// same.
func leftOutOf(c *report.Check) float64 {
	live := c.Coverage.OpenInterest
	for _, l := range c.Coverage.LeftOut {
		if l.Reason == chain.Expired.String() {
			live -= l.OpenInterest
		}
	}
	return float64((live - c.Coverage.OpenInterestUsed) / live)
}

func crossedOf(c *report.Check) float64 {
	return float64(c.Quotes.Crossed) / float64(c.Quotes.Contracts)
}
