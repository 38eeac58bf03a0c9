package gex

import (
	"math"
	"testing"

	"gex/internal/report"
)

// TestSpotGapIsNoLogarithm: a quotes' spot at a tenth of the file's is 90% below it, at ten times 900% above, though the
// logarithms are as large. Without a spot of the quotes there is no gap.
func TestSpotGapIsNoLogarithm(t *testing.T) {
	for times, want := range map[float64]float64{0.1: 0.9, 10: 9, 0.99: 0.01, 1.01: 0.01, 1: 0} {
		near(t, "gap", float64(spotGap(report.Carry{Gap: report.Number(math.Log(times)), GapSource: "parity"})), want, 1e-11, 1)
	}
	for _, source := range []report.Text{"", "none"} {
		if got := spotGap(report.Carry{Gap: 0.1, GapSource: source}); got.OK() {
			t.Errorf("gap source %q: %v", source, got)
		}
	}
}

// TestLeftOutShare: expired contracts are no loss, and where nothing else is there is no share.
func TestLeftOutShare(t *testing.T) {
	c := report.Account{OpenInterest: 1200, OpenInterestUsed: 950, LeftOut: []report.LeftOut{
		{Reason: "expired", OpenInterest: 200}, {Reason: "no-volatility", OpenInterest: 50},
	}}
	if got := leftOutShare(c); got != 0.05 {
		t.Errorf("%v of the open interest, want 0.05", got)
	}
	c = report.Account{OpenInterest: 200, LeftOut: c.LeftOut[:1]}
	if got := leftOutShare(c); got.OK() {
		t.Errorf("%v of nothing", got)
	}
}

func TestCrossedShare(t *testing.T) {
	if got := crossedShare(report.QuoteCounts{Contracts: 400, Crossed: 4}); got != 0.01 {
		t.Errorf("%v, want 0.01", got)
	}
	if got := crossedShare(report.QuoteCounts{}); got.OK() {
		t.Errorf("%v of nothing", got)
	}
}
