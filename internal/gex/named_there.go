package gex

import (
	"gex/internal/report"
	"gex/internal/vol"
)

// positionIn fills in what dealers hold in a scenario: GEX at its spot, the regime, and zero gamma within the range around that
// spot, all with the volatilities and the time of the scenario.
func (d *desk) positionIn(f *report.ScenarioFlow, s named) {
	there := d.there(s)
	if len(there.expiries) == 0 {
		return
	}
	l := there.newLadder()
	batch := there.bySpot(there.expiries, nil)
	flips, _ := there.flips(batch, there.expiries, l, there.profile(batch, l))
	f.GEX = report.Number(there.gexAt(there.batch, []float64{there.Spot})[0])
	f.Regime, f.ZeroGamma = there.regime(float64(f.GEX), flips), there.nearest(flips)
}

// there returns the book as it is in a scenario, with what gamma depends on: the live contracts with their volatilities, years and
// carry, at the scenario's spot and time.
func (b *Book) there(s named) *Book {
	a := adjustment{points: s.Vol, at: s.at}
	spot := b.Spot * (1 + s.move/100)
	if !b.rule.sticky() {
		a.slide, a.move = logMove(s.move), s.move
	}
	on := b.as(s.at)
	if b.rule.ssr != 1 && a.slide != 0 {
		b.smile(on)
	}
	surface := *b.surface
	surface.Spot, surface.Expiries = spot, make([]vol.Expiry, len(on.expiries))
	copy(surface.Expiries, on.expiries)
	surface.Vol = make([]float64, len(b.surface.Vol))
	for x := range surface.Expiries {
		e := &surface.Expiries[x]
		e.ATMVol += b.rule.parallel(a)
		e.Forward *= spot / b.Spot
	}
	other := *b
	other.Spot, other.surface, other.later, other.profiled = spot, &surface, nil, nil
	other.exercise = &earlySides{of: map[earlyKey]*earlySide{}}
	if !s.at.IsZero() {
		other.AsOf = s.at
	}
	other.sigma, other.expiries = make([]float64, len(b.sigma)), nil
	for _, e := range b.expiries {
		if !(surface.Expiries[e.of].Years > 0) {
			continue // settled by then
		}
		other.expiries = append(other.expiries, e)
		b.moveVols(surface.Vol, a, on, e.of)
		surface.Expiries[e.of].Scale = 1
		for k := e.lo; k < e.hi; k++ {
			other.sigma[k] = surface.Vol[b.row[k]]
		}
	}
	other.now = aged{expiries: surface.Expiries}
	if b.rule.ssr != 1 {
		other.smile(&other.now)
	}
	other.batch = other.price(new(pricer), other.expiries)
	return &other
}

// moveVols sets the volatilities of all records of an expiry to those under an adjustment; where there is none, there is none.
func (b *Book) moveVols(to []float64, a adjustment, on *aged, x int) {
	e := &b.chain.Expiries[x]
	before := b.surface.Vol[e.Lo:e.Hi]
	b.appendVols(to[e.Lo:e.Lo:e.Hi], columns{strike: b.chain.Strike[e.Lo:e.Hi], sigma: before}, a, on, x)
	for i, v := range before {
		if !(v > 0) {
			to[e.Lo+i] = v
		}
	}
}
