package gex

import "math"

// solve returns where f changes sign between two points, to tol, by inverse quadratic
// interpolation where that is safe and by halving where it is not (Chandrupatla,
// Advances in Engineering Software 28, 1997, 145-149). The values at the points have
// opposite signs, or the first is 0.
func solve(f sumAt, a, atA, b, atB, tol float64) float64 {
	if atA == 0 {
		return a
	}
	c, atC, part := a, atA, 0.5
	for range 200 {
		x := a + float64(part*(b-a))
		y := f(x)
		// a is the newest point, b the one across the root, c the one before.
		if (y < 0) == (atA < 0) {
			c, atC = a, atA
		} else {
			c, atC, b, atB = b, atB, a, atA
		}
		a, atA = x, y
		near := tol / 2 / math.Abs(b-a)
		if y == 0 || near >= 0.5 {
			break
		}
		part = 0.5
		xi, phi := (a-b)/(c-b), (atA-atB)/(atC-atB)
		if float64(phi*phi) < xi && float64((1-phi)*(1-phi)) < 1-xi {
			part = float64(atA/(atB-atA)*atC/(atB-atC)) + float64((c-a)/(b-a)*atA/(atC-atA)*atB/(atC-atB))
		}
		part = max(near, min(part, 1-near))
	}
	if math.Abs(atB) < math.Abs(atA) {
		return b
	}
	return a
}

// golden is (3 − √5)/2, the part of an interval where a golden section lies.
const golden = 0.3819660112501051

// placeTol is the part of a place to which minimize finds it.
const placeTol = 1e-8

// minimize returns a local minimum of f between two points, and its value, by parabolas
// where they help and golden sections where they do not (Brent, Algorithms for
// Minimization without Derivatives, 1973, chapter 5). The place is good to about the
// square root of the precision of f, the value to all of it.
func minimize(f sumAt, lo, hi float64) (at, value float64) { return minimizeTo(f, lo, hi, placeTol) }

// minimizeTo is minimize to a tolerance of its own, for the sake of corners, at which a
// place is as good as asked for.
func minimizeTo(f sumAt, lo, hi, part float64) (at, value float64) {
	x := lo + float64(golden*(hi-lo))
	y := f(x)
	w, atW, v, atV := x, y, x, y // the second and third best
	step, before := 0.0, 0.0
	for range 60 {
		mid := (lo + hi) / 2
		tol := part * math.Abs(x)
		if math.Abs(x-mid) <= 2*tol-(hi-lo)/2 {
			break
		}
		if move, ok := parabola(x, y, w, atW, v, atV, lo, hi, before/2); math.Abs(before) > tol && ok {
			before, step = step, move
			if next := x + step; next-lo < 2*tol || hi-next < 2*tol {
				step = math.Copysign(tol, mid-x)
			}
		} else {
			before = hi - x
			if x >= mid {
				before = lo - x
			}
			step = float64(golden * before)
		}
		u := x + step
		if math.Abs(step) < tol {
			u = x + math.Copysign(tol, step)
		}
		at := f(u)
		switch {
		case at <= y:
			if u >= x {
				lo = x
			} else {
				hi = x
			}
			v, atV, w, atW, x, y = w, atW, x, y, u, at
		default:
			if u < x {
				lo = u
			} else {
				hi = u
			}
			switch {
			case at <= atW || w == x:
				v, atV, w, atW = w, atW, u, at
			case at <= atV || v == x || v == w:
				v, atV = u, at
			}
		}
	}
	return x, y
}

// parabola returns the step from x to the vertex of the parabola through three points,
// when it lies within the bracket and is shorter than most.
func parabola(x, y, w, atW, v, atV, lo, hi, most float64) (step float64, ok bool) {
	r, q := float64((x-w)*(y-atV)), float64((x-v)*(y-atW))
	p := float64((x-v)*q) - float64((x-w)*r)
	if q = 2 * (q - r); q == 0 {
		return 0, false
	}
	step = -p / q
	return step, math.Abs(step) < math.Abs(most) && x+step > lo && x+step < hi
}
