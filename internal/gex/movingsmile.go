package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// gammaUnder returns Σ ω Γ as a function of spot when the smile follows it with a
// skew-stickiness ratio (docs/theory.md 7.2): each contract repriced at x with the
// volatility that its strike then has. Not safe for two goroutines.
func (b *Book) gammaUnder(ssr float64) sumAt {
	own := *b
	own.rule, own.now = volRule{ssr: ssr}, aged{expiries: b.surface.Expiries}
	own.smile(&own.now)
	held, groups := b.held(b.expiries), make([]kernel.Group, len(b.expiries))
	for i, e := range b.expiries {
		groups[i] = groupOf(b.surface.Expiries[e.of], e.lo, e.hi)
	}
	var batch kernel.Batch
	sigma, one := make([]float64, 0, len(b.row)), make([]float64, 1)
	return func(x float64) float64 {
		sigma = sigma[:0]
		for _, e := range b.expiries {
			sigma = own.appendVols(sigma, b.part(e.lo, e.hi), adjustment{slide: kernel.Log(x / b.Spot)}, &own.now, e.of)
		}
		batch.Reset(groups, held.strike, sigma, held.put, held.weight)
		return batch.GammaTo(one, []float64{x})[0]
	}
}

// movingStep is the step in ln spot in which a flip under a moving smile is looked for.
const movingStep = 0.01

// flipUnder returns the flip nearest to a price, in |ln|, when the smile follows spot:
// the sign change found first in steps of 1 % to both sides within the range, to 1e-8
// of spot. Absent when there is none.
func (b *Book) flipUnder(ssr, near float64) (report.Flip, bool) {
	g := b.gammaUnder(ssr)
	low, high := b.Spot*(1-b.opt.Range), b.Spot*(1+b.opt.Range)
	// The ends of what has been searched, and the values there.
	lo, hi := near, near
	atLo := g(near)
	atHi := atLo
	for lo > low || hi < high {
		if hi < high {
			x := min(high, hi*kernel.Exp(movingStep))
			if y := g(x); (y < 0) != (atHi < 0) {
				return flipIn(g, hi, x, y > 0, b.Spot), true
			} else {
				hi, atHi = x, y
			}
		}
		if lo > low {
			x := max(low, lo*kernel.Exp(-movingStep))
			if y := g(x); (y < 0) != (atLo < 0) {
				return flipIn(g, x, lo, y < 0, b.Spot), true
			} else {
				lo, atLo = x, y
			}
		}
	}
	return report.Flip{}, false
}

// flipIn returns the flip in a bracket, with its direction.
func flipIn(g sumAt, lo, hi float64, rising bool, spot float64) report.Flip {
	f := report.Flip{Spot: report.Number(bisect(g, lo, hi, rising, 1e-8*spot)), Direction: report.PosToNeg}
	if rising {
		f.Direction = report.NegToPos
	}
	return f
}

// movingRun returns the run of a smile that moves with spot: at spot nothing differs,
// and the flip does.
func (b *Book) movingRun(base report.Run) report.Run {
	r := base
	r.Group, r.Run, r.Moved = report.GroupSmile, "sticky-moneyness", report.None()
	r.ZeroGamma = report.None()
	near := b.Spot
	if base.ZeroGamma.OK() {
		near = float64(base.ZeroGamma)
	}
	var flips []report.Flip
	if f, found := b.flipUnder(0, near); found {
		flips = append(flips, f)
		r.ZeroGamma, r.Moved = f.Spot, f.Spot-base.ZeroGamma
	}
	r.Regime = b.regime(float64(base.GEX), flips)
	return r
}

// fewPercent is how far from spot the worst and the best GEX are looked for, beside the
// implied one-day move.
const fewPercent = 0.05

// extremes returns the lowest and the highest GEX of the profile within the implied
// one-day move and within 5 %, each on the ladder and at both ends.
func (b *Book) extremes(l ladder, gex []report.Number) []report.Extreme {
	out := []report.Extreme{}
	for _, within := range []struct {
		name string
		by   float64
	}{{"day_move", b.dayMove()}, {"5%", fewPercent * b.Spot}} {
		if !(within.by > 0) || within.by >= b.Spot || len(b.row) == 0 {
			continue
		}
		ends := []float64{b.Spot - within.by, b.Spot + within.by}
		x := report.Extreme{Within: within.name, Low: report.Number(math.Inf(1)), High: report.Number(math.Inf(-1))}
		take := func(spot float64, g report.Number) {
			if g < x.Low {
				x.Low, x.LowAt = g, report.Number(spot)
			}
			if g > x.High {
				x.High, x.HighAt = g, report.Number(spot)
			}
		}
		for j, spot := range l.spots {
			if spot >= ends[0] && spot <= ends[1] {
				take(spot, gex[j])
			}
		}
		for j, g := range b.gexAt(b.batch, ends) {
			take(ends[j], report.Number(g))
		}
		out = append(out, x)
	}
	return out
}
