package report

import (
	"fmt"
	"slices"
	"testing"
)

// TestChartMarks: the lines that charts draw keep their hues and widths, by which people know them: walls and the flip are
// wide, what is looked at less is thin.
func TestChartMarks(t *testing.T) {
	want := map[string]string{
		"zero_gamma": "#a55ef0 2", "call_wall": "#2b8ccd 2", "put_wall": "#db7000 2", "abs_gamma": "#14a880 1",
		"hvl": "#8a8f98 1", "max_pain": "#c4689e 1", "expected_move_straddle": "#969660 1",
	}
	n := 0
	for _, v := range AllLevels() {
		if v.Chart == nil {
			continue
		}
		n++
		if got := fmt.Sprintf("#%02x%02x%02x %d", v.Chart.Red, v.Chart.Green, v.Chart.Blue, v.Chart.Width); got != want[v.Key] {
			t.Errorf("%s is drawn in %s, want %s", v.Key, got, want[v.Key])
		}
	}
	if n != len(want) {
		t.Errorf("%d levels are drawn, want %d", n, len(want))
	}
}

// TestLaterColumns: levels that came after the columns of csv were fixed come after all others, in tables and histories.
func TestLaterColumns(t *testing.T) {
	first, later := CSVLevels()
	if len(first)+len(later) != len(AllLevels()) || len(later) == 0 || later[0].Key != "gamma_per_adv" || first[0].Key != "zero_gamma" {
		t.Errorf("%d first and %d later ones", len(first), len(later))
	}
	for _, v := range first {
		if v.Later {
			t.Errorf("%s is among the first", v.Key)
		}
	}
	columns := SnapshotColumns()
	at := func(name string) int { return slices.Index(columns, name) }
	if !(at("zero_gamma") >= 0 && at("zero_gamma") < at("file") && at("gamma_per_adv") > at("file") && at("gamma_per_adv") > at("sha256")) {
		t.Errorf("columns %v", columns)
	}
	sorted := slices.Clone(columns)
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) != len(columns) {
		t.Errorf("a column is listed twice: %v", columns)
	}
}
