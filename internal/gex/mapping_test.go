package gex

import (
	"math"
	"testing"

	"gex/internal/report"
)

// levelsOf are levels with everything in them, around 100.
func levelsOf() report.Levels {
	return report.Levels{
		GammaLevels: report.GammaLevels{
			GEX: 5, ZeroGamma: 99, Flips: []report.Flip{{Spot: 90, Direction: report.PosToNeg}, {Spot: 99, Direction: report.NegToPos}},
			CallWall: 110, PutWall: report.None(), AbsGamma: 100,
		},
		HVL: 95, MaxPain: 100,
		ExpectedMove: &report.ExpectedMove{Straddle: 4, Sigma: 5},
	}
}

// TestMapping: by ratio every level keeps its distance from spot in percent, by offset in points; an absent one stays
// absent, and what counts dollars or distances is none of the prices.
func TestMapping(t *testing.T) {
	for _, c := range []struct {
		m                          Mapping
		spot, call, flip, straddle float64
	}{
		{Mapping{Symbol: "ES", Price: 105}, 105, 115.5, 94.5, 4.2},
		{Mapping{Symbol: "ES", Price: 105, By: "offset"}, 105, 115, 95, 4},
		{Mapping{Symbol: "MINI", Price: 10}, 10, 11, 9, 0.4},
	} {
		if err := c.m.check("SPX", 100); err != nil {
			t.Fatal(err)
		}
		was, l := levelsOf(), c.m.levels(levelsOf(), 100)
		for _, got := range []struct {
			name string
			got  report.Number
			want float64
		}{
			{"spot", c.m.price(100)(100), c.spot}, {"call wall", l.CallWall, c.call}, {"flip", l.Flips[0].Spot, c.flip},
			{"straddle", l.ExpectedMove.Straddle, c.straddle}, {"gex", l.GEX, 5},
		} {
			if math.Abs(float64(got.got)-got.want) > 1e-12 {
				t.Errorf("%+v: %s %v, want %v", c.m, got.name, got.got, got.want)
			}
		}
		if l.PutWall.OK() || l.ZeroGamma != l.Flips[1].Spot || l.Flips[0].Direction != report.PosToNeg {
			t.Errorf("%+v: %+v", c.m, l)
		}
		if was.Flips[0].Spot != 90 || was.ExpectedMove.Straddle != 4 {
			t.Errorf("%+v changed the levels of the underlying", c.m)
		}
	}
	if (Mapping{Symbol: "SPY", Price: 10, By: "offset"}).check("SPX", 100) == nil {
		t.Error("90 points of 100 are taken for a basis")
	}
	for price, far := range map[float64]bool{1e6: false, math.Nextafter(1e6, 2e6): true, 0.01: false, 0.0099: true} {
		if err := (Mapping{Symbol: "X", Price: price}).check("SPX", 100); (err != nil) != far {
			t.Errorf("%g for 100: %v", price, err)
		}
	}
}
