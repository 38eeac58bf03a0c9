package vol

import (
	"math"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
)

// Later is the surface at a later instant with spot unchanged: what is left of every total variance on the fit's clock,
// rate and yield kept. Expiries settled by then have no years and no volatility.
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

// Ahead are the expiries of Later, each with the scale of its volatilities.
func (s *Surface) Ahead(c *chain.Chain, at time.Time) []Expiry {
	out := make([]Expiry, len(s.Expiries))
	for x, e := range s.Expiries {
		settlement := c.Expiries[x].Settlement
		now := e
		now.Years = market.Years(at, settlement)
		now.Forward = s.Spot * kernel.Exp((e.Rate-e.Yield)*now.Years)
		now.Scale = math.NaN()
		if now.Years > 0 && e.Years > 0 {
			now.Scale = math.Sqrt(s.clock.age(c.AsOf, at, settlement) * e.Years / now.Years)
		}
		now.ATMVol = e.ATMVol * now.Scale
		out[x] = now
	}
	return out
}
