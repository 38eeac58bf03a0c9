package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// TestRowsHoldTheReport: what stands beside the levels in a row of a history and of gex levels is what the report says.
func TestRowsHoldTheReport(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(top, spxFile))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "spx.csv"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	out, _, _ := runGex(t, "report", "-f", "json", spxFile)
	var r report.Report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"spot": r.Spot.String(), "trade_date": r.TradeDate, "day_move": r.DayMove.String(), "gross_gex": r.Totals.GrossGEX.String(),
		"rate": r.Carry.Rate.String(), "contracts": report.Number(r.Coverage.Contracts).String(), "used": report.Number(r.Coverage.Used).String(),
		"call_volume": r.Totals.CallVolume.String(), "put_volume": r.Totals.PutVolume.String(), "flips": report.FlipList(r.Levels.Flips),
		"regime_0dte": string(r.Levels0DTE.Regime), "as_of_utc": "2025-11-20T15:00:00Z",
	}
	for _, f := range r.Flows.Spot {
		switch f.MovePct {
		case 1:
			want["flow_up_1pct_usd"] = f.USD.String()
		case -1:
			want["flow_down_1pct_usd"] = f.USD.String()
		}
	}
	nearest := r.Expiries[0]
	for _, e := range r.Expiries {
		if abs(e.DTE-30) < abs(nearest.DTE-30) {
			nearest = e
		}
	}
	want["atm_vol"] = nearest.ATMVol.String()
	if len(want) != 15 {
		t.Fatalf("%d columns are known of the report, not 15", len(want))
	}
	for _, args := range []string{"history " + dir, "levels -f csv " + spxFile} {
		out, stderr, code := runGex(t, strings.Fields(args)...)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if code != fault.Done || err != nil || len(rows) < 2 {
			t.Fatalf("gex %s: exit %d, %v: %s", args, code, err, stderr)
		}
		seen := 0
		for j, name := range rows[0] {
			if w, known := want[name]; known {
				seen++
				if rows[1][j] != w {
					t.Errorf("gex %s: %s is %s, want %s", args, name, rows[1][j], w)
				}
			}
		}
		if seen != len(want) {
			t.Errorf("gex %s has %d of the %d columns", args, seen, len(want))
		}
	}
}

func abs(n int) int { return max(n, -n) }
