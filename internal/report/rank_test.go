package report

import "testing"

// TestRankQuantities: a document and the row that is made of it have the same quantities, among them the distance to the flip
// as a fraction of spot, which is negative when the flip is below.
func TestRankQuantities(t *testing.T) {
	d := &LevelsDocument{About: About{Header: Header{Spot: 5000}}, Levels: NoLevels()}
	d.Levels.ZeroGamma = 4900
	d.Totals.GEX, d.Totals.GrossGEX, d.Totals.Breakeven, d.Carry.Gap = 3e9, 7e9, 1.25, 0.004
	row := SnapshotOf(d)
	want := map[string]Number{"gex": 3e9, "gross_gex": 7e9, "breakeven_put_per_call": 1.25, "flip_distance": -0.02, "gap": 0.004}
	if len(RankQuantities) != len(want) {
		t.Errorf("%d quantities, want %d", len(RankQuantities), len(want))
	}
	for _, q := range RankQuantities {
		if a, b := q.Of(d), q.OfRow(&row); a.Round() != want[q.Name] || b.Round() != want[q.Name] {
			t.Errorf("%s is %v of the document and %v of the row, want %v", q.Name, a, b, want[q.Name])
		}
	}
}
