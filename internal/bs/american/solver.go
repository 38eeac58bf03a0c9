package american

import (
	"math"

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

// solver carries the values of an American option and of the European one on the same axis backwards in time: what the grid
// gets wrong is nearly the same in both, and cancels in the difference.
type solver struct {
	contract
	*axis
	payoff             []float64
	american, european []float64

	lower, middle, upper []float64 // the operator of Black and Scholes in ln S, by node: of the node before, itself, the next
	ratio, inverse, link []float64 // the factors of I − α·operator
	halfA, halfE         []float64 // values in the middle of a step
	rightA, rightE       []float64
}

// The steps of TR-BDF2: a trapezoid over γ of the step, then a backward difference over the rest. With γ = 2 − √2 both have
// the same matrix I − α·operator, α = (1 − √½) of the step (Bank et al. 1985; Hosea and Shampine 1996).
const (
	gammaStep = 2 - math.Sqrt2
	alphaStep = 1 - math.Sqrt2/2
	newShare  = 0.5 + math.Sqrt2/2 // 1/(γ(2−γ))
	oldShare  = math.Sqrt2/2 - 0.5 // (1−γ)²/(γ(2−γ))
)

// centre is the width of an axis in deviations σ√T, within which its nodes are dense.
const centre = 0.6

// solve returns the solver at time 0, on an axis of its own.
func (c contract) solve(m mesh) *solver {
	total := c.vol * math.Sqrt(c.years)
	drift := math.Abs((c.rate-c.yield)*c.years) + total*total/2
	for _, d := range c.drops {
		if !c.escrow {
			drift += 1 - d.keep + d.cash
		}
	}
	return c.solveOn(newAxis(c.put, centre*total, 5.5*total+drift, m.nodes), m)
}

// solveOn returns the solver at time 0 on an axis.
func (c contract) solveOn(a *axis, m mesh) *solver {
	s := &solver{contract: c, axis: a}
	n := len(a.x)
	memory := make([]float64, 13*n)
	for _, column := range []*[]float64{&s.payoff, &s.american, &s.european, &s.lower, &s.middle, &s.upper, &s.ratio, &s.inverse, &s.link, &s.halfA, &s.halfE, &s.rightA, &s.rightE} {
		*column, memory = memory[:n:n], memory[n:]
	}
	s.operator()
	s.obstacle(c.years, len(c.drops))
	copy(s.american, s.payoff)
	copy(s.european, s.payoff)
	until := c.years
	for i := len(c.drops); i >= 0; i-- {
		from := 0.0
		if i > 0 {
			from = c.drops[i-1].years
		}
		s.span(until, from, i, max(m.steps/8, int(math.Ceil(float64(m.steps)*math.Sqrt((until-from)/c.years)))))
		if i > 0 {
			s.drop(i - 1)
		}
		until = from
	}
	return s
}

// operator fills in ½σ²S² v_SS + (r−b) S v_S − r v by central differences over the uneven spots of the axis, which are exact
// for what is linear in spot, as payoffs and forwards are. So are values beyond both ends, which leaves (r−b) S v_S − r v there.
func (s *solver) operator() {
	variance, carry := float64(s.vol*s.vol), s.rate-s.yield
	n := len(s.spot)
	for i := 1; i < n-1; i++ {
		spot := s.spot[i]
		h, g := spot-s.spot[i-1], s.spot[i+1]-spot
		diffusion, drift := float64(variance*spot*spot), carry*spot
		s.lower[i] = (diffusion - float64(drift*g)) / (h * (h + g))
		s.upper[i] = (diffusion + float64(drift*h)) / (g * (h + g))
		s.middle[i] = -s.lower[i] - s.upper[i] - s.rate
	}
	s.upper[0] = carry * s.spot[0] / (s.spot[1] - s.spot[0])
	s.middle[0] = -s.upper[0] - s.rate
	s.lower[n-1] = -carry * s.spot[n-1] / (s.spot[n-1] - s.spot[n-2])
	s.middle[n-1] = -s.lower[n-1] - s.rate
}

// obstacle sets the payoff at time t, the dividends from next on being still to come.
func (s *solver) obstacle(t float64, next int) {
	escrowed := 0.0
	if s.escrow {
		for _, d := range s.drops[next:] {
			escrowed += float64(d.cash * kernel.Exp(-s.rate*(d.years-t)))
		}
	}
	for i, spot := range s.spot {
		s.payoff[i] = max(s.sign*(1-spot-escrowed), 0)
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

// step goes back by dt from t.
func (s *solver) step(t, dt float64, next int) {
	alpha := alphaStep * dt
	s.factor(alpha)
	s.apply(s.rightA, s.american, alpha)
	s.apply(s.rightE, s.european, alpha)
	if s.escrow {
		s.obstacle(t-float64(gammaStep*dt), next)
	}
	s.back(s.halfA, s.halfE)
	for i := range s.rightA {
		s.rightA[i] = float64(newShare*s.halfA[i]) - float64(oldShare*s.american[i])
		s.rightE[i] = float64(newShare*s.halfE[i]) - float64(oldShare*s.european[i])
	}
	if s.escrow {
		s.obstacle(t-dt, next)
	}
	s.back(s.american, s.european)
}

// apply writes (I + α·operator) v to right.
func (s *solver) apply(right, v []float64, alpha float64) {
	n := len(v)
	right = right[:n]
	lower, middle, upper := s.lower[:n], s.middle[:n], s.upper[:n]
	right[0] = math.FMA(alpha, math.FMA(middle[0], v[0], upper[0]*v[1]), v[0])
	for i := 1; i < n-1; i++ {
		right[i] = math.FMA(alpha, math.FMA(lower[i], v[i-1], math.FMA(middle[i], v[i], upper[i]*v[i+1])), v[i])
	}
	right[n-1] = math.FMA(alpha, math.FMA(lower[n-1], v[n-2], middle[n-1]*v[n-1]), v[n-1])
}

// factor eliminates the upper diagonal of I − α·operator, from the last node to the first.
func (s *solver) factor(alpha float64) {
	n := len(s.x)
	lower, middle, upper := s.lower[:n], s.middle[:n], s.upper[:n]
	ratio, inverse, link := s.ratio[:n], s.inverse[:n], s.link[:n]
	inverse[n-1] = 1 / (1 - float64(alpha*middle[n-1]))
	for i := n - 2; i >= 0; i-- {
		ratio[i] = alpha * upper[i] * inverse[i+1]
		inverse[i] = 1 / (1 - float64(alpha*(middle[i]+float64(ratio[i]*lower[i+1]))))
	}
	for i := range link {
		link[i] = alpha * lower[i] * inverse[i]
	}
}

// back solves for the values of which right is given. The elimination ran towards the side where exercise is best, so that
// the substitution starts there: the values of the American option are raised to the payoff one by one as they are found
// (Brennan and Schwartz 1977).
func (s *solver) back(american, european []float64) {
	n := len(s.x)
	a, e, american, european := s.rightA[:n], s.rightE[:n], american[:n], european[:n]
	ratio, inverse, link, payoff := s.ratio[:n], s.inverse[:n], s.link[:n], s.payoff[:n]
	for i := n - 2; i >= 0; i-- {
		a[i] = math.FMA(ratio[i], a[i+1], a[i])
		e[i] = math.FMA(ratio[i], e[i+1], e[i])
	}
	var v, w float64
	for i, least := range payoff {
		v = math.FMA(link[i], v, a[i]*inverse[i])
		if v < least {
			v = least
		}
		w = math.FMA(link[i], w, e[i]*inverse[i])
		american[i], european[i] = v, w
	}
}

// drop goes back over dividend i: the holder has just before what the spot after it is worth, or exercises.
func (s *solver) drop(i int) {
	if d := s.drops[i]; s.escrow {
		s.obstacle(d.years, i)
	} else {
		for j, spot := range s.spot {
			after := s.at(max(float64(spot*d.keep)-d.cash, 0))
			s.halfA[j], s.halfE[j] = after.of(s.american), after.of(s.european)
		}
		s.american, s.halfA = s.halfA, s.american
		s.european, s.halfE = s.halfE, s.european
	}
	for j, payoff := range s.payoff {
		s.american[j] = max(s.american[j], payoff)
	}
}
