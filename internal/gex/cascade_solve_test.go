package gex

import (
	"math"
	"testing"
)

// TestSolveByHand: roots to the tolerance, in few evaluations where the function is smooth, and never outside the bracket.
func TestSolveByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(x float64) float64
		a, b float64
		root float64
		most int
	}{
		{"line", func(x float64) float64 { return 3*x - 6 }, 0, 7, 2, 3},
		{"parabola", func(x float64) float64 { return x*x - 2 }, 0, 2, math.Sqrt2, 9},
		{"cubic", func(x float64) float64 { return x*x*x - 2*x - 5 }, 2, 3, 2.0945514815423265, 9},
		{"falling", func(x float64) float64 { return 1 - x*x }, 0.2, 5, 1, 12},
		{"from above", func(x float64) float64 { return math.Exp(x) - 2 }, 3, -2, math.Ln2, 11},
		{"flat", func(x float64) float64 { return math.Pow(x-1, 9) }, 0, 3, 1, 80},
		{"steep", func(x float64) float64 { return math.Atan(1e6 * (x - 0.3)) }, -1, 5, 0.3, 60},
		{"at once", func(x float64) float64 { return x - 4 }, 4, 9, 4, 0},
		{"at the far end", func(x float64) float64 { return x - 9 }, 4, 9, 9, 3},
	} {
		n := 0
		got := solve(func(x float64) float64 {
			if x < min(c.a, c.b) || x > max(c.a, c.b) {
				t.Errorf("%s: looked at %g", c.name, x)
			}
			n++
			return c.f(x)
		}, c.a, c.f(c.a), c.b, c.f(c.b), 1e-12)
		if math.Abs(got-c.root) > 1e-12 && math.Abs(c.f(got)) > 1e-100 || n > c.most {
			t.Errorf("%s: %.15g in %d evaluations, want %.15g in %d", c.name, got, n, c.root, c.most)
		}
	}
}

// TestMinimizeByHand: minima to about the root of the precision, in few evaluations where the function is smooth.
func TestMinimizeByHand(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      func(x float64) float64
		lo, hi float64
		at     float64
		most   int
	}{
		{"parabola", func(x float64) float64 { return 5 + (x-2)*(x-2) }, 0, 7, 2, 7},
		{"parabola to the right", func(x float64) float64 { return 5 + (x-6.9)*(x-6.9) }, 0, 7, 6.9, 9},
		{"cubic", func(x float64) float64 { return x*x*x - 3*x }, 0, 4, 1, 13},
		{"exponential", func(x float64) float64 { return math.Exp(x) - 3*x }, 0, 5, math.Log(3), 14},
		{"fourth power", func(x float64) float64 { return math.Pow(x-1, 4) }, 0.5, 4, 1, 61},
		{"corner", func(x float64) float64 { return math.Abs(x - 1.7) }, 1, 4, 1.7, 61},
		{"left end", func(x float64) float64 { return x }, 1, 2, 1, 61},
		{"right end", func(x float64) float64 { return -x }, 1, 2, 2, 61},
		{"cosine", math.Cos, 2, 5, math.Pi, 10},
	} {
		n := 0
		at, value := minimize(func(x float64) float64 {
			if x < c.lo || x > c.hi {
				t.Errorf("%s: looked at %g", c.name, x)
			}
			n++
			return c.f(x)
		}, c.lo, c.hi)
		tol := 1e-7 * math.Abs(c.at)
		if c.name == "fourth power" {
			tol = 1e-3
		}
		if math.Abs(at-c.at) > tol || value != c.f(at) || n > c.most {
			t.Errorf("%s: %.15g at %.15g in %d evaluations, want %.15g in %d", c.name, value, at, n, c.at, c.most)
		}
	}
}

// TestParabola: three points of one parabola step to its vertex, unless that is outside, too far, or nowhere.
func TestParabola(t *testing.T) {
	f := func(x float64) float64 { return 2*(x-1.5)*(x-1.5) + 7 }
	for _, c := range []struct {
		x, w, v, lo, hi, most float64
		ok                    bool
	}{
		{1, 2, 4, 0, 5, 1, true}, {2, 1, 0, 0, 5, 1, true}, {4, 1, 3, 0, 5, 2.6, true},
		{1, 2, 4, 0, 5, 0.5, false}, {1, 2, 4, 0, 5, 0.4, false}, {1, 2, 4, 0, 5, -0.6, true},
		{1, 2, 4, 0, 1.5, 1, false}, {1, 2, 4, 0, 1.4, 1, false}, {2, 1, 0, 1.5, 5, 1, false}, {2, 1, 0, 1.6, 5, 1, false},
	} {
		step, ok := parabola(c.x, f(c.x), c.w, f(c.w), c.v, f(c.v), c.lo, c.hi, c.most)
		if step != 1.5-c.x || ok != c.ok {
			t.Errorf("%+v: a step of %g, %v", c, step, ok)
		}
	}
	if _, ok := parabola(1, 5, 2, 5, 3, 5, 0, 5, 9); ok {
		t.Error("a line has a vertex")
	}
}
