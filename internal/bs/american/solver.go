package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// contract is an option of strike 1 on an underlying with dividends on dates.
type contract struct {
	put         bool
	years       float64 // T to settlement
	rate, yield float64 // r; b, the continuous part of the carry
	vol         float64 // σ
	drops       []drop  // by date, within 0 … T
	escrow      bool    // cash is not part of the lognormal spot, and added to it where the option is exercised
}

// drop is a dividend: spot falls to spot·keep − cash.
type drop struct{ years, keep, cash float64 }

// mesh says how finely a contract is solved.
type mesh struct{ nodes, steps int }

// solution is what a contract is worth at time 0, by node of its axis: the American option and the European one. What the
// grid gets wrong is nearly the same in both, and cancels in the difference.
type solution struct {
	*axis
	american, european []float64
}

// solver carries the values of contracts that differ in volatility alone backwards in time, each on an axis of its own with
// the same number of nodes.
type solver struct {
	contract // but for its volatility
	vols     quad
	axes     [lanes]*axis
	memory   []quad
	ofBoth   []both // likewise

	payoff []quad
	values []both
	op     kernel.Tridiagonal // of Black and Scholes in ln S

	half  []both // values in the middle of a step
	right []both

	kept  drop // that the stencils are of
	after [lanes][]stencil
	room  []float64
}

// centre is the width of an axis in deviations σ√T, within which its nodes are dense.
const centre = 0.6

// solvers keeps their memory.
var solvers = sync.Pool{New: func() any { return new(solver) }}

// solveAll solves a contract at every volatility, on the axes given, which have an equal number of nodes.
func (c contract) solveAll(vols []float64, axes []*axis, m mesh) []solution {
	s := solvers.Get().(*solver)
	defer solvers.Put(s)
	out := make([]solution, 0, len(vols))
	for i := 0; i < len(vols); i += lanes {
		s.contract = c
		for k := range lanes {
			j := min(i+k, len(vols)-1) // the last again where there are fewer
			s.vols[k], s.axes[k] = vols[j], axes[j]
		}
		s.solve(m)
		for k := range min(lanes, len(vols)-i) {
			out = append(out, s.lane(k))
		}
	}
	return out
}

// lane copies the values of one contract.
func (s *solver) lane(k int) solution {
	n := len(s.values)
	values := make([]float64, 2*n)
	out := solution{s.axes[k], values[:n:n], values[n:]}
	for i := range s.values {
		out.american[i], out.european[i] = s.values[i][k], s.values[i][lanes+k]
	}
	return out
}

// solve goes back from settlement to time 0.
func (s *solver) solve(m mesh) {
	s.columns(len(s.axes[0].x))
	s.fillOperator()
	s.obstacle(s.years, len(s.drops))
	for i, p := range s.payoff {
		s.values[i] = both{p[0], p[1], p[2], p[3], p[0], p[1], p[2], p[3]}
	}
	s.kept = drop{}
	until := s.years
	for i := len(s.drops); i >= 0; i-- {
		from := 0.0
		if i > 0 {
			from = s.drops[i-1].years
		}
		s.span(until, from, i, max(m.steps/8, int(math.Ceil(float64(m.steps)*math.Sqrt((until-from)/s.years)))))
		if i > 0 {
			s.drop(i - 1)
		}
		until = from
	}
}

// columns lays out the memory for n nodes.
func (s *solver) columns(n int) {
	of := []*[]quad{&s.payoff, &s.op.Lower, &s.op.Middle, &s.op.Upper, &s.op.Ratio, &s.op.Inverse, &s.op.Link}
	values := []*[]both{&s.values, &s.half, &s.right}
	if len(s.memory) < len(of)*n {
		s.memory, s.ofBoth, s.room = make([]quad, len(of)*n), make([]both, len(values)*n), make([]float64, n)
	}
	for i, column := range of {
		*column = s.memory[i*n : (i+1)*n : (i+1)*n]
	}
	for i, column := range values {
		*column = s.ofBoth[i*n : (i+1)*n : (i+1)*n]
	}
	s.op.Lower[0], s.op.Upper[n-1] = quad{}, quad{}
}

// fillOperator fills in ½σ²S² v_SS + (r−b) S v_S − r v by central differences over the uneven spots of the axis, which are exact
// for what is linear in spot, as payoffs and forwards are. So are values beyond both ends, which leaves (r−b) S v_S − r v there.
func (s *solver) fillOperator() {
	carry, n := s.rate-s.yield, len(s.payoff)
	for k, a := range s.axes {
		variance := float64(s.vols[k] * s.vols[k])
		for i := 1; i < n-1; i++ {
			spot := a.spot[i]
			h, g := spot-a.spot[i-1], a.spot[i+1]-spot
			diffusion, drift := float64(variance*spot*spot), carry*spot
			over := 1 / (h * g * (h + g))
			lower, upper := float64((diffusion-float64(drift*g))*g*over), float64((diffusion+float64(drift*h))*h*over)
			s.op.Lower[i][k], s.op.Upper[i][k] = lower, upper
			s.op.Middle[i][k] = -lower - upper - s.rate
		}
		first, last := carry*a.spot[0]/(a.spot[1]-a.spot[0]), -carry*a.spot[n-1]/(a.spot[n-1]-a.spot[n-2])
		s.op.Upper[0][k], s.op.Middle[0][k] = first, -first-s.rate
		s.op.Lower[n-1][k], s.op.Middle[n-1][k] = last, -last-s.rate
	}
}

// obstacle sets the payoff at time t, the dividends from next on being still to come.
func (s *solver) obstacle(t float64, next int) {
	escrowed := 0.0
	if s.escrow {
		for _, d := range s.drops[next:] {
			escrowed += float64(d.cash * kernel.Exp(-s.rate*(d.years-t)))
		}
	}
	for k, a := range s.axes {
		for i, spot := range a.spot {
			s.payoff[i][k] = max(a.sign*(1-spot-escrowed), 0)
		}
	}
}

// span steps back from one date to an earlier one, with steps that grow like the square from the later date on, where the
// payoff has its kink.
func (s *solver) span(until, from float64, next, steps int) {
	done := 0.0
	for k := range steps {
		share := float64(k+1) / float64(steps)
		to := float64((until - from) * share * share)
		s.step(until-done, to-done, next)
		done = to
	}
}

// step goes back by dt from t. The elimination runs towards the side where exercise is best, so that the substitution starts there:
// values are raised to the payoff one by one as they are found (Brennan and Schwartz 1977).
func (s *solver) step(t, dt float64, next int) {
	alpha := alphaStep * dt
	s.op.Trapezoid(s.right, s.values, alpha)
	if s.escrow {
		s.obstacle(t-float64(gammaStep*dt), next)
	}
	s.op.Substitute(s.half, s.right, s.payoff)
	s.op.Blend(s.right, s.half, s.values, newShare, oldShare)
	if s.escrow {
		s.obstacle(t-dt, next)
	}
	s.op.Substitute(s.values, s.right, s.payoff)
}

// drop goes back over dividend i: the holder has just before what the spot after it is worth, or exercises.
func (s *solver) drop(i int) {
	if d := s.drops[i]; s.escrow {
		s.obstacle(d.years, i)
	} else {
		if s.kept.keep != d.keep || s.kept.cash != d.cash {
			s.lookAfter(d)
		}
		for k := range s.axes {
			for j := range s.after[k] {
				s.half[j][k], s.half[j][lanes+k] = s.after[k][j].ofLane(s.values, k)
			}
		}
		s.values, s.half = s.half, s.values
	}
	for j := range s.payoff {
		for k, payoff := range s.payoff[j] {
			s.values[j][k] = max(s.values[j][k], payoff)
		}
	}
}

// lookAfter finds every spot of the axes after a dividend.
func (s *solver) lookAfter(d drop) {
	s.kept = d
	fall := kernel.Log(d.keep)
	for k, a := range s.axes {
		s.after[k] = s.after[k][:0]
		if d.cash == 0 {
			s.after[k] = a.lowered(s.after[k], fall, s.room)
			continue
		}
		for _, spot := range a.spot {
			s.after[k] = append(s.after[k], a.at(max(float64(spot*d.keep)-d.cash, 0)))
		}
	}
}
