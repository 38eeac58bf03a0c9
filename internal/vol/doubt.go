package vol

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

const (
	wideOfMid  = 0.5 // a spread up to this part of its mid is narrow
	wideOfCash = 0.5 // dollars: up to these it may be
	volSpread  = 1.2 // namely when the ask's volatility is at most this many times the bid's
)

// narrow reports whether a quote has a bid, is not crossed, and is not wider than half its mid or half a dollar. A quote
// that meets the second bound alone is doubtful: a bid of 0.05 under an ask of 0.50 says next to nothing.
func narrow(bid, ask float64) (ok, doubtful bool) {
	if !(bid > 0 && ask >= bid) || math.IsInf(ask, 0) {
		return false, false
	}
	spread := ask - bid
	if spread <= wideOfMid*((bid+ask)/2) {
		return true, false
	}
	ok = spread <= wideOfCash
	return ok, ok
}

// Usable reports whether the quote of record i of the chain that was fitted says something about its price.
func (s *Surface) Usable(c *chain.Chain, i int) bool {
	ok, doubtful := narrow(c.Bid[i], c.Ask[i])
	if !doubtful {
		return ok
	}
	_, wide := slices.BinarySearch(s.wide, i)
	return !wide
}

// doubt is a leg with a doubtful quote.
type doubt struct {
	line int // of its expiry
	at   int // record of the chain
	put  bool
}

// settleDoubts decides on the doubtful quotes of all expiries: one is usable when its ask has at most 1.2 times the
// volatility of its bid, both without interest against the forward of the quotes that are narrow by either bound. It
// returns the records that are not, ascending.
func settleDoubts(c *chain.Chain, all []quotes) (wide []int) {
	n := 0
	for x := range all {
		n += len(all[x].doubts)
	}
	if n == 0 {
		return nil
	}
	in := &inquiry{price: make([]float64, 0, 2*n), strike: make([]float64, 0, 2*n), put: make([]bool, 0, 2*n)}
	for x := range all {
		in.askDoubts(c, &all[x])
	}
	s, status := make([]float64, len(in.price)), make([]kernel.Status, len(in.price))
	kernel.ImpliedTo(s, status, in.groups, in.price, in.strike, in.put)
	for x := range all {
		q, g := &all[x], in.groups[x]
		lost := false
		for i, d := range q.doubts {
			if bid, ask := g.Lo+2*i, g.Lo+2*i+1; g.Lo < g.Hi && status[bid] == kernel.OK && status[ask] == kernel.OK && s[ask] <= volSpread*s[bid] {
				continue
			}
			l := &q.lines[d.line]
			lost = lost || l.call.usable && l.put.usable
			l.side(d.put).usable = false
			wide = append(wide, d.at)
		}
		if lost {
			q.pairs = appendPairs(q.pairs[:0], q.lines)
			nearestFirst(q.pairs)
		}
	}
	slices.Sort(wide)
	return wide
}

// askDoubts adds the bids and asks of an expiry's doubtful quotes; none when too few pairs tell a forward.
func (in *inquiry) askDoubts(c *chain.Chain, q *quotes) {
	g := kernel.Quoted{Lo: len(in.price), Hi: len(in.price), Forward: 1, Discount: 1}
	if len(q.doubts) > 0 && len(q.pairs) >= forwardMin {
		g.Forward = q.centre()
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

// centre is the forward without interest: the median of K + d over the nine nearest pairs.
func (q *quotes) centre() float64 {
	var f [nearest9]float64
	near := q.near()
	for i, p := range near {
		f[i] = p.strike + p.d
	}
	return median(f[:len(near)])
}
