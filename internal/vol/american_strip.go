package vol

import (
	"math"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// strip takes the premium off every leg that the volatilities need: the out-of-the-money
// leg of a strike, the other where that one says nothing or both make a pair. Legs at
// their intrinsic value say nothing of volatility, and their strike takes the other's.
func (a *earlyFit) strip(e *early) {
	l, rate, spot := &e.legs, a.rate(e.x), a.spotOf(e)
	near := make(map[int]bool, len(e.pairs))
	for _, p := range e.pairs {
		near[p.line] = true
	}
	l.reset()
	for j := range e.q.lines {
		n := &e.q.lines[j]
		n.call.intrinsic = n.call.usable && n.call.atIntrinsic(false, spot, n.strike)
		n.put.intrinsic = n.put.usable && n.put.atIntrinsic(true, spot, n.strike)
		first, other, put := n.otm(e.forward)
		says := first.usable && !first.intrinsic
		if says {
			l.add(j, n.strike, first, put)
		}
		if (!says || near[j]) && other.usable && !other.intrinsic {
			l.add(j, n.strike, other, !put)
		}
	}
	e.q.pairs = e.q.pairs[:0]
	if !e.own {
		lo, hi, ok := l.volRange(e, rate)
		if !ok {
			return
		}
		e.sides = a.premiums(e, lo, hi, american.Draft)
	}
	for _, side := range e.sides {
		side.expect(len(l.line) / 2)
	}
	l.solve(e, &e.sides, spot, rate)
	for i, j := range l.line {
		g := e.q.lines[j].side(l.put[i])
		g.premium = l.premium[i]
		g.intrinsic = l.silent(i)
	}
	e.rejudge(rate)
	// Pairs are the strikes of whose both legs the premium is known: some of those near
	// the money.
	for i := 1; i < len(l.line); i++ {
		n := &e.q.lines[l.line[i]]
		if l.line[i] != l.line[i-1] || n.call.intrinsic || n.put.intrinsic {
			continue
		}
		d := n.call.european() - n.put.european()
		e.q.pairs = append(e.q.pairs, pair{n.strike, d, n.call.spread, n.put.spread, math.Round(math.Abs(d) * 1e6)})
	}
	nearestFirst(e.q.pairs)
	a.stripOthers(e, near)
}

// silent reports whether the price of a leg says too little of volatility: it has none
// without its premium, or the premium takes three quarters of its vega, as that of a call
// does shortly before a dividend.
func (l *earlyLegs) silent(i int) bool {
	return l.total[i] == 0 && l.premium[i] > 0 || l.total[i] > 0 && l.ratio[i] < minVegaRatio
}

// stripOthers takes the premium off the legs in the money whose strikes turned out to have
// a silent leg out of the money. Where they are silent too, that one counts all the same.
func (a *earlyFit) stripOthers(e *early, done map[int]bool) {
	var first []int      // lines
	var silent []float64 // total volatilities of their legs out of the money
	l := &e.legs
	for i, j := range l.line {
		n := &e.q.lines[j]
		leg, other, put := n.otm(e.forward)
		if put == l.put[i] && leg.intrinsic && other.usable && !other.intrinsic && !done[j] {
			first, silent = append(first, j), append(silent, l.total[i])
		}
	}
	if len(first) == 0 {
		return
	}
	l.reset()
	for _, j := range first {
		n := &e.q.lines[j]
		_, other, put := n.otm(e.forward)
		l.add(j, n.strike, other, !put)
	}
	l.solve(e, &e.sides, a.spotOf(e), a.rate(e.x))
	for i, j := range first {
		leg, other, _ := e.q.lines[j].otm(e.forward)
		other.premium = l.premium[i]
		if other.intrinsic = l.silent(i); other.intrinsic {
			leg.intrinsic = silent[i] == 0
		}
	}
}

// volRange returns the least and the greatest volatility of the legs read as European
// options, a little widened; ok is false when none has one.
func (l *earlyLegs) volRange(e *early, rate float64) (lo, hi float64, ok bool) {
	l.columns()
	l.invert(e, rate)
	lo = math.Inf(1)
	for i, s := range l.status {
		if s == kernel.OK {
			v := totalVolToVol(l.total[i], e.q.years)
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	// The premium lowers volatilities, at most by a fifth where they count.
	return 0.95 * max(lo, hi/rangeMost), 1.02 * hi, hi > 0
}

// rangeMost is the greatest quotient of volatilities between which a polynomial is
// taken; beyond it the premium of the least stands for that of lower ones.
const rangeMost = 8

// rejudge judges the fit by the legs of its pairs as they are in the end.
func (e *early) rejudge(rate float64) {
	at := make(map[int]int, len(e.pairs)) // pairs by line
	for i, p := range e.pairs {
		at[p.line] = i
	}
	for i, j := range e.legs.line {
		if k, ok := at[j]; ok && e.legs.total[i] > 0 {
			side := chain.Call
			if e.legs.put[i] {
				side = chain.Put
			}
			e.pairs[k].total[side] = e.legs.total[i]
		}
	}
	if e.own {
		e.judgeFit(rate)
	}
}

// outOfTheMoney returns the range of volatilities of an expiry's out-of-the-money legs.
func (a *earlyFit) outOfTheMoney(e *early) (lo, hi float64) {
	l := &e.legs
	l.reset()
	for j := range e.q.lines {
		n := &e.q.lines[j]
		if g, _, put := n.otm(e.forward); g.usable {
			l.add(j, n.strike, g, put)
		}
	}
	lo, hi, ok := l.volRange(e, a.rate(e.x))
	if !ok {
		return math.Inf(1), 0
	}
	return lo, hi
}
