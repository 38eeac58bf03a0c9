package gex

import (
	"math"
	"slices"
	"testing"
)

// withSpike is a broad positive exposure around 100 with a spike below zero at a spot, 0.02 wide.
func withSpike(t *testing.T, at float64) *Book {
	return bumpBook(t, []bump{{100, 0.05, 1}, {at, 0.0002, -0.05}}, Options{})
}

// TestFollowTwoSteps: the points of the second parabola are those around the lowest so far. The first one's, at 99, 100 and
// 101 with 2, 1 and 3, has its vertex at 100 − 1/6. With 0.5 there, it takes the place of the middle: 2, 0.5 and 1 at 99,
// 100 − 1/6 and 100 have slopes of −1.8 and 3, so 2.2 at the middle and a vertex 2.2/9.6 below it. With 2 there, it is the
// end: 2, 1 and 3 at 100 − 1/6, 100 and 101 have slopes of −6 and 2, and −34/7 at 100: a vertex 34/7/(96/7) = 34/96 above.
func TestFollowTwoSteps(t *testing.T) {
	lower, end := -1./6-2.2/9.6, 34./96
	for _, c := range []struct {
		why   string
		g     []float64
		at    float64 // the vertex of the first parabola less 100
		value float64 // there, in units of g
		want  float64 // the vertex of the second, less 100
	}{
		{"lower, on the left", []float64{2, 1, 3}, -1. / 6, 0.5, lower},
		{"lower, on the right", []float64{3, 1, 2}, 1. / 6, 0.5, -lower},
		{"an end, on the left", []float64{2, 1, 3}, -1. / 6, 2, end},
		{"an end, on the right", []float64{3, 1, 2}, 1. / 6, 2, -end},
	} {
		b := withSpike(t, 100+c.want)
		unit := b.gexAt(b.batch, []float64{100 + c.at})[0] / c.value
		var g []float64
		for _, v := range c.g {
			g = append(g, v*unit)
		}
		at, ok := b.follow(b.batch, []float64{99, 100, 101}, g, 1)
		if !ok || math.Abs(at-100-c.want) > 1e-9 {
			t.Errorf("%s: %.12g, %v, want %.12g", c.why, at, ok, 100+c.want)
		}
	}
}

// TestDipBesideATie: two lowest points of equal exposure are both minima. With 6, 1 and 1 the parabola has its vertex half
// way between the two, at 1 − 5/8, and the dip there is found, from whichever side it is steep.
func TestDipBesideATie(t *testing.T) {
	b := withSpike(t, 100.5)
	xs := []float64{99, 100, 101, 102}
	for _, gs := range [][]float64{{6, 1, 1, 2}, {2, 1, 1, 6}} {
		points, _ := b.addDips(b.batch, xs, gs)
		if len(points) != 5 || math.Abs(points[2]-100.5) > 1e-9 {
			t.Errorf("exposures %v: points %v", gs, points)
		}
	}
}

// TestDipsAtMinima: only the lowest of three points is followed, where the parabola through them falls below half of it: not a
// point beside it, though its parabola falls as far; and so below zero.
func TestDipsAtMinima(t *testing.T) {
	xs := []float64{90, 91, 92, 93, 94}
	for _, c := range []struct {
		gs   []float64
		want []float64
	}{
		{[]float64{20, 8, 1, 1.1, 8}, []float64{92}}, {[]float64{8, 1.1, 1, 8, 20}, []float64{92}}, {[]float64{8, 1, 1, 8, 20}, []float64{91, 92}},
		{[]float64{3, 2, 1.9, 2, 3}, nil}, {[]float64{1, 2, 3, 4, 5}, nil}, {[]float64{5, 1, 0, 1, 5}, nil}, {[]float64{9, 1, 2, 1, 9}, []float64{91, 93}},
	} {
		for _, sign := range []float64{1, -1} {
			gs := make([]float64, len(c.gs))
			for i, g := range c.gs {
				gs[i] = sign * g
			}
			got := dips(xs, gs, func(x, g []float64, s float64) (float64, bool) {
				if s != sign || len(x) != 3 || len(g) != 3 || g[1] < 0 {
					t.Errorf("%v of sign %g: followed with %v, %v and %g", c.gs, sign, x, g, s)
				}
				return x[1], true
			})
			if !slices.Equal(got, c.want) {
				t.Errorf("%v of sign %g: followed at %v, want %v", c.gs, sign, got, c.want)
			}
		}
	}
}

// TestFollowGivesUp: it looks at nothing where the vertex is outside, or where the search stands, and at twelve places at the most.
func TestFollowGivesUp(t *testing.T) {
	looked := 0
	above := func(x float64) float64 { looked++; return math.Abs(x-100.3) + 0.01 }
	for _, c := range []struct {
		g    []float64
		most int
	}{
		{[]float64{3, 2, 1.5}, 0}, // its vertex is at 102
		{[]float64{1.5, 2, 3}, 0}, // at 98
		{[]float64{2, 1, 2}, 0},   // in the middle, where it stands
		{[]float64{1, 1, 1}, 0},   // on a line
		{[]float64{1.9, 1, 1.5}, 12},
	} {
		looked = 0
		if at, ok := followDip(above, []float64{99, 100, 101}, c.g, 1); ok || looked > c.most || c.most > 0 && looked < 3 {
			t.Errorf("%v: %g, %v after %d places", c.g, at, ok, looked)
		}
	}
}
