package gex

import (
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/vol"
)

// sequence returns one chain with the expiries of all parts, and the part and expiry that each comes from.
func sequence(parts []Part) (*chain.Chain, []chain.Origin) {
	chains := make([]*chain.Chain, len(parts))
	for i, p := range parts {
		chains[i] = p.Chain
	}
	return chain.Sequence(chains)
}

// project puts the contracts of the chain on the axis, and returns their surface: that of the axis with the expiries and
// volatilities of all parts. Total volatilities and deltas do not depend on the unit of price.
func (m *members) project(c *chain.Chain, from []chain.Origin, parts []Part) *vol.Surface {
	s := *parts[0].Surface
	s.Expiries, s.Own = make([]vol.Expiry, len(from)), make([]*vol.Surface, len(from))
	s.American = slices.ContainsFunc(parts, func(p Part) bool { return p.Surface.American })
	s.ExerciseAssumption = earlyMembers(parts)
	s.Vol, s.Source, s.Exercised = make([]float64, c.Len()), make([]vol.Source, c.Len()), nil
	if slices.ContainsFunc(parts, func(p Part) bool { return p.Surface.Exercised != nil }) {
		s.Exercised = make([]bool, c.Len())
	}
	m.owner, m.part, m.ratio = make([]int, len(from)), make([]int, len(from)), make([]float64, len(from))
	for x, at := range from {
		p, e := parts[at.Chain], c.Expiries[x]
		m.part[x] = at.Chain
		m.owner[x] = slices.IndexFunc(m.list, func(one member) bool { return one.underlying == p.Chain.Underlying })
		lo := p.Chain.Expiries[at.Expiry].Lo
		copy(s.Vol[e.Lo:e.Hi], p.Surface.Vol[lo:])
		copy(s.Source[e.Lo:e.Hi], p.Surface.Source[lo:])
		if p.Surface.Exercised != nil {
			copy(s.Exercised[e.Lo:e.Hi], p.Surface.Exercised[lo:])
		}
		fit := p.Surface.Expiries[at.Expiry]
		s.Own[x] = p.Surface
		// The price of what the options are on, and the forward of that on the axis.
		price := m.list[m.owner[x]].spot
		if p.Chain.Of().OffFutures && m.owner[x] > 0 && fit.Forward > 0 {
			price, fit.Yield = fit.Forward, fit.Rate
		}
		m.ratio[x] = s.Spot / price
		if m.owner[x] == 0 {
			m.ratio[x] = 1
		}
		for _, price := range []*float64{&fit.Forward, &fit.Dividends, &fit.CallPremium, &fit.PutPremium} {
			*price *= m.ratio[x]
		}
		fit.QuoteForward *= m.ratio[x]
		s.Expiries[x] = fit
		rescale(c, e, m.ratio[x])
	}
	return &s
}

// earlyMembers says how early exercise is treated: in one way, of the members that can be exercised early.
func earlyMembers(parts []Part) string {
	var names []string
	words := ""
	for _, p := range parts {
		if of := p.Surface.ExerciseAssumption; of != "" && !slices.Contains(names, p.Chain.Underlying) {
			names, words = append(names, p.Chain.Underlying), of
		}
	}
	several := slices.ContainsFunc(parts, func(p Part) bool { return p.Chain.Underlying != parts[0].Chain.Underlying })
	if !several || words == "" {
		return words
	}
	short, rest, _ := strings.Cut(words, ":")
	return short + " (" + strings.Join(names, ", ") + "):" + rest
}

// rescale multiplies the prices of an expiry's records by a ratio and divides their sizes by it.
func rescale(c *chain.Chain, e chain.Expiry, ratio float64) {
	if ratio == 1 {
		return
	}
	for i := e.Lo; i < e.Hi; i++ {
		for _, price := range [][]float64{c.Strike, c.Bid, c.Ask, c.Last} {
			price[i] *= ratio
		}
		c.Gamma[i] /= ratio
		c.Multiplier[i] /= ratio
	}
}

// expire leaves out the contracts that have settled by the time of the axis.
func (m *members) expire(c *chain.Chain, from []chain.Origin) {
	for x, e := range c.Expiries {
		if from[x].Chain == 0 || c.AsOf.Before(e.Settlement) {
			continue
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] == chain.Live {
				c.Out[i] = chain.Expired
			}
		}
	}
}

// dropDuplicates leaves out contracts of a member that an earlier part of it has: expiries of one root and settlement are
// next to each other, the earlier part first.
func (m *members) dropDuplicates(c *chain.Chain) {
	type contract struct {
		strike float64
		right  chain.Right
	}
	var seen map[contract]bool
	for x, e := range c.Expiries {
		if x == 0 || c.Expiries[x-1].Root.Name != e.Root.Name || !c.Expiries[x-1].Settlement.Equal(e.Settlement) || m.owner[x-1] != m.owner[x] {
			seen = nil
			if x+1 == len(c.Expiries) || c.Expiries[x+1].Root.Name != e.Root.Name {
				continue // there is only one
			}
			seen = map[contract]bool{}
		}
		for i := e.Lo; i < e.Hi; i++ {
			one := contract{c.Strike[i], c.Right[i]}
			if seen[one] {
				c.Out[i] = chain.Duplicate
			}
			seen[one] = true
		}
	}
}

// usualStep returns the most frequent distance of neighboring strikes of the axis within 2% of spot, the smaller of equally
// frequent ones; where there is none, of all its strikes, and 0 without two strikes.
func (m *members) usualStep(c *chain.Chain) float64 {
	const near = 0.02
	for _, within := range []float64{near, math.Inf(1)} {
		if step := m.frequentStep(c, within); step > 0 {
			return step
		}
	}
	return 0
}

// frequentStep does so for strikes within a part of spot.
func (m *members) frequentStep(c *chain.Chain, within float64) float64 {
	const digits = 1e6 // of a strike
	var steps []float64
	spot := m.list[0].spot
	for x, e := range c.Expiries {
		if m.owner[x] > 0 {
			continue
		}
		for i := e.Lo + 1; i < e.Hi; i++ {
			low, high := c.Strike[i-1], c.Strike[i]
			if high > low && math.Abs(low/spot-1) <= within && math.Abs(high/spot-1) <= within {
				steps = append(steps, math.Round((high-low)*digits)/digits)
			}
		}
	}
	slices.Sort(steps)
	best, most := 0.0, 0
	for i := 0; i < len(steps); {
		n := i
		for n < len(steps) && steps[n] == steps[i] {
			n++
		}
		if n-i > most {
			best, most = steps[i], n-i
		}
		i = n
	}
	return best
}
