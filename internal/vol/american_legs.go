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
	spread        []float64 // ask − bid
	put           []bool

	premium []float64 // in price, currency per unit of the underlying
	total   []float64 // total volatility σ√T_q of price − premium; 0 none
	ratio   []float64 // American vega over European

	money                     []float64 // ln of spot over strike
	low, high, last, lastRest []float64
	status                    []kernel.Status
	search                    []searchState

	hint  [][2]earlyHint // of the search before, by line and side
	asked int            // premiums so far

	// The legs that are still searched, and their columns.
	open            []int
	without, openAt []float64 // price − premium, strike
	openTotal       []float64
	openPut         []bool
	openStatus      []kernel.Status
}

// earlyHint is the premium that a search found, and the ratio; 0 none.
type earlyHint struct{ premium, ratio float64 }

// searchState says what remains to be done for a leg.
type searchState uint8

const (
	searching searchState = iota
	lastStep              // its premium is known, its volatility is not
	settled
)

// emptied returns the memory of legs for an expiry with so many lines.
func (l *earlyLegs) emptied(lines int) earlyLegs {
	of := *l
	of.reset()
	of.asked, of.hint = 0, atLeast(of.hint, lines)[:lines]
	clear(of.hint)
	return of
}

func (l *earlyLegs) reset() {
	l.line, l.price, l.strike, l.spread, l.put = l.line[:0], l.price[:0], l.strike[:0], l.spread[:0], l.put[:0]
}

// add adds a leg with the line it belongs to.
func (l *earlyLegs) add(line int, strike float64, g *leg, put bool) {
	l.line, l.price, l.strike = append(l.line, line), append(l.price, g.mid), append(l.strike, strike)
	l.spread, l.put = append(l.spread, g.spread), append(l.put, put)
}

// columns lays out the results for the legs added.
func (l *earlyLegs) columns() {
	n := len(l.line)
	if cap(l.premium) < n {
		room := n + n/4
		l.status, l.openStatus = make([]kernel.Status, room), make([]kernel.Status, room)
		l.search, l.open, l.openPut = make([]searchState, room), make([]int, room), make([]bool, room)
		memory := make([]float64, 11*room)
		for _, c := range [...]*[]float64{&l.money, &l.premium, &l.total, &l.ratio, &l.low, &l.high, &l.last, &l.lastRest, &l.without, &l.openAt, &l.openTotal} {
			*c, memory = memory[:room:room], memory[room:]
		}
	}
	l.status, l.search = l.status[:n], l.search[:n]
	clear(l.search)
	l.money = l.money[:n]
	for _, c := range [...]*[]float64{&l.premium, &l.total, &l.ratio, &l.low, &l.high, &l.last, &l.lastRest} {
		*c = (*c)[:n]
		clear(*c)
	}
}

// The search of a premium takes premiumRounds at most. It ends when the rest is below premiumRest of the strike, and after
// one more step where it is below secantRest and the ratio is of this search, or below stepRest and the ratio is of the one
// before: what that leaves is of the order of the square, and a tenth at most. Where quotes resolve less it is below a part of the
// spread, and with no ratio, which leaves up to a third, below firstPart of it: that all leave a hundredth at most.
const (
	premiumRounds = 9
	premiumRest   = 1e-7
	stepRest      = 2e-6
	secantRest    = 1e-5
	firstPart     = 1.0 / 40
	stepPart      = 1.0 / 20
	secantPart    = 1.0 / 4
)

// begin takes the premiums of the solve before, where there was one, and the total volatilities without them.
func (l *earlyLegs) begin(e *early, rate float64) {
	l.columns()
	if l.hint == nil {
		l.hint = make([][2]earlyHint, len(e.q.lines))
	}
	for i, p := range l.price {
		l.high[i], l.ratio[i] = p, 1
		if hint := l.hintOf(i); hint.ratio > 0 && hint.premium < p {
			l.premium[i], l.ratio[i] = hint.premium, hint.ratio
		}
	}
	l.invert(e, rate)
}

// solve finds the premium p of every leg, after begin: that at the volatility which the price has
// without it,
//
//	p = P(σ(price − p))
//
// by the secant within a bracket. The rest P − p falls with p, at
// the rate of the American vega over the European. Legs without a solution keep the total volatility 0.
func (l *earlyLegs) solve(e *early, sides *[2]*premiums, spot, rate float64) {
	l.fillMoney(sides, spot)
	root := math.Sqrt(e.q.years)
	for round := 0; round < premiumRounds && len(l.open) > 0; round++ {
		l.asked += len(l.open)
		for _, i := range l.open {
			l.search[i] = l.improve(i, round, sides, spot, root)
		}
		l.invert(e, rate)
	}
	for i, s := range l.status {
		if s != kernel.OK {
			l.total[i] = 0
		} else {
			*l.hintOf(i) = earlyHint{l.premium[i], l.ratio[i]}
		}
	}
}

// fillMoney fills in ln of spot over strike, at what dividends of now leave of spot.
func (l *earlyLegs) fillMoney(sides *[2]*premiums, spot float64) {
	for i, strike := range l.strike {
		l.money[i] = spot * sides[l.side(i)].left / strike
	}
	kernel.LogTo(l.money, l.money)
}

// side returns whether leg i is a call or a put.
func (l *earlyLegs) side(i int) chain.Right {
	if l.put[i] {
		return chain.Put
	}
	return chain.Call
}

// hintOf returns where the hint of leg i is kept.
func (l *earlyLegs) hintOf(i int) *earlyHint { return &l.hint[l.line[i]][l.side(i)] }

// invert fills in the total volatility of the prices without their premiums so far, of legs that are not settled.
func (l *earlyLegs) invert(e *early, rate float64) {
	l.open = l.open[:0]
	for i, state := range l.search {
		if state != settled {
			l.open = append(l.open, i)
		}
	}
	n := len(l.open)
	without, strike, put, total, status := l.without[:n], l.openAt[:n], l.openPut[:n], l.openTotal[:n], l.openStatus[:n]
	for at, i := range l.open {
		without[at], strike[at], put[at] = l.price[i]-l.premium[i], l.strike[i], l.put[i]
	}
	in := [1]kernel.Quoted{{Hi: n, Forward: e.forward, Discount: kernel.Exp(-rate * e.q.years)}}
	kernel.ImpliedTo(total, status, in[:], without, strike, put)
	for at, i := range l.open {
		l.total[i], l.status[i] = total[at], status[at]
	}
}

// improve is one step of the search for leg i, whose volatility is that of its price without its premium so far; root is √T.
func (l *earlyLegs) improve(i, round int, sides *[2]*premiums, spot, root float64) searchState {
	p := l.premium[i]
	switch {
	case l.search[i] == lastStep:
		return settled
	case l.status[i] != kernel.OK && p == 0:
		return settled // the price has no volatility, with the premium or without
	case l.status[i] != kernel.OK:
		l.high[i] = p // too large a premium leaves less than the forward pays
		if l.premium[i] = 0.5 * (l.low[i] + p); round == 0 {
			l.premium[i] = 0 // the hint misleads
		}
		return searching
	}
	rest := sides[l.side(i)].value(l.price[i]-p, l.money[i], spot, l.strike[i], l.total[i]/root) - p
	if math.Abs(rest) <= premiumRest*l.strike[i] {
		return settled
	}
	if rest > 0 {
		l.low[i] = p
	} else {
		l.high[i] = p
	}
	next, last := p+rest/max(l.ratio[i], minVegaRatio), 0.0
	switch ratio := l.ratio[i]; {
	case ratio == 1:
		last = float64(firstPart * l.spread[i])
	case ratio > minVegaRatio:
		last = max(float64(stepRest*l.strike[i]), float64(stepPart*l.spread[i]))
	}
	if round > 0 && p != l.last[i] && rest != l.lastRest[i] && l.lastRest[i] != 0 {
		slope := (rest - l.lastRest[i]) / (p - l.last[i])
		l.ratio[i] = -slope
		next, last = p-rest/slope, max(float64(secantRest*l.strike[i]), float64(secantPart*l.spread[i]))
	}
	l.last[i], l.lastRest[i] = p, rest
	if !(next > l.low[i] && next < l.high[i]) {
		next, last = 0.5*(l.low[i]+l.high[i]), 0
	}
	l.premium[i] = next
	if math.Abs(rest) <= last {
		return lastStep
	}
	return searching
}

// atIntrinsic reports whether the bid of a leg is at most what exercise pays: the quote
// then says nothing of volatility.
func (g *leg) atIntrinsic(put bool, spot, strike float64) bool {
	pays := intrinsic(put, spot, strike)
	return pays > 0 && g.mid-g.spread/2 <= pays
}
