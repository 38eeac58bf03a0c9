package main

import (
	"math"
	"time"

	"gex/internal/market"
)

// naiveChain is one underlying the naive way.
type naiveChain struct {
	underlying string
	spot       float64
	asOf       time.Time
	contracts  []naiveContract
}

// naiveContract is an option and what dealers are assumed to hold of it: calls long, puts short, in shares.
type naiveContract struct {
	option
	position float64
}

// totals are what all programs have to agree on. GEX is in US$ of dealer delta per 1% of spot.
type totals struct {
	Contracts           int
	GEX, Call, Put, DEX float64
	Gross               float64 // sum of |GEX| over contracts
	ZeroGamma           float64 // nearest to spot; 0: there is none
}

// add takes a contract that has a volatility and has not settled.
func (c *naiveChain) add(root string, expiry market.Date, o option, openInterest, multiplier float64) {
	r := market.LookupRoot(root)
	if multiplier == 0 {
		multiplier = r.Multiplier
	}
	o.spot, o.rate, o.yield = c.spot, flatRate, flatYield
	o.years = market.Years(c.asOf, r.SettlementInstant(expiry))
	if !(o.vol > 0) || !(o.years > 0) {
		return
	}
	position := openInterest * multiplier
	if o.put {
		position = -position
	}
	c.contracts = append(c.contracts, naiveContract{o, position})
}

// totals prices every contract and looks for the zero gamma.
func (c *naiveChain) totals() totals {
	t := totals{Contracts: len(c.contracts)}
	for i := range c.contracts {
		o := &c.contracts[i]
		g := o.greeks()
		gex := g.gamma * o.position * c.spot * c.spot * 0.01
		if o.put {
			t.Put += gex
		} else {
			t.Call += gex
		}
		t.GEX += gex
		t.Gross += math.Abs(gex)
		t.DEX += g.delta * o.position * c.spot
	}
	t.ZeroGamma = c.zeroGamma()
	return t
}

// gex is the exposure at another spot.
func (c *naiveChain) gex(spot float64) float64 {
	sum := 0.0
	for i := range c.contracts {
		o := &c.contracts[i]
		sum += o.gamma(spot) * o.position
	}
	return sum * spot * spot * 0.01
}

// zeroGamma is the sign change of the profile that is nearest to spot, 0 when there is none: 401 spots from 0.8 to 1.2 of
// spot, then bisection.
func (c *naiveChain) zeroGamma() float64 {
	const points = 401
	nearest, before, left := 0.0, 0.0, 0.0
	for j := range points {
		x := c.spot * (0.8 + 0.4*float64(j)/(points-1))
		y := c.gex(x)
		if j > 0 && (y < 0) != (before < 0) {
			if at := c.bisect(left, x, before < 0); math.Abs(at-c.spot) < math.Abs(nearest-c.spot) {
				nearest = at
			}
		}
		before, left = y, x
	}
	return nearest
}

// bisect narrows a sign change in [lo, hi]; below says that the exposure at lo is negative.
func (c *naiveChain) bisect(lo, hi float64, below bool) float64 {
	for range 45 {
		if mid := lo + (hi-lo)/2; (c.gex(mid) < 0) == below {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
