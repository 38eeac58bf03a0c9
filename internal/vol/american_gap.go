package vol

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// The bounds of the gap of American roots in session (docs/theory.md 3.11).
const (
	agreeFew   = 2   // expiries that must agree on a gap
	sureGap    = 4   // half spreads of the synthetic share, over √pairs, that it must exceed
	firstYears = 0.5 // T_q of the expiries whose calls and puts tell of a missing dividend
	deepFrom   = 2   // standard deviations from and up to which legs in the money say what spot is
	deepTo     = 6
	minDeep    = 3 // of them, at least

	misfitMost  = 5     // times the noise, beyond which the model of an expiry is wrong
	misfitLeast = 0.003 // and at least this, a fraction a year
)

// sessionGap is findGap for quotes and spot of the same minute: 0, unless at least two
// expiries of at most 45 days that settle before the first dividend agree on one that is
// larger than their quotes' noise,
//
//	|a| > max(0.1 %, 4 s),    s = half spread of (C − P)/F over √pairs
//
// and the model fits all expiries of that time. A model that does not fit knows too few
// dividends, and what looks like a gap may be one: a is 0 and gap-unidentified warns.
func (a *earlyFit) sessionGap(base float64) gap {
	g := gap{slope: a.rate(a.of[0].x) - a.f.o.carryCost(), source: "none"}
	first := market.Date{}
	if len(a.paid) > 0 {
		first = a.paid[0].date
	}
	var points []spotPoint
	doubt, cut := false, false
	for _, e := range a.of {
		q := e.q
		if q.years > gapHorizon {
			continue
		}
		if !first.IsZero() && !q.Root.Venue.DateOf(q.Settlement).Before(first) {
			cut = true
			continue
		}
		doubt = doubt || e.disagrees()
		if e.own && !math.IsNaN(q.forward) {
			points = append(points, spotPoint{q, kernel.Log(q.forward / base)})
		}
	}
	slices.SortStableFunc(points, func(x, y spotPoint) int { return cmp.Compare(x.q.years, y.q.years) })
	if slope, ok := a.slope(); ok {
		g.slope, g.fitted = slope, true
	}
	var near, years, noise []float64
	for _, p := range points {
		near = append(near, p.y-float64(g.slope*p.q.years))
		years = append(years, p.q.years)
		noise = append(noise, p.q.halfSpread(p.q.forward))
	}
	if g.used = len(near); g.used == 0 {
		if cut || doubt {
			g.warning = "gap-unidentified"
		}
		return g
	}
	found, s := median(slices.Clone(near)), median(noise)
	g.source, g.years, g.se = "parity", median(years), s
	bound := noiseOf(s)
	if math.Abs(found) <= bound {
		return g
	}
	agree := 0
	for _, x := range near {
		if math.Abs(x-found) <= bound {
			agree++
		}
	}
	switch {
	case doubt || a.dividendMissing() != nil:
		g.warning = "gap-unidentified"
	case agree >= agreeFew:
		g.a = found
	}
	return g
}

// noiseOf is how far ln of spot over the spot of quotes may be from 0 by chance, of quotes with a half spread.
func noiseOf(halfSpread float64) float64 { return max(gapNoise, sureGap*halfSpread) }

// halfSpread returns the half spread of the synthetic share (C − P)/F over √pairs of the
// pairs nearest to a forward.
func (q *quotes) halfSpread(forward float64) float64 {
	sum, near := 0.0, q.near()
	for _, p := range near {
		sum += (p.spreadC + p.spreadP) / 2
	}
	n := float64(len(near))
	return sum / n / forward / math.Sqrt(n)
}

// dividendMissing returns the first expiry whose quotes tell of a dividend that the
// model does not know: the volatilities of calls lie beyond the noise from those of
// puts, or where the spot is of their minute, the forwards start below it. nil where there is none, and where dates are built in.
func (a *earlyFit) dividendMissing() *early {
	if market.KnowsExDates(a.f.c.Underlying) {
		return nil
	}
	for _, e := range a.of {
		if e.disagrees() && e.q.years <= firstYears {
			return e
		}
	}
	if !a.live {
		return nil
	}
	slope, ok := a.slope()
	if !ok {
		return nil // a borrow that is not known lowers forwards too
	}
	for _, e := range a.of {
		if !e.own || e.q.years > gapHorizon || math.IsNaN(e.q.forward) {
			continue
		}
		lost := kernel.Log(e.q.forward/a.spot) - e.lost() - float64(slope*e.q.years)
		if lost < -max(2*gapNoise, sureGap*e.q.halfSpread(e.q.forward)) {
			return e
		}
	}
	return nil
}

// apart reports whether the quotes are of another spot than the file's: most calls, or
// most puts, that are in the money by more than two standard deviations trade below what
// exercise pays at that spot, by more than 0.1 % of it.
func (a *earlyFit) apart() bool {
	spot := a.f.c.Spot
	var n, below [2]int
	for _, e := range a.of {
		if !e.own || e.q.years > gapHorizon {
			continue
		}
		sd := e.q.deviation(e.forward)
		for j := range e.q.lines {
			l := &e.q.lines[j]
			away := math.Abs(kernel.Log(l.strike / e.forward))
			if away <= deepFrom*sd || away > deepTo*sd {
				continue
			}
			g, side, put := &l.call, chain.Call, l.strike > spot
			if put {
				g, side = &l.put, chain.Put
			}
			if g.usable {
				n[side]++
				if g.mid < intrinsic(put, spot, l.strike)-gapNoise*spot {
					below[side]++
				}
			}
		}
	}
	for side := range n {
		if n[side] >= minDeep && 2*below[side] > n[side] {
			return true
		}
	}
	return false
}

// disagrees reports whether the volatilities of calls and puts lie further apart than
// noise explains.
func (e *early) disagrees() bool { return e.own && e.misfit > max(misfitMost*e.noise, misfitLeast) }

// slope returns what forwards grow by without their dividends, a fraction a year: over
// expiries within 45 days, or half a year where these are too few.
func (a *earlyFit) slope() (slope float64, ok bool) {
	for _, horizon := range []float64{gapHorizon, firstYears} {
		var points []spotPoint
		for _, e := range a.of {
			if e.own && e.q.years <= horizon && !math.IsNaN(e.q.forward) {
				points = append(points, spotPoint{e.q, kernel.Log(e.q.forward) - e.lost()})
			}
		}
		if slope, ok = pairwiseSlope(points); ok {
			return slope, true
		}
	}
	return 0, false
}

// pairwiseSlope returns the median slope of ln F_q on T_q over pairs of expiries more
// than a day apart, a fraction a year, as carrySlope does but not clamped: a borrow may
// cost 30 %.
func pairwiseSlope(points []spotPoint) (slope float64, ok bool) {
	n := len(points)
	if n < slopePoints || wholeSeconds(points[n-1].q.years-points[0].q.years) < wholeSeconds(slopeSpan) {
		return 0, false
	}
	return median(slopesOf(points)), true // the first and the last are apart
}
