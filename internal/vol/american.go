package vol

import (
	"math"
	"slices"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/market"
	"gex/internal/par"
)

// earlyFit is the fit of the expiries that can be exercised early (docs/theory.md 3.11):
// what their quotes hold of the premium of early exercise depends on rate, borrow,
// dividends and volatility, and these are found from the quotes without it. The rounds
// alternate between the two.
type earlyFit struct {
	f    *fitter
	of   []*early // by settlement
	rate func(x int) float64

	effort american.Effort // of premiums for few pairs

	spot float64    // of the quotes, currency per unit of the underlying
	paid []dividend // of the model, by date

	part      float64 // the fraction of dividends that are found
	searching bool    // rate and part are still searched
	live      bool    // the file's spot is of the same minute as the quotes
}

// early is one American expiry while it is fitted.
type early struct {
	x        int // expiry of the chain
	q        *quotes
	forward  float64 // F_q
	own      bool    // its own pairs give it
	before   float64 // F_q before the last round of settle; NaN none
	pull     float64 // g'
	move     float64 // ln of what that round multiplied it by
	settled  bool    // the round hardly changed it
	searched bool    // it took part in the search
	implied  float64 // what the forward leaves beside r and the dividends, a fraction a year
	doubt    float64 // how far spot and its quotes may be apart, ln
	coarse   bool    // its quotes do not tell drafts of premiums from rough ones
	borrow   float64 // b, a fraction a year: as much of implied as doubt leaves
	offset   float64 // ln of the spot of its quotes over that of all: the rest
	told     bool    // its own forward, or the user, says what the borrow is
	drops    []drop
	pairs    []earlyPair
	legs     earlyLegs
	window   []int     // lines near the money
	numbers  []float64 // memory of a line fit

	sides [2]*premiums // of the last round, by chain.Right
	ready bool         // legs hold all that strip needs, at the forward before the last step

	solved [3]int // sides so far, by effort

	rate, rateError float64 // r of the slope of its pairs and its standard error, fractions a year; NaN none
	misfit, noise   float64 // rms difference of the volatilities of calls and puts, and what their spreads explain of it
}

// fitAmerican takes the premium of early exercise off the quotes of American roots, and
// finds the rate where there is none yet.
func (f *fitter) fitAmerican() {
	if f.o.Exercise == "european" {
		return
	}
	a := &earlyFit{f: f}
	for x := range f.all {
		if q := &f.all[x]; q.live && q.early() {
			a.of = append(a.of, f.newEarly(len(a.of), x, q))
		}
	}
	if len(a.of) == 0 {
		return
	}
	f.am = a
	a.rate = func(x int) float64 { return f.all[x].r }
	if f.o.Carry == "flat" {
		a.placeFlat()
		a.each(a.of, a.strip)
		return
	}
	// Forwards to begin with: K + C − P near the money.
	for _, e := range a.of {
		e.begin()
	}
	a.live, a.searching = a.sameMinute(), true
	if f.s.RateSource == "none" {
		a.findRate()
	} else {
		a.findParts()
	}
	a.searching = false
	// The search has found the borrow of a few expiries, which places the others better
	// than their quotes with the premium.
	a.follow()
	a.effort = american.Rough
	a.settle(true)
	a.settle(false)
	a.each(a.of, a.strip)
}

// newEarly returns American expiry i of a fit, in the memory of one of the fit before.
func (f *fitter) newEarly(i, x int, q *quotes) *early {
	m := f.memory
	if i == len(m.early) {
		m.early = append(m.early, new(early))
	}
	e := m.early[i]
	*e = early{x: x, q: q, forward: math.NaN(), before: math.NaN(), pull: usualPull, rate: math.NaN(),
		legs: e.legs.emptied(len(q.lines)), window: e.window[:0], pairs: e.pairs[:0], drops: e.drops[:0], numbers: e.numbers}
	return e
}

// begin takes the forward without interest of the pairs with their premiums, where there
// are enough.
func (e *early) begin() {
	if e.own = len(e.q.pairs) >= forwardMin; e.own {
		e.forward = e.q.center()
		e.judgeDoubt()
	}
}

// sameMinute reports whether the file's spot is of the same minute as the quotes.
func (a *earlyFit) sameMinute() bool {
	f := a.f
	return f.inSession() && isPrice(f.c.Spot) && f.o.Spot != "implied" && !a.apart()
}

// settle finds the forwards at which the premiums are those of the forwards: first of expiries with many strikes, with few pairs
// and rough premiums, to fewMove, then of all with all their quotes, to settledMove.
func (a *earlyFit) settle(few bool) {
	todo := a.of
	if few {
		todo = nil
		for _, e := range a.of {
			if len(e.q.lines) >= manyLines && !(e.searched && e.own) {
				todo = append(todo, e)
			}
		}
	}
	for _, e := range todo {
		e.before = math.NaN()
	}
	for range settleRounds {
		a.place()
		a.each(todo, func(e *early) { a.approach(e, few) })
		todo = slices.DeleteFunc(slices.Clone(todo), func(e *early) bool { return e.settled || few && math.Abs(e.move) <= fewMove })
	}
	a.place()
}

// approach is one round for an expiry.
func (a *earlyFit) approach(e *early, few bool) {
	before := e.forward
	a.improve(e, few)
	if e.settled = true; e.own {
		e.step(before)
	}
}

// step moves on from the forward before the round to that after it. With g(F) the forward that the premiums at F give, the
// next is the fixed point of the line through the last two rounds,
//
//	F + (g − F)/(1 − g'),    g' about 0.1 to 0.3
//
// in ln F.
func (e *early) step(before float64) {
	move := kernel.Log(e.forward / before)
	if gone := kernel.Log(before / e.before); math.Abs(gone) > settledMove/4 {
		e.pull = min(max(1+(move-e.move)/gone, 0), mostPull)
	}
	e.before, e.move = before, move
	e.settled = math.Abs(move) <= settledMove
	e.forward *= kernel.Exp(move * e.pull / (1 - e.pull))
}

// follow lets the expiries that took no part in the search begin where those that did
// say.
func (a *earlyFit) follow() {
	if !slices.ContainsFunc(a.of, func(e *early) bool { return e.searched && e.own }) {
		return
	}
	for _, e := range a.of {
		e.own = e.own && e.searched
	}
}

// The bounds of settle.
const (
	settledMove  = 1e-4 // a change of ln F_q whose premium does not matter
	fewMove      = 4e-4 // the same with few pairs: a fifth of it is left
	settleRounds = 4    // at most
	manyLines    = 100  // strikes of an expiry from which few pairs first save time
	usualPull    = 0.12 // the change of the forward that premiums give with that at which they are computed
	mostPull     = 0.3
)

// early reports whether an expiry is of options that may be exercised early, and are
// not priced off a future.
func (q *quotes) early() bool { return !q.Root.European && !q.Root.OffFutures && len(q.lines) > 0 }

// each works on expiries side by side.
func (a *earlyFit) each(of []*early, work func(*early)) {
	par.Each(len(of), true, func(i int) { work(of[i]) })
}

// place finds what the expiries share, given their forwards so far: the spot of the
// quotes, the dividends, and the borrow that is left, or the user's. An expiry without a forward of its own takes the borrow of the nearest
// that have one.
func (a *earlyFit) place() {
	a.spot = a.quoteSpot()
	a.paid = a.dividends()
	for _, e := range a.of {
		a.drop(e)
		e.offset, e.told = 0, a.f.o.Borrow != nil
		if e.told {
			e.borrow = *a.f.o.Borrow
		}
	}
	if a.f.o.Borrow == nil {
		a.findBorrow()
	}
	for _, e := range a.of {
		if e.own {
			continue
		}
		if a.f.o.Borrow == nil {
			e.borrow = a.f.o.Yield
			if b, ok := a.usualBorrow(e.q.years); ok {
				e.borrow = b
			}
		}
		e.forward = a.forwardOf(e)
	}
}

// placeFlat takes forwards from the user's rate and yield.
func (a *earlyFit) placeFlat() {
	a.spot = a.f.s.Spot
	for _, e := range a.of {
		e.forward, e.borrow, e.told = e.q.forward, a.f.o.carryCost(), true
	}
}

// drop fills in the dividends of an expiry, those between its quotes and settlement.
func (a *earlyFit) drop(e *early) {
	e.drops = e.drops[:0]
	venue := e.q.Root.Venue
	for _, d := range a.paid {
		if d.at.Before(e.q.Settlement) && venue.DateOf(e.q.at).Before(d.date) {
			years := 0.0
			if d.at.After(e.q.at) {
				years = market.Years(e.q.at, d.at)
			}
			e.drops = append(e.drops, drop{years, d.part})
		}
	}
}

// lost returns Σ ln(1−d) of the dividends of an expiry.
func (e *early) lost() float64 {
	lost := 0.0
	for _, d := range e.drops {
		lost += kernel.Log(1 - d.part)
	}
	return lost
}

// forwardOf returns F_q of the model, S e^{(r−b)T_q} Π(1−d).
func (a *earlyFit) forwardOf(e *early) float64 {
	return a.spot * kernel.Exp(float64((a.rate(e.x)-e.borrow)*e.q.years)+e.lost())
}

// near returns the expiry nearest to a time whose own pairs give a forward; the first
// where none has one.
func (a *earlyFit) near(years float64) *early {
	best := a.of[0]
	for _, e := range a.of {
		if e.own && (!best.own || math.Abs(e.q.years-years) < math.Abs(best.q.years-years)) {
			best = e
		}
	}
	return best
}

// quoteSpot returns the spot of the quotes: the file's in session, else what the
// forwards of the first expiries say (gap.go).
func (a *earlyFit) quoteSpot() float64 {
	f := a.f
	base := f.base()
	if a.live {
		return base
	}
	for _, e := range a.of {
		e.q.forward, e.q.source = e.forward, "parity"
		if !e.own {
			e.q.forward = math.NaN()
		}
	}
	g := findGap(f.c.Underlying, f.all, base, a.rate(a.of[0].x), f.o.carryCost(), f.o.Dividends, a)
	for _, e := range a.of {
		e.q.forward, e.q.source = math.NaN(), ""
	}
	return base * kernel.Exp(g.a)
}

// grown returns the model's forward of an expiry whose own quotes give none; 0 for
// expiries that are not American.
func (a *earlyFit) grown(x int) float64 {
	if e := a.at(x); e != nil {
		return a.forwardOf(e)
	}
	return 0
}

// at returns the fit of an expiry of the chain; nil where there is none.
func (a *earlyFit) at(x int) *early {
	if a != nil {
		for _, e := range a.of {
			if e.x == x {
				return e
			}
		}
	}
	return nil
}

// coarseFrom is from what half spread of the synthetic share, over √pairs, on rough premiums do for drafts: without dividends they
// are off by a fiftieth of it in the mean. They do not where the borrow is above the rate, so that all calls are exercised early: far
// out, forwards then move by several basis points.
const coarseFrom = 1e-4

// premiums solves both sides of an expiry for volatilities from lo to hi.
func (a *earlyFit) premiums(e *early, lo, hi float64, how american.Effort) (sides [2]*premiums) {
	if how == american.Draft && e.coarse && len(e.drops) == 0 && e.borrow <= a.rate(e.x) {
		how = american.Rough
	}
	e.solved[how] += 2
	for side, put := range []bool{false, true} {
		sides[side] = newPremiums(put, e.q.years, a.rate(e.x), e.borrow, e.drops, lo, hi, how, e.sides[side])
	}
	return sides
}
