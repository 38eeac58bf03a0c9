package gex

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/report"
)

// TestSurfaceIdentities: cells add up to their expiry, to their strike and to the whole; so do the strikes of today.
func TestSurfaceIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom(Units).Draw(t, "unit")
		r := BuildPlot(bookOf(t, randomLegs(t), 100, Options{Sign: "column", Unit: unit}))
		gross := float64(r.Totals.GrossGEX)
		same := func(what string, got, want report.Number) {
			if !(math.Abs(float64(got-want)) <= 1e-12*gross+1e-200) {
				t.Fatalf("%s: %.17g and %.17g differ beyond 1e-12 of %g", what, got, want, gross)
			}
		}
		if len(r.Surface) != len(r.Expiries) {
			t.Fatalf("%d slices, %d expiries", len(r.Surface), len(r.Expiries))
		}
		var total, shares, today report.Number
		byStrike := map[report.Number]report.Number{}
		for i, s := range r.Surface {
			e := r.Expiries[i]
			if s.Root != e.Root || s.Settlement.String() != e.Settlement.String() || s.DTE != e.DTE {
				t.Fatalf("slice %d is %s %s, the expiry %s %s", i, s.Root, s.Settlement, e.Root, e.Settlement)
			}
			sum := report.Number(sumOf(s.Cells, func(c report.Cell) report.Number { return c.GEX }))
			same("column", sum, e.GEX)
			same("calls and puts of a column", s.CallGEX+s.PutGEX, e.GEX)
			for _, c := range s.Cells {
				byStrike[c.Strike] += c.GEX
				same("calls and puts of a cell", c.CallGEX+c.PutGEX, c.GEX)
			}
			total += sum
			if s.Share.OK() {
				shares += s.Share
			}
			if s.Bucket == ZeroDTE.String() {
				today += s.GEX
			}
		}
		same("cells", total, r.Totals.GEX)
		if gross > 0 && math.Abs(float64(shares)-1) > 1e-12 {
			t.Fatalf("shares add up to %v", shares)
		}
		for _, s := range r.Strikes {
			same("row", byStrike[s.Strike], s.GEX)
		}
		if len(byStrike) != len(r.Strikes) {
			t.Fatalf("%d rows, %d strikes", len(byStrike), len(r.Strikes))
		}
		same("strikes of today", report.Number(sumOf(r.Strikes0DTE, func(c report.Cell) report.Number { return c.GEX })), today)
	})
}

// TestLinearFlow: the straight line touches the repriced one at spot, in dollars whatever the unit of GEX.
func TestLinearFlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := randomLegs(t)
		const move = 1e-5 // percent
		build := func(unit string) *report.Pictures {
			return BuildPlot(bookOf(t, legs, 100, Options{Sign: "column", Unit: unit, Moves: []float64{-move, 0, move}}))
		}
		r := build("pct")
		for i, l := range r.Linear {
			if diff := math.Abs(float64(r.Flows.Spot[i].USD - l.USD)); diff > 1e-2*move*float64(r.Totals.GrossGEX)+1e-6 {
				t.Fatalf("move %v: repriced %v, linear %v", l.MovePct, r.Flows.Spot[i].USD, l.USD)
			}
			for _, unit := range Units {
				if other := build(unit).Linear[i].USD; other != l.USD {
					t.Fatalf("move %v: linear %v, in %s %v", l.MovePct, l.USD, unit, other)
				}
			}
		}
	})
}

// TestEvenMoves: moves ascend, are as many down as up, and have each whole percent that the header needs once.
func TestEvenMoves(t *testing.T) {
	for _, within := range []float64{0, 0.004, 0.01, 0.033, 0.07, 0.5} {
		moves := EvenMoves(within)
		for _, must := range []float64{-1, 0, 1} {
			n := 0
			for _, m := range moves {
				if m == must {
					n++
				}
			}
			if n != 1 {
				t.Errorf("within %g: %d moves of %g %%", within, n, must)
			}
		}
		for i := 1; i < len(moves); i++ {
			if moves[i] <= moves[i-1] || moves[len(moves)-1-i] != -moves[i] {
				t.Errorf("within %g: %v", within, moves)
			}
		}
	}
}
