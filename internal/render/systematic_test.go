package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// TestFollowersInShort: a page that is taller than the terminal ends with what each of the followers trades; one that is not, or a
// part without an answer, does not.
func TestFollowersInShort(t *testing.T) {
	none := report.None()
	d := &report.SystematicDocument{Spot: 100, TradeDate: "2025-11-19", First: "2025-01-02", Closes: 200, Systematic: report.Systematic{
		Trend: &report.Trend{
			Model: "momentum", Models: []report.TrendModel{{Model: "momentum", Position: 1}}, Capital: none, Spread: none,
			Triggers: []report.TrendTrigger{{Level: 90, Flow: -1.5}, {Level: 98, Flow: -0.5}, {Level: 100, Flow: -0.25}, {Level: 104, Flow: 0.75}, {Level: 110, Flow: 1}},
		},
		Volatility: &report.VolControl{Weight: 1, SellsBeyond: 0.0075, Cap: 1.5}, FundsPerPct: 504e6, MovePct: none,
	}}
	for _, c := range []struct {
		height int
		only   []string
		want   string
	}{
		{10, nil, "momentum, against an unchanged close: sells 0.25 of capital below 100.00\n  (0.00%), buys 0.75 of capital above 104.00 (+4.00%)\n" +
			"volatility control sells beyond a move of ±0.75%\nleveraged funds trade $504M for each percent, with the move\n"},
		{5, []string{report.PartVolatility}, "volatility control sells beyond a move of ±0.75%\n"},
		{1, []string{report.PartTriggers}, ""},
		{1000, nil, ""},
		{0, nil, ""},
	} {
		var out bytes.Buffer
		d.Only = c.only
		if err := Systematic(&out, d, Table, Options{Width: 80, Height: c.height}); err != nil {
			t.Fatal(err)
		}
		if _, short, found := strings.Cut(out.String(), "IN SHORT\n"); short != c.want || found != (c.want != "") {
			t.Errorf("%d lines, %v: %q, want %q", c.height, c.only, short, c.want)
		}
	}
	d.Systematic.Trend.Triggers = nil
	if got := nearestTriggers(100, d.Systematic.Trend); got != "no level of the model momentum is within 20% of the close" {
		t.Error(got)
	}
}
