package vol

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// leg is one side of a strike.
type leg struct {
	at       int // record of the chain; -1: there is none
	mid      float64
	spread   float64
	usable   bool
	doubtful bool    // usable if its volatilities at bid and ask say so
	fileVol  float64 // NaN none
	fileDelt float64 // NaN none
}

// line is one strike of an expiry with both its legs.
type line struct {
	strike    float64
	call, put leg
}

// pair is a strike at which both legs are usable: d = C - P at mid is worth D(F - K).
type pair struct {
	strike, d  float64
	spreadC    float64
	spreadP    float64
	millionths float64 // |d| in whole millionths of a dollar: the rank
}

// quotes is what the file quotes for one expiry.
type quotes struct {
	chain.Expiry
	live    bool      // not settled at as-of
	at      time.Time // quote time
	years   float64   // T_q, from the quote time to settlement
	lines   []line    // ascending
	doubts  []doubt   // legs whose quotes are narrow in dollars alone
	pairs   []pair    // the nine nearest to the forward first, by distance; the others as they come
	forward float64   // F_q; NaN none
	source  string    // of the forward: parity or file_delta
}

// room holds what the quotes of a chain are gathered in. A fit leaves it to the next one: nothing of it stays.
type room struct {
	lines  []line
	pairs  []pair
	doubts []doubt
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// readQuotes gathers the quotes of every expiry; delay is how old they are at as-of.
func (r *room) readQuotes(c *chain.Chain, delay time.Duration) []quotes {
	out := make([]quotes, len(c.Expiries))
	r.lines, r.pairs, r.doubts = atLeast(r.lines, c.Len()/2), atLeast(r.pairs, c.Len()/2), atLeast(r.doubts, c.Len()/8)
	last := map[string]time.Time{} // by root
	for x, e := range c.Expiries {
		at, known := last[e.Root.Name]
		if !known {
			at = e.Root.LastQuoted(c.AsOf.Add(-delay))
			last[e.Root.Name] = at
		}
		q := quotes{Expiry: e, live: c.AsOf.Before(e.Settlement), at: at, forward: math.NaN()}
		q.years = market.Years(at, e.Settlement)
		if q.live {
			at, doubts := len(r.lines), len(r.doubts)
			r.appendLines(c, e)
			q.lines, q.doubts = r.lines[at:len(r.lines):len(r.lines)], r.doubts[doubts:len(r.doubts):len(r.doubts)]
			at = len(r.pairs)
			r.pairs = appendPairs(r.pairs, q.lines)
			q.pairs = r.pairs[at:len(r.pairs):len(r.pairs)]
			nearestFirst(q.pairs)
		}
		out[x] = q
	}
	return out
}

// atLeast empties a list that has room for n, or makes one: slices.Grow would clear what is written soon.
func atLeast[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, 0, n)
	}
	return list[:0]
}

// appendLines joins the legs of each strike of an expiry; records that were left out in reading take no part.
func (r *room) appendLines(c *chain.Chain, e chain.Expiry) {
	out, doubts := r.lines, r.doubts
	first := len(out)
	for i := e.Lo; i < e.Hi; i++ {
		if c.Out[i] != chain.Live {
			continue
		}
		if n := len(out); n == first || out[n-1].strike != c.Strike[i] {
			out = append(out, line{strike: c.Strike[i], call: leg{at: -1}, put: leg{at: -1}})
		}
		l := leg{at: i, mid: (c.Bid[i] + c.Ask[i]) / 2, spread: c.Ask[i] - c.Bid[i], fileVol: c.IV[i], fileDelt: c.Delta[i]}
		l.usable, l.doubtful = narrow(c.Bid[i], c.Ask[i])
		if l.doubtful {
			doubts = append(doubts, doubt{line: len(out) - 1 - first, at: i, put: c.Right[i] == chain.Put})
		}
		if c.Right[i] == chain.Put {
			out[len(out)-1].put = l
		} else {
			out[len(out)-1].call = l
		}
	}
	r.lines, r.doubts = out, doubts
}

// appendPairs lists the strikes with two usable legs.
func appendPairs(out []pair, lines []line) []pair {
	for i := range lines {
		l := &lines[i]
		if l.call.usable && l.put.usable {
			d := l.call.mid - l.put.mid
			out = append(out, pair{l.strike, d, l.call.spread, l.put.spread, math.Round(math.Abs(d) * 1e6)})
		}
	}
	return out
}

// before orders pairs by |d| in whole millionths of a dollar, then by strike.
func (p *pair) before(q *pair) bool {
	return p.millionths < q.millionths || p.millionths == q.millionths && p.strike < q.strike
}

// nearestFirst puts the nine first pairs in front, in order: all that a forward takes. Those beside the first one, in
// the order of strikes, are tried before the others, which then mostly stay where they are.
func nearestFirst(pairs []pair) {
	first := 0
	for i := range pairs {
		if pairs[i].before(&pairs[first]) {
			first = i
		}
	}
	if first > nearest9/2 {
		beside := pairs[first-nearest9/2:]
		for i := range min(nearest9, len(beside)) {
			pairs[i], beside[i] = beside[i], pairs[i]
		}
	}
	for i := range pairs {
		j := min(i, nearest9-1)
		if j < i {
			if !pairs[i].before(&pairs[j]) {
				continue
			}
			pairs[i], pairs[j] = pairs[j], pairs[i]
		}
		for ; j > 0 && pairs[j].before(&pairs[j-1]); j-- {
			pairs[j], pairs[j-1] = pairs[j-1], pairs[j]
		}
	}
}

// inOrder compares pairs for a sort.
func inOrder(a, b pair) int {
	return cmp.Or(cmp.Compare(a.millionths, b.millionths), cmp.Compare(a.strike, b.strike))
}

// ranked returns pairs in order, the first of which are. As strikes ascend, distances fall as far as the forward and rise
// beyond it, so that the two sides of the others, one of them backwards, mostly need but be merged.
func ranked(pairs []pair, first int) []pair {
	out := append(make([]pair, 0, len(pairs)), pairs[:first]...)
	below, above := len(pairs)-1, first
	for {
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

// nearest9 is how many pairs around the forward a median is taken over.
const nearest9 = 9

// near returns the pairs nearest to the forward.
func (q *quotes) near() []pair { return q.pairs[:min(nearest9, len(q.pairs))] }

// median of values, the mean of the two middle ones when their number is even; NaN of none. The values are reordered.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	m := len(x) / 2
	if len(x)%2 == 1 {
		return x[m]
	}
	return (x[m-1] + x[m]) / 2
}
