package vol

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// Later returns the surface at a later instant with spot unchanged (docs/theory.md
// 7.1): of every total variance the part that is left on the fit's clock, rate and
// yield kept. Expiries settled by then have no years and no volatility.
func (s *Surface) Later(c *chain.Chain, at time.Time) *Surface {
	l := *s
	l.Expiries = s.Ahead(c, at)
	l.Vol = make([]float64, len(s.Vol))
	for x, e := range c.Expiries {
		for i := e.Lo; i < e.Hi; i++ {
			l.Vol[i] = s.Vol[i] * l.Expiries[x].Scale
		}
		l.Expiries[x].Scale = 1
	}
	return &l
}

// Ahead returns the expiries of Later, without copying the volatilities: those of an
// expiry are its old ones times
//
//	Scale = √(w′/T′ / (w/T)) = √(τ(at → settlement)/τ(as_of → settlement) · T/T′)
//
// and its forward is S e^{(r−q)T′}, rate and yield kept; with American greeks the borrow
// and the dates of dividends are. Scale is NaN for an expiry that has settled.
func (s *Surface) Ahead(c *chain.Chain, at time.Time) []Expiry {
	out := make([]Expiry, len(s.Expiries))
	for x, e := range s.Expiries {
		settlement := c.Expiries[x].Settlement
		now := e
		now.Years = market.Years(at, settlement)
		now.Yield = s.laterYield(c, x, now.Years, at)
		now.Forward = s.Spot * kernel.Exp((e.Rate-now.Yield)*now.Years)
		// w shrinks with the clock of variance, T with ACT/365; the volatility is
		// √(w/T).
		now.Scale = math.NaN()
		if now.Years > 0 { // and so was e.Years, which is no less
			now.Scale = math.Sqrt(s.of(x).clock.age(c.AsOf, at, settlement) * e.Years / now.Years)
		}
		now.ATMVol = e.ATMVol * now.Scale
		out[x] = now
	}
	return out
}

// laterYield returns the yield of an expiry at a later instant, years before settlement.
// Options with American greeks keep the borrow b, the offset o and the dividends still to come,
//
//	q = b − (o + Σ ln(1−d))/T′
//
// others their yield.
func (s *Surface) laterYield(c *chain.Chain, x int, years float64, at time.Time) float64 {
	e, own := s.Expiries[x], s.of(x)
	if !own.American || !e.Early || !(years > 0) {
		return e.Yield
	}
	borrow := e.Yield + (e.Offset+s.lost(c, x, c.AsOf))/e.Years
	return borrow - (e.Offset+s.lost(c, x, at))/years
}
