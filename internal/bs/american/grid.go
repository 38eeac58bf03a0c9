package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// The meshes of options with dividends. Twice the nodes are taken where the first dividend is so close, as a part of the time
// to settlement, that spot moves by less than a few nodes until then.
var (
	product = mesh{nodes: 161, steps: 20} // 2·10⁻⁵ of the larger of spot and strike, 10⁻⁶ in the mean
	draft   = mesh{nodes: 81, steps: 12}  // 10⁻⁴, 5·10⁻⁶ in the mean, for a third of the time
)

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
	for _, vol := range vols {
		c.vol = vol
		total := vol * g.root
		s := c.solveOn(newAxis(t.Put, centre*total, reach*total, m.nodes), m)
		premium := make([]float64, len(s.x))
		for i := range premium {
			premium[i] = s.american[i] - s.european[i]
		}
		g.premium = append(g.premium, premium)
		g.critical = append(g.critical, s.critical()/total)
	}
	g.unit = newAxis(t.Put, centre, reach, m.nodes)
	return g
}

// critical returns ln(S/K) of the spot up to which the payoff is taken, from the side of exercise, or NaN. Beyond it the
// value leaves the payoff like a square.
func (s *solver) critical() float64 {
	i := 0
	for i < len(s.payoff) && s.payoff[i] > 0 && s.american[i] <= s.payoff[i] {
		i++
	}
	if i == 0 || i+1 >= len(s.payoff) {
		return math.NaN()
	}
	first, second := math.Sqrt(max(s.american[i]-s.payoff[i], 0)), math.Sqrt(max(s.american[i+1]-s.payoff[i+1], 0))
	if !(second > first) {
		return s.x[i-1]
	}
	x := s.x[i] - float64(first*(s.x[i+1]-s.x[i]))/(second-first)
	if s.sign*(x-s.x[i-1]) < 0 {
		return s.x[i-1]
	}
	return x
}

// interpolate returns the premium of strike 1 at ln(S/K) in deviations.
func (g *grid) interpolate(x float64, m *mix) float64 {
	at := g.unit.at(kernel.Exp(x))
	sum := 0.0
	for k, share := range m.share {
		sum = math.FMA(share, at.of(g.premium[k]), sum)
	}
	return sum
}

// past reports whether ln(S/K) in deviations is past the boundary.
func (g *grid) past(x float64, m *mix) bool {
	sum := 0.0
	for k, share := range m.share {
		sum = math.FMA(share, g.critical[k], sum)
	}
	return g.unit.sign*(x-sum) <= 0 // no number: nothing is exercised
}
