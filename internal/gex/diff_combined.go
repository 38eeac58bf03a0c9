package gex

import (
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/report"
)

// sameMembers refuses two books of which one has a member that the other has not: the
// change would be that of the members.
func sameMembers(before, after *Book) error {
	was, is := before.memberNames(), after.memberNames()
	for _, side := range []struct {
		which       string
		have, other []string
	}{{"first", was, is}, {"second", is, was}} {
		for _, name := range side.other {
			if !slices.Contains(side.have, name) {
				return fault.New(fault.Input, "give both the same underlyings", "the %s book has no file of %s: it is of %s", side.which, name, strings.Join(side.have, ", "))
			}
		}
	}
	return nil
}

// memberNames are the underlyings of the book.
func (b *Book) memberNames() []string {
	if b.opt.members == nil {
		return []string{b.chain.Underlying}
	}
	var names []string
	for _, one := range b.opt.members.list {
		names = append(names, one.underlying)
	}
	return names
}

// ownStrike returns the strike of the used contract k of an expiry in the prices of its
// own underlying.
func (b *Book) ownStrike(e expiry, k int) float64 { return own(b.strike[k], 1/b.ratioOf(e.of)) }

// own converts a price or a size of the axis to that of a member; digits that the
// conversions made are rounded off.
func own(x, by float64) float64 {
	if by == 1 {
		return x
	}
	return float64(report.Number(x * by).Round())
}

// laterPrices convert strikes and weights of an earlier book to the prices of a later
// one: a member's contracts follow its own price, and the later book has that at its own
// ratio r′ to the axis,
//
//	K″ = K′ r′/r        ω″ = ω′ r/r′
//
// which is 1 for the axis and in books that are not combined.
type laterPrices struct {
	before *Book
	factor []float64 // by expiry of the earlier chain: r′/r; nil: 1
}

// pricesOf returns them for two books of the same members.
func pricesOf(before, after *Book) laterPrices {
	p := laterPrices{before: before}
	if !before.opt.members.several() {
		return p
	}
	names := after.memberNames()
	later := map[expiryKey]float64{}
	for _, e := range after.expiries {
		later[after.expiryKey(e)] = after.ratioOf(e.of)
	}
	p.factor = make([]float64, len(before.chain.Expiries))
	for x := range p.factor {
		ratio, known := later[before.expiryKey(expiry{of: x})]
		if !known {
			one := after.opt.members.list[slices.Index(names, before.opt.members.of(x).underlying)]
			ratio = after.Spot / one.spot
		}
		p.factor[x] = ratio / before.ratioOf(x)
	}
	return p
}

// of returns r′/r of the used contract k of the earlier book.
func (p laterPrices) of(k int) float64 {
	if p.factor == nil {
		return 1
	}
	x := slices.IndexFunc(p.before.expiries, func(e expiry) bool { return k < e.hi })
	return p.factor[p.before.expiries[x].of]
}

func (p laterPrices) strike(k int) float64 { return p.before.strike[k] * p.of(k) }
func (p laterPrices) weight(k int) float64 { return p.before.weight[k] / p.of(k) }

// held reports whether a contract's position is what it was.
func (d *bridge) held(m match) bool {
	was, is := d.prices.weight(m.before), d.after.weight[m.after]
	return was == is || d.prices.factor != nil && own(was, 1/is) == 1
}

// onGrid returns the strikes with their changes, those of a combined book on the grid of
// its walls.
func (d *bridge) onGrid() map[float64]*report.StrikeChange {
	m := d.after.opt.members
	if !m.several() || m.bin == 0 {
		return d.byStrike
	}
	lines := map[float64]*report.StrikeChange{}
	var strikes []float64
	for k := range d.byStrike {
		strikes = append(strikes, k)
	}
	slices.Sort(strikes) // a sum has one order
	for _, k := range strikes {
		for _, share := range sharesOf(k, m.bin) {
			to := lines[share.line]
			if to == nil {
				to = &report.StrikeChange{Strike: report.Number(share.line * m.bin)}
				lines[share.line] = to
			}
			to.Add(d.byStrike[k], share.part)
		}
	}
	return lines
}
