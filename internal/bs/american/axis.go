package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// axis is a grid in ln(S/K), with the strike on its middle node and the side where exercise is best first: low spots for a
// put, high ones for a call. With ξ evenly spaced over −1 … 1,
//
//	ln(S/K) = ± width sinh(bend ξ)
type axis struct {
	sign        float64 // + put, − call
	width, bend float64
	step        float64   // of ξ
	x           []float64 // ln(S/K)
	spot        []float64 // S/K
}

// newAxis returns an odd number of nodes that reach to ±reach, with a spacing of about 2·bend·width/nodes at the strike.
func newAxis(put bool, width, reach float64, nodes int) *axis {
	a := &axis{sign: 1, width: width, bend: arsinh(reach / width), step: 2 / float64(nodes-1), x: make([]float64, nodes), spot: make([]float64, nodes)}
	if !put {
		a.sign = -1
	}
	for i, middle := 0, nodes/2; i < nodes; i++ {
		a.x[i] = a.bend * a.step * float64(i-middle)
	}
	kernel.ExpTo(a.x, a.x)
	for i, grow := range a.x {
		a.x[i] = a.sign * width * (grow - 1/grow) / 2
	}
	kernel.ExpTo(a.spot, a.x)
	return a
}

// arsinh returns the inverse of sinh, |x| + √(x²+1) being free of cancellation.
func arsinh(x float64) float64 {
	return math.Copysign(kernel.Log(math.Abs(x)+math.Sqrt(math.FMA(x, x, 1))), x)
}

// stencil is a point of an axis as a weighted mean of the nodes around it.
type stencil struct {
	first  int
	weight [points]float64
}

// points is the number of nodes that interpolation takes: polynomials of degree 5 in ξ.
const points = 6

// stretched returns the axis of an option whose deviation is total, of one in deviations.
func (a *axis) stretched(total float64) *axis {
	memory := make([]float64, 2*len(a.x))
	s := &axis{sign: a.sign, width: total * a.width, bend: a.bend, step: a.step, x: memory[:len(a.x)], spot: memory[len(a.x):]}
	for i, x := range a.x {
		s.x[i] = total * x
	}
	kernel.ExpTo(s.spot, s.x)
	return s
}

// at returns the stencil for a spot, given as S/K ≥ 0. Beyond the ends values are continued as linear in spot.
func (a *axis) at(spot float64) stencil {
	last := len(a.x) - 1
	switch {
	case a.sign*(spot-a.spot[0]) <= 0:
		return a.line(0, 1, 0, spot)
	case a.sign*(spot-a.spot[last]) >= 0:
		return a.line(last, last-1, last-points+1, spot)
	}
	return a.within(kernel.Log(spot))
}

// atLog is at for ln(S/K).
func (a *axis) atLog(x float64) stencil {
	last := len(a.x) - 1
	switch {
	case a.sign*(x-a.x[0]) <= 0:
		return a.line(0, 1, 0, kernel.Exp(x))
	case a.sign*(x-a.x[last]) >= 0:
		return a.line(last, last-1, last-points+1, kernel.Exp(x))
	}
	return a.within(x)
}

// within returns the stencil for ln(S/K) between the ends.
func (a *axis) within(x float64) stencil { return a.around(arsinh(x / a.width)) }

// around returns the stencil for an argument of sinh.
func (a *axis) around(argument float64) (s stencil) {
	place := (a.sign*argument/a.bend + 1) / a.step // in nodes
	s.first = max(0, min(int(place)-points/2+1, len(a.x)-points))
	s.weight = lagrange(place - float64(s.first))
	return s
}

// lowered appends the stencils for the spots of the nodes times e^fall, with room for a column.
func (a *axis) lowered(to []stencil, fall float64, room []float64) []stencil {
	for i, x := range a.x {
		x = math.Abs(x+fall) / a.width
		room[i] = x + math.Sqrt(math.FMA(x, x, 1)) // as in arsinh
	}
	kernel.LogTo(room[:len(a.x)], room[:len(a.x)])
	ends := [2]float64{a.sign * a.x[0], a.sign * a.x[len(a.x)-1]}
	for i, x := range a.x {
		if x += fall; a.sign*x <= ends[0] || a.sign*x >= ends[1] {
			to = append(to, a.atLog(x))
		} else {
			to = append(to, a.around(math.Copysign(room[i], x)))
		}
	}
	return to
}

// lagrange returns the weights of nodes 0 … 5 at p: w_j = Π_{k≠j} (p−k)/(j−k).
func lagrange(p float64) [points]float64 {
	p1, p2, p3, p4, p5 := p-1, p-2, p-3, p-4, p-5
	low, high := p*p1, p4*p5
	left, right := low*p2, p3*high
	return [points]float64{
		p1 * p2 * right * (-1.0 / 120), p * p2 * right * (1.0 / 24), low * right * (-1.0 / 12),
		left * high * (1.0 / 12), left * p3 * p5 * (-1.0 / 24), left * p3 * p4 * (1.0 / 120),
	}
}

// line returns the stencil of the straight line in spot through two nodes at an end of the axis.
func (a *axis) line(end, next, first int, spot float64) stencil {
	s := stencil{first: first}
	share := (spot - a.spot[end]) / (a.spot[next] - a.spot[end])
	s.weight[end-first], s.weight[next-first] = 1-share, share
	return s
}

// of returns the value at the stencil.
func (s *stencil) of(values []float64) float64 {
	v := values[s.first : s.first+points : s.first+points]
	sum := s.weight[0] * v[0]
	for j := 1; j < points; j++ {
		sum = math.FMA(s.weight[j], v[j], sum)
	}
	return sum
}
