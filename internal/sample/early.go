package sample

import (
	"fmt"
	"math"

	"gex/internal/bs"
	"gex/internal/bs/american"
	"gex/internal/market"
)

// payOnDates pays the yield of an underlying whose ex-dates are built in on those up to a
// date: a quarter of it each, the share 1 − e^{−q/4} of spot. A reader that knows the
// dates finds them in the forwards.
func (t *Truth) payOnDates(name string, root market.Root, last market.Date) {
	at := t.QuoteTime(root)
	share := 1 - math.Exp(-t.Yield/4)
	t.left = 1
	if !(share > 0) {
		return
	}
	for _, ex := range market.ExDates(name, root.Venue.DateOf(at), last) {
		if cum := root.Venue.LastCum(ex); cum.After(at) {
			t.paid = append(t.paid, american.Dividend{Years: market.Years(at, cum), Fraction: share})
		} else {
			t.left *= 1 - share
		}
	}
}

// solve prepares the premiums of early exercise for strikes in mils, ascending.
func (s *section) solve(strikes []int64) error {
	if !s.truth.American || len(strikes) == 0 {
		return nil
	}
	lo, hi := math.Inf(1), 0.0
	for _, strike := range strikes {
		vol := s.vol(float64(strike) / mil)
		lo, hi = min(lo, vol), max(hi, vol)
	}
	for right := range s.early {
		var err error
		if s.early[right], err = american.New(s.truth.terms(bs.Right(right), s.years), lo, hi); err != nil {
			return err
		}
	}
	return nil
}

// priced is a contract at its price.
type priced struct {
	price, delta, gamma float64 // dollars, 1, per dollar
	vol                 float64 // a fraction a year
	least               float64 // dollars: what it is worth without any uncertainty
}

// price prices a contract by Black-Scholes-Merton (docs/theory.md 1.1), and American ones
// with what early exercise adds (3.11). A price far out of the money can round to below
// zero.
func (s *section) price(right bs.Right, strike float64) priced {
	o := s.option(right, strike)
	p := priced{max(0, o.Price()), o.Delta(), o.Gamma(), o.Vol, intrinsic(o)}
	early := s.early[right]
	if early == nil {
		return p
	}
	left := s.truth.left
	v := early.Value(o.Spot*left, strike, o.Vol)
	p.price, p.delta, p.gamma = max(0, v.Price), v.Delta*left, v.Gamma*left*left
	payoff := o.Spot*left - strike
	if right == bs.Put {
		payoff = -payoff
	}
	p.least = max(p.least, payoff)
	return p
}

// checkEarly refuses a rate and a yield at which options are exercised between two
// boundaries, which are not computed.
func checkEarly(rate, yield float64) error {
	for _, put := range []bool{false, true} {
		t := american.Terms{Put: put, Years: farthest, Rate: rate, Yield: yield}
		if _, err := american.New(t, 0.2, 0.2); err != nil {
			return fmt.Errorf("cannot price options that can be exercised early: %w; raise the rate or the yield to 0 or above", err)
		}
	}
	return nil
}

// farthest is a time beyond every expiry of a sample, in years.
const farthest = 6

// isAmerican reports whether options of a root can be exercised early.
func isAmerican(r market.Root) bool { return !r.European && !r.OffFutures }

// intrinsic returns the discounted payoff at the forward, θ (S e^{−qT} − K e^{−rT})⁺,
// in dollars: the least price of a European option.
func intrinsic(o bs.Option) float64 {
	value := float64(o.Spot*math.Exp(-o.Yield*o.Years)) - float64(o.Strike*math.Exp(-o.Rate*o.Years))
	if o.Right == bs.Put {
		value = -value
	}
	return math.Max(0, value)
}
