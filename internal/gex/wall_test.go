package gex

import (
	"math"
	"testing"

	"gex/internal/chain"
	"gex/internal/report"
)

// strikesOf returns strikes with calls and puts of the given GEX.
func strikesOf(rows ...[3]float64) []strike {
	var out []strike
	for _, r := range rows {
		s := strike{k: r[0]}
		s.gex[chain.Call], s.gex[chain.Put] = r[1], r[2]
		s.gross = math.Abs(r[1]) + math.Abs(r[2])
		s.side[chain.Call], s.side[chain.Put] = math.Abs(r[1]), math.Abs(r[2])
		out = append(out, s)
	}
	return out
}

// TestWallShares: the runner-up is the wall of the book without the wall, by the same rule, and shares are of gross GEX.
func TestWallShares(t *testing.T) {
	none := report.None()
	wall := func(name string, strike, share, next, nextShare report.Number) report.Wall {
		return report.Wall{Wall: name, Strike: strike, Share: share, RunnerUp: next, RunnerUpShare: nextShare}
	}
	rows := strikesOf([3]float64{90, 1, -9}, [3]float64{95, 2, -8}, [3]float64{105, 7, -1}, [3]float64{110, 9, -4})
	for _, c := range []struct {
		rule    string
		strikes []strike
		want    [2]report.Wall
	}{
		{"net", rows, [2]report.Wall{wall("call_wall", 105, 6.0/41, 110, 5.0/41), wall("put_wall", 90, 8.0/41, 95, 6.0/41)}},
		{"gross", rows, [2]report.Wall{wall("call_wall", 110, 9.0/41, 105, 7.0/41), wall("put_wall", 90, 9.0/41, 95, 8.0/41)}},
		{"side", rows, [2]report.Wall{wall("call_wall", 110, 9.0/41, 105, 7.0/41), wall("put_wall", 90, 9.0/41, 95, 8.0/41)}},
		{"net", strikesOf([3]float64{100, 5, 0}), [2]report.Wall{wall("call_wall", 100, 1, none, none), wall("put_wall", none, none, none, none)}},
		{"net", nil, [2]report.Wall{wall("call_wall", none, none, none, none), wall("put_wall", none, none, none, none)}},
	} {
		b := &Book{Spot: 100, opt: Options{Wall: c.rule}}
		gross := 0.0
		for _, s := range c.strikes {
			gross += s.gross
		}
		got := b.wallShares(c.strikes, gross)
		call, put := b.walls(c.strikes)
		if !sameNumber(call, got[0].Strike) || !sameNumber(put, got[1].Strike) {
			t.Errorf("%s: walls %v and %v are not those of the levels, %v and %v", c.rule, got[0].Strike, got[1].Strike, call, put)
		}
		for i, w := range c.want {
			g := got[i]
			if g.Wall != w.Wall || !sameNumber(g.Strike, w.Strike) || !sameNumber(g.Share, w.Share) || !sameNumber(g.RunnerUp, w.RunnerUp) || !sameNumber(g.RunnerUpShare, w.RunnerUpShare) {
				t.Errorf("%s: %+v, want %+v", c.rule, g, w)
			}
		}
	}
}

func sameNumber(a, b report.Number) bool {
	return a == b || math.Abs(float64(a-b)) < 1e-15 || !a.OK() && !b.OK()
}

// TestWallSharesAreMapped: in the prices of another instrument a wall and its runner-up move, and their shares stay.
func TestWallSharesAreMapped(t *testing.T) {
	l := report.NoLevels()
	l.Walls = []report.Wall{{Wall: "call_wall", Strike: 100, Share: 0.5, RunnerUp: 110, RunnerUpShare: 0.25}}
	m := Mapping{Symbol: "X", Price: 1000}.levels(l, 100)
	if want := (report.Wall{Wall: "call_wall", Strike: 1000, Share: 0.5, RunnerUp: 1100, RunnerUpShare: 0.25}); m.Walls[0] != want || l.Walls[0].Strike != 100 {
		t.Errorf("%+v, want %+v; was %+v", m.Walls[0], want, l.Walls[0])
	}
}
