package gex

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// horizon is an expiry whose smile gives odds.
type horizon struct {
	expiry  *chain.Expiry
	fit     *vol.Expiry
	smile   vol.Smile
	low, hi float64 // the prices for which its strikes say something
	monthly bool    // it is the next monthly
}

// beyondStrikes is how far beyond the outermost strikes the smile is extended, a
// fraction.
const beyondStrikes = 0.1

// horizons returns the first expiry of the chain that settles after as_of, and the next
// monthly of the underlying's own rule, the last to settle of that date; one where they
// are the same, none where no strike has a volatility; of a combined book those of the
// axis. Filters do not matter: odds are
// the market's.
func (b *Book) horizons() []horizon {
	first, monthly := -1, -1
	date := b.nextMonthly()
	for x, fit := range b.surface.Expiries {
		if !(fit.Years > 0 && fit.ATMVol > 0) || !b.onAxis(x) {
			continue
		}
		if first < 0 {
			first = x
		}
		if b.chain.Expiries[x].Date == date {
			monthly = x
		}
	}
	var out []horizon
	for _, x := range []int{first, monthly} {
		if x < 0 || x == first && len(out) > 0 {
			continue
		}
		h := b.horizonOf(x)
		h.monthly = x == monthly
		out = append(out, h)
	}
	return out
}

// horizonOf returns an expiry with its smile.
func (b *Book) horizonOf(x int) horizon {
	h := horizon{expiry: &b.chain.Expiries[x], fit: &b.surface.Expiries[x], smile: b.surface.Smile(b.chain, x)}
	low, hi := h.smile.Strikes()
	h.low, h.hi = low*(1-beyondStrikes), hi*(1+beyondStrikes)
	return h
}

// odds returns the risk-neutral probabilities of a close beyond levels and of a touch,
// by each horizon. Beyond is on the other side of a level than spot, above it at spot.
func (b *Book) odds(l *report.Levels) []report.Odds {
	out := []report.Odds{}
	for _, h := range b.horizons() {
		for _, v := range report.OddsLevels {
			at := v.Number(l)
			if !at.OK() {
				continue
			}
			o := report.Odds{
				Level: v.Key, Expiry: h.expiry.Date.String(), Settlement: report.Time{Time: h.expiry.Settlement.In(b.zone())}, Monthly: h.monthly,
				CloseBeyond: report.None(), Touch: report.None(),
			}
			if x := float64(at); x >= h.low && x <= h.hi {
				o.CloseBeyond = report.Number(h.beyond(x, b.Spot))
				o.Touch = min(1, 2*o.CloseBeyond)
				if x == b.Spot {
					o.Touch = 1
				}
			}
			out = append(out, o)
		}
	}
	return out
}

// beyond returns the probability of a settlement on the other side of x than spot.
func (h *horizon) beyond(x, spot float64) float64 {
	below := h.below(x)
	if x < spot {
		return below
	}
	return 1 - below
}

// oddsStep is the relative step in strike of the slope of the smile.
const oddsStep = 1e-4

// below returns the risk-neutral probability of a settlement at or below K, the slope
// of the undiscounted put with the variance of its own strike (docs/theory.md 6.6),
//
//	∂p/∂K = N(−d2) + K φ(d2) ∂s/∂K        s = σ(K)√T,  d2 = ln(F/K)/s − s/2
//
// within 0 … 1, which a smile with arbitrage can leave. On a flat smile it is N(−d2).
func (h *horizon) below(k float64) float64 {
	root := math.Sqrt(h.fit.Years)
	total := func(k float64) float64 { return h.smile.At(kernel.Log(k)) * root }
	s := total(k)
	d2 := kernel.Log(h.fit.Forward/k)/s - s/2
	density, _ := kernel.Tail(d2)
	slope := (total(k*(1+oddsStep)) - total(k*(1-oddsStep))) / (2 * oddsStep) // K ∂s/∂K
	return min(1, max(0, normal(-d2)+float64(density*slope)))
}
