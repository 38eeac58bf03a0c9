package render

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/report"
)

// TestHistoryRoundTrip: rows read back and written again are the same bytes, absent numbers too.
func TestHistoryRoundTrip(t *testing.T) {
	full := report.SnapshotOf(&report.Report{
		Header: report.Header{
			Underlying: "BRK,B", AsOf: report.Time{Time: time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("", -5*3600))}, TradeDate: "2025-11-20",
			Spot: 1.0 / 3, Version: "v1", Input: report.Input{File: `a "b".csv`, SHA256: "00", Format: "long"},
		},
		Regime: report.LongGamma, Totals: report.Totals{GEX: -1e9 / 7, DEX: 1e-9},
		Levels0DTE: &report.Levels{ZeroGamma: 5}, Levels: report.Levels{ExpectedMove: &report.ExpectedMove{Straddle: 2}},
		Warnings: []report.Warning{{Code: "b"}, {Code: "a"}, {Code: "b"}},
	})
	if full.Warnings != "a b" || full.ExpectedMove != 2 || full.ZeroGamma0DTE != 5 {
		t.Errorf("%+v", full)
	}
	empty := full
	empty.Regime, empty.GEX, empty.ZeroGamma = "", report.None(), report.None()
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

// TestReadSnapshots: a history without columns of a later version is read, what is none is refused.
func TestReadSnapshots(t *testing.T) {
	rows, err := report.ReadSnapshots(strings.NewReader("underlying,as_of,file,sha256\nSPX,2025-11-20T10:00:00-05:00,a.csv,00\n"), true)
	if err != nil || len(rows) != 1 || rows[0].GEX.OK() {
		t.Errorf("%v, %+v", err, rows)
	}
	if rows, err := report.ReadSnapshots(strings.NewReader(""), true); err != nil || len(rows) != 0 {
		t.Errorf("empty: %v, %v", rows, err)
	}
	for text, want := range map[string]string{
		"strike,gex\n":            `column "strike" is none of a history`,
		"underlying,as_of,file\n": "no column sha256",
		"underlying,as_of,file,sha256,gex\nSPX,,a.csv,00,x\n": `line 2: gex: "x" is not a number`,
		"underlying,as_of,file,sha256\nSPX,soon,a.csv,00\n":   `line 2: as_of: "soon" is no time`,
	} {
		if _, err := report.ReadSnapshots(strings.NewReader(text), true); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{`{"strike":1}`, `{"gex":1}`, `{`} {
		if _, err := report.ReadSnapshots(strings.NewReader(text), false); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
