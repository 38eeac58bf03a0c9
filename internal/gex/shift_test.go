package gex

import (
	"bytes"
	"math"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/sample"
	"gex/internal/vol"
)

// TestShiftIsPrice: where a part is shifted rather than derived anew, its deltas are the same.
func TestShiftIsPrice(t *testing.T) {
	for _, name := range []string{"SPX", "XYZ"} {
		b := sampleBook(t, sample.Options{Seed: 8, Underlying: name, Contracts: 3000, Spot: 80}, vol.Options{Exercise: "european"}, Options{Beta: -4})
		d, n := b.desk(), 0
		for _, at := range []time.Duration{0, 2 * time.Hour, 3 * 24 * time.Hour, 40 * 24 * time.Hour} {
			for _, a := range []adjustment{{}, {points: 3}, {points: -0.5}, {points: 1, move: 2}, {move: -5}} {
				if at > 0 {
					a.at = b.AsOf.Add(at)
				}
				on := d.as(a.at)
				for j := range d.parts {
					p := &d.parts[j]
					var s scenario
					spots := []float64{b.Spot, b.Spot * 0.97}
					want := s.price(b, p, a, on).DeltaTo(nil, spots)
					moved, ok := s.shift(b, p, a, on)
					if !ok {
						continue
					}
					n++
					for i, got := range moved.DeltaTo(nil, spots) {
						near(t, name+" delta", got, want[i], 1e-12, math.Abs(total(p.weight)))
					}
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: no part is shifted", name)
		}
	}
}

// TestShiftsNotTaken: volatilities are derived anew where a shift is not all that happens to them, and all is well where it
// ends just at the floor.
func TestShiftsNotTaken(t *testing.T) {
	european := vol.Options{Exercise: "european"}
	o := sample.Options{Seed: 8, Contracts: 400}
	for _, c := range []struct {
		why   string
		fit   vol.Options
		rule  Options
		a     adjustment
		least float64 // volatility of every part; 0: its own
		want  bool
	}{
		{"nothing in the way", european, Options{}, adjustment{points: 1}, 0, true},
		{"to the floor", european, Options{}, adjustment{points: -4}, 0.05, true},
		{"below the floor", european, Options{}, adjustment{points: -4.1}, 0.05, false},
		{"below the floor already, and up", european, Options{}, adjustment{points: 0.1}, 0.005, true},
		{"below the floor already, and down", european, Options{}, adjustment{points: -0.1}, 0.005, false},
		{"beta brings it below", european, Options{Beta: -5}, adjustment{move: 1}, 0.05, false},
		{"smiles slide", european, Options{VolRule: "sticky-moneyness"}, adjustment{slide: 0.01, move: 1}, 0, false},
		{"smiles that would slide do not", european, Options{VolRule: "sticky-moneyness"}, adjustment{points: 1}, 0, true},
		{"smiles stay", european, Options{}, adjustment{slide: 0.01, move: 1}, 0, true},
	} {
		b := sampleBook(t, o, c.fit, c.rule)
		d := b.desk()
		for j := range d.parts {
			p := &d.parts[j]
			for i := range p.slices {
				if c.least > 0 {
					p.slices[i].least = c.least
				}
			}
			if _, ok := new(scenario).shift(b, p, c.a, d.as(c.a.at)); ok != c.want {
				t.Errorf("%s, part %d: shifted %v", c.why, j, ok)
			}
		}
	}
	american := sampleBook(t, sample.Options{Seed: 8, Underlying: "XYZ", Contracts: 400, Spot: 80}, vol.Options{Exercise: "american"}, Options{})
	d := american.desk()
	if _, ok := new(scenario).shift(american, &d.parts[0], adjustment{points: 1}, d.as(time.Time{})); ok {
		t.Error("options with early exercise are shifted")
	}
}

// sampleBook is the book of a made chain.
func sampleBook(t *testing.T, made sample.Options, v vol.Options, o Options) *Book {
	t.Helper()
	var csv bytes.Buffer
	if err := sample.Write(&csv, made); err != nil {
		t.Fatal(err)
	}
	f, err := chain.Read(&csv, chain.Options{Name: "sample.csv"})
	if err != nil {
		t.Fatal(err)
	}
	return bookFrom(t, f.Chains[0], v, o)
}
