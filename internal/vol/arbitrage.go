package vol

import (
	"fmt"
	"math"
)

// material is the part of the quotes, or of the variance, beyond which a violation
// warns (docs/theory.md 3.10).
const material = 0.01

// warnArbitrage warns of prices that cannot all be right: total variance at the money
// that falls from one expiry to the next (calendar arbitrage), and butterflies with a
// negative cost at the quotes' own bid and ask.
func (f *fitter) warnArbitrage() {
	if f.o.IV == "file" {
		return // quotes are not used
	}
	if n, worst, at := f.calendar(); n > 0 {
		pairs := "1 pair"
		if n > 1 {
			pairs = fmt.Sprintf("%d pairs, this the largest", n)
		}
		f.note("calendar", "calendar arbitrage: ATM variance into %s %s is %.1f%% below the expiry before it (%s)",
			f.all[at].Root.Name, f.all[at].Date, 100*worst, pairs)
	}
	if bad, tested := f.butterflies(); bad > 0 && float64(bad) > material*float64(tested) {
		f.note("butterfly", "butterfly arbitrage: %d of %d butterflies of neighboring strikes have a negative cost at bid and ask", bad, tested)
	}
}

// calendar counts the expiries whose total variance at the money, w = σ² T, is more
// than 1% below that of the expiry before it, at least a day earlier. worst is the
// largest 1 − w/w_before, at the expiry of that index. Without arbitrage w does not
// fall over time (Gatheral and Jacquier, "Arbitrage-free SVI volatility surfaces",
// Quantitative Finance, 2014, lemma 2.1).
func (f *fitter) calendar() (n int, worst float64, at int) {
	var before, beforeT float64
	for x, e := range f.s.Expiries {
		if !(e.ATMVol > 0) || before > 0 && wholeSeconds(e.Years-beforeT) < wholeSeconds(day) {
			continue
		}
		w := e.ATMVol * e.ATMVol * e.Years         // total variance
		if fall := 1 - w/before; fall > material { // of the first it is -Inf
			n++
			if fall > worst {
				worst, at = fall, x
			}
		}
		before, beforeT = w, e.Years
	}
	return n, worst, at
}

// butterflies counts the neighboring strikes K₁ < K₂ < K₃ whose middle sells, at its
// bid, for more than the outer two cost, at their ask, with the weights that make the
// payoff convex:
//
//	bid(K₂) > (1 − t) ask(K₁) + t ask(K₃),    t = (K₂ − K₁)/(K₃ − K₁)
//
// of calls from the forward on, of puts below it. tested counts the triples with three
// usable quotes.
func (f *fitter) butterflies() (bad, tested int) {
	for x := range f.all {
		q := &f.all[x]
		if !q.live || math.IsNaN(q.forward) {
			continue
		}
		for j := 1; j+1 < len(q.lines); j++ {
			_, _, put := q.lines[j].otm(q.forward)
			a, b, c := q.lines[j-1].side(put), q.lines[j].side(put), q.lines[j+1].side(put)
			if !a.usable || !b.usable || !c.usable {
				continue
			}
			tested++
			// Rounding of the sums is below 1e-9 of any price in a file.
			t := (q.lines[j].strike - q.lines[j-1].strike) / (q.lines[j+1].strike - q.lines[j-1].strike)
			if b.mid-b.spread/2 > float64((1-t)*(a.mid+a.spread/2))+float64(t*(c.mid+c.spread/2))+1e-9 {
				bad++
			}
		}
	}
	return bad, tested
}

// side returns the put of a strike, or its call.
func (l *line) side(put bool) *leg {
	if put {
		return &l.put
	}
	return &l.call
}
