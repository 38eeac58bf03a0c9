package vol

import (
	"math"
	"time"

	"gex/internal/bs/american"
	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// Payment is a dividend of the fit: spot falls by the fraction Part at the instant At,
// the close before the ex-date.
type Payment struct {
	Date market.Date
	At   time.Time
	Part float64
}

// EarlyTerms returns what early exercise of one side of expiry x depends on at an
// instant, with the years and the carry of fit: the dividends still to come, and the
// borrow that they leave of the carry,
//
//	b = r − (ln(F/S) − o − Σ ln(1−d))/T
//
// left is what spot is multiplied by: the spot of the expiry's quotes over spot, e^o, and
// what remains after dividends before which nobody can exercise any more. ok is false for options that are European, or read as such.
func (s *Surface) EarlyTerms(c *chain.Chain, x int, put bool, fit Expiry, at time.Time) (t american.Terms, left float64, ok bool) {
	e := c.Expiries[x]
	if !s.Expiries[x].Early || !(fit.Years > 0) {
		return t, 1, false
	}
	t, left = american.Terms{Put: put, Years: fit.Years, Rate: fit.Rate}, kernel.Exp(fit.Offset)
	for _, d := range s.of(x).Paid {
		if !d.in(e, at) {
			continue
		}
		if d.At.After(at) {
			t.Dividends = append(t.Dividends, american.Dividend{Years: market.Years(at, d.At), Fraction: d.Part})
		} else {
			left *= 1 - d.Part
		}
	}
	t.Yield = fit.Rate - (fit.Carry()-fit.Offset-s.lost(c, x, at))/fit.Years
	return t, left, true
}

// in reports whether a dividend is still to be paid at an instant, before an expiry settles.
func (d Payment) in(e chain.Expiry, at time.Time) bool {
	return d.At.Before(e.Settlement) && e.Root.Venue.DateOf(at).Before(d.Date)
}

// lost returns Σ ln(1−d) of the dividends of an expiry that are still to come at an instant.
func (s *Surface) lost(c *chain.Chain, x int, at time.Time) float64 {
	lost := 0.0
	for _, d := range s.of(x).Paid {
		if d.in(c.Expiries[x], at) {
			lost += kernel.Log(1 - d.Part)
		}
	}
	return lost
}

// earlyWork counts what a fit of American options has computed: times differ from run to
// run, and counts do not.
type earlyWork struct {
	solved [3]int // sides of expiries, by american.Effort
	asked  int    // premiums
}

// state fills in what the report says of early exercise.
func (a *earlyFit) state(s *Surface) {
	s.American = a.f.o.Exercise == "american"
	for _, d := range a.paid {
		s.Paid = append(s.Paid, Payment{d.date, d.at, d.part})
	}
	for _, e := range a.of {
		s.work.asked += e.legs.asked
		for how, n := range e.solved {
			s.work.solved[how] += n
		}
		x := &s.Expiries[e.x]
		x.Early, x.Borrow, x.Misfit = true, e.borrow, math.NaN()
		if e.own {
			x.Misfit = e.misfit
		}
		if !e.told {
			x.Borrow = math.NaN()
		}
		if e.offset != 0 { // T is not T_q, and the borrow stays
			x.Offset = x.Carry() - s.lost(a.f.c, e.x, a.f.c.AsOf) - (x.Rate-e.borrow)*x.Years
		}
		for _, d := range e.drops {
			x.Dividends += d.part * a.spot
		}
		x.CallPremium, x.PutPremium = e.nearPremium()
	}
}

// exercised marks the contracts past their boundary, at the spot, the time and the
// volatility of their quotes.
func (a *earlyFit) exercised(s *Surface) []bool {
	c := a.f.c
	out := make([]bool, c.Len())
	for _, e := range a.of {
		spot, unit := a.spotOf(e), s.Expiries[e.x].QuoteVol(1)
		for i := c.Expiries[e.x].Lo; i < c.Expiries[e.x].Hi; i++ {
			out[i] = e.sides[c.Right[i]].exercised(c.Right[i] == chain.Put, spot, c.Strike[i], s.Vol[i]*unit)
		}
	}
	return out
}

// nearPremium returns the premiums of early exercise that the fit took off the call and
// the put whose strike is nearest to the forward, currency per unit of the underlying;
// NaN without a pair.
func (e *early) nearPremium() (call, put float64) {
	best := -1
	for i, p := range e.pairs {
		if best < 0 || math.Abs(p.strike-e.forward) < math.Abs(e.pairs[best].strike-e.forward) {
			best = i
		}
	}
	if best < 0 {
		return math.NaN(), math.NaN()
	}
	l := &e.q.lines[e.pairs[best].line]
	return l.call.premium, l.put.premium
}
