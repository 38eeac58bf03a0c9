package vol

import (
	"math"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// strip takes the premium off every leg that the volatilities need: what the last round found, where it settled the forward.
func (a *earlyFit) strip(e *early) {
	l, rate := &e.legs, a.rate(e.x)
	e.q.pairs = e.q.pairs[:0]
	if !(e.own && e.ready && e.settled) {
		l.reset()
		e.window = e.window[:0]
		for _, p := range e.pairs {
			e.window = append(e.window, p.line)
		}
		if a.list(e, e.window); e.own {
			l.begin(e, rate)
			l.solve(e, &e.sides, a.spotOf(e), rate)
			e.rejudge(rate)
		} else if !a.solve(e, american.Draft) {
			return
		}
	}
	for i, j := range l.line {
		g := e.q.lines[j].side(l.put[i])
		g.premium = l.premium[i]
		g.intrinsic = l.silent(i)
	}
	for _, p := range e.pairs {
		if n := &e.q.lines[p.line]; !n.call.intrinsic && !n.put.intrinsic {
			d := n.call.european() - n.put.european()
			e.q.pairs = append(e.q.pairs, pair{n.strike, d, n.call.spread, n.put.spread, wholeMillionths(d)})
		}
	}
	nearestFirst(e.q.pairs)
	a.stripOthers(e)
}

// list adds the legs that the volatilities need: the out-of-the-money leg of a strike, the other where that one says nothing or
// both make a pair, which are lines in ascending order. Legs at their intrinsic value say nothing of volatility, and their strike
// takes the other's.
func (a *earlyFit) list(e *early, pairs []int) {
	l, spot := &e.legs, a.spotOf(e)
	for j := range e.q.lines {
		n := &e.q.lines[j]
		n.call.intrinsic = n.call.usable && n.call.atIntrinsic(false, spot, n.strike)
		n.put.intrinsic = n.put.usable && n.put.atIntrinsic(true, spot, n.strike)
		first, other, put := n.otm(e.forward)
		says, both := first.usable && !first.intrinsic, len(pairs) > 0 && pairs[0] == j
		if both {
			pairs = pairs[1:]
		}
		if says {
			l.add(j, n.strike, first, put)
		}
		if (!says || both) && other.usable && !other.intrinsic {
			l.add(j, n.strike, other, !put)
		}
	}
}

// silent reports whether the price of a leg says too little of volatility: it has none
// without its premium, or the premium takes three quarters of its vega, as that of a call
// does shortly before a dividend.
func (l *earlyLegs) silent(i int) bool {
	return l.total[i] == 0 && l.premium[i] > 0 || l.total[i] > 0 && l.ratio[i] < minVegaRatio
}

// stripOthers takes the premium off the legs in the money whose strikes turned out to have
// a silent leg out of the money. Where they are silent too, that one counts all the same.
func (a *earlyFit) stripOthers(e *early) {
	var first []int      // lines
	var silent []float64 // total volatilities of their legs out of the money
	l := &e.legs
	for i, j := range l.line {
		n := &e.q.lines[j]
		leg, other, put := n.otm(e.forward)
		if done := i+1 < len(l.line) && l.line[i+1] == j; put == l.put[i] && leg.intrinsic && other.usable && !other.intrinsic && !done {
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
	l.begin(e, a.rate(e.x))
	l.solve(e, &e.sides, a.spotOf(e), a.rate(e.x))
	for i, j := range first {
		leg, other, _ := e.q.lines[j].otm(e.forward)
		other.premium = l.premium[i]
		if other.intrinsic = l.silent(i); other.intrinsic {
			leg.intrinsic = silent[i] == 0
		}
	}
}

// volRange returns the least and the greatest volatility of legs out of the money, a little
// widened, after begin; of all legs where none of these has one. ok is false when none has.
func (l *earlyLegs) volRange(forward, years float64) (lo, hi float64, ok bool) {
	lo = math.Inf(1)
	least, most := lo, 0.0 // of pairs
	for i, s := range l.status {
		if s != kernel.OK || l.put[i] != (l.strike[i] < forward) {
			continue
		}
		lo, hi = min(lo, l.total[i]), max(hi, l.total[i])
		if i+1 < len(l.line) && l.line[i+1] == l.line[i] {
			least, most = min(least, l.total[i]), max(most, l.total[i])
		}
	}
	if hi == 0 {
		for i, s := range l.status {
			if s == kernel.OK {
				lo, hi = min(lo, l.total[i]), max(hi, l.total[i])
			}
		}
	}
	lo = min(max(lo, hi/rangeMost), max(least, most/rangeMost))
	// The premium lowers volatilities, at most by a fifth where they count.
	return 0.95 * totalVolToVol(lo, years), 1.02 * totalVolToVol(hi, years), hi > 0
}

// rangeMost is the greatest quotient of volatilities between which a polynomial is
// taken, but for those of pairs; beyond it the premium of the least stands for that of lower ones.
const rangeMost = 8

// rejudge judges a fit with a forward of its own by the legs of its pairs as they are in the end.
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
	e.judgeFit(rate)
}
