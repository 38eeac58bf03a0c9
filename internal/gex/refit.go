package gex

import (
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/vol"
)

// parts are the chains of the book with their fits: one, or those of a combined book.
func (b *Book) parts() []Part {
	if b.opt.members == nil {
		return []Part{{Chain: b.chain, Surface: b.surface}}
	}
	return b.opt.members.parts
}

// refitted returns the book with every chain fitted with other options, which change
// makes of those that were given.
func (b *Book) refitted(name string, given vol.Options, change func(*vol.Options, Part)) variation {
	return b.varied(name, func(p Part) (*chain.Chain, vol.Options) {
		o := given
		change(&o, p)
		return p.Chain, o
	})
}

// shifted returns the book as of another time.
func (b *Book) shifted(name string, given vol.Options, by time.Duration) variation {
	return b.varied(name, func(p Part) (*chain.Chain, vol.Options) { return asOf(p.Chain, by), given })
}

// varied returns the book on other fits: fit has the chain and the options of each.
func (b *Book) varied(name string, fit func(Part) (*chain.Chain, vol.Options)) variation {
	return variation{name: name, book: func(reuse *memory) (*Book, error) {
		other, err := b.on(fit, reuse, true)
		if err != nil {
			// The reason why there is no book may be a warning of the fit.
			other, err = b.on(fit, reuse, false)
		}
		return other, err
	}}
}

// on returns the book on other fits, with warnings or without.
func (b *Book) on(fit func(Part) (*chain.Chain, vol.Options), reuse *memory, quiet bool) (*Book, error) {
	o, several := b.opt, b.opt.members.several()
	o.TradeDate, o.Map, o.memory = b.TradeDate, Mapping{}, reuse
	parts := slices.Clone(b.parts())
	for i, p := range parts {
		c, of := fit(p)
		of.Quiet = quiet
		if several {
			of = of.OffFutures(c)
		}
		o.work.add(fits, c.Len())
		s, err := vol.Fit(c, of)
		if err != nil && several {
			err = fault.At(c.Underlying, err)
		}
		if err != nil {
			return nil, err
		}
		parts[i].Chain, parts[i].Surface = c, s
	}
	if o.members == nil {
		return NewBook(parts[0].Chain, parts[0].Surface, o)
	}
	m := o.members.with(parts)
	c, s := m.joined()
	o.members = m
	return NewBook(c, s, o)
}

// with returns the members with other fits of their chains. What was found out about the
// chains stands.
func (m *members) with(parts []Part) *members {
	other := *m
	other.parts, other.list = parts, slices.Clone(m.list)
	for i := range other.list {
		one := &other.list[i]
		first := slices.IndexFunc(parts, func(p Part) bool { return p.Chain.Underlying == one.underlying })
		one.asOf, one.spot, one.source = parts[first].Chain.AsOf, parts[first].Surface.Spot, parts[first].Surface.SpotSource
	}
	return &other
}

// signed returns the members with another sign for all of them.
func (m *members) signed(sign string) *members {
	if m == nil {
		return nil
	}
	other := *m
	other.list = slices.Clone(m.list)
	for i := range other.list {
		other.list[i].sign = sign
	}
	return &other
}

// asOf returns the chain as of another time: contracts settled by then are expired, and
// no others.
func asOf(of *chain.Chain, shift time.Duration) *chain.Chain {
	c := *of
	c.AsOf = c.AsOf.Add(shift)
	c.Out = slices.Clone(of.Out)
	for _, e := range c.Expiries {
		from, to := chain.Expired, chain.Live
		if !c.AsOf.Before(e.Settlement) {
			from, to = to, from
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] == from {
				c.Out[i] = to
			}
		}
	}
	return &c
}
