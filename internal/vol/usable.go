package vol

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// The bounds of a usable quote (docs/theory.md 3.2).
const (
	wideOfMid  = 0.5 // a spread up to this part of its mid is narrow
	wideOfCash = 0.5 // one up to this many dollars is doubtful
	volSpread  = 1.2 // and usable when the ask's volatility is at most this many times the bid's
)

// narrow reports whether a quote has a bid, is not crossed, and has a spread of at most
// half its mid or half a dollar. A quote within the second bound only is doubtful: an
// ask of 0.50 over a bid of 0.05 says little about a price.
func narrow(bid, ask float64) (ok, doubtful bool) {
	if !(bid > 0 && ask >= bid) || math.IsInf(ask, 0) {
		return false, false
	}
	// A spread up to half the mid is narrow whatever the price; one up to 0.50 may be,
	// as a tick is a large part of a cheap option.
	spread := ask - bid
	if spread <= wideOfMid*((bid+ask)/2) {
		return true, false
	}
	ok = spread <= wideOfCash
	return ok, ok
}

// Usable reports whether the quote of record i of the fitted chain took part in the
// fit, as far as its spread is concerned: it is narrow, or doubtful with near
// volatilities at bid and ask.
func (s *Surface) Usable(c *chain.Chain, i int) bool {
	ok, doubtful := narrow(c.Bid[i], c.Ask[i])
	if !doubtful {
		return ok
	}
	_, wide := slices.BinarySearch(s.wide, i)
	return !wide
}

// doubtfulLeg is a leg with a doubtful quote.
type doubtfulLeg struct {
	line int // of its expiry
	at   int // record of the chain
	put  bool
}

// judgeDoubtful decides on the doubtful quotes of all expiries: one is usable when
// σ(ask) ≤ 1.2·σ(bid), both solved with D = 1 against the forward of the pairs that are
// narrow by either bound. The others become unusable, and leave the pairs. It returns
// their records, ascending. docs/theory.md 3.2.
func (r *scratch) judgeDoubtful(c *chain.Chain, all []quotes) (wide []int) {
	n := 0
	for x := range all {
		n += len(all[x].doubts)
	}
	if n == 0 {
		return nil
	}
	in := &r.solving
	in.empty(2 * n)
	for x := range all {
		in.addDoubtful(c, &all[x])
	}
	in.solve()
	s, status := in.total, in.status
	for x := range all {
		q, g := &all[x], in.groups[x]
		lost := false
		for i, d := range q.doubts {
			// No group (too few pairs), or no volatility of bid or ask: not usable.
			if bid, ask := g.Lo+2*i, g.Lo+2*i+1; g.Lo < g.Hi && status[bid] == kernel.OK && status[ask] == kernel.OK && s[ask] <= volSpread*s[bid] {
				continue
			}
			l := &q.lines[d.line]
			lost = lost || l.call.usable && l.put.usable
			l.side(d.put).usable = false
			wide = append(wide, d.at)
		}
		if lost { // a strike was a pair before
			q.pairs = appendPairs(q.pairs[:0], q.lines)
			nearestFirst(q.pairs)
		}
	}
	slices.Sort(wide)
	return wide
}

// addDoubtful adds bid and ask of each doubtful quote of an expiry, in turn, against
// center and D = 1; none when fewer than three pairs determine a forward.
func (in *kernelQuotes) addDoubtful(c *chain.Chain, q *quotes) {
	g := kernel.Quoted{Lo: len(in.price), Hi: len(in.price), Forward: 1, Discount: 1}
	if len(q.doubts) > 0 && len(q.pairs) >= forwardMin {
		g.Forward = q.center()
		for _, d := range q.doubts {
			k := q.lines[d.line].strike
			in.price = append(in.price, c.Bid[d.at], c.Ask[d.at])
			in.strike = append(in.strike, k, k)
			in.put = append(in.put, d.put, d.put)
		}
		g.Hi = len(in.price)
	}
	in.groups = append(in.groups, g)
}

// center returns F₀, the forward without interest: the median of K + C − P over the
// nine nearest pairs, in currency per unit of the underlying.
func (q *quotes) center() float64 {
	var f [nearest9]float64
	near := q.near()
	for i := range near {
		f[i] = near[i].strike + near[i].d
	}
	return median(f[:len(near)])
}
