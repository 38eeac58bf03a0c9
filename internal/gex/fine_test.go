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
