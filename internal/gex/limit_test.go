package gex

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/report"
)

// checked is a check in which every quantity that has a limit stands at a round number.
func checked() *report.Check {
	c := &report.Check{
		Coverage: report.Coverage{OpenInterest: 1200, OpenInterestUsed: 950, LeftOut: []report.LeftOut{
			{Reason: "expired", OpenInterest: 200}, {Reason: "no-volatility", OpenInterest: 50},
		}},
		Carry:      report.Carry{Gap: report.Number(math.Log(1 - 0.007)), GapSource: "parity"},
		Quotes:     report.QuoteCounts{Contracts: 400, Crossed: 4},
		Vendor:     report.Vendor{Delta: report.Difference{Median: 0.008}, Gamma: report.Difference{Median: 0.02}},
		AgeMinutes: 45,
		Outliers:   make([]report.Outlier, 3),
	}
	return c
}

// limits has every limit, with room for what checked measures but for more.
func limits(more float64) Limits {
	at := func(value float64) *float64 { return new(value + float64(more*value)) }
	return Limits{Gap: at(0.007), LeftOut: at(0.05), Age: at(45), Crossed: at(0.01), Delta: at(0.008), Gamma: at(0.02), Outliers: at(3)}
}

func TestLimitsOnBothSides(t *testing.T) {
	want := []report.Failure{
		{Flag: "max-gap", Value: 0.007}, {Flag: "max-left-out", Value: 0.05}, {Flag: "max-age", Value: 45},
		{Flag: "max-crossed", Value: 0.01}, {Flag: "max-delta", Value: 0.008}, {Flag: "max-gamma", Value: 0.02},
		{Flag: "max-outliers", Value: 3},
	}
	for i := range want {
		want[i].Limit = want[i].Value * (1 - 0.0625)
	}
	for _, tt := range []struct {
		limits Limits
		want   []report.Failure
	}{
		{Limits{}, []report.Failure{}},
		{limits(0.0625), []report.Failure{}},
		{limits(0), []report.Failure{}}, // to reach a limit is not to pass it
		{limits(-0.0625), want},
	} {
		c := checked()
		tt.limits.Judge(c)
		if diff := cmp.Diff(tt.want, c.Failed, cmp.Comparer(almost)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestGapIsNoLogarithm: a quotes' spot at a tenth of the file's is 90 % below it, at ten times 900 % above, though the
// logarithms are as large.
func TestGapIsNoLogarithm(t *testing.T) {
	for times, want := range map[float64]float64{0.1: 0.9, 10: 9, 0.99: 0.01, 1.01: 0.01, 1: 0} {
		c := &report.Check{Carry: report.Carry{Gap: report.Number(math.Log(times)), GapSource: "parity"}}
		near(t, "gap", gapOf(c), want, 1e-11, 1)
	}
}

// TestEachLimitIsItsOwn passes one limit at a time.
func TestEachLimitIsItsOwn(t *testing.T) {
	tight := limits(-0.0625)
	for flag, l := range map[string]Limits{
		"max-gap": {Gap: tight.Gap}, "max-left-out": {LeftOut: tight.LeftOut}, "max-age": {Age: tight.Age},
		"max-crossed": {Crossed: tight.Crossed}, "max-delta": {Delta: tight.Delta}, "max-gamma": {Gamma: tight.Gamma},
		"max-outliers": {Outliers: tight.Outliers},
	} {
		c := checked()
		l.Judge(c)
		if len(c.Failed) != 1 || c.Failed[0].Flag != flag {
			t.Errorf("%s: failed %+v", flag, c.Failed)
		}
	}
}

// TestWhatCannotBeToldFails: no quotes, no vendor's greeks, no expiry soon.
func TestWhatCannotBeToldFails(t *testing.T) {
	none := report.None()
	c := &report.Check{AgeMinutes: none, Vendor: report.Vendor{Delta: report.Difference{Median: none}, Gamma: report.Difference{Median: none}}}
	c.Carry = report.Carry{GapSource: "none"}
	limits(10).Judge(c)
	var failed []string
	for _, f := range c.Failed {
		if f.Value.OK() {
			t.Errorf("%s is %v", f.Flag, f.Value)
		}
		failed = append(failed, f.Flag)
	}
	want := []string{"max-gap", "max-left-out", "max-age", "max-crossed", "max-delta", "max-gamma"}
	if diff := cmp.Diff(want, failed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// almost is equality of numbers but for rounding.
func almost(a, b report.Number) bool { return a-b < 1e-12 && b-a < 1e-12 }
