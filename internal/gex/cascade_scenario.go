package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// alone reports whether a scenario is a move and nothing else.
func (s *named) alone() bool { return s.Vol == 0 && s.at.IsZero() }

// staged are the dealers' trades in a scenario: from the delta now to that at a spot with the volatilities and at the time of the
// scenario, as in its flows. By spot itself they trade, too. Contracts that have settled by then have the delta of their payoff,
// which jumps at their strikes.
type staged struct {
	*desk
	s     *named
	base  float64
	there *Book        // the live contracts, at spot
	steps []payoffStep // the others by strike, ascending
}

// payoffStep is the delta of settled contracts of one strike, units of the underlying.
type payoffStep struct{ strike, below, above float64 }

// stagedIn returns the dealers of a scenario.
func stagedIn(d *desk, s *named) *staged {
	here := *s
	here.move = 0
	out := &staged{desk: d, s: s, base: total(d.base), there: d.there(here)}
	if s.at.IsZero() {
		return out
	}
	for j := range d.parts {
		p := &d.parts[j]
		for _, x := range p.slices {
			if s.at.Before(d.chain.Expiries[x.of].Settlement) {
				continue
			}
			for n := x.lo; n < x.hi; n++ {
				k := p.strike[n]
				out.steps = append(out.steps, payoffStep{k, float64(p.weight[n] * payoffDelta(p.right, 0, k)), float64(p.weight[n] * payoffDelta(p.right, math.Inf(1), k))})
			}
		}
	}
	slices.SortStableFunc(out.steps, func(a, b payoffStep) int { return cmp.Compare(a.strike, b.strike) })
	n := 0
	for _, x := range out.steps {
		if n > 0 && out.steps[n-1].strike == x.strike {
			out.steps[n-1].below, out.steps[n-1].above = out.steps[n-1].below+x.below, out.steps[n-1].above+x.above
			continue
		}
		out.steps[n], n = x, n+1
	}
	out.steps = out.steps[:n]
	return out
}

// settledAt returns the delta of the settled contracts at a spot.
func (d *staged) settledAt(spot float64) float64 {
	sum := 0.0
	for _, x := range d.steps {
		switch {
		case spot > x.strike:
			sum += x.above
		case spot < x.strike:
			sum += x.below
		default:
			sum += (x.above + x.below) / 2
		}
	}
	return sum
}

// jumps are the strikes at which the delta jumps.
func (d *staged) jumps() []float64 {
	var at []float64
	for _, x := range d.steps {
		if x.above != x.below {
			at = append(at, x.strike)
		}
	}
	return at
}

func (d *staged) trades(spots []float64) []float64 { return d.turned(d.live(spots), spots) }

func (d *staged) at(spots []float64) tradesAt {
	if d.rule.sticky() {
		return tradesAt{d.trades(spots), d.there.batch.GammaTo(nil, spots)}
	}
	t := slopes(d.live, d.Spot, spots)
	d.turned(t.usd, spots)
	return t
}

func (d *staged) rungs(spots []float64) tradesAt {
	if d.rule.sticky() {
		return tradesAt{d.trades(spots), d.there.batch.AlongTo(nil, spots, step)}
	}
	return d.at(spots)
}

// turned turns deltas of the live contracts, in place, into trades.
func (d *staged) turned(delta, spots []float64) []float64 {
	for i := range delta {
		delta[i] = (d.base - (delta[i] + d.settledAt(spots[i]))) * spots[i]
	}
	return delta
}

// live returns the delta of the live contracts at some spots, in units of the underlying.
func (d *staged) live(spots []float64) []float64 {
	if d.rule.sticky() {
		return d.there.batch.DeltaTo(nil, spots)
	}
	scenes := make([]scene, len(spots))
	for i := range spots {
		a := adjustment{points: d.s.Vol, at: d.s.at, slide: kernel.Log(spots[i] / d.Spot), move: 100 * (spots[i]/d.Spot - 1)}
		scenes[i] = scene{a, spots[i : i+1]}
	}
	out := make([]float64, len(spots))
	for i, parts := range d.deltas(scenes...) {
		for _, part := range parts {
			out[i] += part[0]
		}
		out[i] -= d.settledAt(spots[i])
	}
	return out
}

// stage returns the feedback in a scenario.
func (f *feedback) stage(d *desk, s *named, o CascadeOptions, triggers []Trigger) *feedback {
	dealers := stagedIn(d, s)
	in := &feedback{spot: f.spot, half: f.half, dealers: dealers, smooth: f.smooth, kappa: f.kappa, jumps: dealers.jumps()}
	in.lookAt(dealers.there)
	o.Shocks = []float64{s.move}
	in.lay(o, triggers, ladder{})
	return in
}

// shockIn is the row of a scenario with volatilities or a time of its own. Dealers trade before spot has moved, so it goes where
// the shock and that trade push it:
//
//	x₀ + I(Q_d(S))
//
// and comes to rest at the first spot on that side at which e is the shock.
func (f *feedback) shockIn(s *named, within float64, impact impactRule) report.Shock {
	var sides [2]*path
	way := s.move
	if impact.given() {
		way += 100 * impact.of(f.total(f.at(f.spot)))
		p := f.path(math.Copysign(1, float64(2*sideOf(way)-1)), impact)
		sides = [2]*path{p, p}
	}
	row := f.shock(s.move, within, sides)
	if s.move == 0 {
		row.Absorb = report.None() // nothing to stop within
	}
	return row
}

// scenarioShocks returns where the scenarios of the options come to rest, with the position there, and the mean.
func (b *Book) scenarioShocks(f *feedback, o CascadeOptions, triggers []Trigger, impact impactRule, sides [2]*path) ([]report.ScenarioShock, *report.ExpectedRest, []report.Warning) {
	if len(b.scenarios) == 0 {
		return nil, nil, nil
	}
	if len(b.row) == 0 {
		impact = impactRule{} // nothing is known of the dealers
	}
	d := b.desk()
	market, expiry, warnings := b.marketOdds()
	rows := make([]report.ScenarioShock, len(b.scenarios))
	for i := range b.scenarios {
		s, none := &b.scenarios[i], report.None()
		row := report.ScenarioShock{
			Probability: report.Number(s.Probability), MarketProbability: market[i], VolPoints: report.Number(s.Vol), Days: report.Number(s.Days),
			GEX: none, ZeroGamma: none, Attribution: report.Attribution{Spot: none, Vol: none, Time: none, Cross: none},
		}
		if !s.At.IsZero() {
			row.Days = none
		}
		if !s.at.IsZero() {
			row.At = report.Time{Time: s.at.In(b.zone())}
		}
		if s.alone() {
			row.Shock = f.shock(s.move, o.StopWithin, sides)
		} else {
			row.Shock = f.stage(d, s, o, triggers).shockIn(s, o.StopWithin, impact)
		}
		row.Name, row.Absorb = report.Text(s.Name), b.known(float64(row.Absorb))
		if row.Spot.OK() {
			d.restIn(&row, *s)
		}
		rows[i] = row
	}
	if !impact.given() {
		return rows, nil, warnings
	}
	return rows, expectedRest(rows, expiry), warnings
}

// restIn fills in the position of dealers where a scenario rests, and what their trade comes from.
func (d *desk) restIn(row *report.ScenarioShock, s named) {
	var f report.ScenarioFlow
	s.move = float64(row.MovePct)
	f.GEX, f.ZeroGamma = report.None(), report.None()
	d.positionIn(&f, s)
	row.GEX, row.Regime, row.ZeroGamma = f.GEX, f.Regime, f.ZeroGamma
	row.Attribution = d.flow(d.moved([]float64{s.move}, s.at, s.Vol)[0], float64(row.Spot)).Attribution
}

// expectedRest returns the mean over scenarios, as in expected. What has no probability does not count, whether or not it rests.
func expectedRest(rows []report.ScenarioShock, expiry string) *report.ExpectedRest {
	e := &report.ExpectedRest{MarketExpiry: report.Text(expiry)}
	weigh := func(to *report.Number, p, x report.Number) {
		if p != 0 {
			*to += p * x
		}
	}
	for i := range rows {
		r := &rows[i]
		short, lost := report.Number(0), report.Number(0)
		switch {
		case !r.GEX.OK():
			short = r.GEX
		case r.GEX < 0:
			short = 1
		}
		if !r.Spot.OK() {
			lost = 1
		}
		weigh(&e.MovePct, r.Probability, r.MovePct)
		weigh(&e.DealerUSD, r.Probability, r.DealerUSD)
		weigh(&e.ProbabilityShort, r.Probability, short)
		weigh(&e.MarketProbabilityShort, r.MarketProbability, short)
		weigh(&e.ProbabilityNoRest, r.Probability, lost)
	}
	return e
}
