package vol

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// earlyPair is a strike near the money of whose both legs the fit has a volatility.
type earlyPair struct {
	line      int
	strike, d float64    // K, and C − P without their premiums
	spread    float64    // of the two together
	w         float64    // 1/(s_C² + s_P²)
	total     [2]float64 // total volatilities, by side
}

// The bounds of the pairs of one expiry.
const (
	minVegaRatio = 0.25 // American vega over European, below which a price says little of volatility
	trimFactor   = 4    // pairs further from the line than so many standard deviations are left out
	madToSD      = 1.4826
	searchPairs  = 16 // pairs of an expiry while rate and dividends are searched, at most
)

// windows are the widths in standard deviations within which pairs are taken, until
// there are four.
var windows = []float64{1, 1.5, 2, 3, 5}

// improve improves the forward of an expiry, and the rate that its slope gives: pairs
// near the money lose the premiums of their legs, and what is left obeys parity.
func (a *earlyFit) improve(e *early, few bool) {
	e.rate, e.pairs, e.ready = math.NaN(), e.pairs[:0], false
	e.searched = e.searched || few
	if len(e.q.pairs) < forwardMin {
		return
	}
	a.pairsOf(e, e.q.deviation(e.forward), few)
	if e.own = len(e.pairs) >= forwardMin; e.own {
		e.fitLine(a.rate(e.x))
	}
}

// pairsOf fills in the pairs of an expiry with a standard deviation of ln S, and takes the premium off both their legs: off few
// of them, or off all legs that the volatilities need.
func (a *earlyFit) pairsOf(e *early, sd float64, few bool) {
	for _, width := range windows {
		if a.look(e, width*sd); len(e.window) >= fewPairs {
			break
		}
	}
	how := a.effort
	l := &e.legs
	if l.reset(); few {
		e.thin()
		for _, j := range e.window {
			n := &e.q.lines[j]
			first, other, put := n.otm(e.forward)
			l.add(j, n.strike, first, put)
			l.add(j, n.strike, other, !put)
		}
	} else {
		how = american.Draft // well within what quotes resolve
		a.list(e, e.window)
	}
	if !a.solve(e, how) {
		return
	}
	e.takePairs()
	e.ready = !few
}

// solve solves both sides of an expiry at the volatilities of its legs, and takes the premium off them; ok is false where none has
// a volatility.
func (a *earlyFit) solve(e *early, how american.Effort) (ok bool) {
	l, rate := &e.legs, a.rate(e.x)
	l.begin(e, rate)
	lo, hi, ok := l.volRange(e.forward, e.q.years)
	if !ok {
		return false
	}
	e.sides = a.premiums(e, lo, hi, how)
	for _, side := range e.sides {
		side.expect(len(l.line) / 2)
	}
	l.solve(e, &e.sides, a.spotOf(e), rate)
	return true
}

// takePairs takes the pairs from the lines of which both legs are there, the one after the other, and have a volatility.
func (e *early) takePairs() {
	l := &e.legs
	for i := 1; i < len(l.line); i++ {
		if l.line[i] != l.line[i-1] || l.total[i-1] == 0 || l.total[i] == 0 || min(l.ratio[i-1], l.ratio[i]) < minVegaRatio {
			continue
		}
		call, put := i-1, i
		if l.put[call] {
			call, put = i, i-1
		}
		n := &e.q.lines[l.line[i]]
		c, p := max(n.call.spread, 0.05), max(n.put.spread, 0.05)
		e.pairs = append(e.pairs, earlyPair{
			l.line[i], n.strike, (l.price[call] - l.premium[call]) - (l.price[put] - l.premium[put]), n.call.spread + n.put.spread,
			1 / (float64(c*c) + float64(p*p)), [2]float64{l.total[call], l.total[put]},
		})
	}
}

// look fills in the lines with both legs usable, and neither at its intrinsic value,
// whose strike lies within a distance of the forward in ln K.
func (a *earlyFit) look(e *early, within float64) {
	e.window = e.window[:0]
	spot := a.spotOf(e)
	lines, from, to := e.q.lines, e.forward*kernel.Exp(-within), e.forward*kernel.Exp(within)
	j, _ := slices.BinarySearchFunc(lines, from, func(l line, k float64) int { return cmp.Compare(l.strike, k) })
	for ; j < len(lines) && lines[j].strike <= to; j++ {
		n := &lines[j]
		if n.call.usable && n.put.usable && !n.call.atIntrinsic(false, spot, n.strike) && !n.put.atIntrinsic(true, spot, n.strike) {
			e.window = append(e.window, j)
		}
	}
}

// thin keeps at most searchPairs lines of the window, evenly.
func (e *early) thin() {
	if n := len(e.window); n > searchPairs {
		for i := range searchPairs {
			e.window[i] = e.window[i*(n-1)/(searchPairs-1)]
		}
		e.window = e.window[:searchPairs]
	}
}

// fitLine takes forward and rate from the pairs: d = D (F − K) by weighted least
// squares. Pairs far from the line, as stale quotes are, are left out first.
func (e *early) fitLine(rate float64) {
	line := e.line()
	n := len(e.pairs)
	away, sorted := e.numbers[:n], e.numbers[n:2*n]
	for i, p := range e.pairs {
		away[i] = p.d - float64(line.slope*p.strike)
	}
	copy(sorted, away)
	middle := median(sorted)
	for i, x := range away { // from here on without a sign
		away[i] = math.Abs(x - middle)
	}
	copy(sorted, away)
	bound := trimFactor * madToSD * median(sorted)
	kept := e.pairs[:0]
	for i, p := range e.pairs {
		if away[i] <= max(bound, p.spread/2) {
			kept = append(kept, p)
		}
	}
	if e.pairs = kept; len(kept) < n {
		line = e.line()
	}
	grow := kernel.Exp(rate * e.q.years)
	sum, weight := 0.0, 0.0
	for _, p := range e.pairs {
		sum += float64(p.w * (p.strike + float64(p.d*grow)))
		weight += p.w
	}
	e.forward = sum / weight
	e.judgeFit(rate)
	if len(e.pairs) >= fewPairs && line.slope < 0 {
		e.rate = -kernel.Log(-line.slope) / e.q.years
		e.rateError = line.standardError() / (-line.slope * e.q.years)
	}
}

// line fits d on K.
func (e *early) line() regression {
	n := len(e.pairs)
	e.numbers = atLeast(e.numbers, 3*n)
	all := e.numbers[:3*n]
	k, d, w := all[:n], all[n:2*n], all[2*n:]
	for i, p := range e.pairs {
		k[i], d[i], w[i] = p.strike, p.d, p.w
	}
	return regress(k, d, w)
}

// judgeFit fills in misfit and noise, fractions a year: the root of the mean square of
// σ_call − σ_put, and of the variance that prices anywhere between bid and ask, evenly,
// give it,
//
//	(s_C² + s_P²)/12 / vega²,    vega = D F φ(d1) √T_q
//
// A dividend that the model does not know raises calls above puts far beyond that.
func (e *early) judgeFit(rate float64) {
	n := len(e.pairs)
	e.numbers = atLeast(e.numbers, n)
	density := e.numbers[:n] // at first F/K
	for i, p := range e.pairs {
		density[i] = e.forward / p.strike
	}
	kernel.LogTo(density, density)
	square, noise := 0.0, 0.0
	for i, p := range e.pairs {
		diff := p.total[chain.Call] - p.total[chain.Put]
		square += float64(diff * diff)
		s := 0.5 * (p.total[chain.Call] + p.total[chain.Put])
		d1 := density[i]/s + s/2
		density[i] = -float64(rate*e.q.years) - float64(d1*d1)/2
	}
	kernel.ExpTo(density, density)
	for i, p := range e.pairs {
		vega := e.forward * density[i] / math.Sqrt(2*math.Pi)
		l := &e.q.lines[p.line]
		spreads := float64(l.call.spread*l.call.spread) + float64(l.put.spread*l.put.spread)
		noise += spreads / 12 / (vega * vega)
	}
	mean := 1 / (float64(len(e.pairs)) * e.q.years)
	e.misfit, e.noise = math.Sqrt(square*mean), math.Sqrt(noise*mean)
}
