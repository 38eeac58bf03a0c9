package gex

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// TestProfilesOnOneBook: each curve passes through its total at spot and is zero where it says.
func TestProfilesOnOneBook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bookOf(t, randomLegs(t), 100, Options{Sign: "column"})
		r, totals := BuildProfile(b), b.totals()
		zero := -b.newLadder().from
		for _, c := range []struct {
			what  string
			curve []report.Number
			total report.Number
			zeros []report.Flip
			f     sumAt
		}{
			{"dex", r.Profile.DEX, totals.DEX, r.Profile.DEXZero, b.dexTo().at()},
			{"vex", r.Profile.VEX, totals.VEX, r.Profile.VEXZero, b.vexTo().at()},
			{"cex", r.Profile.CEX, totals.CEX, r.Profile.CEXZero, b.cexTo().at()},
		} {
			largest := 0.0
			for _, y := range c.curve {
				largest = math.Max(largest, math.Abs(float64(y)))
			}
			if math.Abs(float64(c.curve[zero]-c.total)) > 1e-9*largest {
				t.Fatalf("%s at spot %v, total %v", c.what, c.curve[zero], c.total)
			}
			for _, z := range c.zeros {
				below, above := c.f(float64(z.Spot)*(1-1e-8)), c.f(float64(z.Spot)*(1+1e-8))
				if (z.Direction == report.NegToPos) != (above > below) && math.Abs(above-below) > 1e-12*largest {
					t.Fatalf("%s at %v: %g to %g", c.what, z, below, above)
				}
			}
		}
	})
}

// TestRepricedAtIsTheLaterBook: levels of a later time are those of a book that is made anew, to the bit.
func TestRepricedAtIsTheLaterBook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bookOf(t, randomLegs(t), 100, Options{Sign: "column"})
		l := b.newLadder()
		instants := []time.Time{b.AsOf.Add(time.Minute)}
		for _, e := range b.expiries {
			at := b.chain.Expiries[e.of].Settlement
			instants = append(instants, at.Add(-time.Minute), at, at.Add(time.Hour))
		}
		for _, at := range instants {
			anew, err := b.after(at)
			if err != nil || len(anew.row) == 0 {
				continue
			}
			repriced := b.repricedAt(at, new(memory))
			if repriced == nil {
				t.Fatalf("at %v the book is not repriced", at)
			}
			if !slices.Equal(repriced.sigma, anew.sigma) || !slices.Equal(repriced.gex, anew.gex) || !slices.Equal(repriced.row, anew.row) || repriced.sides != anew.sides {
				t.Fatalf("at %v the contracts differ", at)
			}
			got, want := repriced.keysOf(repriced.expiries, l, nil), anew.keysOf(anew.expiries, l, nil)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("at %v: %v, of a new book %v", at, got, want)
			}
		}
	})
}

func TestRealOutlook(t *testing.T) {
	c := readReal(t, "SPY_2025-05-01_0828ET_premarket.csv", chain.Options{})
	b := bookFrom(t, c, vol.Options{}, Options{})
	r := BuildLevels(b)
	var labels []string
	for _, o := range r.Outlook {
		labels = append(labels, o.Scope+": "+o.Label)
	}
	want := []string{
		"now: now", "without_today: without today's expiries", "without_monthly: without the 2025-05-16 monthly",
		"12:00: 12:00", "14:00: 14:00", "15:30: 15:30", "close: after the close",
	}
	if len(labels) != len(want) {
		t.Fatalf("outlook %v", labels)
	}
	for i := range want {
		if labels[i] != want[i] {
			t.Errorf("row %d is %q, want %q", i, labels[i], want[i])
		}
	}
	now, without, after := r.Outlook[0], r.Outlook[1], r.Outlook[6]
	if now.ZeroGamma.String() != r.Levels.ZeroGamma.String() || now.GEX != r.Totals.GEX {
		t.Errorf("now %+v, levels %+v", now, r.Levels)
	}
	// Both have lost today's contracts; after the close the others are a day older as well.
	if without.GEX == now.GEX || math.Abs(float64(after.ZeroGamma/without.ZeroGamma-1)) > 0.02 {
		t.Errorf("without today %+v, after the close %+v", without, after)
	}
}
