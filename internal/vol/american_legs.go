package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// earlyLegs are legs whose premium is wanted, in columns.
type earlyLegs struct {
	line          []int // of their expiry
	price, strike []float64
	put           []bool

	premium []float64 // in price, currency per unit of the underlying
	total   []float64 // total volatility σ√T_q of price − premium; 0 none
	ratio   []float64 // American vega over European

	without, low, high, last, lastRest []float64
	status                             []kernel.Status
}

func (l *earlyLegs) reset() {
	l.line, l.price, l.strike, l.put = l.line[:0], l.price[:0], l.strike[:0], l.put[:0]
}

// add adds a leg with the line it belongs to.
func (l *earlyLegs) add(line int, strike float64, g *leg, put bool) {
	l.line, l.price, l.strike, l.put = append(l.line, line), append(l.price, g.mid), append(l.strike, strike), append(l.put, put)
}

// columns lays out the results for the legs added.
func (l *earlyLegs) columns() {
	n := len(l.line)
	if cap(l.premium) < n {
		l.status = make([]kernel.Status, n)
		for _, c := range []*[]float64{&l.premium, &l.total, &l.ratio, &l.without, &l.low, &l.high, &l.last, &l.lastRest} {
			*c = make([]float64, n)
		}
	}
	l.status = l.status[:n]
	for _, c := range []*[]float64{&l.premium, &l.total, &l.ratio, &l.without, &l.low, &l.high, &l.last, &l.lastRest} {
		*c = (*c)[:n]
		clear(*c)
	}
}

// premiumRounds bounds the search of a premium; it ends when the rest is below
// premiumRest of the strike.
const (
	premiumRounds = 9
	premiumRest   = 1e-7
)

// solve finds the premium p of every leg: that at the volatility which the price has
// without it,
//
//	p = P(σ(price − p))
//
// by the secant within a bracket. The rest P − p falls with p, at the rate of the
// American vega over the European. Legs without a solution keep the total volatility 0.
func (l *earlyLegs) solve(e *early, sides *[2]*premiums, spot, rate float64) {
	l.columns()
	n, in := len(l.line), []kernel.Quoted{{Hi: len(l.line), Forward: e.forward, Discount: kernel.Exp(-rate * e.q.years)}}
	for i := range n {
		l.high[i], l.ratio[i] = l.price[i], 1
	}
	open := true
	for round := 0; open && round < premiumRounds; round++ {
		open = false
		l.invert(in)
		for i := range n {
			open = l.improve(i, round, sides, spot, e.q.years) || open
		}
	}
	l.invert(in)
	for i, s := range l.status {
		if s != kernel.OK {
			l.total[i] = 0
		}
	}
}

// invert fills in the total volatility of every price without its premium so far.
func (l *earlyLegs) invert(in []kernel.Quoted) {
	for i, p := range l.premium {
		l.without[i] = l.price[i] - p
	}
	kernel.ImpliedTo(l.total, l.status, in, l.without, l.strike, l.put)
}

// improve is one step of the search for leg i; more reports whether it is not over.
func (l *earlyLegs) improve(i, round int, sides *[2]*premiums, spot, years float64) (more bool) {
	p := l.premium[i]
	if l.status[i] != kernel.OK {
		if p == 0 {
			return false // the price has no volatility, with the premium or without
		}
		l.high[i] = p // too large a premium leaves less than the forward pays
		l.premium[i] = 0.5 * (l.low[i] + l.high[i])
		return true
	}
	side := chain.Call
	if l.put[i] {
		side = chain.Put
	}
	rest := sides[side].value(spot, l.strike[i], totalVolToVol(l.total[i], years)) - p
	if math.Abs(rest) <= premiumRest*l.strike[i] {
		return false
	}
	if rest > 0 {
		l.low[i] = p
	} else {
		l.high[i] = p
	}
	next := p + rest
	if round > 0 && p != l.last[i] && rest != l.lastRest[i] {
		slope := (rest - l.lastRest[i]) / (p - l.last[i])
		l.ratio[i] = -slope
		next = p - rest/slope
	}
	l.last[i], l.lastRest[i] = p, rest
	if !(next > l.low[i] && next < l.high[i]) {
		next = 0.5 * (l.low[i] + l.high[i])
	}
	l.premium[i] = next
	return true
}

// atIntrinsic reports whether the bid of a leg is at most what exercise pays: the quote
// then says nothing of volatility.
func (g *leg) atIntrinsic(put bool, spot, strike float64) bool {
	pays := intrinsic(put, spot, strike)
	return pays > 0 && g.mid-g.spread/2 <= pays
}
