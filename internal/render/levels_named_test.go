package render

import (
	"cmp"
	"slices"
	"testing"

	"gex/internal/report"
)

func TestLevel(t *testing.T) {
	cases := []struct {
		r          *report.Report
		name, want string
	}{
		{spx(), "zero_gamma", "6681.4312"},
		{spx(), "flips", "6402.118;6681.4312"},
		{spx(), "flip_directions", "pos_to_neg;neg_to_pos"},
		{spx(), "0dte.call_wall", "6750"},
		{spx(), "max_pain_expiry", "2025-11-20"},
		{spx(), "expected_move_straddle", "48.21"},
		{spx(), "regime", "long_gamma"},
		{spx(), "spot", "6712.35"},
		{spx(), "gex", "4213400000"},
		{spx(), "0dte.gex", "885000000"},
		{spx(), "0dte.regime", "near_zero"},
		{spx(), "12:00.zero_gamma", "6682.5"},
		{spx(), "without_monthly.put_wall", "6500"},
		{spx(), "close.regime", "long_gamma"},
		{spx(), "16:00.regime", "null"},
		{stock(), "close.gex", "null"},
		{stock(), "zero_gamma", "null"},
		{stock(), "flips", "null"},
		{stock(), "0dte.zero_gamma", "null"},
		{empty(), "spot", "null"},
	}
	for _, c := range cases {
		if got := Level(levelsOf(c.r), c.name); got != c.want {
			t.Errorf("Level(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLevelNamesAreKnown(t *testing.T) {
	r := levelsOf(spx())
	everything := func(l *report.Levels) {
		for _, v := range report.AllLevels() {
			if v.Of != nil && !v.Number(l).OK() {
				*v.Of(l) = 1
			}
		}
	}
	everything(&r.Levels)
	everything(r.Levels0DTE)
	r.Levels0DTE.Walls = r.Levels.Walls
	for i := range r.Outlook {
		l := r.Outlook[i].Levels()
		l.ExpectedMove = &report.ExpectedMove{}
		everything(l)
		r.Outlook[i].GammaLevels = l.GammaLevels
	}
	for _, name := range LevelNames() {
		if Level(r, name) == "null" {
			t.Errorf("%s is listed and has no value in a report that has everything", name)
		}
	}
	if !slices.Contains(LevelNames(), "0dte.zero_gamma") {
		t.Error("levels of 0DTE are not listed")
	}
}

// TestColumnsOfLevelsHaveNames: what is in a row of csv has a name for Level, in every scope that says it.
func TestColumnsOfLevelsHaveNames(t *testing.T) {
	names := slices.Concat(LevelNames(), LevelColumns())
	for _, r := range []*report.Report{spx(), stock()} {
		d := levelsOf(r)
		list := levelsRecords(d)
		for row := range list.rows {
			scope, prefix := row[0], row[0]+"."
			if scope == scopeAll {
				prefix = ""
			}
			for j, column := range list.header {
				name := prefix + column
				known := slices.Contains(names, name)
				if scope == scopeAll && !known && column != "scope" && column != "at" {
					t.Errorf("%s has no name", column)
				}
				if want := cmp.Or(row[j], "null"); known && Level(d, name) != want {
					t.Errorf("%s is %q, and %q in csv", name, Level(d, name), want)
				}
			}
		}
	}
	for name, want := range map[string]bool{"zero_gamma": true, "0dte.call_wall_touch": true, "atm_vol": false, "close.at": false, "rank_gex_z": false, "used": false} {
		if !slices.Contains(names, name) || IsKeyLevel(name) != want {
			t.Errorf("%s: %v", name, IsKeyLevel(name))
		}
	}
}
