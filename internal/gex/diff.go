package gex

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

// The effects, in the order of report.EffectNames (docs/theory.md 7.5). The first five
// are steps: contracts used in both books are repriced one step after the other, each
// from where the last one ended, so that the steps add up to the whole change of each
// contract.
const (
	bySpot     = iota // to the later spot, every contract with the volatility, time and carry it had
	byTime            // to the later instant: what the fit's clock leaves of each variance, rate and yield kept
	byCarry           // to the later rates and forwards
	byVol             // to the later volatilities
	byInterest        // to the later position: open interest, or what the weight counts, and the size of a contract
	byNew             // contracts used in the later book only, with all they have
	bySettled         // contracts of the earlier book that settled meanwhile, with all they had
	byGone            // other contracts used in the earlier book only
	nEffects
)

// diffRule states the order of the steps for the report: another order would share the
// change out differently.
const diffRule = "contracts used in both, matched by root, settlement, strike and side, are repriced one step after the other: " +
	"spot (volatility stuck to the strike), time (variance ages, rate and yield kept), carry (rates and forwards), volatility, open interest; " +
	"new contracts come with what they have, settled and gone ones leave with what they had"

// Diff returns how GEX changed from an earlier book of an underlying to a later one,
// and why, in the unit of the later book's options; Before is left to the caller. The
// documents are those of the books (BuildKeys). Errors, fault.Input: two underlyings,
// or the later book first.
func Diff(before, after *Book, was, is *report.LevelsDocument) (*report.Diff, error) {
	if was.Underlying != is.Underlying {
		return nil, fault.New(fault.Input, fault.Setting("symbol")+" picks one of each file", "%s and %s are two underlyings", was.Underlying, is.Underlying)
	}
	if err := sameMembers(before, after); err != nil {
		return nil, err
	}
	if after.AsOf.Before(before.AsOf) {
		return nil, fault.New(fault.Input, "give the older one first", "the first chain is newer than the second: %s and %s", was.AsOf, is.AsOf)
	}
	d := newBridge(before, after)
	out := &report.Diff{
		Since: was.AsOf, SpotBefore: was.Spot, RegimeBefore: was.Regime, Regime: is.Regime, Contracts: len(d.both),
		GEXBefore: was.Totals.GEX, GEX: is.Totals.GEX, Change: is.Totals.GEX - was.Totals.GEX,
		Rule: diffRule, Numbers: report.Differences(was, is), Strikes: d.strikes(), MembersBefore: was.Members,
	}
	out.OpenedShare, out.Opened = before.Held().Opened(after.Held())
	for e, name := range report.EffectNames {
		out.Effects = append(out.Effects, report.Effect{Effect: name, Contracts: d.contracts[e], GEX: report.Number(d.effects[e])})
	}
	return out, nil
}

// bridge is the change from one book to a later one, by effect and by strike. effects
// are in the unit of GEX; contracts counts those that an effect touches.
type bridge struct {
	before, after *Book
	both          []match
	groups        []matchedGroup
	prices        laterPrices

	effects   [nEffects]float64
	contracts [nEffects]int
	byStrike  map[float64]*report.StrikeChange
}

// match is one contract in both books, by its index in the columns of each.
type match struct{ before, after int }

// matchedGroup is the matches [lo, hi) of one expiry.
type matchedGroup struct {
	lo, hi        int
	before, after int // indices in the expiries of the chains
}

// expiryKey and contractKey identify a contract: root and settlement in Unix seconds,
// strike and side.
type expiryKey struct {
	root       string
	settlement int64
}

type contractKey struct {
	strike float64
	put    bool
}

// expiryKey returns the key of an expiry of the book.
func (b *Book) expiryKey(e expiry) expiryKey {
	x := b.chain.Expiries[e.of]
	return expiryKey{x.Root.Name, x.Settlement.Unix()}
}

// newBridge matches the contracts and adds up the effects.
func newBridge(before, after *Book) *bridge {
	d := &bridge{before: before, after: after, prices: pricesOf(before, after), byStrike: map[float64]*report.StrikeChange{}}
	d.match()
	for e, gex := range d.steps() {
		for n, m := range d.both {
			d.add(e, after.strike[m.after], gex[n])
			if e == byInterest && d.held(m) {
				d.contracts[e]-- // its position has not changed
			}
		}
	}
	for k, gex := range before.gex {
		d.strike(d.prices.strike(k)).GEXBefore += report.Number(gex)
	}
	for k, gex := range after.gex {
		d.strike(after.strike[k]).GEX += report.Number(gex)
	}
	return d
}

// match pairs the contracts of the books, in the order of the later one. Unpaired ones
// of the later book are new, with +GEX; those of the earlier one have settled or gone,
// with −GEX.
func (d *bridge) match() {
	// The expiries of the earlier book by root and settlement: of a combined book there
	// may be several of one.
	earlier := map[expiryKey][]expiry{}
	for _, e := range d.before.expiries {
		key := d.before.expiryKey(e)
		earlier[key] = append(earlier[key], e)
	}
	paired := make([]bool, len(d.before.row))
	for _, e := range d.after.expiries {
		d.matchExpiry(earlier[d.after.expiryKey(e)], e, paired)
	}
	for _, e := range d.before.expiries {
		effect := byGone
		if settled(d.before.chain.Expiries[e.of], d.after.AsOf) {
			effect = bySettled
		}
		for k := e.lo; k < e.hi; k++ {
			if !paired[k] {
				d.add(effect, d.prices.strike(k), -d.before.gex[k])
			}
		}
	}
}

// settled reports whether an expiry has settled at a time.
func settled(x chain.Expiry, at time.Time) bool { return !at.Before(x.Settlement) }

// earlierContract is a contract of the earlier book, and its expiry in the chain.
type earlierContract struct{ k, of int }

// matchExpiry pairs the contracts of one expiry by strike and side with those of the
// earlier book; paired marks these.
func (d *bridge) matchExpiry(from []expiry, to expiry, paired []bool) {
	// The earlier contracts by strike and side.
	at := map[contractKey]earlierContract{}
	for _, e := range from {
		for k := e.lo; k < e.hi; k++ {
			at[contractKey{d.before.ownStrike(e, k), d.before.put[k]}] = earlierContract{k, e.of}
		}
	}
	for k := to.lo; k < to.hi; k++ {
		j, found := at[contractKey{d.after.ownStrike(to, k), d.after.put[k]}]
		if !found {
			d.add(byNew, d.after.strike[k], d.after.gex[k])
			continue
		}
		paired[j.k] = true
		d.both = append(d.both, match{j.k, k})
		if n := len(d.groups); n == 0 || d.groups[n-1].before != j.of || d.groups[n-1].after != to.of {
			d.groups = append(d.groups, matchedGroup{len(d.both) - 1, len(d.both), j.of, to.of})
		} else {
			d.groups[n-1].hi++
		}
	}
}

// add adds the effect on one contract, in the unit of GEX, to the totals and to its
// strike.
func (d *bridge) add(effect int, strike, gex float64) {
	d.effects[effect] += gex
	d.contracts[effect]++
	*d.strike(strike).ByEffect()[effect] += report.Number(gex)
}

// strike returns the record of a strike, a new one at first.
func (d *bridge) strike(k float64) *report.StrikeChange {
	if d.byStrike[k] == nil {
		d.byStrike[k] = &report.StrikeChange{Strike: report.Number(k)}
	}
	return d.byStrike[k]
}

// steps returns the effect of each step on the contracts in both books, the differences
// of six states at [0 … 5], each the GEX of every contract:
//
//	at[0]  as it was
//	at[1]  later spot, everything else as it was
//	at[2]  and later time: variance aged on the clock of the fit, rate and yield kept
//	at[3]  and later rates and forwards
//	at[4]  and later volatilities
//	at[5]  and later positions: as it is
func (d *bridge) steps() [5][]float64 {
	old, now := d.columns()
	was, is := d.kernelGroups(d.before.surface.Expiries, false), d.kernelGroups(d.after.surface.Expiries, true)
	ahead := d.before.surface.Ahead(d.before.chain, d.after.AsOf)
	// The volatilities at the later time: σ · Scale, as in vol.Surface.Later.
	aged := make([]float64, len(d.both))
	for _, g := range d.groups {
		for n := g.lo; n < g.hi; n++ {
			aged[n] = old.sigma[n] * ahead[g.before].Scale
		}
	}
	last := make([]float64, len(d.both))
	at := [6][]float64{0: make([]float64, len(d.both)), 5: last}
	for n, m := range d.both {
		at[0][n], last[n] = d.before.gex[m.before], d.after.gex[m.after]
	}
	at[1] = d.price(was, old, old.sigma)
	at[2] = d.price(d.kernelGroups(ahead, false), old, aged)
	at[3] = d.price(is, old, aged)
	at[4] = d.price(is, old, now.sigma)
	// The effect of a step is the difference of two states.
	var out [5][]float64
	for e := range out {
		out[e] = make([]float64, len(d.both))
		for n := range out[e] {
			out[e][n] = at[e+1][n] - at[e][n]
		}
	}
	return out
}

// columns returns the contracts in both books, as they were and as they are, at the
// prices of the later book.
func (d *bridge) columns() (old, now columns) {
	old, now = makeColumns(len(d.both)), makeColumns(len(d.both))
	for n, m := range d.both {
		old.strike[n], old.sigma[n], old.put[n], old.weight[n] = d.after.strike[m.after], d.before.sigma[m.before], d.before.put[m.before], d.prices.weight(m.before)
		now.strike[n], now.sigma[n], now.put[n], now.weight[n] = d.after.strike[m.after], d.after.sigma[m.after], d.after.put[m.after], d.after.weight[m.after]
		if d.held(m) {
			old.weight[n] = now.weight[n]
		}
	}
	return old, now
}

// kernelGroups returns the groups of the contracts in both books, on the expiries of
// the later or of the earlier surface.
func (d *bridge) kernelGroups(fits []vol.Expiry, later bool) []kernel.Group {
	out := make([]kernel.Group, len(d.groups))
	for i, g := range d.groups {
		of := g.before
		if later {
			of = g.after
		}
		out[i] = groupOf(fits[of], g.lo, g.hi)
	}
	return out
}

// price returns the GEX, ω Γ unit(S), of the contracts in both books at the later spot,
// with the volatilities sigma.
func (d *bridge) price(groups []kernel.Group, c columns, sigma []float64) []float64 {
	g := kernel.Greeks{Gamma: make([]float64, len(sigma))}
	kernel.New(groups, c.strike, sigma, c.put, c.weight).GreeksTo(&g, d.after.Spot)
	unit := d.after.unit(d.after.Spot) // both books in the unit of the later one
	for n, w := range c.weight {
		g.Gamma[n] = g.Gamma[n] * unit * w
	}
	return g.Gamma
}

// strikes returns the strikes whose GEX changed, the largest |change| first, then the
// lower strike.
func (d *bridge) strikes() []report.StrikeChange {
	out := make([]report.StrikeChange, 0, len(d.byStrike))
	for _, s := range d.onGrid() {
		if s.Change = s.GEX - s.GEXBefore; s.Change != 0 {
			out = append(out, *s)
		}
	}
	// The map has no order: sort by two keys that no two strikes share.
	slices.SortFunc(out, func(a, b report.StrikeChange) int {
		return cmp.Or(cmp.Compare(math.Abs(float64(b.Change)), math.Abs(float64(a.Change))), cmp.Compare(a.Strike, b.Strike))
	})
	return out
}
