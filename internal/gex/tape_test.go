package gex

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/bs"
	"gex/internal/report"
)

// TestTapeColumn: a column through a day has the strikes of gex strikes and the levels of gex levels, worked out by hand at its own spot.
func TestTapeColumn(t *testing.T) {
	legs := []leg{{false, 104, 0.3, 0.25, 10, 1}, {false, 97, 0.3, 0.3, 5, 1}, {true, 97, 0.3, 0.3, 20, -1}}
	b := handBook(t, legs, Options{Sign: "column"})
	column := BuildTapeColumn(b)
	years := b.surface.Expiries[0].Years
	at := func(right bs.Right, k, sigma float64) float64 {
		return bs.Option{Right: right, Spot: 100, Strike: k, Years: years, Rate: handRate, Yield: handYield, Vol: sigma}.Gamma() * 100 * 100 * 100 * 0.01
	}
	if len(column.Cells) != 2 {
		t.Fatal(column.Cells)
	}
	for i, want := range []struct{ strike, call, put float64 }{
		{97, 5 * at(bs.Call, 97, 0.3), -20 * at(bs.Put, 97, 0.3)}, {104, 10 * at(bs.Call, 104, 0.25), 0},
	} {
		c := column.Cells[i]
		near(t, "strike", float64(c.Strike), want.strike, 0, 1)
		near(t, "calls", float64(c.CallGEX), want.call, 1e-9, 1)
		near(t, "puts", float64(c.PutGEX), want.put, 1e-9, 1)
		near(t, "net", float64(c.GEX), want.call+want.put, 1e-9, 1)
	}
	var cells []report.Cell
	for _, s := range BuildStrikes(b).Strikes {
		cells = append(cells, report.Cell{Strike: s.Strike, CallGEX: s.CallGEX, PutGEX: s.PutGEX, GEX: s.GEX})
	}
	if diff := cmp.Diff(cells, column.Cells); diff != "" {
		t.Errorf("cells are not the strikes of gex strikes (-want +got):\n%s", diff)
	}
	if keys := BuildKeys(b); keys.Levels.ZeroGamma != column.Levels.ZeroGamma || keys.Levels.CallWall != column.Levels.CallWall || keys.Totals.GEX != column.Totals.GEX || keys.Regime != column.Regime {
		t.Errorf("levels are not those of gex levels: %v and %v", column.Levels, keys.Levels)
	}
}
