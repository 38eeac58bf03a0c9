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

// curves are functions that bend in different ways, each with an interval in which it changes sign and one in which it has a minimum.
var curves = []struct {
	name     string
	f        func(x float64) float64
	from, to float64
}{
	{"parabola", func(x float64) float64 { return x*x - 2 }, 0, 2},
	{"parabola, from above", func(x float64) float64 { return x*x + x - 2 }, 9, -1},
	{"cubic", func(x float64) float64 { return x*x*x - 2*x - 5 }, -1, 7},
	{"exponential", func(x float64) float64 { return math.Exp(x) - 3*x - 1 }, 0.5, 6},
	{"flat", func(x float64) float64 { return math.Pow(x-1, 5) + 1e-3*(x-1) }, -2, 3.7},
	{"steep", func(x float64) float64 { return math.Atan(40*(x-0.3)) + x/10 }, -1, 5},
	{"steep, from above", func(x float64) float64 { return math.Atan(40*(x-0.3)) + x/10 }, 5, -1},
	{"wave", func(x float64) float64 { return math.Sin(x) + x/5 - 0.4 }, -3, 8},
	{"corner", func(x float64) float64 { return math.Abs(x-0.7) + (x-0.7)/3 - 0.4 }, 0.7, 4},
	{"large", func(x float64) float64 { return 1e9 * (math.Log(x) - 1.3) }, 0.01, 40},
}

// sameSteps fails unless two searches looked at the same places.
func sameSteps(t *testing.T, name string, got, want []float64) {
	t.Helper()
	for i := range min(len(got), len(want)) {
		if math.Abs(got[i]-want[i]) > 1e-8*max(1, math.Abs(want[i])) {
			t.Errorf("%s: look %d at %.12g, want %.12g", name, i, got[i], want[i])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d looks, want %d", name, len(got), len(want))
	}
}

// TestSolveSteps: the places that are looked at are those of the method: the value at 0 of the parabola x(f) through the newest point
// a, the one across the root b and the one before c, where with ξ = (a − b)/(c − b) and φ = (f_a − f_b)/(f_c − f_b)
//
//	1 − √(1 − ξ) < φ < √ξ
//
// else half way, and never nearer to a or b than half the tolerance. The end is where a and b are within it; the better one is the root.
func TestSolveSteps(t *testing.T) {
	for _, tol := range []float64{1e-2, 1e-6} {
		for _, c := range curves {
			var got, want []float64
			root := solve(func(x float64) float64 { got = append(got, x); return c.f(x) }, c.from, c.f(c.from), c.to, c.f(c.to), tol)
			points := [3]float64{c.from, c.to, c.from} // a, b, c
			next := (c.from + c.to) / 2
			for {
				want = append(want, next)
				if math.Signbit(c.f(next)) == math.Signbit(c.f(points[0])) {
					points = [3]float64{next, points[1], points[0]}
				} else {
					points = [3]float64{next, points[0], points[1]}
				}
				a, b, before := points[0], points[1], points[2]
				fa, fb, fc := c.f(a), c.f(b), c.f(before)
				if math.Abs(b-a) <= tol || fa == 0 {
					break
				}
				xi, phi := (a-b)/(before-b), (fa-fb)/(fc-fb)
				next = (a + b) / 2
				if phi > 1-math.Sqrt(1-xi) && phi < math.Sqrt(xi) {
					next = a*fb*fc/((fa-fb)*(fa-fc)) + b*fa*fc/((fb-fa)*(fb-fc)) + before*fa*fb/((fc-fa)*(fc-fb))
				}
				off := math.Copysign(tol/2, b-a)
				next = min(max(next, min(a+off, b-off)), max(a+off, b-off))
			}
			sameSteps(t, c.name, got, want)
			better := points[0]
			if math.Abs(c.f(points[1])) < math.Abs(c.f(better)) {
				better = points[1]
			}
			near(t, c.name, root, better, 1e-8, 1)
		}
	}
}

// TestMinimizeSteps: the places that are looked at are those of the method: the vertex of the parabola through the three best, where
// it lies in the bracket and the step is below half of the one before the last, else a golden section of the longer side; never
// within the tolerance of the best, nor within two of an end.
func TestMinimizeSteps(t *testing.T) {
	for _, part := range []float64{1e-2, 1e-4} {
		for _, c := range curves {
			lo, hi := min(c.from, c.to), max(c.from, c.to)
			var got, want []float64
			at, value := minimizeTo(func(x float64) float64 { got = append(got, x); return c.f(x) }, lo, hi, part)
			best := [3]float64{} // the best, the second and the one before
			ratio := (3 - math.Sqrt(5)) / 2
			best[0] = lo + ratio*(hi-lo)
			best[1], best[2] = best[0], best[0]
			want = append(want, best[0])
			last, previous := 0.0, 0.0 // steps
			for range 59 {
				x, w, v := best[0], best[1], best[2]
				tol, mid := part*math.Abs(x), (lo+hi)/2
				if max(x-lo, hi-x) <= 2*tol { // both ends are near
					break
				}
				step, fits := 0.0, false
				if math.Abs(previous) > tol && x != w && w != v && x != v {
					slope, further := (c.f(w)-c.f(x))/(w-x), (c.f(v)-c.f(w))/(v-w)
					if bend := (further - slope) / (v - x); bend != 0 {
						step = (w-x)/2 - slope/(2*bend)
						fits = math.Abs(step) < math.Abs(previous)/2 && x+step > lo && x+step < hi
					}
				}
				if fits {
					previous, last = last, step
					if x+step-lo < 2*tol || hi-x-step < 2*tol {
						last = math.Copysign(tol, mid-x)
					}
				} else {
					previous = hi - x
					if x >= mid {
						previous = lo - x
					}
					last = ratio * previous
				}
				next := x + math.Copysign(max(math.Abs(last), tol), last)
				want = append(want, next)
				switch f := c.f(next); {
				case f <= c.f(x):
					if next >= x {
						lo = x
					} else {
						hi = x
					}
					best = [3]float64{next, x, w}
				default:
					if next < x {
						lo = next
					} else {
						hi = next
					}
					if f <= c.f(w) || w == x {
						best[1], best[2] = next, w
					} else if f <= c.f(v) || v == x || v == w {
						best[2] = next
					}
				}
			}
			sameSteps(t, c.name, got, want)
			near(t, c.name, at, best[0], 1e-8, 1)
			near(t, c.name, value, c.f(best[0]), 1e-8, 1)
		}
	}
}
