package gex

import (
	"math"
	"testing"
	"time"

	"gex/internal/report"
)

// pastRows are n earlier rows of an underlying, with GEX of 1 to n, in no order.
func pastRows(n int, before time.Time) []report.Snapshot {
	rows := make([]report.Snapshot, n)
	for i := range rows {
		rows[i] = report.Snapshot{
			Underlying: "SPX", AsOf: report.Time{Time: before.Add(-time.Duration(i+1) * time.Hour)}, Spot: 100,
			GEX: report.Number((i*7)%n + 1), GrossGEX: 5, Breakeven: report.None(), Gap: 0.001,
		}
	}
	return rows
}

// TestRanks: a percentile is the fraction of rows at or below, z the distance from the mean in standard deviations of a sample;
// later rows, rows of others and rows under other settings do not count.
func TestRanks(t *testing.T) {
	now := time.Date(2025, 11, 20, 10, 0, 0, 0, time.UTC)
	d := &report.LevelsDocument{Levels: report.NoLevels()}
	d.Underlying, d.AsOf, d.Spot = "SPX", report.Time{Time: now}, 100
	d.Totals = report.Totals{GEX: 15, GrossGEX: 7, Breakeven: 1.2}
	d.Carry.Gap = report.None()
	rows := pastRows(20, now)
	later, other, weighted := rows[0], rows[0], rows[0]
	later.AsOf, later.GEX = report.Time{Time: now}, 1000
	other.Underlying, other.GEX = "NDX", 1000
	weighted.Options, weighted.GEX = "--adv 450e9 --weight volume", 1000
	rows[3].Options = "--adv 450e9 --as-of 2025-11-20 09:52 --wall gross" // change no ranked number
	past := Past{File: "levels.csv", Rows: append(rows, later, other, weighted), Options: "--history levels.csv --bands true"}
	ranks, warnings := past.Ranks(d)
	if len(warnings) != 1 || warnings[0].Code != "history-settings" ||
		warnings[0].Message != "1 earlier rows of SPX in levels.csv were made with other settings and are not compared" {
		t.Errorf("%+v", warnings)
	}
	want := map[string]report.Rank{
		"gex":                    {Value: 15, Percentile: 0.75, Z: report.Number((15 - 10.5) / math.Sqrt(35)), Rows: 20},
		"gross_gex":              {Value: 7, Percentile: 1, Z: report.None(), Rows: 20}, // they are all alike
		"breakeven_put_per_call": {Value: 1.2, Percentile: report.None(), Z: report.None(), Rows: 0},
		"flip_distance":          {Value: report.None(), Percentile: report.None(), Z: report.None(), Rows: 0},
		"gap":                    {Value: report.None(), Percentile: report.None(), Z: report.None(), Rows: 20},
	}
	for _, r := range ranks {
		w, known := want[r.Quantity]
		if !known || r.Rows != w.Rows || !sameNumber(r.Value, w.Value) || !sameNumber(r.Percentile, w.Percentile) || math.Abs(float64(r.Z-w.Z)) > 1e-8 || r.Z.OK() != w.Z.OK() {
			t.Errorf("%+v, want %+v", r, w)
		}
	}
	if len(ranks) != len(want) {
		t.Errorf("%d ranks", len(ranks))
	}
	past.Rows = past.Rows[1:20]
	if few, _ := past.Ranks(d); few[0].Percentile.OK() || few[0].Z.OK() || few[0].Rows != 19 {
		t.Errorf("of 19 rows: %+v", few[0])
	}
}
