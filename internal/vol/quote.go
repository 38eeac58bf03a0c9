package vol

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
)

// Usable reports whether a quote says something about the price: a bid, not crossed, and not wider than half its mid
// or half a dollar.
func Usable(bid, ask float64) bool {
	if !(bid > 0 && ask >= bid) || math.IsInf(ask, 0) {
		return false
	}
	spread := ask - bid
	return spread <= 0.5*((bid+ask)/2) || spread <= 0.5
}

// leg is one side of a strike.
type leg struct {
	at       int // record of the chain; -1: there is none
	mid      float64
	spread   float64
	usable   bool
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
	pairs   []pair    // nearest to the forward first
	forward float64   // F_q; NaN none
	source  string    // of the forward: parity or file_delta
}

// readQuotes gathers the quotes of every expiry; delay is how old they are at as-of.
func readQuotes(c *chain.Chain, delay time.Duration) []quotes {
	out := make([]quotes, len(c.Expiries))
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
			q.lines = linesOf(c, e)
			q.pairs = pairsOf(q.lines)
		}
		out[x] = q
	}
	return out
}

// linesOf joins the legs of each strike of an expiry; records that were left out in reading take no part.
func linesOf(c *chain.Chain, e chain.Expiry) []line {
	var out []line
	for i := e.Lo; i < e.Hi; i++ {
		if c.Out[i] != chain.Live {
			continue
		}
		if n := len(out); n == 0 || out[n-1].strike != c.Strike[i] {
			out = append(out, line{strike: c.Strike[i], call: leg{at: -1}, put: leg{at: -1}})
		}
		l := leg{
			at: i, mid: (c.Bid[i] + c.Ask[i]) / 2, spread: c.Ask[i] - c.Bid[i],
			usable: Usable(c.Bid[i], c.Ask[i]), fileVol: c.IV[i], fileDelt: c.Delta[i],
		}
		if c.Right[i] == chain.Put {
			out[len(out)-1].put = l
		} else {
			out[len(out)-1].call = l
		}
	}
	return out
}

// pairsOf lists the strikes with two usable legs by |d| in whole millionths of a dollar, then by strike.
func pairsOf(lines []line) []pair {
	var out []pair
	for _, l := range lines {
		if l.call.usable && l.put.usable {
			d := l.call.mid - l.put.mid
			out = append(out, pair{l.strike, d, l.call.spread, l.put.spread, math.Round(math.Abs(d) * 1e6)})
		}
	}
	slices.SortFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.millionths, b.millionths), cmp.Compare(a.strike, b.strike))
	})
	return out
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
