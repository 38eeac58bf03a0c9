package vol

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/system"
)

// leg is one side of a strike.
type leg struct {
	at       int     // record of the chain; -1: not listed
	mid      float64 // (bid + ask)/2, currency per unit of the underlying
	spread   float64 // ask − bid, the same unit
	fileVol  float64 // the file's volatility, a fraction a year; NaN none
	fileDelt float64 // the file's delta; NaN none
	premium  float64 // of early exercise, in mid; 0 for European options

	usable    bool
	doubtful  bool // usable only if the volatilities of its bid and ask are near each other
	intrinsic bool // American, and its bid is at most what exercise pays: it has no volatility
}

// european returns the mid without the premium of early exercise.
func (l *leg) european() float64 { return l.mid - l.premium }

// line is one strike of an expiry with both its legs; a leg that the file does not list
// has at = −1.
type line struct {
	strike    float64
	call, put leg
}

// pair is a strike at which both legs are usable. By put-call parity d = C − P = D (F −
// K) for European options (docs/theory.md 3.3). Amounts are in currency per unit of the
// underlying.
type pair struct {
	strike, d  float64 // K, and C − P at mid
	spreadC    float64 // ask − bid of the call
	spreadP    float64 // and of the put
	millionths float64 // |d| in whole millionths: the rank by distance from the money
}

// quotes are the quotes of one expiry.
type quotes struct {
	chain.Expiry
	live    bool          // not settled at as_of
	at      time.Time     // quote time
	years   float64       // T_q, from the quote time to settlement, ACT/365
	r       float64       // its quotes are discounted with e^{−r T_q}; a fraction a year
	lines   []line        // strikes, ascending
	doubts  []doubtfulLeg // legs whose quotes are narrow in dollars only
	pairs   []pair        // the nine nearest to the forward first, by distance; the others in any order
	forward float64       // F_q; NaN none
	source  string        // of the forward: future, parity or file_delta
}

// scratch is the memory for the quotes of a chain, and what is solved from them. A fit
// hands it on to the next one, so nothing may refer to it after Fit.
type scratch struct {
	lines  []line
	pairs  []pair
	doubts []doubtfulLeg
	early  []*early // its American expiries

	solving kernelQuotes
	quotes  []quotes
	curves  []curve
	w       []float64 // of the curves, as source
	source  []Source
}

// scratches are for reuse between fits.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

// readQuotes gathers the quotes of every expiry. The quote time of a root is as_of −
// delay when its options are quoted then, else the last minute before at which they
// were (docs/theory.md 3.1); T_q runs from it to settlement.
func (r *scratch) readQuotes(c *chain.Chain, delay time.Duration) []quotes {
	r.quotes = slices.Grow(r.quotes[:0], len(c.Expiries))[:len(c.Expiries)]
	// Half as many strikes as contracts, and an eighth of them doubtful: guesses that
	// spare most growth.
	r.lines, r.pairs, r.doubts = atLeast(r.lines, c.Len()/2), atLeast(r.pairs, c.Len()/2), atLeast(r.doubts, c.Len()/8)
	last := map[string]time.Time{} // by root
	for x, e := range c.Expiries {
		at, known := last[e.Root.Name]
		if !known {
			at = e.Root.LastQuoted(c.AsOf.Add(-delay))
			last[e.Root.Name] = at
		}
		q := &r.quotes[x]
		*q = quotes{}
		q.Expiry, q.live, q.at, q.forward = e, c.AsOf.Before(e.Settlement), at, math.NaN()
		q.years = market.Years(at, e.Settlement)
		if q.live {
			// The slices are cut to their length, so that appending to one does not
			// overwrite the next.
			at, doubts := len(r.lines), len(r.doubts)
			r.appendLines(c, e)
			q.lines, q.doubts = r.lines[at:len(r.lines):len(r.lines)], r.doubts[doubts:len(r.doubts):len(r.doubts)]
			at = len(r.pairs)
			r.pairs = appendPairs(r.pairs, q.lines)
			q.pairs = r.pairs[at:len(r.pairs):len(r.pairs)]
			nearestFirst(q.pairs)
		}
	}
	return r.quotes
}

// atLeast returns an empty list with a capacity of at least n, the given one when it is
// large enough. Unlike slices.Grow it does not copy or clear.
func atLeast[T any](list []T, n int) []T {
	if cap(list) < n {
		return system.Column[T](n)[:0]
	}
	return list[:0]
}

// appendLines joins call and put of each strike of an expiry into a line. Records that
// were left out in reading (adjusted, duplicate, expired) take no part.
func (r *scratch) appendLines(c *chain.Chain, e chain.Expiry) {
	out, doubts := r.lines, r.doubts
	first := len(out)
	lo, hi := e.Lo, e.Hi
	strike, right, bids, asks, iv, delta := c.Strike[lo:hi], c.Right[lo:hi], c.Bid[lo:hi], c.Ask[lo:hi], c.IV[lo:hi], c.Delta[lo:hi]
	for i, why := range c.Out[lo:hi] {
		if why != chain.Live {
			continue
		}
		if n := len(out); n == first || out[n-1].strike != strike[i] {
			out = slices.Grow(out, 1)[:n+1]
			l := &out[n] // in place: appending a line copies it
			*l = line{}
			l.strike, l.call.at, l.put.at = strike[i], -1, -1
		}
		put := right[i] == chain.Put
		l, bid, ask := out[len(out)-1].side(put), bids[i], asks[i]
		l.at, l.mid, l.spread, l.fileVol, l.fileDelt = lo+i, (bid+ask)/2, ask-bid, iv[i], delta[i]
		// A doubtful leg counts as usable until judgeDoubtful has the forward to
		// decide.
		l.usable, l.doubtful = narrow(bid, ask)
		if l.doubtful {
			doubts = append(doubts, doubtfulLeg{line: len(out) - 1 - first, at: lo + i, put: put})
		}
	}
	r.lines, r.doubts = out, doubts
}

// appendPairs lists the strikes with two usable legs, with d = C − P of the mids.
func appendPairs(out []pair, lines []line) []pair {
	for i := range lines {
		l := &lines[i]
		if l.call.usable && l.put.usable {
			n, d := len(out), l.call.mid-l.put.mid
			out = slices.Grow(out, 1)[:n+1]
			p := &out[n]
			p.strike, p.d, p.spreadC, p.spreadP, p.millionths = l.strike, d, l.call.spread, l.put.spread, wholeMillionths(d)
		}
	}
	return out
}

// wholeMillionths returns |d| in whole millionths, the even of two equally near.
func wholeMillionths(d float64) float64 { return math.RoundToEven(math.Abs(d) * 1e6) }

// before orders pairs by |d| in whole millionths, then by strike: near the money call
// and put cost the same, so |d| measures the distance from the forward. Whole
// millionths make ties of equal quotes independent of rounding.
func (p *pair) before(q *pair) bool {
	return p.millionths < q.millionths || p.millionths == q.millionths && p.strike < q.strike
}

// nearestFirst moves the nine first pairs (before) to the front, in order: a forward is
// a median over them. The others stay in any order. The neighbors of the first one, in
// the order of strikes, are moved to the front at the start, because they are mostly
// the ones wanted: the insertion sort of nine then has little to do.
func nearestFirst(pairs []pair) {
	first := 0
	for i := range pairs {
		if pairs[i].before(&pairs[first]) {
			first = i
		}
	}
	// Swap the nine strikes around the first pair to the front.
	if first > nearest9/2 {
		beside := pairs[first-nearest9/2:]
		for i := range min(nearest9, len(beside)) {
			pairs[i], beside[i] = beside[i], pairs[i]
		}
	}
	for i := range pairs {
		// Insertion into a sorted list of nine; a pair that does not displace the ninth
		// stays where it is.
		p, j := pairs[i], min(i, nearest9-1)
		if j < i {
			if !p.before(&pairs[j]) {
				continue
			}
			pairs[i] = pairs[j]
		}
		for ; j > 0 && p.before(&pairs[j-1]); j-- {
			pairs[j] = pairs[j-1]
		}
		pairs[j] = p
	}
}

// inOrder compares pairs for a sort, by the order of before.
func inOrder(a, b pair) int {
	return cmp.Or(cmp.Compare(a.millionths, b.millionths), cmp.Compare(a.strike, b.strike))
}

// ranked appends pairs to out, which is empty, in the order of before; the first ones
// are sorted already. The others ascend by strike, so |d| falls towards the forward and
// rises beyond it: the two sides, the lower one read backward, are merged, and sorted
// only if the quotes are not monotone.
func ranked(out, pairs []pair, first int) []pair {
	out = append(out, pairs[:first]...)
	below, above := len(pairs)-1, first
	for {
		// C − P > 0 below the forward, < 0 above it.
		for below >= first && !(pairs[below].d > 0) {
			below--
		}
		for above < len(pairs) && pairs[above].d > 0 {
			above++
		}
		switch {
		case below < first && above == len(pairs):
			if !slices.IsSortedFunc(out, inOrder) {
				slices.SortFunc(out, inOrder)
			}
			return out
		case above == len(pairs) || below >= first && pairs[below].before(&pairs[above]):
			out = append(out, pairs[below])
			below--
		default:
			out = append(out, pairs[above])
			above++
		}
	}
}

// nearest9 is the number of pairs around the forward over which medians are taken
// (docs/theory.md 3.4).
const nearest9 = 9

// near returns the pairs nearest to the forward, nine at most.
func (q *quotes) near() []pair { return q.pairs[:min(nearest9, len(q.pairs))] }

// median returns the median of values, the mean of the two middle ones when their
// number is even; NaN of none. It sorts x.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	if len(x) <= fewNumbers {
		sortFew(x)
	} else {
		slices.Sort(x)
	}
	m := len(x) / 2
	if len(x)%2 == 1 {
		return x[m]
	}
	return (x[m-1] + x[m]) / 2
}

// fewNumbers is how many most medians are of at most.
const fewNumbers = 24

// sortFew is slices.Sort of few numbers, in a third of the time: without branches, which
// a processor cannot predict.
func sortFew(x []float64) {
	for i, v := range x {
		if math.IsNaN(v) {
			slices.Sort(x)
			return
		}
		for j, before := range x[:i] {
			x[j], v = min(before, v), max(before, v)
		}
		x[i] = v
	}
}
