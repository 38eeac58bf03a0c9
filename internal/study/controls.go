package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Controlled is the t of a predictor beside controls, and what it adds to R².
type Controlled struct {
	Rotated
	AddsR2 float64
}

// RotateControlled regresses y on controls and x and returns the t of x, Newey and West's, and its place among the rotations of x
// against y and the controls, which stay. The first column of the controls is usually [Ones]. False where the controls, or x
// beside them, are not independent.
//
// What the controls leave of x and of y gives the same coefficient, residuals and error as the whole regression (Frisch, Waugh and
// Lovell). The controls are factored once, and each rotation costs a few sums over the days whatever the number of lags.
func RotateControlled(y, x []float64, controls [][]float64) (Controlled, bool) {
	lags := Lags(len(y))
	d, ok := newDesign(controls)
	if !ok {
		return Controlled{}, false
	}
	left := d.residuals(y, d.coefficients(y))
	whole, ok := Regress(y, lags, append(slices.Clone(controls), x)...)
	if !ok {
		return Controlled{}, false
	}
	c := Controlled{AddsR2: whole.R2 - explained(y, left)}
	c.Rotated = countWith(len(y), whole.T[len(controls)], 0, func() func(int) float64 {
		u := &turn{d: d, left: left, x: x, lags: lags, rest: make([]float64, len(y)), g: make([]float64, len(y)), coef: make([]float64, len(controls))}
		return u.t
	})
	return c, true
}

// turn rotates a predictor, with the scratch of one worker.
type turn struct {
	d             *design
	left, x       []float64 // what the controls leave of the outcome, and the predictor
	lags          int
	rest, g, coef []float64 // scratch: what the controls leave of the rotated predictor, and its terms of the variance
}

// t is the t of the predictor rotated by k days, NaN where the controls leave nothing of it.
func (u *turn) t(k int) float64 {
	n := len(u.x)
	for j, h := range u.d.inverse {
		u.coef[j] = rotatedDot(u.x, h, k)
	}
	copy(u.rest[k:], u.x[:n-k])
	copy(u.rest[:k], u.x[n-k:])
	before := floats.Dot(u.rest, u.rest)
	for j, c := range u.d.columns {
		floats.AddScaled(u.rest, -u.coef[j], c)
	}
	length2 := floats.Dot(u.rest, u.rest)
	if !(length2 > independent*independent*before) {
		return math.NaN()
	}
	slope := floats.Dot(u.rest, u.left) / length2
	g, left := u.g[:n], u.left[:n]
	for t, v := range u.rest {
		g[t] = v * (left[t] - float64(slope*v))
	}
	return slope * length2 / math.Sqrt(bartlett(g, u.lags))
}
