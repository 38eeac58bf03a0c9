package report

import (
	"slices"
	"testing"
)

// TestChartOf: a line for every level there is, those of 0DTE only where no line of their kind is, the rest accounted for.
func TestChartOf(t *testing.T) {
	levels := func() Levels {
		return Levels{
			GammaLevels: GammaLevels{
				GEX: 5, ZeroGamma: 99, Flips: []Flip{{Spot: 90, Direction: PosToNeg}, {Spot: 99, Direction: NegToPos}},
				CallWall: 110, PutWall: None(), AbsGamma: 100,
			},
			HVL: 95, MaxPain: 100,
			ExpectedMove: &ExpectedMove{Straddle: 4, Sigma: 5},
		}
	}
	all, today := levels(), levels()
	today.CallWall, today.ExpectedMove = 104, nil
	c := ChartOf(&LevelsDocument{About: About{Header: Header{Underlying: "SPX", Spot: 100}}, Levels: all, Levels0DTE: &today})
	type place struct {
		kind  LineKind
		today bool
	}
	at := map[place]Number{}
	for _, l := range c.Lines {
		at[place{l.Kind, l.Today}] = l.At
	}
	for want, price := range map[place]Number{
		{LineSpot, false}: 100, {LineFlip, false}: 90, {"call_wall", false}: 110, {"call_wall", true}: 104,
		{"expected_move_up", false}: 104, {"expected_move_down", false}: 96,
	} {
		if at[want] != price {
			t.Errorf("%v at %v, want %v", want, at[want], price)
		}
	}
	if len(c.Lines) != 10 || len(c.Absent) != 4 || len(c.Same) != 5 {
		t.Errorf("%d lines, %d absent, %d the same:\n%+v", len(c.Lines), len(c.Absent), len(c.Same), c)
	}
}

// TestFlipLines: the flips but the nearest to spot, numbered from 1 in the order of prices.
func TestFlipLines(t *testing.T) {
	l := Levels{GammaLevels: GammaLevels{ZeroGamma: 99, Flips: []Flip{{Spot: 80}, {Spot: 90}, {Spot: 99}, {Spot: 105}}}}
	got := flipLines(&l)
	want := []Line{{Kind: LineFlip, Rank: 1, At: 80}, {Kind: LineFlip, Rank: 2, At: 90}, {Kind: LineFlip, Rank: 3, At: 105}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
