package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// smileRuns are the runs about how volatilities follow spot, without the one that was
// given: at spot nothing differs, and the flip does. l is the ladder and gex the profile
// on it.
func (b *Book) smileRuns(base report.Run, levels report.Levels, l ladder, gex []report.Number) []report.Run {
	var runs []report.Run
	for _, name := range []string{"sticky-strike", "sticky-moneyness"} {
		other := b.under(name)
		if other.rule == b.rule {
			continue
		}
		flip := float64(base.ZeroGamma)
		near := flip
		if !base.ZeroGamma.OK() {
			near = b.Spot
		}
		levels.Flips = other.flipsNear(near, l, peakOf(b, l, gex))
		levels.ZeroGamma, levels.Regime = b.nearest(levels.Flips), b.regime(float64(base.GEX), levels.Flips)
		runs = append(runs, runOf(report.GroupSmile, name, flip, &levels))
	}
	return runs
}

// under returns the book under another volatility rule.
func (b *Book) under(rule string) *Book {
	own := *b
	own.opt.VolRule, own.opt.Beta = rule, 0
	own.rule, own.now = own.opt.rule(), aged{expiries: b.surface.Expiries}
	if own.rule.ssr != 1 {
		own.smile(&own.now)
	}
	return &own
}

// peakOf returns the largest |G| of a profile, as heights are measured in significant.go.
func peakOf(b *Book, l ladder, gex []report.Number) float64 {
	peak := 0.0
	for j, x := range l.spots {
		peak = max(peak, b.height(x, float64(gex[j])))
	}
	return peak
}

// firstReach is how many points of the ladder to both sides are looked at first.
const firstReach = 4

// flipsNear returns the flips nearest to a price, at least the nearest one, found as the
// flips of the whole range are but on no more of the ladder than it takes: a reprice under
// a moving smile is not cheap. peak is the largest |G| of the range, about; the points
// that are looked at double until the nearest root that counts is nearer than their ends
// and than any that may still turn out to count.
func (b *Book) flipsNear(near float64, l ladder, peak float64) []report.Flip {
	if b.oneSided() {
		return nil
	}
	batch := b.bySpot(b.expiries, nil)
	at, _ := slices.BinarySearch(l.spots, near)
	at = min(at, len(l.spots)-1)
	gex := make([]float64, len(l.spots))
	lo, hi := at, at // what is known of gex
	for reach := firstReach; ; reach *= 2 {
		from, to := max(at-reach, 0), min(at+reach, len(gex))
		b.profileTo(gex[from:lo], batch, l, from)
		b.profileTo(gex[hi:to], batch, l, hi)
		if lo, hi = from, to; lo == 0 && hi == len(gex) {
			flips, _ := b.flips(batch, b.expiries, l, gex)
			return flips
		}
		flips, others := b.rootsIn(batch, b.expiries, l.spots[lo:hi], gex[lo:hi], peak)
		if len(flips) == 0 {
			continue
		}
		away := func(x float64) float64 { return math.Abs(kernel.Log(x / near)) }
		found := away(float64(flips[0].Spot))
		for _, f := range flips {
			found = min(found, away(float64(f.Spot)))
		}
		isNearer := func(f report.Flip) bool { return away(float64(f.Spot)) <= found }
		if (lo == 0 || found < away(l.spots[lo])) && (hi == len(gex) || found < away(l.spots[hi-1])) && !slices.ContainsFunc(others, isNearer) {
			return flips
		}
	}
}

// oneSided reports whether dealers are long every contract, or short every one: gamma
// then has one sign at every spot.
func (b *Book) oneSided() bool {
	long := func(w float64) bool { return w > 0 }
	short := func(w float64) bool { return w < 0 }
	return !slices.ContainsFunc(b.weight, long) || !slices.ContainsFunc(b.weight, short)
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
		for j, g := range b.gexAt(b.bySpot(b.expiries, nil), ends) {
			take(ends[j], report.Number(g))
		}
		out = append(out, x)
	}
	return out
}
