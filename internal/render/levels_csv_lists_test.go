package render

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/report"
)

// csvCells returns a record of levels by column.
func csvCells(t *testing.T, r *report.LevelsDocument, scope string) map[string]string {
	t.Helper()
	list := levelsRecords(r)
	at := slices.Index(list.header, "scope")
	for row := range list.rows {
		if row[at] != scope {
			continue
		}
		cells := map[string]string{}
		for j, name := range list.header {
			cells[name] = row[j]
		}
		return cells
	}
	t.Fatalf("no row %q", scope)
	return nil
}

// TestLevelsCSVHasOdds: each scope has its own odds, those by the next monthly in columns of their own; an expiry that is both
// fills both, and a number that is absent is empty.
func TestLevelsCSVHasOdds(t *testing.T) {
	first, monthly := time.Date(2025, 11, 20, 21, 0, 0, 0, time.UTC), time.Date(2025, 11, 21, 21, 0, 0, 0, time.UTC)
	odds := func(level string, at time.Time, isMonthly bool, p report.Number) report.Odds {
		return report.Odds{Level: level, Expiry: at.Format(time.DateOnly), Settlement: report.Time{Time: at}, Monthly: isMonthly, CloseBeyond: p, Touch: min(1, 2*p)}
	}
	only := report.NoLevels()
	only.Odds = []report.Odds{odds("put_wall", monthly, true, 0.03)}
	d := &report.LevelsDocument{Levels: report.NoLevels(), Levels0DTE: &only}
	d.Levels.Odds = []report.Odds{
		odds("zero_gamma", first, false, 0.4), odds("call_wall", first, false, report.None()), odds("zero_gamma", monthly, true, 0.7), odds("max_pain", monthly, true, 0.25),
	}
	for scope, want := range map[string]map[string]string{
		"all": {
			"odds_expiry": "2025-11-20", "zero_gamma_close_beyond": "0.4", "zero_gamma_touch": "0.8", "call_wall_close_beyond": "", "call_wall_touch": "", "max_pain_touch": "",
			"odds_monthly_expiry": "2025-11-21", "zero_gamma_close_beyond_monthly": "0.7", "zero_gamma_touch_monthly": "1", "max_pain_touch_monthly": "0.5",
		},
		"0dte": {
			"odds_expiry": "2025-11-21", "put_wall_close_beyond": "0.03", "put_wall_touch": "0.06",
			"odds_monthly_expiry": "2025-11-21", "put_wall_close_beyond_monthly": "0.03", "put_wall_touch_monthly": "0.06", "zero_gamma_touch": "",
		},
	} {
		got := csvCells(t, d, scope)
		for name, cell := range want {
			if text, has := got[name]; !has || text != cell {
				t.Errorf("%s: %s is %q, want %q", scope, name, text, cell)
			}
		}
	}
	d.Levels.Odds = d.Levels.Odds[:2]
	if got := csvCells(t, d, "all"); got["odds_monthly_expiry"] != "" || got["zero_gamma_touch_monthly"] != "" || got["zero_gamma_touch"] != "0.8" {
		t.Errorf("without the monthly: %v", got)
	}
}

// TestLevelsCSVHasRanks: each ranked number has a percentile, a z-score and its rows, of all contracts; the columns are there
// without a history, and all that is new comes last.
func TestLevelsCSVHasRanks(t *testing.T) {
	d := &report.LevelsDocument{Levels: report.NoLevels()}
	empty := csvCells(t, d, "all")
	d.Levels.Rank = []report.Rank{
		{Quantity: "gex", Value: 3, Percentile: 0.25, Z: -1.5, Rows: 24}, {Quantity: "gap", Value: 1, Percentile: report.None(), Z: report.None(), Rows: 7},
	}
	got := csvCells(t, d, "all")
	for name, cell := range map[string]string{
		"rank_gex_percentile": "0.25", "rank_gex_z": "-1.5", "rank_gex_rows": "24", "rank_gap_percentile": "", "rank_gap_z": "", "rank_gap_rows": "7",
		"rank_flip_distance_rows": "",
	} {
		text, has := got[name]
		if before, had := empty[name]; !has || text != cell || !had || before != "" {
			t.Errorf("%s is %q, want %q; without a history %q, %v", name, text, cell, before, had)
		}
	}
	header := levelsRecords(d).header
	if at := slices.Index(header, "gap"); at < 0 || !strings.HasPrefix(header[at+1], "odds_") {
		t.Errorf("the columns after gap: %v", header[at:])
	}
	sorted := slices.Sorted(slices.Values(header))
	if len(slices.Compact(sorted)) != len(header) {
		t.Errorf("two columns have one name: %v", header)
	}
}
