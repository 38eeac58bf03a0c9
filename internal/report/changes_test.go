package report

import (
	"math"
	"testing"
	"time"
)

// TestChangesSince: what differs is listed with both values, what does not is not, and absent is a value like any other.
func TestChangesSince(t *testing.T) {
	at := Time{Time: time.Date(2025, 11, 20, 10, 0, 0, 0, time.UTC)}
	reportOf := func(gex, zero, call Number) *LevelsDocument {
		r := &LevelsDocument{About: About{Header: Header{Underlying: "SPX", AsOf: at, Spot: 6700}}, Regime: LongGamma}
		r.Totals = Totals{GEX: gex, GEX1PctMove: None()}
		r.Levels = NoLevels()
		r.Levels.ZeroGamma, r.Levels.CallWall, r.Levels.PutWall = zero, call, 6600
		return r
	}
	none := None()
	c := ChangesSince(reportOf(-2e9, 6650, none), reportOf(1e9, none, 6725))
	if c.Since != at || c.RegimeBefore != LongGamma || len(c.Numbers) != 3 {
		t.Fatalf("%+v", c)
	}
	if n := c.Numbers[0]; n.Key != "totals.gex" || n.Change != 3e9 || n.ChangePct != 150 {
		t.Errorf("gex: %+v", n)
	}
	if n := c.Numbers[1]; n.Key != "levels.zero_gamma" || n.Before != 6650 || n.After.OK() || n.Change.OK() || n.ChangePct.OK() {
		t.Errorf("zero gamma: %+v", n)
	}
	if n := c.Numbers[2]; n.Key != "levels.call_wall" || n.Before.OK() || n.After != 6725 || n.ChangePct.OK() {
		t.Errorf("call wall: %+v", n)
	}
	if same := ChangesSince(reportOf(1e9, none, 6725), reportOf(1e9+1e-4, none, 6725)); len(same.Numbers) > 0 {
		t.Errorf("beyond the digits that are printed: %+v", same)
	}
	if n := ChangesSince(reportOf(0, 1, 1), reportOf(5, 1, 1)).Numbers[0]; n.Change != 5 || !math.IsInf(float64(n.ChangePct), 1) || n.ChangePct.OK() {
		t.Errorf("from nothing: %+v", n)
	}
	if other := reportOf(1, 1, 1); ChangesSince(other, &LevelsDocument{}) != nil {
		t.Error("two underlyings are compared")
	}
}
