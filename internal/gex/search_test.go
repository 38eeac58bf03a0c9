package gex

import (
	"fmt"
	"math"
	"testing"
)

// TestVertex: the extremum of a(x-v)² + c through any three of its points, and the middle point of a line or of a hill.
func TestVertex(t *testing.T) {
	for _, c := range []struct{ a, v, c float64 }{{2, 3, 5}, {0.25, 3.5, -1}, {7, 2, 0}, {0.01, 20, 4}, {1, -3, 2}} {
		for _, x := range [][]float64{{1, 2, 6}, {1, 4, 5}, {2, 3, 4}, {-1, 2.5, 3}} {
			var g []float64
			for _, at := range x {
				g = append(g, c.a*(at-c.v)*(at-c.v)+c.c)
			}
			at, value := vertex(x, g)
			near(t, fmt.Sprint("vertex of ", c), at, c.v, 1e-12, 1)
			near(t, fmt.Sprint("its value ", c), value, c.c, 1e-11, 1)
		}
	}
	for _, g := range [][]float64{{1, 2, 3}, {5, 5, 5}, {1, 4, 1}, {3, 2, 1}} {
		if at, value := vertex([]float64{10, 11, 12}, g); at != 11 || value != g[1] {
			t.Errorf("%v: %g at %g", g, value, at)
		}
	}
}

// TestGrazeLooks: which dips are followed. The points that graze is given here are of parabolas a(x-v)² + c; the book's own
// exposure has the other sign everywhere, so that the first vertex that is followed is an end below zero, and is added.
func TestGrazeLooks(t *testing.T) {
	parabola := func(a, v, c float64, xs []float64) (g []float64) {
		for _, x := range xs {
			g = append(g, a*(x-v)*(x-v)+c)
		}
		return g
	}
	three, five := []float64{99, 100, 101}, []float64{98, 99, 100, 101, 102}
	for _, sign := range []float64{1, -1} {
		b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, -sign}}, Options{})
		for _, c := range []struct {
			why string
			xs  []float64
			gs  []float64
			at  float64 // 0: nothing is added
		}{
			// At 100 the parabola with a = 10 and v = 100.3 is 0.9 above its bottom, which is half of that at c = 0.9.
			{"within half", three, parabola(10, 100.3, 0.89, three), 100.3}, {"beyond half", three, parabola(10, 100.3, 0.91, three), 0},
			{"on the other side", three, parabola(10, 99.7, 0.89, three), 99.7}, {"beyond half there", three, parabola(10, 99.7, 0.91, three), 0},
			{"below zero", three, parabola(10, 100.4, -1, three), 100.4},
			{"in the middle of five", five, parabola(10, 100.3, 0.89, five), 100.3},
			{"at the second of five", five, parabola(10, 99.3, 0.89, five), 99.3}, {"at the fourth of five", five, parabola(10, 100.8, 0.39, five), 100.8},
			{"a plateau", []float64{99, 100, 101, 102}, []float64{5, 1, 1, 5}, 100.5},
			{"falling", three, []float64{3, 2, 1}, 0}, {"rising", three, []float64{1, 2, 3}, 0}, {"falling ever less", three, parabola(10, 101.2, 0.01, three), 0},
			{"rising ever more", three, parabola(10, 98.8, 0.01, three), 0},
			{"zero itself", three, []float64{4, 0, 1}, 0}, {"two points", []float64{99, 100}, []float64{1, 2}, 0},
		} {
			gs := make([]float64, len(c.gs))
			for i, g := range c.gs {
				gs[i] = sign * g
			}
			xs, values := b.addDips(b.batch, c.xs, gs)
			added := len(xs) - len(c.xs)
			if (added > 0) != (c.at != 0) || len(xs) != len(values) {
				t.Errorf("%s, sign %g: %v", c.why, sign, xs)
				continue
			}
			found := c.at == 0
			for i, x := range xs {
				if c.at != 0 && math.Abs(x-c.at) < 1e-9 {
					found = true
					if want := b.gexAt(b.batch, []float64{x})[0]; values[i] != want {
						t.Errorf("%s: %g at the vertex, want %g", c.why, values[i], want)
					}
				}
				if i > 0 && x < xs[i-1] {
					t.Errorf("%s: %v do not ascend", c.why, xs)
				}
			}
			if !found {
				t.Errorf("%s, sign %g: %v, want one at %g", c.why, sign, xs, c.at)
			}
		}
	}
}

// TestFollowFromAnywhere: whatever three points around the dip it starts from, the least in the middle, it ends between the
// roots, which are y from the center in ln spot.
func TestFollowFromAnywhere(t *testing.T) {
	const s, h, center, y = 0.006, 0.006, 0.02, 0.0001
	k := 100 * math.Exp(center+s*s/2)
	a := 2 * math.Exp(-h*h/2/s/s) * math.Cosh(y*h/s/s)
	tried := 0
	for _, sign := range []float64{1, -1} {
		b := bumpBook(t, []bump{{k * math.Exp(-h), s, sign}, {k, s, -sign * a}, {k * math.Exp(h), s, sign}}, Options{})
		for _, left := range []float64{-0.0045, -0.003, -0.0015, -0.0007} {
			for _, middle := range []float64{-0.0006, -0.0004, -0.0002, 0.00015, 0.0003, 0.0005} {
				for _, right := range []float64{0.0007, 0.0016, 0.0029, 0.0045} {
					x := []float64{100 * math.Exp(center+left), 100 * math.Exp(center+middle), 100 * math.Exp(center+right)}
					g := b.gexAt(b.batch, x)
					for i := range g {
						g[i] *= sign
					}
					if g[1] > g[0] || g[1] > g[2] {
						continue
					}
					tried++
					at, ok := b.follow(b.batch, x, g, sign)
					if away := math.Log(at/100) - center; !ok || math.Abs(away) > y {
						t.Errorf("from %g %g %g: %g, %v", left, middle, right, away, ok)
					}
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("%d starts", tried)
	}
}

// TestRootFromAnyBracket: the root of two bells, halfway between them, from brackets at whose middle gamma is flat, so that
// Newton steps lead out of them, or away from it, as from ones in which it is nearly a line.
func TestRootFromAnyBracket(t *testing.T) {
	for _, s := range []float64{0.003, 0.01, 0.05} {
		for _, at := range []float64{95, 100, 104.3} {
			for _, sign := range []float64{1, -1} {
				bumps := twins(at, s)
				bumps[0].weight, bumps[1].weight = -sign, sign
				b := bumpBook(t, bumps, Options{})
				for _, left := range []float64{0.1, 0.7, 2, 4, 9} { // widths of a bell to the left of the root
					for _, right := range []float64{0.1, 0.7, 2, 4, 9} {
						lo, hi := at*math.Exp(-left*s), at*math.Exp(right*s)
						x := root(b.batch, lo, hi, sign > 0, 1e-9)
						if math.Abs(x-at) > 1e-9 {
							t.Errorf("s %g at %g, from %g and %g widths, sign %g: %.12g", s, at, left, right, sign, x)
						}
					}
				}
			}
		}
	}
}

// TestSignChanges: from the first to the last point with a sign, and zeros in between have none.
func TestSignChanges(t *testing.T) {
	for _, c := range []struct {
		y    []float64
		want string
	}{
		{[]float64{-1, 1}, "0-1 up"}, {[]float64{1, -1}, "0-1 down"}, {[]float64{-1, 0, 1}, "0-2 up"}, {[]float64{0, -1, 1, 0}, "1-2 up"},
		{[]float64{1, 0, 1}, ""}, {[]float64{0, 0}, ""}, {[]float64{1, -1, 1}, "0-1 down 1-2 up"}, {[]float64{0, 1, 0, 0, -2, 0}, "1-4 down"},
		{[]float64{1, -0.9e-12, 1}, ""}, {[]float64{1, -1.1e-12, 1}, "0-1 down 1-2 up"}, {[]float64{-1, 0.9e-12, 1}, "0-2 up"}, {nil, ""}, {[]float64{5}, ""},
	} {
		xs := []float64{0, 1, 2, 3, 4, 5}[:len(c.y)]
		got := ""
		for _, f := range signChanges(xs, c.y, func(lo, hi float64, rising bool) float64 {
			got += fmt.Sprintf(" %g-%g %s", lo, hi, map[bool]string{true: "up", false: "down"}[rising])
			return lo + (hi-lo)/4
		}) {
			if f.Spot != f.Spot.Round() || f.Direction == "" {
				t.Errorf("%v: %+v", c.y, f)
			}
		}
		if got != c.want && got != " "+c.want {
			t.Errorf("%v: %s, want %s", c.y, got, c.want)
		}
	}
}
