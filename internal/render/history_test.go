package render

import (
	"bytes"
	"math"
	"testing"
	"time"

	"gex/internal/report"
)

// TestHistoryRoundTrip: rows read back and written again are the same bytes, absent numbers too.
func TestHistoryRoundTrip(t *testing.T) {
	full := report.SnapshotOf((&report.Report{
		Header: report.Header{
			Underlying: "BRK,B", AsOf: report.Time{Time: time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("", -5*3600))}, TradeDate: "2025-11-20",
			Spot: 1.0 / 3, Version: "v1", Input: report.Input{File: `a "b".csv`, SHA256: "00", Format: "long"},
		},
		Regime: report.LongGamma, Totals: report.Totals{GEX: -1e9 / 7, DEX: 1e-9},
		Levels0DTE: &report.Levels{GammaLevels: report.GammaLevels{ZeroGamma: 5}}, Levels: report.Levels{ExpectedMove: &report.ExpectedMove{Straddle: 2}},
		Warnings: []report.Warning{{Code: "b"}, {Code: "a"}, {Code: "b"}},
	}).LevelsDocument())
	if full.Warnings != "a b" || full.Level("expected_move") != 2 || full.Level("zero_gamma_0dte") != 5 {
		t.Errorf("%+v", full)
	}
	empty := full
	empty.Regime, empty.GEX, empty.Levels = "", report.None(), nil
	for _, f := range []Format{CSV, NDJSON} {
		var one, two bytes.Buffer
		if err := History(&one, []report.Snapshot{full, empty}, f, Options{}); err != nil {
			t.Fatal(err)
		}
		rows, err := report.ReadSnapshots(bytes.NewReader(one.Bytes()), f == CSV)
		if err != nil || len(rows) != 2 || rows[0].GEX != full.GEX.Round() || !math.IsNaN(float64(rows[1].GEX)) {
			t.Fatalf("%s: %v, %+v", f, err, rows)
		}
		if err := History(&two, rows, f, Options{}); err != nil || two.String() != one.String() {
			t.Errorf("%s: %v\n%s\n%s", f, err, &one, &two)
		}
	}
	if err := History(&bytes.Buffer{}, nil, Table, Options{}); err == nil {
		t.Error("a history as a table")
	}
}
