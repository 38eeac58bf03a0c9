package american

import "math"

// closeBy is the part of the time to settlement before which a first dividend takes twice the nodes: spot moves by less than a
// few of them until then.
const closeBy = 0.02

// grid is the premium over S/K at every volatility, each on an axis that is stretched with σ√T: at the same node the
// volatilities are equally far from strike and boundary in deviations, so that interpolation between them is smooth.
type grid struct {
	unit     *axis // in deviations
	root     float64
	premium  [][]float64 // by volatility and node
	critical []float64   // ln(S/K) of the boundary in deviations, NaN where nothing is exercised now
}

func newGrid(t Terms, paid []Dividend, vols []float64, m mesh) *grid {
	c := contract{put: t.Put, years: t.Years, rate: t.Rate, yield: t.Yield}
	drift := float64(math.Abs(t.Rate-t.Yield) * t.Years)
	for _, d := range paid {
		c.drops = append(c.drops, drop{d.Years, 1 - d.Fraction, 0})
		drift += d.Fraction
	}
	g := &grid{root: math.Sqrt(t.Years)}
	if paid[0].Years < closeBy*t.Years {
		m.nodes = 2*m.nodes - 1
	}
	reach := 5.5 + drift/(vols[0]*g.root) + float64(0.5*vols[len(vols)-1]*g.root)
	g.unit = newAxis(t.Put, centre, reach, m.nodes)
	axes := make([]*axis, len(vols))
	for k, vol := range vols {
		axes[k] = g.unit.stretched(vol * g.root)
	}
	for k, s := range c.solveAll(vols, axes, m) {
		g.critical = append(g.critical, s.critical()/(vols[k]*g.root))
		for i := range s.american {
			s.american[i] -= s.european[i]
		}
		g.premium = append(g.premium, s.american)
	}
	return g
}

// critical returns ln(S/K) of the spot up to which the payoff is taken, from the side of exercise, or NaN. Beyond it the
// value leaves the payoff like a square.
func (s *solution) critical() float64 {
	payoff := func(i int) float64 { return max(s.sign*(1-s.spot[i]), 0) }
	i := 0
	for i < len(s.x) && payoff(i) > 0 && s.american[i] <= payoff(i) {
		i++
	}
	if i == 0 || i+1 >= len(s.x) {
		return math.NaN()
	}
	first, second := math.Sqrt(max(s.american[i]-payoff(i), 0)), math.Sqrt(max(s.american[i+1]-payoff(i+1), 0))
	if !(second > first) {
		return s.x[i-1]
	}
	x := s.x[i] - float64(first*(s.x[i+1]-s.x[i]))/(second-first)
	if s.sign*(x-s.x[i-1]) < 0 {
		return s.x[i-1]
	}
	return x
}

// premiumAt returns the premium of strike 1 at ln(S/K) in deviations, and whether it is past the boundary.
func (g *grid) premiumAt(x float64, m *mix) (premium float64, past bool) {
	if g.past(x, m) {
		return 0, true
	}
	return g.interpolate(x, m), false
}

// interpolate returns the premium of strike 1 at ln(S/K) in deviations.
func (g *grid) interpolate(x float64, m *mix) float64 {
	at := g.unit.atLog(x)
	sum := 0.0
	for k, share := range m.shares() {
		sum = math.FMA(share, at.of(g.premium[k]), sum)
	}
	return sum
}

// past reports whether ln(S/K) in deviations is past the boundary.
func (g *grid) past(x float64, m *mix) bool {
	sum := 0.0
	for k, share := range m.shares() {
		sum = math.FMA(share, g.critical[k], sum)
	}
	return g.unit.sign*(x-sum) <= 0 // no number: nothing is exercised
}
