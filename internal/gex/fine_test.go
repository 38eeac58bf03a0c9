package gex

import (
	"math"
	"slices"
	"testing"

	"gex/internal/report"
)

// TestFineProfile: in the last minutes a picture has the peak of a strike between two points of the ladder, points near enough for
// its width, the ladder's own values, and between them those of the exact sum; hours before it has the ladder.
func TestFineProfile(t *testing.T) {
	const strike, minutes = 100.55, 3
	years := minutes / (365.0 * 24 * 60)
	book := handBook(t, []leg{{false, strike, years, 0.12, 10, 1}, {true, 98, 0.3, 0.2, 1, 1}}, Options{})
	r := BuildPlot(book)
	width := 0.12 * math.Sqrt(years)
	if at, peak := nearestTo(r.Fine, strike), nearestTo(r.Profile, strike); r.Fine.GEX[at] < 1.2*r.Profile.GEX[peak] {
		t.Errorf("%v at %v, on the ladder %v at %v", r.Fine.GEX[at], r.Fine.Spot[at], r.Profile.GEX[peak], r.Profile.Spot[peak])
	}
	batch, kept := book.bySpot(book.expiries, nil), 0
	for i, x := range r.Fine.Spot {
		if i > 0 && !(x > r.Fine.Spot[i-1]) {
			t.Fatalf("%v comes after %v", x, r.Fine.Spot[i-1])
		}
		if i > 0 && math.Abs(math.Log(float64(x)/strike)) < 2*width && math.Log(float64(x/r.Fine.Spot[i-1])) > 1.01*width/perWidth {
			t.Errorf("no point between %v and %v, where the width is %g", r.Fine.Spot[i-1], x, width)
		}
		if want := book.gexAt(batch, []float64{float64(x)})[0]; math.Abs(float64(r.Fine.GEX[i])-want) > 1e-9*math.Abs(float64(r.Totals.GrossGEX))+1e-9*math.Abs(want) {
			t.Errorf("%v at %v, the sum is %v", r.Fine.GEX[i], x, want)
		}
		if slices.Contains(r.Profile.Spot, x) {
			kept++
		}
	}
	if kept != len(r.Profile.Spot) || len(r.Fine.Spot) > 2*kept {
		t.Errorf("%d points, %d of %d of the ladder", len(r.Fine.Spot), kept, len(r.Profile.Spot))
	}
	if early := BuildPlot(handBook(t, []leg{{false, strike, 0.01, 0.12, 10, 1}}, Options{})); !slices.Equal(early.Fine.Spot, early.Profile.Spot) {
		t.Errorf("%d points four days before, the ladder has %d", len(early.Fine.Spot), len(early.Profile.Spot))
	}
}

// nearestTo is the index of the point nearest to a spot.
func nearestTo(p report.Profile, spot float64) int {
	best := 0
	for i, x := range p.Spot {
		if math.Abs(float64(x)-spot) < math.Abs(float64(p.Spot[best])-spot) {
			best = i
		}
	}
	return best
}

// TestFineParts: the steps of the ladder that a contract narrower than four of them reaches within six widths are divided into as many
// parts as give its width four points, at most sixteen, where it is above a two-hundredth of the largest |GEX|.
func TestFineParts(t *testing.T) {
	for _, c := range []struct {
		widths []float64 // of contracts at 100.05 and 103.05, at 0.49988 and 30.044 steps
		steps  int       // that are divided
		parts  int
	}{
		{[]float64{0.001}, 13, 4},         // from −5.5 to 6.5
		{[]float64{0.00005}, 1, 16},       // from 0.2 to 0.8
		{[]float64{0.0021}, 27, 2},        // from −12.1 to 13.1
		{[]float64{0.003}, 37, 2},         // from −17.5 to 18.5
		{[]float64{0.0041}, 0, 1},         // wide enough
		{[]float64{0.0006, 0.001}, 22, 7}, // from −3.1 to 4.1 and from 24.04 to 36.04
	} {
		bumps := []bump{{80, 0.05, 1e-9}}
		for i, s := range c.widths {
			bumps = append(bumps, bump{100.05 + 3*float64(i), s, 1})
		}
		b := bumpBook(t, bumps, Options{})
		l := b.newLadder()
		least := math.Inf(1)
		for _, n := range b.narrower(b.expiries, perWidth*step) {
			least = min(least, n.peak)
		}
		for _, of := range []struct {
			most  float64
			steps int
		}{{1, c.steps}, {-200 * 1.1 * least * (1 - 1e-9), c.steps}, {-400 * 1.1 * 2e9, 0}} {
			p := report.Profile{Spot: numbers(l.spots), GEX: make([]report.Number, len(l.spots))}
			p.GEX[7] = report.Number(of.most)
			if c.steps == 0 {
				of.steps = 0
			}
			fine := b.fineProfile(p)
			if got, want := len(fine.Spot), len(l.spots)+of.steps*(c.parts-1); got != want || len(fine.GEX) != want {
				t.Errorf("%v of %g: %d points, want %d", c.widths, of.most, got, want)
				continue
			}
			for i, x := range fine.Spot {
				if part := math.Log(float64(x)/100) / step * float64(c.parts); math.Abs(part-math.Round(part)) > 1e-6 {
					t.Errorf("%v: point %d is %g parts of a step from spot", c.widths, i, part)
				}
			}
		}
	}
}
