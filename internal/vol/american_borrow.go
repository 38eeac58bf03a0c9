package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/market"
)

// findBorrow divides what the forward of an expiry leaves beside rate and dividends, ln(F_q/S) − Σ ln(1−d) − rT_q, into
// borrow and an offset o of the spot that its quotes are of,
//
//	F_q = S e^o e^{(r−b)T_q} Π(1−d)
//
// Spot and quotes of one minute are apart by up to doubt, which over hours would be a borrow of hundreds of percent and over a
// year is nothing. With the usual borrow b₀ and x = ln(F_q/S) − Σ ln(1−d) − (r−b₀)T_q,
//
//	|o| = min(|x|, max(2 doubt − |x|, 0))
//
// all of x to doubt, and nothing beyond twice of it. Where doubt is more than 1 % a year, b is not below 0 and b₀ either: nobody
// is paid to borrow, and a forward beyond spot and interest is of a higher spot.
func (a *earlyFit) findBorrow() {
	for _, e := range a.of {
		if e.own {
			e.implied = a.rate(e.x) - (kernel.Log(e.forward/a.spot)-e.lost())/e.q.years
		}
	}
	for _, e := range a.of {
		if !e.own {
			continue
		}
		usual := a.sureBorrow(e)
		x := (usual - e.implied) * e.q.years
		e.offset = math.Copysign(min(math.Abs(x), max(2*e.doubt-math.Abs(x), 0)), x)
		e.borrow, e.told = e.implied+e.offset/e.q.years, e.sure() || math.Abs(x) > e.doubt
		if least := min(usual, 0); e.borrow < least { // not where it is sure, whose usual one is its own
			e.borrow, e.offset, e.told = least, (least-e.implied)*e.q.years, false
		}
	}
}

// judgeDoubt fills in doubt, |ln| of spot over the spot of the quotes: what sessionGap takes as noise; and whether quotes are coarse.
func (e *early) judgeDoubt() {
	half := e.q.halfSpread(e.forward)
	e.doubt, e.coarse = noiseOf(half), half >= coarseFrom
}

// sure reports whether the forward of an expiry says what the borrow is, to 1 % a year.
func (e *early) sure() bool { return e.own && e.doubt <= unclearYield*e.q.years }

// negativeBorrow returns the first expiry whose forward leaves a borrow that nobody is paid, beyond doubt; nil where there is
// none, or the user gives the borrow.
func (a *earlyFit) negativeBorrow() *early {
	for _, e := range a.of {
		if e.own && e.implied < paidBorrow-e.doubt/e.q.years {
			return e
		}
	}
	return nil
}

// sureBorrow returns what the borrow of an expiry is as far as its forward does not say, a fraction a year. An expiry that is sure
// has its own, and while a dividend is searched so have those after it, whose offset would hide what is missing of it. Else it is 0
// of a fund whose ex-dates are built in, and of others what the forwards around it leave that are sure of it, or the user's yield
// where there are none.
func (a *earlyFit) sureBorrow(e *early) float64 {
	switch {
	case e.sure(), a.searching && a.part > 0 && len(e.drops) > 0:
		return e.implied
	case market.KnowsExDates(a.f.c.Underlying):
		return 0
	}
	b, ok := a.nearest(e.q.years, (*early).sure, func(e *early) float64 { return e.implied })
	if !ok {
		return a.f.o.Yield
	}
	return b
}

// usualBorrow returns the median borrow of the five expiries nearest to a time whose own pairs give a forward, a fraction a
// year.
func (a *earlyFit) usualBorrow(years float64) (b float64, ok bool) {
	return a.nearest(years, func(e *early) bool { return e.own }, func(e *early) float64 { return e.borrow })
}

// nearest returns the median of a value of the five expiries nearest to a time that count, the earlier of equally near ones.
func (a *earlyFit) nearest(years float64, counts func(*early) bool, value func(*early) float64) (m float64, ok bool) {
	var away, values [5]float64 // by distance
	n := 0
	for _, e := range a.of {
		if !counts(e) {
			continue
		}
		d := math.Abs(e.q.years - years)
		if n < len(away) {
			n++
		} else if d >= away[n-1] {
			continue
		}
		j := n - 1
		for ; j > 0 && d < away[j-1]; j-- {
			away[j], values[j] = away[j-1], values[j-1]
		}
		away[j], values[j] = d, value(e)
	}
	return median(values[:n]), n > 0
}

// spotOf returns the spot that the quotes of an expiry are of, currency per unit of the underlying.
func (a *earlyFit) spotOf(e *early) float64 { return a.spot * kernel.Exp(e.offset) }
